use std::time::Duration;

use catalog::stock::{HoldState, ReserveError, audit, release};
use futures::future::join_all;

use crate::support::Shop;

/// Nothing here waits this long unless it hangs.
const SOON: Duration = Duration::from_secs(30);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_units_go_to_exactly_as_many_buyers() {
    let shop = Shop::new().await;
    let hot = shop.add_simple("HOT", 10_000, 5).await;
    let mut orders = Vec::new();
    for _ in 0..16 {
        orders.push(shop.order(&[(hot, 1)]).await);
    }
    let attempts = orders
        .iter()
        .map(|(order, demands)| shop.reserve(*order, demands, HoldState::Sold));
    let outcomes = tokio::time::timeout(SOON, join_all(attempts)).await.unwrap();

    let won = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    assert_eq!(won, 5);
    for outcome in outcomes.into_iter().filter_map(Result::err) {
        let ReserveError::Short(shortages) = outcome else {
            panic!("{outcome}")
        };
        assert_eq!((shortages[0].variant_id, shortages[0].available), (hot, 0));
    }
    assert_eq!(shop.available(hot).await, 0);
    let holds = "SELECT sum(quantity)::bigint AS n FROM stock_holds";
    assert_eq!(shop.number(holds, []).await, 5);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn carts_in_opposite_order_do_not_deadlock() {
    let shop = Shop::new().await;
    let a = shop.add_simple("A1", 10_000, 500).await;
    let b = shop.add_simple("B1", 10_000, 500).await;
    let c = shop.add_simple("C1", 10_000, 500).await;
    let mut orders = Vec::new();
    for _ in 0..8 {
        orders.push(shop.order(&[(a, 1), (b, 2), (c, 1)]).await);
        orders.push(shop.order(&[(c, 1), (b, 2), (a, 1)]).await);
    }
    let attempts = orders.iter().map(|(order, demands)| async {
        shop.reserve(*order, demands, HoldState::Held).await?;
        let tx = db::begin(shop.db()).await?;
        release(&tx, &shop.ctx, *order).await?;
        tx.commit().await?;
        Ok::<_, ReserveError>(())
    });
    for outcome in tokio::time::timeout(SOON, join_all(attempts)).await.unwrap() {
        outcome.unwrap();
    }
    for variant in [a, b, c] {
        assert_eq!(shop.available(variant).await, 500);
    }
    assert_eq!(audit(shop.db()).await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn racing_releases_give_the_units_back_once() {
    let shop = Shop::new().await;
    let a = shop.add_simple("A1", 10_000, 10).await;
    let b = shop.add_simple("B1", 10_000, 10).await;
    let (order, demands) = shop.order(&[(a, 3), (b, 2), (a, 1)]).await;
    shop.reserve(order, &demands, HoldState::Sold).await.unwrap();
    let attempts = (0..8).map(|_| async {
        let tx = db::begin(shop.db()).await?;
        let units = release(&tx, &shop.ctx, order).await?;
        tx.commit().await?;
        Ok::<_, sea_orm::DbErr>(units)
    });
    let outcomes = tokio::time::timeout(SOON, join_all(attempts)).await.unwrap();
    let mut given: Vec<i64> = outcomes.into_iter().map(Result::unwrap).collect();
    given.sort_unstable();
    assert_eq!(given, [0, 0, 0, 0, 0, 0, 0, 6]);
    assert_eq!((shop.available(a).await, shop.available(b).await), (10, 10));
    assert_eq!(audit(shop.db()).await.unwrap(), []);
}

/// A buyer who waits for the lock of a seller who restocks must judge by what is there then, not by what was there before.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn units_that_arrive_while_a_buyer_waits_are_sold() {
    let shop = Shop::new().await;
    let a = shop.add_simple("A1", 10_000, 1).await;
    let (order, demands) = shop.order(&[(a, 3)]).await;
    let delivery = db::begin(shop.db()).await.unwrap();
    catalog::stock::receive(&delivery, &shop.ctx, a, shop.warehouse, 5, "")
        .await
        .unwrap();
    let buyer = shop.reserve(order, &demands, HoldState::Sold);
    let deliver = async {
        let waiting = "SELECT count(*) AS n FROM pg_stat_activity
                       WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while shop.number(waiting, []).await == 0 {
            tokio::task::yield_now().await;
        }
        delivery.commit().await
    };
    let (bought, delivered) = tokio::time::timeout(SOON, futures::future::join(buyer, deliver))
        .await
        .unwrap();
    delivered.unwrap();
    bought.unwrap();
    assert_eq!(shop.available(a).await, 3);
}
