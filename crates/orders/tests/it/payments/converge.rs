//! Whatever order facts are heard in, and however often, the same facts end in the same state.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::facts::Facts;
use super::till::{Till, WINDOW};

/// What can be heard, by whom, about the attempts of one order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Somebody asks about the first or the second attempt: webhook, return page, poll, staff.
    Settle(bool),
    Expire,
    Refunds,
    /// A worker's minute.
    Minute,
}

/// What happened on the provider's side and in the shop before anybody heard of it.
#[derive(Clone, Copy, Debug)]
struct Case {
    first: Page,
    second: Page,
    end: End,
    sold_out: bool,
    pay_out: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    Open,
    Declined,
    Paid,
    DeclinedThenPaid,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Waiting,
    Expired,
    Cancelled,
    Cash,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => any::<bool>().prop_map(Step::Settle),
        1 => Just(Step::Expire),
        1 => Just(Step::Refunds),
        1 => Just(Step::Minute),
    ]
}

fn page() -> impl Strategy<Value = Page> {
    prop_oneof![
        1 => Just(Page::Open),
        1 => Just(Page::Declined),
        2 => Just(Page::Paid),
        1 => Just(Page::DeclinedThenPaid),
    ]
}

fn case() -> impl Strategy<Value = Case> {
    let end = prop_oneof![
        2 => Just(End::Waiting),
        2 => Just(End::Expired),
        1 => Just(End::Cancelled),
        1 => Just(End::Cash),
    ];
    (page(), page(), end, any::<bool>(), any::<bool>()).prop_map(|(first, second, end, sold_out, pay_out)| {
        Case {
            first,
            second,
            end,
            sold_out,
            pay_out,
        }
    })
}

/// Only what the facts decide: which of two paid attempts was heard of first isn't one, nor is how often a decline was told.
fn essence(facts: &Facts) -> Vec<String> {
    let mut attempts: Vec<&str> = facts
        .attempts
        .split(' ')
        .filter(|state| matches!(*state, "paid" | "duplicate_paid"))
        .collect();
    attempts.sort_unstable();
    let mut refunds: Vec<&str> = facts.refunds.split(' ').collect();
    refunds.sort_unstable();
    let mut told: Vec<&str> = facts
        .events
        .split(' ')
        .filter(|kind| !matches!(*kind, "payment_failed"))
        .collect();
    told.sort_unstable();
    vec![
        facts.order.clone(),
        facts.intent.clone(),
        attempts.join(" "),
        facts.holds.clone(),
        facts.redemption.clone(),
        facts.ledger.clone(),
        told.join(" "),
        facts.alerts.clone(),
        refunds.join(" "),
        facts.refund_jobs.clone(),
    ]
}

/// One history of one order of the only unit of its kind.
async fn play(till: &Till, case: Case, steps: &[Step]) -> Vec<String> {
    let plays = till.world.number("SELECT count(*) FROM variants").await;
    let lamp = till.world.sell(&format!("LAMP-{plays}"), 10_000, 1).await;
    let order = till.order_of(lamp, "online").await;
    let attempts = [till.page(order.id).await, till.page(order.id).await];
    till.world.clock.advance(WINDOW);
    match case.end {
        End::Waiting => {}
        End::Expired => drop(till.expire(order.id).await),
        End::Cancelled => till.cancel(order.id).await,
        End::Cash => till.switch(order.id).await.unwrap(),
    }
    let left = format!("SELECT available::bigint FROM stock_levels WHERE variant_id = '{lamp}'");
    if case.sold_out && till.world.number(&left).await > 0 {
        till.order_of(lamp, "cod").await;
    }
    for (attempt, page) in attempts.iter().zip([case.first, case.second]) {
        let invoice = till.invoice(attempt);
        if matches!(page, Page::Declined | Page::DeclinedThenPaid) {
            till.gateway.decline(&invoice, "MF002");
        }
        if matches!(page, Page::Paid | Page::DeclinedThenPaid) {
            till.gateway.approve(&invoice);
        }
    }
    for step in steps {
        match step {
            Step::Settle(second) => drop(till.settle(&attempts[usize::from(*second)]).await),
            Step::Expire => drop(till.expire(order.id).await),
            Step::Refunds => till.finish_refunds(order.id, case.pay_out).await,
            Step::Minute => till.pass(chrono::TimeDelta::minutes(1)).await,
        }
        till.world.assert_books().await;
    }
    for attempt in &attempts {
        till.settle(attempt).await;
    }
    till.expire(order.id).await;
    till.finish_refunds(order.id, case.pay_out).await;
    till.world.assert_books().await;
    till.assert_same_books_as_provider().await;
    essence(&till.facts(order.id).await)
}

#[test]
fn the_same_facts_end_in_the_same_state() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let config = Config {
        cases: 40,
        max_shrink_iters: 8,
        failure_persistence: None,
        ..Config::default()
    };
    let till = runtime.block_on(Till::with(4, 0));
    let histories = (case(), prop::collection::vec(step(), 0..8));
    TestRunner::new(config)
        .run(&histories, |(case, steps)| {
            let (plain, shuffled) =
                runtime.block_on(async { (play(&till, case, &[]).await, play(&till, case, &steps).await) });
            prop_assert_eq!(plain, shuffled, "{:?} {:?}", case, steps);
            Ok(())
        })
        .unwrap();
}
