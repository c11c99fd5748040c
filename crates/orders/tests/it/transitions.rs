use futures::future::join_all;
use kernel::{PageSize, RegionScope, StaffActor};
use orders::idempotency::IdempotencyKey;
use orders::order::find::{find_by_id, find_in_scope};
use orders::order::list::{Filter, Sort, list};
use orders::order::note::{AddNoteError, add_note};
use orders::order::transition::{Transition, TransitionError, transition};
use orders::order::{EventKind, Order};
use orders::{OrderStatus, PaymentStatus};
use promos::fixtures::{NewPromoCode, ensure_promo_code};

use crate::world::World;

fn staff(world: &World) -> StaffActor {
    StaffActor {
        id: world.ctx().new_id(),
        name: "Mona".into(),
        request_id: "test".into(),
        client_address: None,
    }
}

fn wanted(order: &Order, to: OrderStatus) -> Transition {
    Transition {
        order_id: order.id,
        to,
        version: order.version,
        reason: "the customer asked for it".into(),
        restock: Some(true),
        cash_collected: Some(true),
    }
}

async fn go(world: &World, wanted: &Transition) -> Result<Order, TransitionError> {
    let key = IdempotencyKey::new(&world.ctx().new_secret(), b"").unwrap();
    transition(
        world.db(),
        world.ctx(),
        &staff(world),
        &RegionScope::All,
        wanted,
        &key,
    )
    .await?;
    Ok(find_by_id(world.db(), wanted.order_id).await.unwrap().unwrap())
}

#[tokio::test]
async fn an_order_goes_its_way_and_the_courier_brings_the_cash() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 5).await;
    let mut order = world.place(rose, 1, 12_000).await;
    for to in [OrderStatus::Preparing, OrderStatus::OutForDelivery] {
        order = go(&world, &wanted(&order, to)).await.unwrap();
        assert_eq!((order.status, order.payment_status), (to, PaymentStatus::Unpaid));
    }
    let unpaid = Transition {
        cash_collected: None,
        ..wanted(&order, OrderStatus::Delivered)
    };
    assert!(matches!(
        go(&world, &unpaid).await,
        Err(TransitionError::CashNotCollected)
    ));
    order = go(&world, &wanted(&order, OrderStatus::Delivered)).await.unwrap();
    assert_eq!(order.payment_status, PaymentStatus::Paid);
    let kinds: Vec<EventKind> = order.events.iter().map(|event| event.kind).collect();
    assert_eq!(
        kinds
            .iter()
            .filter(|kind| **kind == EventKind::StatusChanged)
            .count(),
        3
    );
    assert!(kinds.contains(&EventKind::CashCollected));
    world.assert_books().await;
}

#[tokio::test]
async fn cancelling_gives_stock_and_redemption_back_once_though_asked_ten_times_at_once() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 5).await;
    let code = NewPromoCode {
        usage_limit: Some(1),
        per_customer_limit: Some(1),
        ..NewPromoCode::percentage("ONE", 1_000)
    };
    ensure_promo_code(world.db(), world.ctx(), code).await.unwrap();
    let token = world.cart(&[(rose, 2)]).await;
    orders::cart::set_promo(world.db(), world.ctx(), &token, "ONE")
        .await
        .unwrap();
    let request = world.shop.checkout("0501234567", 20_000);
    let orders::checkout::Outcome::Created(order) =
        world.checkout(&token, &request, "first-key").await.unwrap()
    else {
        panic!("new")
    };
    let cancel = wanted(&order, OrderStatus::Cancelled);
    let outcomes = join_all((0..10).map(|_| go(&world, &cancel))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(
        outcomes
            .iter()
            .all(|outcome| matches!(outcome, Ok(_) | Err(TransitionError::StaleVersion { current: 2 })))
    );
    assert_eq!(
        world.number("SELECT available::bigint FROM stock_levels").await,
        5
    );
    assert_eq!(
        world.number("SELECT used_count::bigint FROM promo_codes").await,
        0
    );
    assert_eq!(
        world
            .number("SELECT used_count::bigint FROM promo_customer_uses")
            .await,
        0
    );
    let order = find_by_id(world.db(), order.id).await.unwrap().unwrap();
    assert_eq!(
        (order.status, order.payment_status),
        (OrderStatus::Cancelled, PaymentStatus::Void)
    );
    world.assert_books().await;
}

#[tokio::test]
async fn goods_go_back_into_stock_only_when_staff_say_so() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 5).await;
    let order = world.place(rose, 2, 22_000).await;
    let undecided = Transition {
        restock: None,
        ..wanted(&order, OrderStatus::Cancelled)
    };
    assert!(matches!(
        go(&world, &undecided).await,
        Err(TransitionError::RestockUndecided)
    ));
    let wilted = Transition {
        restock: Some(false),
        ..wanted(&order, OrderStatus::Cancelled)
    };
    go(&world, &wilted).await.unwrap();
    assert_eq!(
        world.number("SELECT available::bigint FROM stock_levels").await,
        3
    );
    world.assert_books().await;
}

#[tokio::test]
async fn illegal_stale_and_unexplained_moves_are_refused() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 5).await;
    let order = world.place(rose, 1, 12_000).await;
    let skipped = go(&world, &wanted(&order, OrderStatus::Delivered))
        .await
        .unwrap_err();
    assert!(matches!(
        skipped,
        TransitionError::Illegal {
            from: OrderStatus::Placed,
            to: OrderStatus::Delivered
        }
    ));
    let stale = Transition {
        version: 9,
        ..wanted(&order, OrderStatus::Preparing)
    };
    assert!(matches!(
        go(&world, &stale).await,
        Err(TransitionError::StaleVersion { current: 1 })
    ));
    let silent = Transition {
        reason: "  ".into(),
        ..wanted(&order, OrderStatus::OnHold)
    };
    assert!(matches!(
        go(&world, &silent).await,
        Err(TransitionError::BadReason)
    ));
    let nothing = Transition {
        order_id: world.ctx().new_id(),
        ..wanted(&order, OrderStatus::Preparing)
    };
    assert!(matches!(
        go(&world, &nothing).await,
        Err(TransitionError::NotFound)
    ));
}

#[tokio::test]
async fn a_move_repeated_with_its_key_moves_once() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 5).await;
    let order = world.place(rose, 1, 12_000).await;
    let key = IdempotencyKey::new("prepare-once", b"body").unwrap();
    for _ in 0..3 {
        transition(
            world.db(),
            world.ctx(),
            &staff(&world),
            &RegionScope::All,
            &wanted(&order, OrderStatus::Preparing),
            &key,
        )
        .await
        .unwrap();
    }
    let order = find_by_id(world.db(), order.id).await.unwrap().unwrap();
    assert_eq!((order.status, order.version), (OrderStatus::Preparing, 2));
}

#[tokio::test]
async fn notes_join_the_timeline_once() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 5).await;
    let order = world.place(rose, 1, 12_000).await;
    let key = IdempotencyKey::new("note-once", b"body").unwrap();
    for _ in 0..2 {
        add_note(
            world.db(),
            world.ctx(),
            &staff(&world),
            &RegionScope::All,
            order.id,
            " Call before ",
            &key,
        )
        .await
        .unwrap();
    }
    let order = find_by_id(world.db(), order.id).await.unwrap().unwrap();
    let notes: Vec<&str> = order
        .events
        .iter()
        .filter(|event| event.kind == EventKind::Note)
        .map(|event| event.reason.as_str())
        .collect();
    assert_eq!(notes, ["Call before"]);
    let other = IdempotencyKey::new("note-empty", b"").unwrap();
    let refused = add_note(
        world.db(),
        world.ctx(),
        &staff(&world),
        &RegionScope::All,
        order.id,
        "  ",
        &other,
    )
    .await;
    assert!(matches!(refused, Err(AddNoteError::Empty)));
}

#[tokio::test]
async fn the_timeline_cannot_be_rewritten() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 5).await;
    world.place(rose, 1, 12_000).await;
    use sea_orm::ConnectionTrait;
    for forbidden in [
        "UPDATE order_events SET reason = 'x'",
        "DELETE FROM order_events",
        "DELETE FROM stock_movements",
    ] {
        assert!(
            world.db().execute_unprepared(forbidden).await.is_err(),
            "{forbidden}"
        );
    }
}

#[tokio::test]
async fn orders_of_other_regions_do_not_exist_for_staff_of_one() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 5).await;
    let order = world.place(rose, 1, 12_000).await;
    let elsewhere = RegionScope::Only(vec![world.ctx().new_id()]);
    let here = RegionScope::Only(vec![order.region_id]);
    let key = |name: &str| IdempotencyKey::new(&format!("{name}-in-scope"), b"").unwrap();
    let wanted = wanted(&order, OrderStatus::Preparing);

    let refused = transition(
        world.db(),
        world.ctx(),
        &staff(&world),
        &elsewhere,
        &wanted,
        &key("move"),
    )
    .await;
    assert!(matches!(refused, Err(TransitionError::NotFound)));
    let refused = add_note(
        world.db(),
        world.ctx(),
        &staff(&world),
        &elsewhere,
        order.id,
        "hello",
        &key("note"),
    )
    .await;
    assert!(matches!(refused, Err(AddNoteError::NotFound)));
    let found = async |scope: &RegionScope| find_in_scope(world.db(), order.id, scope).await.unwrap();
    assert!(found(&elsewhere).await.is_none() && found(&here).await.is_some());
    let listed = async |scope: &RegionScope| {
        let filter = Filter::of(scope.clone());
        let page = list(world.db(), &filter, Sort::Newest, PageSize::DEFAULT, None)
            .await
            .unwrap();
        (page.page.total, page.status_counts.len())
    };
    assert_eq!((listed(&elsewhere).await, listed(&here).await), ((0, 0), (1, 1)));

    transition(
        world.db(),
        world.ctx(),
        &staff(&world),
        &here,
        &wanted,
        &key("move"),
    )
    .await
    .unwrap();
}

#[tokio::test]
async fn each_change_by_staff_is_in_the_audit_log_once() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 5).await;
    let order = world.place(rose, 1, 12_000).await;
    let mona = staff(&world);
    for _ in 0..2 {
        let key = IdempotencyKey::new("audited-once", b"").unwrap();
        let wanted = wanted(&order, OrderStatus::Preparing);
        transition(world.db(), world.ctx(), &mona, &RegionScope::All, &wanted, &key)
            .await
            .unwrap();
    }
    let log = audit::list(world.db(), &audit::Filter::default(), PageSize::DEFAULT, None)
        .await
        .unwrap();
    let [entry] = log.items.as_slice() else {
        panic!("one entry: {log:?}")
    };
    assert_eq!(
        (entry.action.as_str(), entry.label.as_str()),
        ("orders.move", order.code.as_str())
    );
    assert_eq!(
        (entry.actor_id, entry.region_slug.as_deref()),
        (mona.id, Some(order.region_slug.as_str()))
    );
    assert_eq!(entry.before, Some(serde_json::json!({"status": "placed"})));
    assert_eq!(
        entry.after.as_ref().and_then(|after| after["status"].as_str()),
        Some("preparing")
    );
}
