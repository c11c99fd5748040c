//! Payment intents on real Postgres.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use futures::future::join_all;
use kernel::{Ctx, Currency, Money, OrderId};
use payments::{IntentState, Method, collect_cash, find_intent, open_intent, void_intent};
use sea_orm::ConnectionTrait;
use test_support::{TestDb, test_ctx};

/// An open cash-on-delivery intent. Orders belong to another context; here an order is just an id.
async fn world() -> (TestDb, Ctx, OrderId) {
    let database = TestDb::new().await;
    let drop_key = "ALTER TABLE payment_intents DROP CONSTRAINT payment_intents_order_id_fkey";
    database.db().execute_unprepared(drop_key).await.unwrap();
    let (ctx, _) = test_ctx();
    let order = ctx.new_id();
    let tx = db::begin(database.db()).await.unwrap();
    open_intent(&tx, &ctx, order, Method::Cod, Money::new(12_000, Currency::Aed))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    (database, ctx, order)
}

#[tokio::test]
async fn cash_is_collected_once_and_an_intent_is_paid_or_void_never_both() {
    let (database, ctx, order) = world().await;
    let flips = join_all((0..10).map(async |index| {
        let tx = db::begin(database.db()).await.unwrap();
        let flipped = if index % 2 == 0 {
            collect_cash(&tx, &ctx, order).await.unwrap()
        } else {
            void_intent(&tx, &ctx, order).await.unwrap()
        };
        tx.commit().await.unwrap();
        flipped
    }))
    .await;
    assert_eq!(flips.into_iter().filter(|flipped| *flipped).count(), 1);
    let intent = find_intent(database.db(), order).await.unwrap().unwrap();
    match intent.state {
        IntentState::Paid => assert_eq!(intent.captured, intent.amount),
        IntentState::Void => assert!(intent.captured.is_zero()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_order_owes_once() {
    let (database, ctx, order) = world().await;
    let tx = db::begin(database.db()).await.unwrap();
    let again = open_intent(&tx, &ctx, order, Method::Cod, Money::new(1, Currency::Aed))
        .await
        .unwrap_err();
    assert_eq!(
        db::failure(&again),
        db::Failure::Unique("payment_intents_order_id_key".to_owned())
    );
}

#[tokio::test]
async fn only_cash_on_delivery_is_collected_by_a_courier() {
    let (database, ctx, _) = world().await;
    let order: OrderId = ctx.new_id();
    let tx = db::begin(database.db()).await.unwrap();
    open_intent(
        &tx,
        &ctx,
        order,
        Method::Online,
        Money::new(12_000, Currency::Aed),
    )
    .await
    .unwrap();
    assert!(!collect_cash(&tx, &ctx, order).await.unwrap());
}
