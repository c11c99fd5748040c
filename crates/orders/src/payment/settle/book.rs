use db::Tx;
use jobs::Enqueue;
use kernel::{Ctx, Money};
use payments::gateway::Payment;
use payments::ledger::{self, LedgerError};
use payments::{AlertKind, Attempt, Captured, IntentState, Method, NewRefund, RefundCause};
use sea_orm::DbErr;

use super::super::LockedOrder;
use super::super::refund::RunRefund;
use super::{SettleError, Settled, alert};
use crate::order::note::record_event;
use crate::order::{Actor, EventKind};
use crate::status::{OrderStatus, PaymentStatus};
use crate::work::VerifyOrder;

/// The money is there. What it pays for depends on where the order stands by now.
pub(super) async fn book(
    tx: &Tx,
    ctx: &Ctx,
    order: &LockedOrder,
    attempt: &Attempt,
    payment_id: Option<&str>,
) -> Result<Settled, SettleError> {
    let intent = payments::find_intent(tx, order.id)
        .await?
        .ok_or(SettleError::NotFound)?;
    let settled = if matches!(intent.state, IntentState::Open | IntentState::Void) {
        first(tx, ctx, order, attempt, payment_id).await?
    } else {
        duplicate(tx, ctx, order, attempt, payment_id).await?
    };
    payments::abandon_open(tx, ctx, order.id).await?;
    let verify = VerifyOrder {
        order_id: Some(order.id),
    };
    jobs::enqueue(tx, ctx, &verify, Enqueue::default()).await?;
    Ok(settled)
}

async fn first(
    tx: &Tx,
    ctx: &Ctx,
    order: &LockedOrder,
    attempt: &Attempt,
    payment_id: Option<&str>,
) -> Result<Settled, SettleError> {
    match order.status {
        OrderStatus::PendingPayment => place(tx, ctx, order, EventKind::Paid).await?,
        OrderStatus::Cancelled | OrderStatus::Expired => {
            if !catalog::stock::retake(tx, ctx, order.id).await? {
                return too_late(tx, ctx, order, attempt, payment_id).await;
            }
            alert(tx, ctx, order, attempt, AlertKind::LatePaymentPlaced, "").await?;
            place(tx, ctx, order, EventKind::PaidLate).await?;
        }
        OrderStatus::Returned => return too_late(tx, ctx, order, attempt, payment_id).await,
        OrderStatus::Placed
        | OrderStatus::Preparing
        | OrderStatus::OutForDelivery
        | OrderStatus::Delivered
        | OrderStatus::OnHold => {
            order
                .change(
                    tx,
                    ctx,
                    order.status,
                    PaymentStatus::Paid,
                    Method::Online,
                    EventKind::Paid,
                )
                .await?;
        }
    }
    payments::change_method(tx, ctx, order.id, Method::Online).await?;
    expect_first(payments::capture(tx, ctx, attempt, payment_id).await?)?;
    ledger::book_capture(tx, ctx, order.id, attempt.id, attempt.amount, false).await?;
    metrics::counter!("orders_paid_total", "region" => order.region_slug.clone()).increment(1);
    Ok(Settled::Paid)
}

/// Goods and promo use become final, and the order goes to the people who pack it.
async fn place(tx: &Tx, ctx: &Ctx, order: &LockedOrder, event: EventKind) -> Result<(), SettleError> {
    promos::mark_used(tx, ctx, order.id).await?;
    promos::honour(tx, ctx, order.id).await?;
    catalog::stock::mark_sold(tx, ctx, order.id).await?;
    order
        .change(
            tx,
            ctx,
            OrderStatus::Placed,
            PaymentStatus::Paid,
            Method::Online,
            event,
        )
        .await?;
    ledger::book_sale(tx, ctx, &order.sale(false)).await?;
    Ok(())
}

async fn duplicate(
    tx: &Tx,
    ctx: &Ctx,
    order: &LockedOrder,
    attempt: &Attempt,
    payment_id: Option<&str>,
) -> Result<Settled, SettleError> {
    match payments::capture(tx, ctx, attempt, payment_id).await? {
        Captured::Duplicate => {}
        Captured::Again => return Ok(Settled::Duplicate),
        Captured::First => return Err(DbErr::Custom("a settled intent was captured".to_owned()).into()),
    }
    ledger::book_capture(tx, ctx, order.id, attempt.id, attempt.amount, true).await?;
    give_back(tx, ctx, order, attempt, RefundCause::DuplicatePayment).await?;
    alert(tx, ctx, order, attempt, AlertKind::DuplicatePayment, "").await?;
    record_event(
        tx,
        ctx,
        order.id,
        EventKind::PaidTwice,
        None,
        None,
        &Actor::system(),
        "",
    )
    .await?;
    Ok(Settled::Duplicate)
}

/// The goods are gone, or the order is over: all of the money goes back.
async fn too_late(
    tx: &Tx,
    ctx: &Ctx,
    order: &LockedOrder,
    attempt: &Attempt,
    payment_id: Option<&str>,
) -> Result<Settled, SettleError> {
    let to = if order.status == OrderStatus::Expired {
        OrderStatus::Cancelled
    } else {
        order.status
    };
    order
        .change(
            tx,
            ctx,
            to,
            PaymentStatus::Paid,
            Method::Online,
            EventKind::PaidLate,
        )
        .await?;
    payments::change_method(tx, ctx, order.id, Method::Online).await?;
    expect_first(payments::capture(tx, ctx, attempt, payment_id).await?)?;
    ledger::book_capture(tx, ctx, order.id, attempt.id, attempt.amount, true).await?;
    give_back(tx, ctx, order, attempt, RefundCause::LatePayment).await?;
    alert(tx, ctx, order, attempt, AlertKind::LatePaymentRefunded, "").await?;
    Ok(Settled::TooLate)
}

/// All writers of an intent hold the order's lock, so what was read of it above can't have changed.
fn expect_first(captured: Captured) -> Result<(), DbErr> {
    match captured {
        Captured::First => Ok(()),
        Captured::Duplicate | Captured::Again => {
            Err(DbErr::Custom("an open intent wasn't captured".to_owned()))
        }
    }
}

async fn give_back(
    tx: &Tx,
    ctx: &Ctx,
    order: &LockedOrder,
    attempt: &Attempt,
    cause: RefundCause,
) -> Result<(), SettleError> {
    let new = NewRefund {
        order_id: order.id,
        order_code: order.code.clone(),
        attempt_id: Some(attempt.id),
        cause,
        amount: attempt.amount,
        reason: cause.as_str().to_owned(),
        restock: false,
        requested_by: None,
        requested_by_name: Actor::system().name,
    };
    let refund = payments::request_refund(tx, ctx, new).await?;
    record_event(
        tx,
        ctx,
        order.id,
        EventKind::RefundRequested,
        None,
        None,
        &Actor::system(),
        cause.as_str(),
    )
    .await?;
    jobs::enqueue(tx, ctx, &RunRefund { refund_id: refund.id }, Enqueue::default()).await?;
    Ok(())
}

/// The provider's fee, when it is told in the currency of the order.
pub(super) async fn book_fee(
    tx: &Tx,
    ctx: &Ctx,
    order: &LockedOrder,
    attempt: &Attempt,
    payment: &Payment,
) -> Result<(), SettleError> {
    let Some(fees) = payment.fees else { return Ok(()) };
    let fee: Money = fees.charge.plus(fees.vat).map_err(LedgerError::Money)?;
    if fee.currency != attempt.amount.currency || fee.minor <= 0 {
        return Ok(());
    }
    payments::note_fee(tx, attempt.id, fee).await?;
    ledger::book_fee(tx, ctx, order.id, attempt.id, fee).await?;
    Ok(())
}
