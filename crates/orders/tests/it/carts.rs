use chrono::TimeDelta;
use futures::future::join_all;
use kernel::{Ctx, RandomIds, SystemClock};
use orders::cart::{
    AddLine, AddLineError, CartAccessError, CartToken, ChangeError, UpdateLine, add_line, find_cart,
    remove_line, set_promo, update_line,
};
use orders::idempotency::IdempotencyKey;
use orders::quote::{ProblemCode, Quote, quote};

use crate::world::World;

fn units(variant_id: kernel::VariantId, quantity: i32) -> AddLine {
    AddLine {
        variant_id,
        quantity,
        gift_message: String::new(),
        custom_name: String::new(),
    }
}

async fn quote_of(world: &World, token: &CartToken) -> Quote {
    let cart = find_cart(world.db(), token).await.unwrap();
    quote(world.db(), world.ctx(), &world.shop.store, &cart, None)
        .await
        .unwrap()
}

#[tokio::test]
async fn the_same_goods_share_a_line_and_other_wishes_get_their_own() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 20).await;
    let token = world.cart(&[(rose, 1), (rose, 2)]).await;
    world.clock.advance(TimeDelta::seconds(1));
    let named = AddLine {
        custom_name: "  Sara   Ali ".into(),
        ..units(rose, 1)
    };
    add_line(world.db(), world.ctx(), &world.shop.store, &token, &named, None)
        .await
        .unwrap();

    let quote = quote_of(&world, &token).await;
    let lines: Vec<(i32, &str)> = quote
        .lines
        .iter()
        .map(|line| (line.quantity, line.custom_name.as_str()))
        .collect();
    assert_eq!(lines, [(3, ""), (1, "Sara Ali")]);
    assert_eq!(quote.totals.subtotal.minor, 3 * 10_000 + 11_000);
    assert_eq!(quote.totals.shipping.minor, 0, "free from 250.00");
    assert!(quote.problems.is_empty());
}

#[tokio::test]
async fn ten_additions_at_once_are_all_kept() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 50).await;
    let token = world.cart(&[(rose, 1)]).await;
    let add = units(rose, 1);
    let added =
        join_all((0..10).map(|_| add_line(world.db(), world.ctx(), &world.shop.store, &token, &add, None)))
            .await;
    assert!(added.iter().all(Result::is_ok));
    assert_eq!(quote_of(&world, &token).await.lines[0].quantity, 11);
}

#[tokio::test]
async fn an_addition_repeated_with_its_key_adds_once() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 50).await;
    let token = world.cart(&[]).await;
    let key = IdempotencyKey::new("add-rose-once", b"body").unwrap();
    for _ in 0..3 {
        add_line(
            world.db(),
            world.ctx(),
            &world.shop.store,
            &token,
            &units(rose, 2),
            Some(&key),
        )
        .await
        .unwrap();
    }
    assert_eq!(quote_of(&world, &token).await.lines[0].quantity, 2);
}

#[tokio::test]
async fn a_cart_takes_no_more_than_there_is_over_all_its_lines() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 3).await;
    let token = world.cart(&[(rose, 2)]).await;
    let named = AddLine {
        custom_name: "Sara".into(),
        ..units(rose, 2)
    };
    let refused = add_line(world.db(), world.ctx(), &world.shop.store, &token, &named, None)
        .await
        .unwrap_err();
    assert!(
        matches!(
            refused,
            AddLineError::Change(ChangeError::OutOfStock {
                requested: 4,
                available: 3,
                ..
            })
        ),
        "{refused:?}"
    );
}

#[tokio::test]
async fn changes_join_lines_that_become_equal_and_zero_takes_a_line_out() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 20).await;
    let token = world.cart(&[(rose, 1)]).await;
    world.clock.advance(TimeDelta::seconds(1));
    let named = AddLine {
        custom_name: "Sara".into(),
        ..units(rose, 2)
    };
    add_line(world.db(), world.ctx(), &world.shop.store, &token, &named, None)
        .await
        .unwrap();
    let line = quote_of(&world, &token).await.lines[1].id;

    let unnamed = UpdateLine {
        custom_name: Some(String::new()),
        ..UpdateLine::default()
    };
    update_line(world.db(), world.ctx(), &world.shop.store, &token, line, &unnamed)
        .await
        .unwrap();
    let quote = quote_of(&world, &token).await;
    assert_eq!((quote.lines.len(), quote.lines[0].quantity), (1, 3));

    let none = UpdateLine {
        quantity: Some(0),
        ..UpdateLine::default()
    };
    update_line(world.db(), world.ctx(), &world.shop.store, &token, line, &none)
        .await
        .unwrap();
    assert_eq!(
        quote_of(&world, &token).await.problems[0].code,
        ProblemCode::CartEmpty
    );
    remove_line(world.db(), world.ctx(), &token, line).await.unwrap();
}

#[tokio::test]
async fn wrong_input_is_told_apart() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 500).await;
    let token = world.cart(&[]).await;
    let add =
        async |add: AddLine| match add_line(world.db(), world.ctx(), &world.shop.store, &token, &add, None)
            .await
            .unwrap_err()
        {
            AddLineError::Change(error) => error,
            AddLineError::Key(error) => panic!("{error}"),
        };
    assert!(matches!(add(units(rose, 0)).await, ChangeError::BadQuantity));
    assert!(matches!(add(units(rose, 100)).await, ChangeError::BadQuantity));
    let nothing: kernel::VariantId = Ctx::new(SystemClock, RandomIds).new_id();
    assert!(matches!(
        add(units(nothing, 1)).await,
        ChangeError::VariantNotFound
    ));
    let long = AddLine {
        gift_message: "x".repeat(501),
        ..units(rose, 1)
    };
    assert!(matches!(add(long).await, ChangeError::GiftMessageTooLong));
    world
        .execute("UPDATE products SET gift_message_enabled = false")
        .await;
    let unwanted = AddLine {
        gift_message: "Happy birthday".into(),
        ..units(rose, 1)
    };
    assert!(matches!(add(unwanted).await, ChangeError::GiftMessageNotOffered));
    world.execute("UPDATE products SET is_coming_soon = true").await;
    assert!(matches!(add(units(rose, 1)).await, ChangeError::ComingSoon));
    let stranger = CartToken::new("nobody's");
    let refused = add_line(
        world.db(),
        world.ctx(),
        &world.shop.store,
        &stranger,
        &units(rose, 1),
        None,
    )
    .await;
    assert!(matches!(
        refused,
        Err(AddLineError::Change(ChangeError::Access(
            CartAccessError::NotFound
        )))
    ));
}

#[tokio::test]
async fn goods_that_left_the_shop_stay_in_the_cart_cost_nothing_and_say_why() {
    let world = World::new().await;
    let (rose, mug) = (
        world.sell("ROSE", 10_000, 5).await,
        world.sell("MUG", 4_000, 5).await,
    );
    let token = world.cart(&[(rose, 1)]).await;
    world.clock.advance(TimeDelta::seconds(1));
    add_line(
        world.db(),
        world.ctx(),
        &world.shop.store,
        &token,
        &units(mug, 2),
        None,
    )
    .await
    .unwrap();
    world
        .execute("UPDATE products SET status = 'archived' WHERE slug_en = 'gift-rose'")
        .await;
    let quote = quote_of(&world, &token).await;
    assert_eq!(quote.totals.subtotal.minor, 8_000);
    assert_eq!(quote.problems[0].code, ProblemCode::ProductUnavailable);
    assert_eq!(quote.problems[0].path.as_deref(), Some("lines.0"));
}

#[tokio::test]
async fn an_unknown_code_stays_on_the_cart_and_says_so() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 5).await;
    let token = world.cart(&[(rose, 1)]).await;
    set_promo(world.db(), world.ctx(), &token, " nosuch ")
        .await
        .unwrap();
    let quote = quote_of(&world, &token).await;
    assert_eq!(quote.promo.unwrap().code, "NOSUCH");
    assert_eq!(quote.problems[0].code, ProblemCode::PromoUnknown);
    assert_eq!(quote.totals.discount.minor, 0);
}
