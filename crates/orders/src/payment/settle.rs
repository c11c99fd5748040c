use db::{Db, Transient, Tx};
use jobs::Enqueue;
use kernel::{Ctx, Money, PaymentAttemptId};
use payments::gateway::{InvoiceId, Mismatch, Outcome, Payment, PaymentKey, Reference, Verdict};
use payments::ledger::{self, LedgerError};
use payments::{
    AlertKind, Attempt, AttemptState, Captured, EventKind as ProviderEventKind, IntentState, Method, NewAlert, NewRefund,
    RefundCause, RequestRefundError,
};
use sea_orm::DbErr;
use serde_json::json;

use super::refund::RunRefund;
use super::{Gateways, LockedOrder, keep_event, lock_order};
use crate::order::note::record_event;
use crate::order::{Actor, EventKind};
use crate::status::{OrderStatus, PaymentStatus};

/// What asking the provider came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The order is paid by this attempt, now or before.
    Paid,
    /// The order was paid by another attempt: this money goes back.
    Duplicate,
    /// The order can't be placed any more: this money goes back.
    TooLate,
    /// The provider's account contradicts ours: staff decide.
    Mismatch,
    /// The latest try was refused; the payer may try again.
    Failed,
    /// Nothing has come so far.
    Pending,
    /// The provider couldn't say.
    Unknown,
}

#[derive(Debug, thiserror::Error)]
pub enum SettleError {
    #[error("there is no such attempt")]
    NotFound,
    #[error("there is no merchant account {0:?}")]
    NoAccount(String),
    #[error("what the provider is known by isn't an id: {0}")]
    BadId(String),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    #[error(transparent)]
    Refund(#[from] RequestRefundError),
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl Transient for SettleError {
    fn is_transient(&self) -> bool {
        match self {
            Self::Db(error) | Self::Ledger(LedgerError::Db(error)) | Self::Refund(RequestRefundError::Db(error)) => {
                error.is_transient()
            }
            _ => false,
        }
    }
}

/// Asks the provider what became of an attempt and does what follows from the answer, once, however many callers ask at the same
/// time: the return page, the webhook's job, the clock and staff all come here.
pub async fn settle(
    db: &Db,
    ctx: &Ctx,
    gateways: &Gateways,
    id: PaymentAttemptId,
) -> Result<Settled, SettleError> {
    let attempt = payments::find_attempt(db, id).await?.ok_or(SettleError::NotFound)?;
    if let Some(known) = known(&attempt) {
        return Ok(known);
    }
    let gateway = gateways
        .of(&attempt.account)
        .ok_or_else(|| SettleError::NoAccount(attempt.account.clone()))?;
    let reference = reference_of(&attempt)?;
    let invoice = invoice_of(&attempt)?;
    let key = match &invoice {
        Some(invoice) => PaymentKey::Invoice(invoice),
        None => PaymentKey::Reference(&reference),
    };
    let answer = gateway.find_payment(key).await;
    keep_event(db, ctx, &attempt, ProviderEventKind::Poll, answer.label(), &answer).await?;
    metrics::counter!("payment_polls_total", "outcome" => answer.label()).increment(1);
    match answer {
        Outcome::Success(Some(payment)) => {
            let mismatch = payment.check(invoice.as_ref(), &reference, attempt.amount).err();
            db::retry(|| apply(db, ctx, &attempt, &payment, mismatch.as_ref())).await
        }
        Outcome::Success(None) => nothing_there(db, ctx, &attempt).await,
        Outcome::Refused(_) | Outcome::Unknown(_) => Ok(Settled::Unknown),
    }
}

/// What is settled needs no question.
fn known(attempt: &Attempt) -> Option<Settled> {
    match attempt.state {
        AttemptState::Paid => Some(Settled::Paid),
        AttemptState::DuplicatePaid => Some(Settled::Duplicate),
        AttemptState::IntegrityFailure => Some(Settled::Mismatch),
        _ => None,
    }
}

fn reference_of(attempt: &Attempt) -> Result<Reference, SettleError> {
    Reference::parse(&attempt.reference).map_err(|error| SettleError::BadId(error.to_string()))
}

fn invoice_of(attempt: &Attempt) -> Result<Option<InvoiceId>, SettleError> {
    let parsed = attempt.invoice_id.as_deref().map(InvoiceId::parse).transpose();
    parsed.map_err(|error| SettleError::BadId(error.to_string()))
}

/// The provider has nothing by our reference. While the call may still be on its way that means nothing.
async fn nothing_there(db: &Db, ctx: &Ctx, attempt: &Attempt) -> Result<Settled, SettleError> {
    if attempt.state != AttemptState::Executing || attempt.is_leased(ctx.now()) {
        return Ok(if attempt.state == AttemptState::Failed {
            Settled::Failed
        } else {
            Settled::Pending
        });
    }
    let tx = db::begin(db).await?;
    lock_order(&tx, attempt.order_id).await?;
    payments::note_failure(&tx, ctx, attempt.id, "never_arrived", "the provider never got the call").await?;
    tx.commit().await?;
    Ok(Settled::Failed)
}

async fn apply(
    db: &Db,
    ctx: &Ctx,
    attempt: &Attempt,
    payment: &Payment,
    mismatch: Option<&Mismatch>,
) -> Result<Settled, SettleError> {
    let tx = db::begin(db).await?;
    let order = lock_order(&tx, attempt.order_id).await?.ok_or(SettleError::NotFound)?;
    // Somebody else may have been here since we asked.
    let current = payments::find_attempt(&tx, attempt.id).await?.ok_or(SettleError::NotFound)?;
    if let Some(known) = known(&current) {
        return Ok(known);
    }
    let settled = match (mismatch, payment.verdict(ctx.now())) {
        (Some(mismatch), _) => hold(&tx, ctx, &order, attempt, mismatch).await?,
        (None, Verdict::Paid { payment_id, twice }) => {
            if twice {
                alert(&tx, ctx, &order, attempt, AlertKind::DuplicatePayment, "twice").await?;
            }
            let payment_id = payment_id.map(|id| id.to_string());
            let settled = book(&tx, ctx, &order, attempt, payment_id.as_deref()).await?;
            book_fee(&tx, ctx, &order, attempt, payment).await?;
            settled
        }
        (None, Verdict::Open { decline: Some(decline) }) => {
            if payments::note_failure(&tx, ctx, attempt.id, &decline.code, &decline.message).await? {
                record_event(&tx, ctx, order.id, EventKind::PaymentFailed, None, None, &Actor::system(), &decline.code)
                    .await?;
            }
            Settled::Failed
        }
        (None, Verdict::Open { decline: None } | Verdict::Expired | Verdict::Cancelled) => Settled::Pending,
        (None, Verdict::Authorized | Verdict::Unclear) => Settled::Unknown,
    };
    tx.commit().await?;
    Ok(settled)
}

async fn hold(
    tx: &Tx,
    ctx: &Ctx,
    order: &LockedOrder,
    attempt: &Attempt,
    mismatch: &Mismatch,
) -> Result<Settled, SettleError> {
    if payments::hold_for_staff(tx, ctx, attempt.id, &mismatch.to_string()).await? {
        alert(tx, ctx, order, attempt, AlertKind::IntegrityFailure, &mismatch.to_string()).await?;
        record_event(tx, ctx, order.id, EventKind::PaymentMismatch, None, None, &Actor::system(), "").await?;
    }
    Ok(Settled::Mismatch)
}

/// The money is there. What it pays for depends on where the order stands by now.
async fn book(
    tx: &Tx,
    ctx: &Ctx,
    order: &LockedOrder,
    attempt: &Attempt,
    payment_id: Option<&str>,
) -> Result<Settled, SettleError> {
    let intent = payments::find_intent(tx, order.id).await?.ok_or(SettleError::NotFound)?;
    if !matches!(intent.state, IntentState::Open | IntentState::Void) {
        return duplicate(tx, ctx, order, attempt, payment_id).await;
    }
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
                .change(tx, ctx, order.status, PaymentStatus::Paid, Method::Online, EventKind::Paid)
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
        .change(tx, ctx, OrderStatus::Placed, PaymentStatus::Paid, Method::Online, event)
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
    record_event(tx, ctx, order.id, EventKind::PaidTwice, None, None, &Actor::system(), "").await?;
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
        .change(tx, ctx, to, PaymentStatus::Paid, Method::Online, EventKind::PaidLate)
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
        Captured::Duplicate | Captured::Again => Err(DbErr::Custom("an open intent wasn't captured".to_owned())),
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
    record_event(tx, ctx, order.id, EventKind::RefundRequested, None, None, &Actor::system(), cause.as_str()).await?;
    jobs::enqueue(tx, ctx, &RunRefund { refund_id: refund.id }, Enqueue::default()).await?;
    Ok(())
}

/// The provider's fee, when it is told in the currency of the order.
async fn book_fee(
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

pub(super) async fn alert(
    tx: &Tx,
    ctx: &Ctx,
    order: &LockedOrder,
    attempt: &Attempt,
    kind: AlertKind,
    why: &str,
) -> Result<(), DbErr> {
    let alert = NewAlert {
        kind,
        subject: attempt.id.to_string(),
        region: Some(order.region_id.into()),
        order: Some(order.id),
        detail: json!({
            "order": order.code, "attempt": attempt.reference, "amount_minor": attempt.amount.minor,
            "currency": attempt.amount.currency.code(), "why": why,
        }),
    };
    payments::raise_alert(tx, ctx, alert).await?;
    Ok(())
}
