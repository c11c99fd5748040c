use chrono::TimeDelta;
use orders::OrderStatus;
use orders::payment::expire::Expired;
use orders::payment::settle::Settled;
use orders::payment::switch::SwitchError;
use payments::gateway::Fault;

use super::facts::{Facts, paid};
use super::till::Till;

fn expired() -> Facts {
    Facts {
        order: "expired/void/online".into(),
        intent: "void/online 0-0-0".into(),
        attempts: "abandoned".into(),
        holds: "released".into(),
        redemption: "released".into(),
        ledger: String::new(),
        events: "created payment_started status_changed".into(),
        ..paid()
    }
}

/// Sells what is left on the shelf to others, for cash.
async fn sell_out(till: &Till) {
    while till.in_stock().await > 0 {
        till.order_paid_by("cod").await;
    }
}

#[tokio::test]
async fn unpaid_orders_end_and_give_everything_back() {
    let till = Till::new().await;
    let order = till.order().await;
    till.page(order.id).await;
    assert_eq!(till.in_stock().await, 4);
    assert_eq!(till.expire(order.id).await, Expired::NotDue);
    assert_eq!(till.expire_in_time(order.id).await, Expired::Now);
    assert_eq!(till.expire(order.id).await, Expired::NotDue);
    till.assert(order.id, expired()).await;
    assert_eq!(till.in_stock().await, 5);
}

#[tokio::test]
async fn the_provider_is_asked_before_an_order_ends() {
    let till = Till::new().await;
    let order = till.order().await;
    let attempt = till.page(order.id).await;
    till.approve(&attempt);
    assert_eq!(till.expire_in_time(order.id).await, Expired::NotDue);
    till.assert(order.id, paid()).await;
}

#[tokio::test]
async fn a_provider_that_can_t_say_is_waited_for_but_not_for_ever() {
    let till = Till::new().await;
    let order = till.order().await;
    till.page(order.id).await;
    till.gateway.fault(Fault::ReadFails);
    assert_eq!(till.expire_in_time(order.id).await, Expired::Later);
    till.gateway.fault(Fault::ReadFails);
    till.world.clock.advance(TimeDelta::hours(2));
    assert_eq!(till.expire(order.id).await, Expired::Now);
    till.assert(order.id, expired()).await;
}

#[tokio::test]
async fn an_order_without_its_merchant_account_ends_too() {
    let till = Till::new().await;
    let order = till.order().await;
    till.page(order.id).await;
    let none = orders::payment::Gateways::default();
    till.world.clock.advance(super::till::WINDOW);
    let (db, ctx) = (till.world.db(), till.world.ctx());
    let later = orders::payment::expire::expire(db, ctx, &none, order.id)
        .await
        .unwrap();
    assert_eq!(later, Expired::Later);
    till.world.clock.advance(TimeDelta::hours(2));
    assert_eq!(
        orders::payment::expire::expire(db, ctx, &none, order.id)
            .await
            .unwrap(),
        Expired::Now
    );
}

#[tokio::test]
async fn money_after_the_end_places_the_order_while_there_is_stock() {
    for cancelled in [false, true] {
        let till = Till::new().await;
        let order = till.order().await;
        let attempt = till.page(order.id).await;
        if cancelled {
            till.cancel(order.id).await;
        } else {
            till.expire_in_time(order.id).await;
        }
        assert_eq!(till.in_stock().await, 5);
        till.approve(&attempt);
        assert_eq!(till.settle(&attempt).await, Settled::Paid);
        assert_eq!(till.settle(&attempt).await, Settled::Paid);
        let late = Facts {
            redemption: "honoured".into(),
            events: "created payment_started status_changed paid_late".into(),
            alerts: "late_payment_placed".into(),
            ..paid()
        };
        till.assert(order.id, late).await;
        assert_eq!(till.in_stock().await, 4);
        till.assert_same_books_as_provider().await;
    }
}

#[tokio::test]
async fn money_after_the_end_goes_back_when_the_goods_are_gone() {
    for (cancelled, status) in [(false, "expired"), (true, "cancelled")] {
        let till = Till::new().await;
        let order = till.order().await;
        let attempt = till.page(order.id).await;
        if cancelled {
            till.cancel(order.id).await;
        } else {
            till.expire_in_time(order.id).await;
        }
        sell_out(&till).await;
        till.approve(&attempt);
        assert_eq!(till.settle(&attempt).await, Settled::TooLate, "{status}");
        till.settle(&attempt).await;
        let late = Facts {
            order: "cancelled/paid/online".into(),
            intent: "paid/online 11000-0-11000".into(),
            attempts: "paid".into(),
            holds: "released".into(),
            redemption: "released".into(),
            ledger: "customer_excess:-11000 gateway_receivable:11000".into(),
            events: "created payment_started status_changed paid_late refund_requested".into(),
            alerts: "late_payment_refunded".into(),
            refunds: "late_payment:requested:11000".into(),
            refund_jobs: "1".into(),
        };
        till.assert(order.id, late.clone()).await;
        till.finish_refunds(order.id, true).await;
        let back = Facts {
            order: "cancelled/refunded/online".into(),
            intent: "refunded/online 11000-11000-0".into(),
            ledger: String::new(),
            events: format!("{} refunded", late.events),
            refunds: "late_payment:refunded:11000".into(),
            ..late
        };
        till.assert(order.id, back).await;
        till.assert_same_books_as_provider().await;
    }
}

#[tokio::test]
async fn the_last_unit_is_not_sold_twice_by_two_late_payments() {
    let till = Till::with(10, 1).await;
    let order = till.order().await;
    let attempt = till.page(order.id).await;
    till.expire_in_time(order.id).await;
    let other = till.order().await;
    let theirs = till.page(other.id).await;
    till.approve(&attempt);
    till.approve(&theirs);
    assert_eq!(till.settle(&attempt).await, Settled::TooLate);
    assert_eq!(till.settle(&theirs).await, Settled::Paid);
    assert_eq!(till.in_stock().await, 0);
    till.world.assert_books().await;
}

#[tokio::test]
async fn a_second_late_payment_is_a_duplicate() {
    let till = Till::new().await;
    let order = till.order().await;
    let (one, two) = (till.page(order.id).await, till.page(order.id).await);
    till.expire_in_time(order.id).await;
    sell_out(&till).await;
    till.approve(&one);
    till.approve(&two);
    assert_eq!(till.settle(&one).await, Settled::TooLate);
    assert_eq!(till.settle(&two).await, Settled::Duplicate);
    let facts = till.facts(order.id).await;
    assert_eq!(
        facts.refunds,
        "late_payment:requested:11000 duplicate_payment:requested:11000"
    );
    till.world.assert_books().await;
    till.finish_refunds(order.id, true).await;
    let facts = till.facts(order.id).await;
    assert_eq!(
        (facts.ledger.as_str(), facts.order.as_str()),
        ("", "cancelled/refunded/online")
    );
    till.world.assert_books().await;
    till.assert_same_books_as_provider().await;
}

fn switched() -> Facts {
    Facts {
        order: "placed/unpaid/cod".into(),
        intent: "open/cod 0-0-0".into(),
        attempts: "abandoned".into(),
        ledger: "cash_receivable:11000 delivery_income:-1905 sales:-8571 vat_payable:-524".into(),
        events: "created payment_started method_changed".into(),
        ..paid()
    }
}

#[tokio::test]
async fn switched_to_cash_and_paid_online_all_the_same() {
    let till = Till::new().await;
    let order = till.order().await;
    let attempt = till.page(order.id).await;
    for _ in 0..2 {
        till.switch(order.id).await.unwrap();
    }
    till.assert(order.id, switched()).await;
    till.approve(&attempt);
    assert_eq!(till.settle(&attempt).await, Settled::Paid);
    let events = "created payment_started method_changed paid".into();
    till.assert(order.id, Facts { events, ..paid() }).await;
}

#[tokio::test]
async fn switched_to_cash_paid_at_the_door_and_online_too() {
    let till = Till::new().await;
    let order = till.order().await;
    let attempt = till.page(order.id).await;
    till.switch(order.id).await.unwrap();
    let again = till.page(order.id).await;
    for to in [
        OrderStatus::Preparing,
        OrderStatus::OutForDelivery,
        OrderStatus::Delivered,
    ] {
        till.go(order.id, to, false).await.unwrap();
    }
    assert_eq!(till.facts(order.id).await.attempts, "abandoned abandoned");
    till.approve(&attempt);
    assert_eq!(till.settle(&attempt).await, Settled::Duplicate);
    let facts = till.facts(order.id).await;
    assert_eq!(facts.order, "delivered/paid/cod");
    assert_eq!(facts.refunds, "duplicate_payment:requested:11000");
    assert_eq!(
        facts.ledger,
        "cash_on_hand:11000 customer_excess:-11000 delivery_income:-1905 gateway_receivable:11000 sales:-8571 vat_payable:-524"
    );
    till.world.assert_books().await;
    assert_eq!(till.settle(&again).await, Settled::Pending);
}

#[tokio::test]
async fn switched_to_cash_then_cancelled_then_paid_online() {
    for restock in [true, false] {
        let till = Till::new().await;
        let order = till.order().await;
        let attempt = till.page(order.id).await;
        till.switch(order.id).await.unwrap();
        till.go(order.id, OrderStatus::Cancelled, restock).await.unwrap();
        let void = Facts {
            order: "cancelled/void/cod".into(),
            intent: "void/cod 0-0-0".into(),
            holds: "released".into(),
            redemption: "released".into(),
            ledger: String::new(),
            events: "created payment_started method_changed status_changed".into(),
            ..switched()
        };
        till.assert(order.id, void).await;
        till.approve(&attempt);
        assert_eq!(till.settle(&attempt).await, Settled::Paid);
        let late = Facts {
            redemption: "honoured".into(),
            events: "created payment_started method_changed status_changed paid_late".into(),
            alerts: "late_payment_placed".into(),
            ..paid()
        };
        till.assert(order.id, late).await;
        assert_eq!(till.in_stock().await, if restock { 4 } else { 3 });
    }
}

#[tokio::test]
async fn nobody_switches_or_ends_what_is_being_paid_this_moment() {
    let till = Till::new().await;
    let order = till.order().await;
    let attempt = till.created(order.id).await;
    let lease = payments::claim(till.world.db(), till.world.ctx(), attempt.id, TimeDelta::hours(1));
    assert!(lease.await.unwrap().is_some());
    assert!(matches!(
        till.switch(order.id).await,
        Err(SwitchError::PaymentInProgress)
    ));
    assert_eq!(till.expire_in_time(order.id).await, Expired::Later);
    till.world.clock.advance(TimeDelta::hours(1));
    assert_eq!(till.expire(order.id).await, Expired::Now);
}
