use catalog::stock::{
    AdjustError, HoldState, ReserveError, Shortage, StockDifference, adjust, audit, mark_sold, receive,
    release, restock, write_off,
};

use crate::support::Shop;

#[tokio::test]
async fn a_reservation_takes_units_and_leaves_holds_and_movements() {
    let shop = Shop::new().await;
    let a = shop.add_simple("A1", 10_000, 10).await;
    let b = shop.add_simple("B1", 10_000, 3).await;
    // The same variant on two lines (other gift message): one movement, two holds.
    let (order, demands) = shop.order(&[(a, 2), (b, 3), (a, 1)]).await;
    shop.reserve(order, &demands, HoldState::Sold).await.unwrap();

    assert_eq!((shop.available(a).await, shop.available(b).await), (7, 0));
    let holds = "SELECT count(*) AS n FROM stock_holds WHERE order_id = $1 AND state = 'sold'";
    assert_eq!(shop.number(holds, [order.uuid().into()]).await, 3);
    let moved = "SELECT delta::bigint AS n FROM stock_movements WHERE order_id = $1 AND variant_id = $2 AND reason = 'order'";
    assert_eq!(
        shop.number(moved, [order.uuid().into(), a.uuid().into()]).await,
        -3
    );
    assert_eq!(audit(shop.db()).await.unwrap(), []);
}

#[tokio::test]
async fn a_shortage_names_every_variant_and_nothing_is_taken() {
    let shop = Shop::new().await;
    let enough = shop.add_simple("A1", 10_000, 10).await;
    let few = shop.add_simple("B1", 10_000, 3).await;
    let none = shop.add_simple("C1", 10_000, 0).await;
    let (order, demands) = shop.order(&[(few, 2), (enough, 1), (none, 1), (few, 2)]).await;
    let error = shop.reserve(order, &demands, HoldState::Held).await.unwrap_err();

    let ReserveError::Short(mut shortages) = error else {
        panic!("{error}")
    };
    shortages.sort_by_key(|shortage| shortage.requested);
    let shortage = |variant_id, requested, available| Shortage {
        variant_id,
        requested,
        available,
    };
    assert_eq!(shortages, [shortage(none, 1, 0), shortage(few, 4, 3)]);
    assert_eq!((shop.available(enough).await, shop.available(few).await), (10, 3));
    assert_eq!(shop.number("SELECT count(*) AS n FROM stock_holds", []).await, 0);
}

#[tokio::test]
async fn released_units_come_back_once() {
    let shop = Shop::new().await;
    let a = shop.add_simple("A1", 10_000, 10).await;
    let (order, demands) = shop.order(&[(a, 4)]).await;
    shop.reserve(order, &demands, HoldState::Held).await.unwrap();

    let tx = db::begin(shop.db()).await.unwrap();
    assert_eq!(release(&tx, &shop.ctx, order).await.unwrap(), 4);
    assert_eq!(release(&tx, &shop.ctx, order).await.unwrap(), 0);
    assert_eq!(
        mark_sold(&tx, &shop.ctx, order).await.unwrap(),
        0,
        "a released hold can't be sold"
    );
    tx.commit().await.unwrap();
    assert_eq!(shop.available(a).await, 10);
    assert_eq!(audit(shop.db()).await.unwrap(), []);
}

#[tokio::test]
async fn sold_goods_are_put_back_or_written_off() {
    let shop = Shop::new().await;
    let a = shop.add_simple("A1", 10_000, 10).await;
    let (returned, lines_of_returned) = shop.order(&[(a, 2)]).await;
    let (spoilt, lines_of_spoilt) = shop.order(&[(a, 3)]).await;
    shop.reserve(returned, &lines_of_returned, HoldState::Held)
        .await
        .unwrap();
    shop.reserve(spoilt, &lines_of_spoilt, HoldState::Sold)
        .await
        .unwrap();

    let tx = db::begin(shop.db()).await.unwrap();
    assert_eq!(
        write_off(&tx, &shop.ctx, returned).await.unwrap(),
        0,
        "only held yet"
    );
    assert_eq!(mark_sold(&tx, &shop.ctx, returned).await.unwrap(), 1);
    assert_eq!(mark_sold(&tx, &shop.ctx, returned).await.unwrap(), 0);
    assert_eq!(restock(&tx, &shop.ctx, returned, "unopened").await.unwrap(), 2);
    assert_eq!(write_off(&tx, &shop.ctx, spoilt).await.unwrap(), 1);
    assert_eq!(restock(&tx, &shop.ctx, spoilt, "too late").await.unwrap(), 0);
    tx.commit().await.unwrap();

    assert_eq!(shop.available(a).await, 7);
    let noted = "SELECT count(*) AS n FROM stock_movements WHERE reason = 'restock' AND note = 'unopened' AND delta = 2";
    assert_eq!(shop.number(noted, []).await, 1);
    assert_eq!(audit(shop.db()).await.unwrap(), []);
}

#[tokio::test]
async fn staff_receive_and_correct_but_never_below_zero() {
    let shop = Shop::new().await;
    let a = shop.add_simple("A1", 10_000, 0).await;
    let (ctx, warehouse) = (&shop.ctx, shop.warehouse);
    let tx = db::begin(shop.db()).await.unwrap();
    let missing = adjust(&tx, ctx, a, warehouse, -1, "lost").await.unwrap_err();
    assert!(matches!(missing, AdjustError::TooFew { available: 0 }));
    assert_eq!(receive(&tx, ctx, a, warehouse, 5, "first").await.unwrap(), 5);
    assert_eq!(receive(&tx, ctx, a, warehouse, 2, "second").await.unwrap(), 7);
    assert_eq!(adjust(&tx, ctx, a, warehouse, -3, "broken").await.unwrap(), 4);
    let too_few = adjust(&tx, ctx, a, warehouse, -5, "stolen").await.unwrap_err();
    assert!(matches!(too_few, AdjustError::TooFew { available: 4 }));
    let nothing = adjust(&tx, ctx, a, warehouse, 0, "").await.unwrap_err();
    assert!(matches!(nothing, AdjustError::NoChange));
    tx.commit().await.unwrap();
    let initial = "SELECT count(*) AS n FROM stock_movements WHERE reason = 'initial'";
    assert_eq!(shop.number(initial, []).await, 1);
    assert_eq!(audit(shop.db()).await.unwrap(), []);
}

#[tokio::test]
async fn the_audit_finds_what_was_changed_by_hand() {
    let shop = Shop::new().await;
    let a = shop.add_simple("A1", 10_000, 10).await;
    let b = shop.add_simple("B1", 10_000, 10).await;
    let (order, demands) = shop.order(&[(a, 2), (b, 1)]).await;
    shop.reserve(order, &demands, HoldState::Sold).await.unwrap();
    shop.execute(
        "UPDATE stock_levels SET available = 9 WHERE variant_id = $1",
        [a.uuid().into()],
    )
    .await;
    shop.execute("DELETE FROM stock_holds WHERE variant_id = $1", [b.uuid().into()])
        .await;

    let found = audit(shop.db()).await.unwrap();
    assert_eq!(
        found,
        [
            StockDifference::Level {
                variant_id: a,
                warehouse_id: shop.warehouse,
                available: 9,
                moved: 8
            },
            StockDifference::Order {
                order_id: order,
                variant_id: b,
                live: 0,
                held_ever: 0,
                taken: 1
            },
            StockDifference::Line {
                order_line_id: demands[1].order_line_id
            },
        ]
    );
}
