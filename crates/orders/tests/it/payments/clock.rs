use chrono::TimeDelta;
use db::begin;
use jobs::{Enqueue, Registry, enqueue, fire_schedules, run_due};
use orders::payment::Gateways;
use orders::work::{SettleAttempt, register};
use payments::gateway::Fault;

use super::facts::{Facts, paid};
use super::till::{Till, WINDOW};

impl Till {
    fn registry(&self) -> Registry {
        register(Registry::new(), &self.gateways).unwrap()
    }

    /// Time passes, and the workers do what has come due.
    pub async fn pass(&self, by: TimeDelta) {
        self.pass_with(by, &self.registry()).await;
    }

    async fn pass_with(&self, by: TimeDelta, registry: &Registry) {
        let (db, ctx) = (self.world.db(), self.world.ctx());
        fire_schedules(db, ctx, registry).await.unwrap();
        self.world.clock.advance(by);
        fire_schedules(db, ctx, registry).await.unwrap();
        run_due(db, ctx, registry).await.unwrap();
    }
}

#[tokio::test]
async fn a_hint_settles_the_attempt() {
    let till = Till::new().await;
    let order = till.order().await;
    let attempt = till.page(order.id).await;
    till.approve(&attempt);
    let tx = begin(till.world.db()).await.unwrap();
    let job = SettleAttempt {
        attempt_id: attempt.id,
    };
    for _ in 0..3 {
        enqueue(&tx, till.world.ctx(), &job, Enqueue::default())
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    till.pass(TimeDelta::zero()).await;
    till.assert(order.id, paid()).await;
    let dead = till
        .world
        .number("SELECT count(*) FROM jobs WHERE state = 'dead'")
        .await;
    assert_eq!(dead, 0);
}

#[tokio::test]
async fn money_nobody_told_us_of_is_found_within_minutes() {
    let till = Till::new().await;
    let order = till.order().await;
    let attempt = till.page(order.id).await;
    till.pass(TimeDelta::minutes(1)).await;
    assert_eq!(till.facts(order.id).await.attempts, "pending");
    till.approve(&attempt);
    till.pass(TimeDelta::minutes(1)).await;
    assert_eq!(
        till.facts(order.id).await.attempts,
        "pending",
        "not asked every minute"
    );
    till.pass(TimeDelta::minutes(5)).await;
    till.assert(order.id, paid()).await;
}

#[tokio::test]
async fn the_clock_ends_unpaid_orders_and_sends_surplus_back() {
    let till = Till::new().await;
    let (unpaid, twice) = (till.order().await, till.order().await);
    till.page(unpaid.id).await;
    let (one, two) = (till.page(twice.id).await, till.page(twice.id).await);
    till.approve(&one);
    till.approve(&two);
    till.pass(WINDOW).await;
    assert_eq!(till.facts(unpaid.id).await.order, "expired/void/online");
    let facts = till.facts(twice.id).await;
    assert_eq!(facts.order, "placed/paid/online");
    assert_eq!(facts.refunds, "duplicate_payment:pending_provider:11000");
    let filed = till.refunds(twice.id).await.remove(0).provider_refund_id.unwrap();
    let filed = payments::gateway::RefundId::parse(&filed).unwrap();
    till.gateway.decide_refund(&filed, true);
    till.pass(TimeDelta::minutes(5)).await;
    assert_eq!(
        till.facts(twice.id).await.refunds,
        "duplicate_payment:refunded:11000"
    );
    till.world.assert_books().await;
    till.assert_same_books_as_provider().await;
}

#[tokio::test]
async fn more_orders_than_a_batch_end_though_the_provider_can_t_speak_for_the_first() {
    let till = Till::with(10, 60).await;
    for _ in 0..25 {
        let order = till.order().await;
        till.page(order.id).await;
        till.gateway.fault(Fault::ReadFails);
        till.gateway.fault(Fault::ReadFails);
    }
    till.world.clock.advance(TimeDelta::seconds(1));
    for _ in 0..25 {
        till.order().await;
    }
    till.pass(WINDOW).await;
    let ended = till
        .world
        .number("SELECT count(*) FROM orders WHERE status = 'expired'")
        .await;
    assert_eq!(ended, 25);
    till.world.assert_books().await;
}

#[tokio::test]
async fn a_lost_answer_is_asked_about_and_staff_are_told_when_it_stays_unknown() {
    let till = Till::new().await;
    let order = till.order_paid_by("cod").await;
    till.gateway.fault(Fault::AnswerLost);
    let attempt = till.created(order.id).await;
    till.execute(attempt.id).await.unwrap();
    let none = register(Registry::new(), &Gateways::default()).unwrap();
    till.pass_with(TimeDelta::minutes(2), &none).await;
    assert_eq!(till.facts(order.id).await.alerts, "");
    for _ in 0..3 {
        till.pass_with(TimeDelta::minutes(15), &none).await;
    }
    assert_eq!(till.facts(order.id).await.alerts, "stuck_attempt");
    till.pass(TimeDelta::hours(1)).await;
    let now = till.attempt(attempt.id).await;
    assert_eq!(
        (now.state, now.invoice_id.is_some()),
        (payments::AttemptState::Pending, true)
    );
}

#[tokio::test]
async fn attempts_are_asked_about_ever_more_rarely_and_never_forgotten_while_open() {
    let till = Till::new().await;
    let order = till.order_paid_by("cod").await;
    let attempt = till.page(order.id).await;
    let mut minutes = Vec::new();
    let mut before = attempt.created_at;
    for _ in 0..34 {
        let next = till.attempt(attempt.id).await.next_check_at.unwrap();
        minutes.push((next - before).num_minutes());
        before = next;
        till.world.clock.set(next);
        assert_eq!(
            payments::claim_due(till.world.db(), till.world.ctx(), 5)
                .await
                .unwrap()
                .len(),
            1
        );
        assert_eq!(
            payments::claim_due(till.world.db(), till.world.ctx(), 5)
                .await
                .unwrap()
                .len(),
            0
        );
    }
    assert_eq!(minutes[..7], [1, 5, 5, 5, 5, 5, 60]);
    assert_eq!(minutes[33], 24 * 60);
    let lost = format!(
        "UPDATE payment_attempts SET next_check_at = NULL WHERE id = '{}'",
        attempt.id
    );
    till.world.execute(&lost).await;
    till.pass(TimeDelta::minutes(1)).await;
    assert!(till.attempt(attempt.id).await.next_check_at.is_some());
    assert_eq!(till.facts(order.id).await.alerts, "stuck_attempt");
}

#[tokio::test]
async fn wrong_books_of_a_paid_order_are_told_to_staff() {
    let till = Till::new().await;
    let order = till.order().await;
    let attempt = till.page(order.id).await;
    till.approve(&attempt);
    till.settle(&attempt).await;
    let wrong = format!(
        "UPDATE payment_intents SET captured_minor = 10000 WHERE order_id = '{}'",
        order.id
    );
    till.world.execute(&wrong).await;
    till.pass(TimeDelta::zero()).await;
    let facts = till.facts(order.id).await;
    assert_eq!(
        facts,
        Facts {
            alerts: "books_differ".into(),
            intent: "paid/online 10000-0-0".into(),
            ..paid()
        }
    );
}
