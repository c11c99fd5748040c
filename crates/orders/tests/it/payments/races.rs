use chrono::TimeDelta;
use futures::future::join_all;
use futures::stream::{self, StreamExt as _};
use kernel::OrderId;
use orders::OrderStatus;
use orders::checkout::CheckoutError;
use orders::order::transition::TransitionError;
use orders::payment::execute::Executed;
use orders::payment::expire::Expired;
use orders::payment::refund::RefundError;
use orders::payment::settle::Settled;
use orders::payment::switch::SwitchError;
use payments::gateway::{Booking, Fault, Reference};
use payments::{Attempt, RequestRefundError};
use sea_orm::ConnectionTrait as _;
use std::collections::HashMap;

use super::facts::paid;
use super::till::{TOTAL, Till, WINDOW, apple_token};

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }
}

#[derive(Clone, Copy, Debug)]
enum Act {
    Execute,
    Approve(usize),
    Decline(usize),
    Settle(usize),
    Expire,
    Cancel,
    Switch,
    GiveBack(i64),
    Refunds,
}

const ACTS: [Act; 16] = [
    Act::Execute,
    Act::Approve(0),
    Act::Approve(0),
    Act::Approve(1),
    Act::Approve(2),
    Act::Decline(0),
    Act::Settle(0),
    Act::Settle(0),
    Act::Settle(1),
    Act::Settle(2),
    Act::Expire,
    Act::Cancel,
    Act::Switch,
    Act::GiveBack(TOTAL),
    Act::GiveBack(4_000),
    Act::Refunds,
];

/// An order with two open pages and one attempt nobody has sent yet.
struct Racer {
    order: OrderId,
    attempts: [Attempt; 3],
}

impl Racer {
    async fn enter(till: &Till) -> Option<Self> {
        let lines = [(till.rose, 1)];
        // Nothing left on the shelf: somebody else has it.
        let token = till.world.shop.cart_with(till.world.db(), &lines).await.ok()?;
        orders::cart::set_promo(till.world.db(), till.world.ctx(), &token, "TENTH")
            .await
            .unwrap();
        let key = till.world.ctx().new_secret();
        let request = till.request("online", TOTAL);
        let order = match till.world.checkout(&token, &request, &key).await {
            Ok(orders::checkout::Outcome::Created(order)) => order.id,
            Err(CheckoutError::OutOfStock(_)) => return None,
            other => panic!("{other:?}"),
        };
        let attempts = [
            till.created(order).await,
            till.created(order).await,
            till.created(order).await,
        ];
        for page in &attempts[..2] {
            till.execute(page.id).await.unwrap();
        }
        Some(Self { order, attempts })
    }

    /// Does something that may be impossible by now, but must never fail otherwise.
    async fn act(&self, till: &Till, act: Act) {
        match act {
            Act::Execute => drop(till.execute(self.attempts[2].id).await.unwrap()),
            Act::Approve(at) | Act::Decline(at) => {
                let reference = Reference::parse(&self.attempts[at].reference).unwrap();
                let Some(invoice) = till.gateway.invoices(&reference).pop() else {
                    return;
                };
                // A person pays a page once.
                let charged = |booking: &Booking| matches!(booking, Booking::Charge { invoice: of, .. } if *of == invoice);
                if till.gateway.ledger().iter().any(charged) {
                    return;
                }
                match act {
                    Act::Approve(_) => till.gateway.approve(&invoice),
                    _ => till.gateway.decline(&invoice, "MF002"),
                };
            }
            Act::Settle(at) => drop(till.settle(&self.attempts[at]).await),
            Act::Expire => drop(till.expire(self.order).await),
            Act::Cancel => match till.go(self.order, OrderStatus::Cancelled, true).await {
                Ok(()) | Err(TransitionError::StaleVersion { .. } | TransitionError::Illegal { .. }) => {}
                Err(error) => panic!("{error}"),
            },
            Act::Switch => match till.switch(self.order).await {
                Ok(()) | Err(SwitchError::NothingOwed | SwitchError::PaymentInProgress) => {}
                Err(error) => panic!("{error}"),
            },
            Act::GiveBack(minor) => match till.give_back(self.order, minor).await {
                Ok(_) | Err(RefundError::Request(RequestRefundError::TooMuch { .. })) => {}
                Err(error) => panic!("{error}"),
            },
            Act::Refunds => {
                for refund in till.refunds(self.order).await {
                    till.advance(refund.id).await;
                }
            }
        }
    }

    /// What the clock, in time, does for every order.
    async fn heal(&self, till: &Till) {
        for attempt in &self.attempts {
            till.settle(attempt).await;
        }
        till.expire(self.order).await;
        for refund in till.refunds(self.order).await {
            let state = till.advance(refund.id).await;
            let now = payments::find_refund(till.world.db(), refund.id)
                .await
                .unwrap()
                .unwrap();
            if let Some(filed) = now.provider_refund_id.filter(|_| !state.is_over()) {
                let filed = payments::gateway::RefundId::parse(&filed).unwrap();
                let is_new = !till
                    .gateway
                    .ledger()
                    .iter()
                    .any(|booking| matches!(booking, Booking::Refund { refund, .. } if *refund == filed));
                if is_new {
                    till.gateway.decide_refund(&filed, true);
                }
            }
        }
    }
}

/// What has no outcome yet.
const OPEN: &str = "SELECT (SELECT count(*) FROM refunds WHERE state NOT IN ('refunded', 'rejected'))
                         + (SELECT count(*) FROM orders WHERE status = 'pending_payment')";
const ROUNDS: u64 = 25;
const AT_ONCE: u64 = 40;

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_orders_with_everything_at_once_lose_no_money() {
    let till = Till::with(24, 600).await;
    let mut dice = Dice(0x5eed_0000_0000_0001);
    let mut raced: Vec<Racer> = Vec::new();
    for _ in 0..ROUNDS {
        let entered = join_all((0..AT_ONCE).map(|_| Racer::enter(&till))).await;
        let racers: Vec<Racer> = entered.into_iter().flatten().collect();
        till.world.clock.advance(WINDOW);
        for _ in 0..8 {
            let faults = [
                Fault::AnswerLost,
                Fault::RequestLost,
                Fault::ReadFails,
                Fault::Refused,
            ];
            till.gateway.fault(faults[dice.below(faults.len())].clone());
        }
        let acts: Vec<(&Racer, Act)> = racers
            .iter()
            .flat_map(|racer| (0..8).map(move |_| racer))
            .map(|racer| (racer, ACTS[dice.below(ACTS.len())]))
            .collect();
        // The acts of one order stand beside each other: they run at the same time.
        stream::iter(acts)
            .for_each_concurrent(48, |(racer, act)| racer.act(&till, act))
            .await;
        raced.extend(racers);
    }
    // The last faults are used up by the way.
    for _ in 0..10 {
        till.world.clock.advance(TimeDelta::minutes(3));
        stream::iter(&raced)
            .for_each_concurrent(24, |racer| racer.heal(&till))
            .await;
        if till.world.number(OPEN).await == 0 {
            break;
        }
    }
    till.world.assert_books().await;
    till.assert_same_books_as_provider().await;
    let number = async |sql: &str| till.world.number(sql).await;
    let twice = "SELECT count(*) FROM (SELECT FROM order_events WHERE kind IN ('paid', 'paid_late')
                  GROUP BY order_id HAVING count(*) > 1) s";
    assert_eq!(number(twice).await, 0, "an order is paid once");
    assert_eq!(
        number(OPEN).await,
        0,
        "every refund has ended, and no order waits for its money"
    );
    let deadlocks = "SELECT deadlocks::bigint FROM pg_stat_database WHERE datname = current_database()";
    assert_eq!(number(deadlocks).await, 0);
    let mut charges: HashMap<String, usize> = HashMap::new();
    for booking in till.gateway.ledger() {
        if let Booking::Charge { reference, .. } = booking {
            *charges.entry(reference.unwrap_or_default()).or_default() += 1;
        }
    }
    let settled = "SELECT count(*) FROM payment_attempts WHERE state IN ('paid', 'duplicate_paid')";
    assert_eq!(
        number(settled).await,
        i64::try_from(charges.len()).unwrap(),
        "every charge is an attempt of ours"
    );
    // The race was one: something of everything came about.
    for (kind, least) in [
        ("paid", 100),
        ("paid_late", 10),
        ("paid_twice", 10),
        ("method_changed", 50),
        ("refunded", 50),
    ] {
        let sql = format!("SELECT count(*) FROM order_events WHERE kind = '{kind}'");
        let count = number(&sql).await;
        assert!(count >= least, "{kind}: {count}");
    }
    assert!(raced.len() > 600, "{}", raced.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_who_settle_at_once_place_the_order_once() {
    let till = Till::with(20, 5).await;
    let order = till.order().await;
    let attempt = till.page(order.id).await;
    till.approve(&attempt);
    let settled = join_all((0..20).map(|_| till.settle(&attempt))).await;
    assert!(
        settled.iter().all(|settled| *settled == Settled::Paid),
        "{settled:?}"
    );
    till.assert(order.id, paid()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_executions_of_one_apple_pay_attempt_are_one_charge() {
    let till = Till::with(20, 5).await;
    let order = till.order().await;
    let attempt = till.created(order.id).await;
    let executed = join_all((0..20).map(|number| {
        let (till, id) = (&till, attempt.id);
        async move {
            till.execute_with(id, apple_token(&format!("t{number}")))
                .await
                .unwrap()
        }
    }))
    .await;
    let count = |wanted: &Executed| executed.iter().filter(|executed| *executed == wanted).count();
    assert_eq!((count(&Executed::Wait), count(&Executed::Taken)), (1, 19));
    assert_eq!(
        (till.gateway.money_calls().len(), till.gateway.ledger().len()),
        (1, 1)
    );
    till.settle(&attempt).await;
    till.assert(order.id, paid()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_never_ends_under_the_feet_of_who_is_paying_it() {
    let till = Till::with(6, 30).await;
    for _ in 0..25 {
        let order = till.order().await;
        let minute = TimeDelta::minutes(1);
        till.world.clock.advance(WINDOW - minute);
        let attempt = till.created(order.id).await;
        till.world.clock.advance(minute);
        let (db, ctx) = (till.world.db(), till.world.ctx());
        let (ended, switched, claimed) = tokio::join!(
            till.expire(order.id),
            till.switch(order.id),
            payments::claim(db, ctx, attempt.id, TimeDelta::hours(1)),
        );
        let status = till.reload(order.id).await.status;
        if claimed.unwrap().is_some() {
            assert_eq!(status, OrderStatus::PendingPayment, "{ended:?} {switched:?}");
        } else {
            assert_ne!(status, OrderStatus::PendingPayment, "{ended:?} {switched:?}");
        }
        till.world.assert_books().await;
    }
}

/// Whoever ends an order waits for the stock's row; meanwhile somebody begins to pay.
#[tokio::test(flavor = "multi_thread")]
async fn who_begins_to_pay_while_the_order_is_being_ended_keeps_it() {
    for switches in [false, true] {
        let till = Till::new().await;
        let order = till.order().await;
        let minute = TimeDelta::minutes(1);
        till.world.clock.advance(WINDOW - minute);
        let attempt = till.created(order.id).await;
        till.world.clock.advance(minute);
        let held = db::begin(till.world.db()).await.unwrap();
        held.execute_unprepared("SELECT FROM stock_levels FOR UPDATE; SELECT FROM stock_holds FOR UPDATE")
            .await
            .unwrap();
        let end = async {
            if switches {
                matches!(till.switch(order.id).await, Err(SwitchError::PaymentInProgress))
            } else {
                till.expire(order.id).await == Expired::Later
            }
        };
        let pay = async {
            let waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
            while till.world.number(waits).await == 0 {
                tokio::task::yield_now().await;
            }
            let (db, ctx) = (till.world.db(), till.world.ctx());
            let lease = payments::claim(db, ctx, attempt.id, TimeDelta::hours(1)).await;
            held.rollback().await.unwrap();
            lease.unwrap().is_some()
        };
        assert_eq!(tokio::join!(end, pay), (true, true), "{switches}");
        let facts = till.facts(order.id).await;
        assert_eq!(
            (facts.order.as_str(), facts.holds.as_str()),
            ("pending_payment/unpaid/online", "held")
        );
        till.world.assert_books().await;
    }
}
