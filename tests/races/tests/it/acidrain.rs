//! The three attacks of "ACIDRain: Concurrency-Related Attacks on Database-Backed Web Applications" (SIGMOD 2017), which
//! half of the shops examined there fell for: an attacker sends two requests at the right moment and keeps the difference.

use futures::future::join_all;
use promos::fixtures::NewPromoCode;

use crate::promos::assert_refused_for_the_code;
use crate::world::{SHIPPING, World, count};

const ROUNDS: usize = 50;

/// Both buyers read "one left".
#[tokio::test(flavor = "multi_thread")]
async fn inventory_attack_the_last_unit_is_sold_once() {
    let world = World::open().await;
    for round in 0..ROUNDS {
        let rose = world.sell(&format!("LAST-{round}"), 10_000, 1).await;
        let pair = world.shoppers_with(2, &[(rose, 1)]).await;
        let answers = world.checkout_all(&pair, 10_000 + SHIPPING).await;
        assert_eq!(
            (count(&answers, 201), count(&answers, 409)),
            (1, 1),
            "{answers:?}"
        );
        assert_eq!(world.available(rose).await, 0);
    }
    world.assert_books().await;
}

/// Both carts read "not used yet".
#[tokio::test(flavor = "multi_thread")]
async fn voucher_attack_a_voucher_is_spent_once() {
    let world = World::open().await;
    let rose = world.sell("ROSE", 10_000, 500).await;
    for round in 0..ROUNDS {
        let code = format!("VOUCHER-{round}");
        world
            .promo(NewPromoCode {
                usage_limit: Some(1),
                ..NewPromoCode::percentage(&code, 5_000)
            })
            .await;
        let pair = world.shoppers_with(2, &[(rose, 1)]).await;
        join_all(
            pair.iter()
                .map(async |shopper| shopper.set_promo(&code).await.expect(200)),
        )
        .await;
        let answers = world.checkout_all(&pair, 5_000 + SHIPPING).await;
        assert_eq!(count(&answers, 201), 1, "{answers:?}");
        answers
            .iter()
            .filter(|answer| answer.status.as_u16() != 201)
            .for_each(assert_refused_for_the_code);
    }
    assert_eq!(
        world.number("SELECT count(*) FROM redemptions").await,
        i64::try_from(ROUNDS).unwrap()
    );
    world.assert_books().await;
}

/// Something dear joins the cart between the sum and the order.
#[tokio::test(flavor = "multi_thread")]
async fn cart_attack_what_joins_during_checkout_is_paid_or_left_out() {
    let world = World::open().await;
    let (card, watch) = (
        world.sell("CARD", 1_000, 999).await,
        world.sell("WATCH", 90_000, 999).await,
    );
    for (round, shopper) in world.shoppers_with(ROUNDS, &[(card, 1)]).await.iter().enumerate() {
        let (date, key) = (world.delivery_date(), format!("attack-{round:04}"));
        let (checkout, added) = tokio::join!(
            shopper.checkout(1_000 + SHIPPING, &date, &key),
            shopper.add(watch, 1)
        );
        match checkout.status.as_u16() {
            201 => {
                assert_eq!(checkout.body["order"]["lines"].as_array().unwrap().len(), 1);
                assert_eq!((added.status.as_u16(), added.code()), (409, "cart_ordered"));
            }
            409 => {
                assert_eq!(checkout.code(), "total_changed");
                added.expect(200);
            }
            _ => panic!("{checkout:?}"),
        }
    }
    assert_eq!(world.available(watch).await, 999);
    world.assert_books().await;
}
