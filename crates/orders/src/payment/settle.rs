mod book;

use chrono::TimeDelta;
use db::{Db, Transient, Tx};
use kernel::{Ctx, OrderId, PaymentAttemptId};
use payments::gateway::{InvoiceId, Mismatch, Outcome, Payment, PaymentKey, Reference, Verdict};
use payments::ledger::LedgerError;
use payments::{
    AlertKind, Attempt, AttemptState, EventKind as ProviderEventKind, IntentState, NewAlert,
    RequestRefundError,
};
use sea_orm::DbErr;
use serde_json::json;

use super::{Gateways, LockedOrder, keep_event, lock_order};
use crate::order::note::record_event;
use crate::order::{Actor, EventKind};

/// Whoever wrote an attempt down calls the provider at once, or has died.
const SENT_WITHIN: TimeDelta = TimeDelta::minutes(2);

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
            Self::Db(error)
            | Self::Ledger(LedgerError::Db(error))
            | Self::Refund(RequestRefundError::Db(error)) => error.is_transient(),
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
    let attempt = payments::find_attempt(db, id)
        .await?
        .ok_or(SettleError::NotFound)?;
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
    keep_event(
        db,
        ctx,
        &attempt,
        ProviderEventKind::Poll,
        answer.label(),
        &answer,
    )
    .await?;
    metrics::counter!("payment_polls_total", "outcome" => answer.label()).increment(1);
    match answer {
        Outcome::Success(Some(payment)) => {
            let mismatch = payment.check(invoice.as_ref(), &reference, attempt.amount).err();
            db::retry(|| apply(db, ctx, &attempt, &payment, mismatch.as_ref())).await
        }
        Outcome::Success(None) => db::retry(|| nothing_there(db, ctx, &attempt)).await,
        Outcome::Refused(_) | Outcome::Unknown(_) => Ok(Settled::Unknown),
    }
}

/// What is settled needs no question.
fn known(attempt: &Attempt) -> Option<Settled> {
    match attempt.state {
        AttemptState::Paid => Some(Settled::Paid),
        AttemptState::DuplicatePaid => Some(Settled::Duplicate),
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

/// The provider has nothing by our reference. While the call may still be on its way that means nothing; later it means that
/// nobody will ever pay by this attempt.
async fn nothing_there(db: &Db, ctx: &Ctx, attempt: &Attempt) -> Result<Settled, SettleError> {
    let tx = db::begin(db).await?;
    let order = lock_order(&tx, attempt.order_id)
        .await?
        .ok_or(SettleError::NotFound)?;
    let current = payments::find_attempt(&tx, attempt.id)
        .await?
        .ok_or(SettleError::NotFound)?;
    if let Some(known) = known(&current) {
        return Ok(known);
    }
    let now = ctx.now();
    let why = match current.state {
        AttemptState::Executing if !current.is_leased(now) => Some("never_arrived"),
        AttemptState::Created if current.created_at + SENT_WITHIN <= now => Some("never_sent"),
        _ => None,
    };
    if let Some(code) = why {
        fail(
            &tx,
            ctx,
            &order,
            &current,
            code,
            "the provider never got the call",
        )
        .await?;
    }
    let settled = waiting(&tx, ctx, &current).await?;
    tx.commit().await?;
    Ok(settled)
}

async fn apply(
    db: &Db,
    ctx: &Ctx,
    attempt: &Attempt,
    payment: &Payment,
    mismatch: Option<&Mismatch>,
) -> Result<Settled, SettleError> {
    let tx = db::begin(db).await?;
    let order = lock_order(&tx, attempt.order_id)
        .await?
        .ok_or(SettleError::NotFound)?;
    // Somebody else may have been here since we asked.
    let current = payments::find_attempt(&tx, attempt.id)
        .await?
        .ok_or(SettleError::NotFound)?;
    if let Some(known) = known(&current) {
        return Ok(known);
    }
    let settled = match mismatch {
        Some(mismatch) => hold(&tx, ctx, &order, attempt, mismatch).await?,
        None => believe(&tx, ctx, &order, &current, payment).await?,
    };
    tx.commit().await?;
    Ok(settled)
}

/// Does what follows from what the provider says of an attempt that is ours beyond doubt.
async fn believe(
    tx: &Tx,
    ctx: &Ctx,
    order: &LockedOrder,
    attempt: &Attempt,
    payment: &Payment,
) -> Result<Settled, SettleError> {
    let invoice = payment.invoice_id.as_str();
    if let Verdict::Paid { payment_id, twice } = payment.verdict(ctx.now()) {
        if twice {
            alert(
                tx,
                ctx,
                order,
                attempt,
                AlertKind::DuplicatePayment,
                "one invoice was paid twice",
            )
            .await?;
        }
        let payment_id = payment_id.map(|id| id.to_string());
        let settled = book::book(tx, ctx, order, attempt, payment_id.as_deref()).await?;
        book::book_fee(tx, ctx, order, attempt, payment).await?;
        payments::note_invoice(tx, ctx, attempt.id, invoice).await?;
        return Ok(settled);
    }
    payments::note_invoice(tx, ctx, attempt.id, invoice).await?;
    match payment.verdict(ctx.now()) {
        Verdict::Open {
            decline: Some(decline),
        } => {
            fail(tx, ctx, order, attempt, &decline.code, &decline.message).await?;
        }
        Verdict::Expired => fail(tx, ctx, order, attempt, "expired", "the page is over").await?,
        Verdict::Cancelled => fail(tx, ctx, order, attempt, "cancelled", "the invoice was cancelled").await?,
        Verdict::Authorized | Verdict::Unclear => return Ok(Settled::Unknown),
        Verdict::Open { decline: None } | Verdict::Paid { .. } => {}
    }
    waiting(tx, ctx, attempt).await
}

async fn fail(
    tx: &Tx,
    ctx: &Ctx,
    order: &LockedOrder,
    attempt: &Attempt,
    code: &str,
    message: &str,
) -> Result<(), DbErr> {
    if payments::note_failure(tx, ctx, attempt.id, code, message).await? {
        record_event(
            tx,
            ctx,
            order.id,
            EventKind::PaymentFailed,
            None,
            None,
            &Actor::system(),
            code,
        )
        .await?;
    }
    Ok(())
}

/// No money so far. Where none is waited for any more, the attempt is let go.
async fn waiting(tx: &Tx, ctx: &Ctx, attempt: &Attempt) -> Result<Settled, SettleError> {
    if !is_owed(tx, attempt.order_id).await? {
        payments::abandon_open(tx, ctx, attempt.order_id).await?;
    }
    let now = payments::find_attempt(tx, attempt.id)
        .await?
        .ok_or(SettleError::NotFound)?;
    Ok(match now.state {
        AttemptState::Failed => Settled::Failed,
        AttemptState::IntegrityFailure => Settled::Mismatch,
        _ => Settled::Pending,
    })
}

async fn is_owed(tx: &Tx, order: OrderId) -> Result<bool, DbErr> {
    let intent = payments::find_intent(tx, order).await?;
    Ok(intent.is_some_and(|intent| intent.state == IntentState::Open))
}

async fn hold(
    tx: &Tx,
    ctx: &Ctx,
    order: &LockedOrder,
    attempt: &Attempt,
    mismatch: &Mismatch,
) -> Result<Settled, SettleError> {
    if payments::hold_for_staff(tx, ctx, attempt.id, &mismatch.to_string()).await? {
        alert(
            tx,
            ctx,
            order,
            attempt,
            AlertKind::IntegrityFailure,
            &mismatch.to_string(),
        )
        .await?;
        record_event(
            tx,
            ctx,
            order.id,
            EventKind::PaymentMismatch,
            None,
            None,
            &Actor::system(),
            "",
        )
        .await?;
    }
    Ok(Settled::Mismatch)
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
