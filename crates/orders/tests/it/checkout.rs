use kernel::Currency;
use orders::cart::{AddLine, CartAccessError, add_line, find_cart, set_promo};
use orders::checkout::{CheckoutError, Outcome};
use orders::idempotency::KeyError;
use orders::order::find::{find_by_id, find_by_link};
use orders::quote::ProblemCode;
use orders::{OrderStatus, PaymentStatus};
use promos::Refusal;
use promos::fixtures::{NewPromoCode, ensure_promo_code};

use crate::world::World;

#[tokio::test]
async fn a_cart_becomes_an_order_with_everything_that_belongs_to_it() {
    let world = World::new().await;
    let (rose, mug) = (
        world.sell("ROSE", 10_000, 5).await,
        world.sell("MUG", 4_000, 5).await,
    );
    let token = world.cart(&[(rose, 2), (mug, 1)]).await;
    ensure_promo_code(world.db(), world.ctx(), NewPromoCode::percentage("TEN", 1_000))
        .await
        .unwrap();
    set_promo(world.db(), world.ctx(), &token, "ten").await.unwrap();

    // 240.00 − 24.00 + 20.00 delivery
    let request = world.shop.checkout("050 123 4567", 23_600);
    let Outcome::Created(order) = world.checkout(&token, &request, "first-key").await.unwrap() else {
        panic!("new")
    };
    assert_eq!(
        (order.status, order.payment_status),
        (OrderStatus::Placed, PaymentStatus::Unpaid)
    );
    assert_eq!(
        (
            order.totals.subtotal.minor,
            order.totals.discount.minor,
            order.totals.total.minor
        ),
        (24_000, 2_400, 23_600)
    );
    assert_eq!(order.contact.phone, "+971501234567");
    assert_eq!(
        order.lines.iter().map(|line| line.discount.minor).sum::<i64>(),
        2_400
    );
    assert_eq!(order.events.len(), 1);
    assert!(order.code.starts_with("AM-"));
    assert_eq!(
        world
            .number("SELECT sum(available)::bigint FROM stock_levels")
            .await,
        7
    );
    world.assert_books().await;

    let seen = find_by_link(world.db(), &order.code, &order.link_token)
        .await
        .unwrap();
    assert_eq!(seen.unwrap().id, order.id);
    assert!(
        find_by_link(world.db(), &order.code, "guess")
            .await
            .unwrap()
            .is_none()
    );
    let refused = find_cart(world.db(), &token).await.unwrap_err();
    assert!(matches!(refused, CartAccessError::Ordered { code } if code == order.code));
}

#[tokio::test]
async fn an_order_keeps_its_snapshot_when_the_catalogue_changes() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 5).await;
    let order = world.place(rose, 1, 12_000).await;
    world.execute(r#"UPDATE products SET title = '{"en":"New","ar":"جديد"}'; UPDATE variant_prices SET price_minor = 1"#).await;
    let later = find_by_id(world.db(), order.id).await.unwrap().unwrap();
    assert_eq!(later.lines[0].title.en, "Gift ROSE");
    assert_eq!(later.lines[0].unit_price.minor, 10_000);
}

#[tokio::test]
async fn a_changed_price_is_told_with_the_new_quote_and_nothing_is_written() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 5).await;
    let token = world.cart(&[(rose, 1)]).await;
    world
        .execute("UPDATE variant_prices SET price_minor = 11000")
        .await;
    let refused = world
        .checkout(&token, &world.shop.checkout("0501234567", 12_000), "first-key")
        .await
        .unwrap_err();
    let CheckoutError::TotalChanged(quote) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(quote.totals.total.minor, 13_000);
    assert_eq!(world.number("SELECT count(*) FROM orders").await, 0);
    assert_eq!(world.number("SELECT count(*) FROM idempotency_keys").await, 0);
    let accepted = world
        .checkout(&token, &world.shop.checkout("0501234567", 13_000), "first-key")
        .await
        .unwrap();
    assert!(matches!(accepted, Outcome::Created(_)));
}

#[tokio::test]
async fn another_currency_with_the_same_digits_is_another_total() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 5).await;
    let token = world.cart(&[(rose, 1)]).await;
    let mut request = world.shop.checkout("0501234567", 12_000);
    request.expected_total.currency = Currency::Sar;
    assert!(matches!(
        world.checkout(&token, &request, "first-key").await,
        Err(CheckoutError::TotalChanged(_))
    ));
}

#[tokio::test]
async fn all_problems_are_told_at_once() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 5).await;
    let token = world.cart(&[(rose, 1)]).await;
    let mut request = world.shop.checkout("12", 12_000);
    request.choices.zone = Some("atlantis".into());
    request.choices.address.remove("street");
    request.choices.address.insert("planet".into(), "Earth".into());
    request.choices.delivery_date = Some(world.shop.store.today(world.ctx().now()));
    request.choices.payment_method = Some("card".into());
    let refused = world.checkout(&token, &request, "first-key").await.unwrap_err();
    let CheckoutError::Invalid(problems) = refused else {
        panic!("{refused:?}")
    };
    let found: Vec<(ProblemCode, &str)> = problems
        .iter()
        .map(|problem| (problem.code, problem.path.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(
        found,
        [
            (ProblemCode::ContactPhoneInvalid, "contact.phone"),
            (ProblemCode::ZoneUnknown, "zone"),
            (ProblemCode::AddressFieldRequired, "address.street"),
            (ProblemCode::AddressFieldUnknown, "address.planet"),
            (ProblemCode::DeliveryDateUnavailable, "delivery_date"),
            (ProblemCode::PaymentMethodUnavailable, "payment_method"),
        ]
    );
}

#[tokio::test]
async fn sold_out_goods_are_named_and_the_cart_stays() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 2).await;
    let token = world.cart(&[(rose, 2)]).await;
    world.place(rose, 1, 12_000).await;
    let refused = world
        .checkout(&token, &world.shop.checkout("0501234567", 22_000), "first-key")
        .await
        .unwrap_err();
    let CheckoutError::OutOfStock(short) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(
        (short[0].variant_id, short[0].requested, short[0].available),
        (rose, 2, 1)
    );
    assert!(find_cart(world.db(), &token).await.is_ok());
}

#[tokio::test]
async fn a_repeat_gets_the_same_order_and_a_reused_key_is_refused() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 9).await;
    let token = world.cart(&[(rose, 1)]).await;
    let request = world.shop.checkout("0501234567", 12_000);
    let Outcome::Created(first) = world.checkout(&token, &request, "first-key").await.unwrap() else {
        panic!("new")
    };
    for key in ["first-key", "other-key"] {
        let again = world.checkout(&token, &request, key).await.unwrap();
        assert!(matches!(again, Outcome::Replayed(order) if order.id == first.id));
    }
    let mut other = request.clone();
    other.choices.note = "Ring twice".into();
    let refused = world.checkout(&token, &other, "first-key").await.unwrap_err();
    assert!(matches!(refused, CheckoutError::Key(KeyError::Reused)));
    assert_eq!(world.number("SELECT count(*) FROM orders").await, 1);
}

#[tokio::test]
async fn a_code_is_used_once_per_customer_however_they_name_themselves() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 9).await;
    let code = NewPromoCode {
        per_customer_limit: Some(1),
        ..NewPromoCode::percentage("ONCE", 1_000)
    };
    ensure_promo_code(world.db(), world.ctx(), code).await.unwrap();
    for (phone, allowed) in [
        ("0501234567", true),
        ("+971 50 123 4567", false),
        ("0507654321", true),
    ] {
        let token = world.cart(&[(rose, 1)]).await;
        set_promo(world.db(), world.ctx(), &token, "ONCE").await.unwrap();
        let placed = world
            .checkout(
                &token,
                &world.shop.checkout(phone, 11_000),
                &world.ctx().new_secret(),
            )
            .await;
        match placed {
            Ok(_) => assert!(allowed, "{phone}"),
            Err(CheckoutError::PromoRefused(Refusal::CustomerLimitReached)) => assert!(!allowed, "{phone}"),
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(world.number("SELECT count(*) FROM orders").await, 2);
    world.assert_books().await;
}

#[tokio::test]
async fn an_empty_cart_cannot_be_ordered() {
    let world = World::new().await;
    let token = world.cart(&[]).await;
    let refused = world
        .checkout(&token, &world.shop.checkout("0501234567", 0), "first-key")
        .await
        .unwrap_err();
    assert!(
        matches!(refused, CheckoutError::Invalid(problems) if problems[0].code == ProblemCode::CartEmpty)
    );
}

#[tokio::test]
async fn what_staff_switched_off_meanwhile_keeps_a_cart_from_being_ordered() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 5).await;
    let token = world.cart(&[]).await;
    let add = AddLine {
        variant_id: rose,
        quantity: 1,
        gift_message: "With love".to_owned(),
        custom_name: "Noor".to_owned(),
    };
    add_line(world.db(), world.ctx(), &world.shop.store, &token, &add, None)
        .await
        .unwrap();
    for (switch, told) in [
        (
            "products SET custom_name_enabled",
            ProblemCode::CustomNameNotOffered,
        ),
        (
            "products SET gift_message_enabled",
            ProblemCode::GiftMessageNotOffered,
        ),
        ("regions SET is_active", ProblemCode::RegionClosed),
    ] {
        world.execute(&format!("UPDATE {switch} = false")).await;
        // 100.00 + 10.00 for the name + 20.00 delivery
        let request = world.shop.checkout("0501234567", 13_000);
        let refused = world.checkout(&token, &request, "first-key").await.unwrap_err();
        let CheckoutError::Invalid(problems) = refused else {
            panic!("{refused}")
        };
        assert_eq!(
            problems.iter().map(|problem| problem.code).collect::<Vec<_>>(),
            [told]
        );
        world.execute(&format!("UPDATE {switch} = true")).await;
    }
    let request = world.shop.checkout("0501234567", 13_000);
    world.checkout(&token, &request, "first-key").await.unwrap();
    world.assert_books().await;
}

#[tokio::test]
async fn a_name_nobody_can_read_is_missing_and_control_characters_are_dropped() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 5).await;
    let token = world.cart(&[(rose, 1)]).await;
    let mut request = world.shop.checkout("0501234567", 12_000);
    for (typed, kept) in [
        ("\u{200b}", None),
        ("\u{200f}\u{2066}", None),
        ("\u{1b}[", None),
        ("\u{3164}\u{3164}", None),
        ("  ليلى\u{7}  حداد ", Some("ليلى حداد")),
    ] {
        request.choices.contact.as_mut().unwrap().name = typed.to_owned();
        match world.checkout(&token, &request, &world.ctx().new_secret()).await {
            Ok(Outcome::Created(order)) => assert_eq!(Some(order.contact.name.as_str()), kept),
            Err(CheckoutError::Invalid(problems)) => {
                assert_eq!((problems[0].code, kept), (ProblemCode::ContactNameRequired, None));
            }
            other => panic!("{other:?}"),
        }
    }
}
