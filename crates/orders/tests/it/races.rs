use futures::future::join_all;
use orders::cart::{UpdateLine, set_promo, update_line};
use orders::checkout::{CheckoutError, Outcome};
use orders::quote::ProblemCode;
use promos::Refusal;
use promos::fixtures::{NewPromoCode, ensure_promo_code};

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_buyers_of_fifty_units_make_fifty_orders() {
    let world = World::with_connections(20).await;
    let rose = world.sell("ROSE", 10_000, 50).await;
    let carts = join_all((0..200).map(|_| async { world.cart(&[(rose, 1)]).await })).await;
    let request = world.shop.checkout("0501234567", 12_000);
    let outcomes = join_all(carts.iter().enumerate().map(|(index, cart)| {
        let (world, request, key) = (&world, &request, format!("buyer-{index:04}"));
        async move { world.checkout(cart, request, &key).await }
    }))
    .await;
    let sold = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Ok(Outcome::Created(_))))
        .count();
    let refused = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Err(CheckoutError::OutOfStock(_))))
        .count();
    assert_eq!((sold, refused), (50, 150));
    assert_eq!(
        world.number("SELECT available::bigint FROM stock_levels").await,
        0
    );
    world.assert_books().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_submits_of_one_cart_make_one_order() {
    let world = World::with_connections(20).await;
    let rose = world.sell("ROSE", 10_000, 50).await;
    let cart = world.cart(&[(rose, 1)]).await;
    let request = world.shop.checkout("0501234567", 12_000);
    for same_key in [true, false] {
        let outcomes = join_all((0..20).map(|index| {
            let key = if same_key {
                "the-one-key".to_owned()
            } else {
                format!("another-{index:02}")
            };
            let (world, cart, request) = (&world, &cart, &request);
            async move { world.checkout(cart, request, &key).await }
        }))
        .await;
        let mut ids: Vec<_> = outcomes
            .into_iter()
            .map(|outcome| match outcome.unwrap() {
                Outcome::Created(order) | Outcome::Replayed(order) => order.id,
            })
            .collect();
        ids.dedup();
        assert_eq!(ids.len(), 1);
    }
    assert_eq!(world.number("SELECT count(*) FROM orders").await, 1);
    assert_eq!(
        world.number("SELECT available::bigint FROM stock_levels").await,
        49
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_with_ten_uses_gives_ten_discounts_to_a_hundred_shoppers() {
    let world = World::with_connections(20).await;
    let rose = world.sell("ROSE", 10_000, 200).await;
    let code = NewPromoCode {
        usage_limit: Some(10),
        ..NewPromoCode::percentage("TENUSES", 1_000)
    };
    ensure_promo_code(world.db(), world.ctx(), code).await.unwrap();
    let carts = join_all((0..100).map(|_| async {
        let cart = world.cart(&[(rose, 1)]).await;
        set_promo(world.db(), world.ctx(), &cart, "TENUSES")
            .await
            .unwrap();
        cart
    }))
    .await;
    let request = world.shop.checkout("0501234567", 11_000);
    let outcomes = join_all(carts.iter().enumerate().map(|(index, cart)| {
        let (world, request, key) = (&world, &request, format!("shopper-{index:04}"));
        async move { world.checkout(cart, request, &key).await }
    }))
    .await;
    let mut discounts = 0;
    for outcome in outcomes {
        match outcome {
            Ok(_) => discounts += 1,
            Err(CheckoutError::PromoRefused(Refusal::LimitReached)) => {}
            // The quote under the lock already saw that all uses were gone: the total is the full price now.
            Err(CheckoutError::TotalChanged(quote)) => {
                assert_eq!(quote.problems[0].code, ProblemCode::PromoLimitReached);
            }
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(discounts, 10);
    assert_eq!(world.number("SELECT count(*) FROM orders").await, 10);
    assert_eq!(
        world.number("SELECT used_count::bigint FROM promo_codes").await,
        10
    );
    world.assert_books().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn carts_with_the_same_goods_in_opposite_order_do_not_deadlock() {
    let world = World::with_connections(20).await;
    let (a, b) = (
        world.sell("ROSE", 10_000, 300).await,
        world.sell("MUG", 10_000, 300).await,
    );
    let carts = join_all((0..60).map(|index| {
        let world = &world;
        async move {
            if index % 2 == 0 {
                world.cart(&[(a, 1), (b, 1)]).await
            } else {
                world.cart(&[(b, 1), (a, 1)]).await
            }
        }
    }))
    .await;
    let request = world.shop.checkout("0501234567", 22_000);
    let outcomes = join_all(carts.iter().enumerate().map(|(index, cart)| {
        let (world, request, key) = (&world, &request, format!("opposite-{index:04}"));
        async move { world.checkout(cart, request, &key).await }
    }))
    .await;
    for outcome in &outcomes {
        assert!(
            matches!(outcome, Ok(Outcome::Created(_))),
            "{:?}",
            outcome.as_ref().err()
        );
    }
    assert_eq!(
        world
            .number("SELECT deadlocks::bigint FROM pg_stat_database WHERE datname = current_database()")
            .await,
        0
    );
    world.assert_books().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_edited_during_checkout_never_makes_lines_differ_from_the_total() {
    let world = World::with_connections(20).await;
    let rose = world.sell("ROSE", 10_000, 999).await;
    for round in 0..100 {
        let cart = world.cart(&[(rose, 1)]).await;
        let found = orders::cart::find_cart(world.db(), &cart).await.unwrap();
        let quote = orders::quote::quote(world.db(), world.ctx(), &world.shop.store, &found, None)
            .await
            .unwrap();
        let more = UpdateLine {
            quantity: Some(2),
            ..UpdateLine::default()
        };
        let request = world.shop.checkout("0501234567", 12_000);
        let key = format!("edited-{round:04}");
        let (ordered, edited) = tokio::join!(
            world.checkout(&cart, &request, &key),
            update_line(
                world.db(),
                world.ctx(),
                &world.shop.store,
                &cart,
                quote.lines[0].id,
                &more
            ),
        );
        match ordered {
            Ok(Outcome::Created(order)) => {
                assert_eq!((order.lines[0].quantity, order.totals.total.minor), (1, 12_000));
                assert!(edited.is_err(), "an ordered cart takes no change");
            }
            Err(CheckoutError::TotalChanged(quote)) => {
                assert_eq!(quote.lines[0].quantity, 2);
                assert!(edited.is_ok());
            }
            other => panic!("{other:?}"),
        }
    }
    world.assert_books().await;
}
