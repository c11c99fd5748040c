use chrono::TimeDelta;
use db::begin;
use jobs::{Enqueue, Registry, enqueue, run_due};
use orders::cart::{CartAccessError, find_cart};
use orders::payment::Gateways;
use orders::work::{PurgeCarts, PurgeIdempotencyKeys, register};

use crate::world::World;

fn registry() -> Registry {
    register(Registry::new(), &Gateways::default()).unwrap()
}

#[tokio::test]
async fn every_checkout_is_followed_by_a_proof_of_its_books() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 9).await;
    let right = world.place(rose, 1, 12_000).await;
    let wrong = world.place(rose, 1, 12_000).await;
    world
        .execute(&format!(
            "DELETE FROM stock_holds WHERE order_id = '{}'",
            wrong.id
        ))
        .await;
    run_due(world.db(), world.ctx(), &registry()).await.unwrap();
    let dead = world
        .number("SELECT count(*) FROM jobs WHERE kind = 'orders.verify' AND state = 'dead'")
        .await;
    let done = world
        .number("SELECT count(*) FROM jobs WHERE kind = 'orders.verify' AND state = 'done'")
        .await;
    assert_eq!(
        (dead, done),
        (1, 1),
        "{} is right, {} is not",
        right.code,
        wrong.code
    );
}

#[tokio::test]
async fn stale_carts_and_old_keys_go_and_nothing_else() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 9).await;
    let old = world.cart(&[(rose, 1)]).await;
    world.place(rose, 1, 12_000).await;
    world.clock.advance(TimeDelta::days(61));
    let fresh = world.cart(&[(rose, 1)]).await;
    let tx = begin(world.db()).await.unwrap();
    enqueue(
        &tx,
        world.ctx(),
        &PurgeCarts { older_than_days: 60 },
        Enqueue::default(),
    )
    .await
    .unwrap();
    enqueue(
        &tx,
        world.ctx(),
        &PurgeIdempotencyKeys { older_than_hours: 72 },
        Enqueue::default(),
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    run_due(world.db(), world.ctx(), &registry()).await.unwrap();
    assert!(matches!(
        find_cart(world.db(), &old).await,
        Err(CartAccessError::NotFound)
    ));
    assert!(find_cart(world.db(), &fresh).await.is_ok());
    assert_eq!(
        world
            .number("SELECT count(*) FROM carts WHERE state = 'ordered'")
            .await,
        1
    );
    assert_eq!(world.number("SELECT count(*) FROM idempotency_keys").await, 0);
}
