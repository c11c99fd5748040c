use orders::payment::execute::Executed;
use orders::payment::expire::Expired;
use orders::payment::settle::Settled;
use orders::payment::start::StartError;
use orders::{OrderStatus, PaymentStatus};
use payments::AttemptState;
use payments::gateway::Fault;
use promos::fixtures::{NewPromoCode, ensure_promo_code};

use super::facts::{Facts, paid};
use super::till::{TOTAL, Till, apple_token};

#[tokio::test]
async fn paid_in_time() {
    let till = Till::new().await;
    let order = till.order().await;
    assert_eq!(order.status, OrderStatus::PendingPayment);
    let attempt = till.page(order.id).await;
    assert_eq!(
        (attempt.state, attempt.amount.minor),
        (AttemptState::Pending, TOTAL)
    );
    assert_eq!(till.settle(&attempt).await, Settled::Pending);
    till.approve(&attempt);
    assert_eq!(till.settle(&attempt).await, Settled::Paid);
    till.assert(order.id, paid()).await;
    assert_eq!(till.in_stock().await, 4);
    // Whoever comes later hears the same and changes nothing.
    assert_eq!(till.settle(&attempt).await, Settled::Paid);
    assert_eq!(till.expire_in_time(order.id).await, Expired::NotDue);
    till.assert(order.id, paid()).await;
    till.assert_same_books_as_provider().await;
}

#[tokio::test]
async fn the_provider_s_fee_is_booked_once() {
    let till = Till::new().await;
    let dirham = |minor| kernel::Money::new(minor, kernel::Currency::Aed);
    till.gateway.set_fees(payments::gateway::Fees {
        charge: dirham(200),
        vat: dirham(10),
    });
    let order = till.order().await;
    let attempt = till.page(order.id).await;
    till.approve(&attempt);
    till.settle(&attempt).await;
    till.settle(&attempt).await;
    let ledger =
        "delivery_income:-1905 gateway_fees:210 gateway_receivable:10790 sales:-8571 vat_payable:-524";
    till.assert(
        order.id,
        Facts {
            ledger: ledger.into(),
            ..paid()
        },
    )
    .await;
}

#[tokio::test]
async fn two_attempts_are_paid() {
    let till = Till::new().await;
    let order = till.order().await;
    let (first, second) = (till.page(order.id).await, till.page(order.id).await);
    till.approve(&first);
    till.approve(&second);
    assert_eq!(till.settle(&second).await, Settled::Paid);
    assert_eq!(till.settle(&first).await, Settled::Duplicate);
    assert_eq!(till.settle(&first).await, Settled::Duplicate);
    let twice = Facts {
        attempts: "duplicate_paid paid".into(),
        ledger: "customer_excess:-11000 delivery_income:-1905 gateway_receivable:22000 sales:-8571 vat_payable:-524".into(),
        events: "created payment_started payment_started paid refund_requested paid_twice".into(),
        alerts: "duplicate_payment".into(),
        refunds: "duplicate_payment:requested:11000".into(),
        refund_jobs: "1".into(),
        ..paid()
    };
    till.assert(order.id, twice.clone()).await;
    till.finish_refunds(order.id, true).await;
    let back = Facts {
        ledger: paid().ledger,
        events: format!("{} refunded", twice.events),
        refunds: "duplicate_payment:refunded:11000".into(),
        ..twice
    };
    till.assert(order.id, back).await;
    till.assert_same_books_as_provider().await;
}

#[tokio::test]
async fn once_paid_nobody_waits_for_the_other_attempts() {
    let till = Till::new().await;
    let order = till.order().await;
    let (forgotten, first) = (till.created(order.id).await, till.page(order.id).await);
    till.approve(&first);
    till.settle(&first).await;
    assert_eq!(till.facts(order.id).await.attempts, "abandoned paid");
    assert_eq!(till.execute(forgotten.id).await.unwrap(), Executed::Taken);
    assert!(matches!(till.start(order.id).await, Err(StartError::NothingOwed)));
    assert_eq!(till.gateway.money_calls().len(), 1);
}

#[tokio::test]
async fn a_wrong_amount_currency_or_reference_places_nothing() {
    for wrong in ["amount", "currency", "reference"] {
        let till = Till::new().await;
        let order = till.order().await;
        let attempt = till.page(order.id).await;
        let invoice = till.invoice(&attempt);
        till.approve(&attempt);
        let money = |minor, currency| kernel::Money::new(minor, currency);
        match wrong {
            "amount" => till
                .gateway
                .alter_amount(&invoice, money(1, kernel::Currency::Aed)),
            "currency" => till
                .gateway
                .alter_amount(&invoice, money(TOTAL, kernel::Currency::Sar)),
            _ => till.gateway.alter_reference(&invoice, "SOMEBODY-ELSES-1"),
        }
        for _ in 0..2 {
            assert_eq!(till.settle(&attempt).await, Settled::Mismatch, "{wrong}");
        }
        let parked = Facts {
            order: "pending_payment/unpaid/online".into(),
            intent: "open/online 0-0-0".into(),
            attempts: "integrity_failure".into(),
            holds: "held".into(),
            redemption: "held".into(),
            ledger: String::new(),
            events: "created payment_started payment_mismatch".into(),
            alerts: "integrity_failure".into(),
            ..paid()
        };
        till.assert(order.id, parked).await;
    }
}

#[tokio::test]
async fn an_attempt_that_was_parked_is_paid_once_the_provider_says_what_we_say() {
    let till = Till::new().await;
    let order = till.order().await;
    let attempt = till.page(order.id).await;
    let invoice = till.invoice(&attempt);
    till.approve(&attempt);
    let amount = |minor| kernel::Money::new(minor, kernel::Currency::Aed);
    till.gateway.alter_amount(&invoice, amount(1));
    assert_eq!(till.settle(&attempt).await, Settled::Mismatch);
    till.gateway.alter_amount(&invoice, amount(TOTAL));
    assert_eq!(till.settle(&attempt).await, Settled::Paid);
    let expected = Facts {
        events: "created payment_started payment_mismatch paid".into(),
        alerts: "integrity_failure".into(),
        ..paid()
    };
    till.assert(order.id, expected).await;
}

#[tokio::test]
async fn a_foreign_invoice_pays_nothing() {
    let till = Till::new().await;
    let (mine, theirs) = (till.order().await, till.order().await);
    let (attempt, other) = (till.page(mine.id).await, till.page(theirs.id).await);
    till.approve(&other);
    // Our row points at somebody else's paid invoice.
    till.world
        .execute(&format!(
            "UPDATE payment_attempts SET invoice_id = NULL WHERE id = '{}';
             UPDATE payment_attempts SET invoice_id = '{}' WHERE id = '{}'",
            other.id,
            till.invoice(&other),
            attempt.id
        ))
        .await;
    assert_eq!(till.settle(&attempt).await, Settled::Mismatch);
    assert_eq!(till.reload(mine.id).await.status, OrderStatus::PendingPayment);
}

#[tokio::test]
async fn declined_then_paid_on_the_same_page() {
    let till = Till::new().await;
    let order = till.order().await;
    let attempt = till.page(order.id).await;
    till.gateway.decline(&till.invoice(&attempt), "MF002");
    for _ in 0..2 {
        assert_eq!(till.settle(&attempt).await, Settled::Failed);
    }
    let failed = Facts {
        order: "pending_payment/unpaid/online".into(),
        intent: "open/online 0-0-0".into(),
        attempts: "failed".into(),
        holds: "held".into(),
        redemption: "held".into(),
        ledger: String::new(),
        events: "created payment_started payment_failed".into(),
        ..paid()
    };
    till.assert(order.id, failed).await;
    assert_eq!(
        till.attempt(attempt.id).await.failure_code.as_deref(),
        Some("MF002")
    );
    till.approve(&attempt);
    assert_eq!(till.settle(&attempt).await, Settled::Paid);
    let events = "created payment_started payment_failed paid".into();
    till.assert(order.id, Facts { events, ..paid() }).await;
}

#[tokio::test]
async fn a_failure_after_the_success_never_un_pays() {
    let till = Till::new().await;
    let order = till.order().await;
    let attempt = till.page(order.id).await;
    till.approve(&attempt);
    till.gateway.decline(&till.invoice(&attempt), "MF002");
    assert_eq!(till.settle(&attempt).await, Settled::Paid);
    till.gateway.decline(&till.invoice(&attempt), "MF001");
    assert_eq!(till.settle(&attempt).await, Settled::Paid);
    till.assert(order.id, paid()).await;
    let unpaid = till
        .world
        .try_execute(&format!(
            "UPDATE payment_attempts SET state = 'failed' WHERE id = '{}'",
            attempt.id
        ))
        .await;
    assert!(unpaid.is_err(), "not even by hand");
}

#[tokio::test]
async fn a_clear_refusal_costs_nothing_and_the_next_attempt_pays() {
    let till = Till::new().await;
    let order = till.order().await;
    till.gateway.fault(Fault::Refused);
    let refused = till.created(order.id).await;
    assert!(matches!(
        till.execute(refused.id).await.unwrap(),
        Executed::Refused { .. }
    ));
    let attempt = till.page(order.id).await;
    till.approve(&attempt);
    till.settle(&attempt).await;
    let expected = Facts {
        attempts: "failed paid".into(),
        events: "created payment_started payment_failed payment_started paid".into(),
        ..paid()
    };
    till.assert(order.id, expected).await;
}

#[tokio::test]
async fn apple_pay_is_charged_by_us() {
    let till = Till::new().await;
    let order = till.order().await;
    let attempt = till.created(order.id).await;
    assert_eq!(
        till.execute_with(attempt.id, apple_token("one")).await.unwrap(),
        Executed::Wait
    );
    assert_eq!(
        till.execute_with(attempt.id, apple_token("two")).await.unwrap(),
        Executed::Taken
    );
    assert_eq!(till.settle(&attempt).await, Settled::Paid);
    till.assert(order.id, paid()).await;
    assert_eq!(till.gateway.money_calls().len(), 1);
}

#[tokio::test]
async fn the_cart_of_an_order_being_paid_is_no_longer_editable_and_a_new_one_is_a_new_order() {
    let till = Till::new().await;
    let token = till.world.cart(&[(till.rose, 1)]).await;
    let request = till.request("online", 12_000);
    let outcome = till.world.checkout(&token, &request, "first-key").await.unwrap();
    let orders::checkout::Outcome::Created(order) = outcome else {
        panic!("new")
    };
    let attempt = till.page(order.id).await;
    let add = orders::cart::AddLine {
        variant_id: till.rose,
        quantity: 1,
        gift_message: String::new(),
        custom_name: String::new(),
    };
    let (db, ctx) = (till.world.db(), till.world.ctx());
    assert!(
        orders::cart::add_line(db, ctx, &till.world.shop.store, &token, &add, None)
            .await
            .is_err()
    );
    let next = till.order().await;
    assert_ne!(next.id, order.id);
    till.approve(&attempt);
    assert_eq!(till.settle(&attempt).await, Settled::Paid);
    let (paid, waiting) = (till.reload(order.id).await, till.reload(next.id).await);
    assert_eq!(
        (paid.status, paid.totals.total.minor),
        (OrderStatus::Placed, 12_000)
    );
    assert_eq!(waiting.status, OrderStatus::PendingPayment);
    till.world.assert_books().await;
}

#[tokio::test]
async fn nothing_to_pay_is_placed_at_once_and_owes_nothing() {
    let till = Till::new().await;
    let vase = till.world.sell("VASE", 30_000, 3).await;
    till.world
        .execute("UPDATE regions SET shipping_fee_minor = 0")
        .await;
    let all = NewPromoCode::percentage("GIFT", 10_000);
    ensure_promo_code(till.world.db(), till.world.ctx(), all)
        .await
        .unwrap();
    let token = till.world.cart(&[(vase, 1)]).await;
    orders::cart::set_promo(till.world.db(), till.world.ctx(), &token, "GIFT")
        .await
        .unwrap();
    let outcome = till
        .world
        .checkout(&token, &till.request("online", 0), "free-key")
        .await
        .unwrap();
    let orders::checkout::Outcome::Created(order) = outcome else {
        panic!("new")
    };
    assert_eq!(
        (order.status, order.payment_status),
        (OrderStatus::Placed, PaymentStatus::Paid)
    );
    assert!(matches!(till.start(order.id).await, Err(StartError::NothingOwed)));
    let free = Facts {
        order: "placed/paid/free".into(),
        intent: "paid/free 0-0-0".into(),
        attempts: String::new(),
        ledger: String::new(),
        events: "created".into(),
        ..paid()
    };
    till.assert(order.id, free).await;
    assert!(till.give_back(order.id, 1).await.is_err());
}

#[tokio::test]
async fn a_cash_order_is_paid_online_before_it_leaves() {
    let till = Till::new().await;
    let order = till.order_paid_by("cod").await;
    let attempt = till.page(order.id).await;
    till.approve(&attempt);
    assert_eq!(till.settle(&attempt).await, Settled::Paid);
    till.assert(order.id, paid()).await;
    // The courier brings no cash for it.
    for to in [
        OrderStatus::Preparing,
        OrderStatus::OutForDelivery,
        OrderStatus::Delivered,
    ] {
        till.go(order.id, to, false).await.unwrap();
    }
    assert_eq!(till.facts(order.id).await.ledger, paid().ledger);
    till.world.assert_books().await;
}

#[tokio::test]
async fn what_isn_t_offered_can_t_be_started() {
    let till = Till::new().await;
    let order = till.order().await;
    let (db, ctx) = (till.world.db(), till.world.ctx());
    let disabled = orders::payment::start::start(db, ctx, order.id, "stc", payments::Flow::Hosted).await;
    assert!(matches!(disabled, Err(StartError::ChannelUnavailable)));
    for _ in 0..30 {
        till.created(order.id).await;
    }
    assert!(matches!(
        till.start(order.id).await,
        Err(StartError::TooManyAttempts)
    ));
    till.world.clock.advance(super::till::WINDOW);
    assert!(matches!(till.start(order.id).await, Err(StartError::Expired)));
}
