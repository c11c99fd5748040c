use chrono::TimeDelta;
use futures::future::join_all;
use kernel::{Currency, Money, RegionScope};
use orders::OrderStatus;
use orders::order::Order;
use orders::payment::refund::{RefundError, RefundRequest};
use payments::gateway::Fault;
use payments::{RefundState, RequestRefundError};

use super::facts::{Facts, paid};
use super::till::{TOTAL, Till};

async fn paid_order(till: &Till) -> Order {
    let order = till.order().await;
    let attempt = till.page(order.id).await;
    till.approve(&attempt);
    till.settle(&attempt).await;
    till.reload(order.id).await
}

#[tokio::test]
async fn a_refund_counts_when_the_money_is_back_and_not_before() {
    let till = Till::new().await;
    let order = paid_order(&till).await;
    let refund = till.give_back(order.id, 4_000).await.unwrap();
    let requested = Facts {
        intent: "paid/online 11000-0-4000".into(),
        events: "created payment_started paid refund_requested".into(),
        refunds: "staff:requested:4000".into(),
        refund_jobs: "1".into(),
        ..paid()
    };
    till.assert(order.id, requested.clone()).await;
    assert_eq!(till.advance(refund).await, RefundState::PendingProvider);
    assert_eq!(till.advance(refund).await, RefundState::PendingProvider);
    let filed = Facts {
        refunds: "staff:pending_provider:4000".into(),
        ..requested
    };
    till.assert(order.id, filed.clone()).await;
    till.finish_refunds(order.id, true).await;
    let back = Facts {
        order: "placed/partially_refunded/online".into(),
        intent: "partially_refunded/online 11000-4000-0".into(),
        ledger:
            "delivery_income:-1905 gateway_receivable:7000 refunds_given:3809 sales:-8571 vat_payable:-333"
                .into(),
        events: "created payment_started paid refund_requested refunded".into(),
        refunds: "staff:refunded:4000".into(),
        ..filed
    };
    till.assert(order.id, back).await;
    till.assert_same_books_as_provider().await;
}

#[tokio::test]
async fn the_tax_of_all_parts_is_the_tax_of_the_whole() {
    let till = Till::new().await;
    let order = paid_order(&till).await;
    for part in [3_333, 3_333, 3_333, TOTAL - 9_999] {
        till.give_back(order.id, part).await.unwrap();
        till.finish_refunds(order.id, true).await;
    }
    let facts = till.facts(order.id).await;
    assert_eq!(facts.order, "placed/refunded/online");
    assert_eq!(
        facts.ledger,
        "delivery_income:-1905 refunds_given:10476 sales:-8571"
    );
    till.world.assert_books().await;
    till.assert_same_books_as_provider().await;
}

#[tokio::test]
async fn a_rejected_refund_leaves_the_money_and_tells_staff() {
    let till = Till::new().await;
    let order = paid_order(&till).await;
    till.give_back(order.id, TOTAL).await.unwrap();
    till.finish_refunds(order.id, false).await;
    let rejected = Facts {
        events: "created payment_started paid refund_requested refund_rejected".into(),
        alerts: "refund_rejected".into(),
        refunds: "staff:rejected:11000".into(),
        refund_jobs: "1".into(),
        ..paid()
    };
    till.assert(order.id, rejected).await;
    till.give_back(order.id, TOTAL).await.unwrap();
    till.finish_refunds(order.id, true).await;
    assert_eq!(till.facts(order.id).await.order, "placed/refunded/online");
    till.world.assert_books().await;
}

#[tokio::test]
async fn late_money_whose_refund_was_rejected_is_given_back_by_staff_out_of_the_same_account() {
    let till = Till::with(10, 1).await;
    let order = till.order().await;
    let attempt = till.page(order.id).await;
    till.expire_in_time(order.id).await;
    till.order_paid_by("cod").await;
    till.approve(&attempt);
    till.settle(&attempt).await;
    till.finish_refunds(order.id, false).await;
    till.world.assert_books().await;
    till.give_back(order.id, TOTAL).await.unwrap();
    till.finish_refunds(order.id, true).await;
    let facts = till.facts(order.id).await;
    assert_eq!(
        (facts.order.as_str(), facts.ledger.as_str()),
        ("cancelled/refunded/online", "")
    );
    till.world.assert_books().await;
    till.assert_same_books_as_provider().await;
}

#[tokio::test]
async fn no_more_goes_back_than_came() {
    let till = Till::new().await;
    let order = paid_order(&till).await;
    till.give_back(order.id, 6_000).await.unwrap();
    let more = till.give_back(order.id, 5_001).await;
    assert!(
        matches!(more, Err(RefundError::Request(RequestRefundError::TooMuch { left })) if left.minor == 5_000)
    );
    till.give_back(order.id, 5_000).await.unwrap();
    for wrong in [0, -1, 1] {
        assert!(till.give_back(order.id, wrong).await.is_err());
    }
    till.world.assert_books().await;
}

#[tokio::test]
async fn a_refund_asked_for_ten_times_at_once_is_asked_for_once() {
    let till = Till::new().await;
    let order = paid_order(&till).await;
    let wanted = till.wanted_back(order.id, TOTAL);
    let same_key = join_all((0..10).map(|_| till.ask_back(&wanted, "the-one-key"))).await;
    let ids: Vec<_> = same_key.into_iter().map(Result::unwrap).collect();
    assert!(ids.iter().all(|id| *id == ids[0]));
    let another = till.give_back(order.id, TOTAL).await;
    assert!(matches!(
        another,
        Err(RefundError::Request(RequestRefundError::TooMuch { .. }))
    ));
    join_all((0..10).map(|_| till.advance(ids[0]))).await;
    assert_eq!(till.gateway.money_calls().len(), 2, "one page and one refund");
    assert_eq!(till.facts(order.id).await.refunds, "staff:pending_provider:11000");
    till.finish_refunds(order.id, true).await;
    join_all((0..10).map(|_| till.advance(ids[0]))).await;
    till.world.assert_books().await;
    till.assert_same_books_as_provider().await;
}

#[tokio::test]
async fn a_refund_whose_answer_was_lost_is_found_and_one_that_never_arrived_is_sent_again() {
    for (fault, calls) in [(Fault::AnswerLost, 2), (Fault::RequestLost, 2)] {
        let till = Till::new().await;
        let order = paid_order(&till).await;
        let refund = till.give_back(order.id, TOTAL).await.unwrap();
        till.gateway.fault(fault.clone());
        assert_eq!(till.advance(refund).await, RefundState::Executing, "{fault:?}");
        if fault == Fault::RequestLost {
            // It may still be on its way.
            assert_eq!(till.advance(refund).await, RefundState::Executing);
            till.world.clock.advance(TimeDelta::minutes(2));
            assert_eq!(till.advance(refund).await, RefundState::Requested);
        }
        assert_eq!(
            till.advance(refund).await,
            RefundState::PendingProvider,
            "{fault:?}"
        );
        assert_eq!(till.gateway.money_calls().len(), calls, "{fault:?}");
        till.finish_refunds(order.id, true).await;
        till.world.assert_books().await;
        till.assert_same_books_as_provider().await;
    }
}

#[tokio::test]
async fn a_refund_that_was_refused_is_rejected_unless_the_provider_has_it() {
    let till = Till::new().await;
    let order = paid_order(&till).await;
    let refund = till.give_back(order.id, TOTAL).await.unwrap();
    till.gateway.fault(Fault::Refused);
    assert_eq!(till.advance(refund).await, RefundState::Rejected);
    till.world.assert_books().await;
    let refund = till.give_back(order.id, TOTAL).await.unwrap();
    till.gateway.fault(Fault::AnswerLost);
    assert_eq!(till.advance(refund).await, RefundState::Executing);
    // As if it had been given up for lost before the provider knew of it.
    till.world
        .execute(&format!(
            "UPDATE refunds SET state = 'requested', lease_owner = NULL, lease_until = NULL WHERE id = '{refund}'"
        ))
        .await;
    till.gateway.fault(Fault::Refused);
    assert_eq!(till.advance(refund).await, RefundState::PendingProvider);
    till.finish_refunds(order.id, true).await;
    till.world.assert_books().await;
    till.assert_same_books_as_provider().await;
}

#[tokio::test]
async fn cash_goes_back_out_of_the_till_at_once() {
    let till = Till::new().await;
    let order = till.order_paid_by("cod").await;
    assert!(till.give_back(order.id, TOTAL).await.is_err(), "nobody has paid");
    for to in [
        OrderStatus::Preparing,
        OrderStatus::OutForDelivery,
        OrderStatus::Delivered,
    ] {
        till.go(order.id, to, false).await.unwrap();
    }
    let wanted = RefundRequest {
        restock: true,
        ..till.wanted_back(order.id, TOTAL)
    };
    till.ask_back(&wanted, "cash-back").await.unwrap();
    let facts = till.facts(order.id).await;
    assert_eq!(facts.order, "delivered/refunded/cod");
    assert_eq!(
        facts.ledger,
        "delivery_income:-1905 refunds_given:10476 sales:-8571"
    );
    assert_eq!((facts.holds.as_str(), till.in_stock().await), ("released", 5));
    assert_eq!(facts.refund_jobs, "0");
    till.world.assert_books().await;
}

#[tokio::test]
async fn goods_that_are_still_to_be_sent_are_not_put_back_by_a_refund() {
    let till = Till::new().await;
    let order = paid_order(&till).await;
    let restock = |amount| RefundRequest {
        restock: true,
        ..till.wanted_back(order.id, amount)
    };
    let part = till.ask_back(&restock(1), "part-of-it").await;
    assert!(matches!(part, Err(RefundError::RestockNeedsFullRefund)));
    let placed = till.ask_back(&restock(TOTAL), "all-of-it").await;
    assert!(matches!(placed, Err(RefundError::GoodsOnTheWay)));
    till.cancel(order.id).await;
    till.ask_back(&restock(TOTAL), "all-of-it-cancelled")
        .await
        .unwrap();
    assert_eq!(till.in_stock().await, 5, "once");
    till.world.assert_books().await;
}

#[tokio::test]
async fn nobody_gives_back_beyond_their_limit_or_their_regions() {
    let till = Till::new().await;
    let order = paid_order(&till).await;
    let limited = |minor| RefundRequest {
        daily_limit: Some(Money::new(5_000, Currency::Aed)),
        ..till.wanted_back(order.id, minor)
    };
    till.ask_back(&limited(3_000), "first-key").await.unwrap();
    let beyond = till.ask_back(&limited(2_001), "second-key").await;
    assert!(matches!(beyond, Err(RefundError::BeyondLimit { left }) if left.minor == 2_000));
    till.ask_back(&limited(2_000), "third-key").await.unwrap();
    till.world.clock.advance(TimeDelta::hours(25));
    till.ask_back(&limited(5_000), "fourth-key").await.unwrap();
    let key = orders::idempotency::IdempotencyKey::new("fifth-key", b"").unwrap();
    let nowhere = RegionScope::Only(vec![]);
    let (db, ctx) = (till.world.db(), till.world.ctx());
    let foreign = orders::payment::refund::request(db, ctx, &till.staff, &nowhere, &limited(1), &key).await;
    assert!(matches!(foreign, Err(RefundError::NotFound)));
}

#[tokio::test]
async fn two_of_one_person_at_once_stay_within_their_limit() {
    let till = Till::new().await;
    let (one, two) = (paid_order(&till).await, paid_order(&till).await);
    let limited = |order| RefundRequest {
        daily_limit: Some(Money::new(TOTAL, Currency::Aed)),
        ..till.wanted_back(order, TOTAL)
    };
    let (one, two) = (limited(one.id), limited(two.id));
    let both = tokio::join!(till.ask_back(&one, "one-key-1"), till.ask_back(&two, "two-key-2"));
    assert!(both.0.is_ok() != both.1.is_ok(), "{both:?}");
}
