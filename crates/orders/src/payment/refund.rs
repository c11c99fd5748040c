use audit::Entry;
use chrono::TimeDelta;
use db::{Db, Transient};
use jobs::{Enqueue, Job, Options};
use kernel::{Ctx, Money, OrderId, PaymentAttemptId, RefundId, RegionScope, StaffActor};
use payments::gateway::{InvoiceId, Outcome, Reference, Refund as Told, RefundKey, RefundOrder, RefundStatus};
use payments::ledger::{self, GivenBack, LedgerError};
use payments::{
    AlertKind, AttemptState, Finished, Method, NewAlert, NewRefund, Refund, RefundCause, RefundState,
    RequestRefundError,
};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Gateways, LockedOrder, lock_order};
use crate::idempotency::{IdempotencyKey, KeyError};
use crate::order::note::record_event;
use crate::order::{Actor, EventKind};
use crate::status::PaymentStatus;

const LEASE: TimeDelta = TimeDelta::seconds(90);
pub const MAX_REASON_LENGTH: usize = 500;

/// Asks the provider to give money back, or how far it has come.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct RunRefund {
    pub refund_id: RefundId,
}

impl Job for RunRefund {
    const KIND: &'static str = "orders.refund";

    fn options() -> Options {
        Options {
            max_attempts: 5,
            ..Options::default()
        }
    }
}

/// What staff ask for.
#[derive(Clone, Debug)]
pub struct RefundRequest {
    pub order_id: OrderId,
    pub amount: Money,
    pub reason: String,
    /// All goods go back into stock. Only with a refund of everything.
    pub restock: bool,
    /// How much this person may give back in a day; `None`: as much as they like.
    pub daily_limit: Option<Money>,
}

#[derive(Debug, thiserror::Error)]
pub enum RefundError {
    #[error("there is no such order")]
    NotFound,
    #[error("a refund needs a reason of at most {MAX_REASON_LENGTH} characters")]
    BadReason,
    #[error("goods go back into stock only when all of the money goes back")]
    RestockNeedsFullRefund,
    #[error("{left} is left of what this person may give back today")]
    BeyondLimit { left: Money },
    #[error("there is no merchant account {0:?}")]
    NoAccount(String),
    #[error("what the provider is known by isn't an id: {0}")]
    BadId(String),
    #[error(transparent)]
    Request(#[from] RequestRefundError),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl Transient for RefundError {
    fn is_transient(&self) -> bool {
        match self {
            Self::Db(error) | Self::Ledger(LedgerError::Db(error)) | Self::Request(RequestRefundError::Db(error)) => {
                error.is_transient()
            }
            _ => false,
        }
    }
}

/// Staff give money back: online money by the provider, which decides later; cash out of the till at once. Repeating the call with
/// its key asks once.
pub async fn request(
    db: &Db,
    ctx: &Ctx,
    staff: &StaffActor,
    scope: &RegionScope,
    wanted: &RefundRequest,
    key: &IdempotencyKey,
) -> Result<RefundId, RefundError> {
    let length = wanted.reason.trim().chars().count();
    if length == 0 || length > MAX_REASON_LENGTH {
        return Err(RefundError::BadReason);
    }
    db::retry(|| run_request(db, ctx, staff, scope, wanted, key)).await
}

async fn run_request(
    db: &Db,
    ctx: &Ctx,
    staff: &StaffActor,
    scope: &RegionScope,
    wanted: &RefundRequest,
    key: &IdempotencyKey,
) -> Result<RefundId, RefundError> {
    let key_scope = format!("refund:{}", wanted.order_id);
    let tx = db::begin(db).await?;
    if let Some(refund) = key.claim::<RefundId>(&tx, ctx, &key_scope).await? {
        return Ok(refund);
    }
    let order = lock_order(&tx, wanted.order_id).await?;
    let order = order
        .filter(|order| scope.covers(order.region_id.into()))
        .ok_or(RefundError::NotFound)?;
    check_limit(&tx, ctx, staff, wanted).await?;
    if wanted.restock && wanted.amount != order.total {
        return Err(RefundError::RestockNeedsFullRefund);
    }
    let attempt_id = paid_attempt(&tx, order.id).await?;
    let new = NewRefund {
        order_id: order.id,
        order_code: order.code.clone(),
        attempt_id,
        cause: RefundCause::Staff,
        amount: wanted.amount,
        reason: wanted.reason.trim().to_owned(),
        restock: wanted.restock,
        requested_by: Some(staff.id),
        requested_by_name: staff.name.clone(),
    };
    let refund = payments::request_refund(&tx, ctx, new).await?;
    let actor = Actor::from(staff);
    record_event(&tx, ctx, order.id, EventKind::RefundRequested, None, None, &actor, wanted.reason.trim()).await?;
    if wanted.restock {
        catalog::stock::restock(&tx, ctx, order.id, wanted.reason.trim()).await?;
    }
    match attempt_id {
        Some(_) => {
            jobs::enqueue(&tx, ctx, &RunRefund { refund_id: refund.id }, Enqueue::default()).await?;
        }
        None => finish(&tx, ctx, &order, &refund, &actor).await?,
    }
    audit::record(&tx, ctx, staff, entry(&order, wanted, &refund)).await?;
    key.keep(&tx, &key_scope, &refund.id).await?;
    tx.commit().await?;
    Ok(refund.id)
}

fn entry(order: &LockedOrder, wanted: &RefundRequest, refund: &Refund) -> Entry {
    Entry {
        action: "payments.refund",
        entity: "order",
        entity_id: order.id.to_string(),
        label: order.code.clone(),
        region: Some(order.region_id.into()),
        before: json!({}),
        after: json!({
            "amount_minor": wanted.amount.minor, "currency": wanted.amount.currency.code(), "reason": wanted.reason.trim(),
            "restock": wanted.restock, "refund": refund.reference,
        }),
    }
}

async fn check_limit(
    tx: &db::Tx,
    ctx: &Ctx,
    staff: &StaffActor,
    wanted: &RefundRequest,
) -> Result<(), RefundError> {
    let Some(limit) = wanted.daily_limit else { return Ok(()) };
    let since = ctx.now() - TimeDelta::hours(24);
    let given = payments::given_back_today(tx, staff.id, wanted.amount.currency, since).await?;
    let left = Money::new((limit.minor - given.minor).max(0), wanted.amount.currency);
    if limit.currency != wanted.amount.currency || wanted.amount.minor > left.minor {
        return Err(RefundError::BeyondLimit { left });
    }
    Ok(())
}

/// The attempt that paid the order; `None`: cash did.
async fn paid_attempt(tx: &db::Tx, order: OrderId) -> Result<Option<PaymentAttemptId>, DbErr> {
    let attempts = payments::list_attempts(tx, order).await?;
    let paid = attempts.iter().find(|attempt| attempt.state == AttemptState::Paid);
    Ok(paid.map(|attempt| attempt.id))
}

/// Brings a refund as far as it goes now: asks the provider once, and from then on how far it has come. Safe to repeat, and by any
/// number of workers.
pub async fn advance(db: &Db, ctx: &Ctx, gateways: &Gateways, id: RefundId) -> Result<RefundState, RefundError> {
    let refund = payments::find_refund(db, id).await?.ok_or(RefundError::NotFound)?;
    match refund.state {
        RefundState::Requested => file(db, ctx, gateways, refund).await,
        RefundState::Executing | RefundState::PendingProvider => follow(db, ctx, gateways, refund).await,
        RefundState::Refunded | RefundState::Rejected => Ok(refund.state),
    }
}

async fn file(db: &Db, ctx: &Ctx, gateways: &Gateways, refund: Refund) -> Result<RefundState, RefundError> {
    let (account, invoice) = invoice_of(db, &refund).await?;
    let gateway = gateways.of(&account).ok_or(RefundError::NoAccount(account))?;
    let order = RefundOrder {
        reference: Reference::parse(&refund.reference).map_err(|error| RefundError::BadId(error.to_string()))?,
        invoice_id: invoice,
        amount: refund.amount,
        comment: refund.cause.as_str().to_owned(),
    };
    let Some(lease) = payments::claim_refund(db, ctx, refund.id, LEASE).await? else {
        return Ok(RefundState::Executing);
    };
    match gateway.request_refund(&order).await {
        Outcome::Success(filed) => {
            payments::filed(db, ctx, refund.id, &filed.id.to_string()).await?;
            Ok(RefundState::PendingProvider)
        }
        Outcome::Refused(refusal) if refusal.can_retry => {
            lease.give_back(db, ctx).await?;
            Ok(RefundState::Requested)
        }
        Outcome::Refused(refusal) => reject(db, ctx, &refund, &refusal.to_string()).await,
        Outcome::Unknown(_) => Ok(RefundState::Executing),
    }
}

/// What the provider says of a refund it was (or may have been) asked for.
async fn follow(db: &Db, ctx: &Ctx, gateways: &Gateways, refund: Refund) -> Result<RefundState, RefundError> {
    let (account, invoice) = invoice_of(db, &refund).await?;
    let gateway = gateways.of(&account).ok_or(RefundError::NoAccount(account))?;
    let Outcome::Success(all) = gateway.find_refunds(RefundKey::Invoice(&invoice)).await else {
        return Ok(refund.state);
    };
    let Some(told) = all.iter().find(|told| is_same(told, &refund)) else {
        return Ok(refund.state);
    };
    match &told.status {
        RefundStatus::Refunded => {
            db::retry(|| complete(db, ctx, &refund)).await?;
            Ok(RefundState::Refunded)
        }
        RefundStatus::Rejected => reject(db, ctx, &refund, "the provider said no").await,
        RefundStatus::Pending | RefundStatus::Other(_) => {
            payments::filed(db, ctx, refund.id, &told.id.to_string()).await?;
            Ok(RefundState::PendingProvider)
        }
    }
}

fn is_same(told: &Told, refund: &Refund) -> bool {
    let by_id = refund.provider_refund_id.as_deref() == Some(told.id.to_string().as_str());
    by_id || told.reference.as_deref() == Some(refund.reference.as_str())
}

async fn complete(db: &Db, ctx: &Ctx, refund: &Refund) -> Result<(), RefundError> {
    let tx = db::begin(db).await?;
    let order = lock_order(&tx, refund.order_id).await?.ok_or(RefundError::NotFound)?;
    finish(&tx, ctx, &order, refund, &Actor::system()).await?;
    tx.commit().await?;
    Ok(())
}

/// The money is back: books it, once.
async fn finish(
    tx: &db::Tx,
    ctx: &Ctx,
    order: &LockedOrder,
    refund: &Refund,
    actor: &Actor,
) -> Result<(), RefundError> {
    let finished = payments::mark_refunded(tx, ctx, refund).await?;
    if finished == Finished::Again {
        return Ok(());
    }
    let is_excess = refund.cause != RefundCause::Staff;
    let back = GivenBack {
        order: order.id,
        refund: refund.id,
        amount: refund.amount,
        vat: vat_within(order, refund.amount),
        is_excess,
        is_cash: refund.attempt_id.is_none(),
    };
    ledger::book_refund(tx, ctx, &back).await?;
    let payment = match finished {
        Finished::AllBack => PaymentStatus::Refunded,
        _ if refund.cause.is_excess() => order.payment_status,
        _ => PaymentStatus::PartiallyRefunded,
    };
    write_status(tx, ctx, order, payment).await?;
    record_event(tx, ctx, order.id, EventKind::Refunded, None, None, actor, &refund.reference).await?;
    Ok(())
}

/// The VAT that a part of the order's total has in it, rounded half up.
fn vat_within(order: &LockedOrder, amount: Money) -> Money {
    let (vat, total) = (i128::from(order.vat.minor), i128::from(order.total.minor));
    let minor = if total == 0 {
        0
    } else {
        (i128::from(amount.minor) * vat * 2 + total) / (total * 2)
    };
    Money::new(i64::try_from(minor).unwrap_or_default(), amount.currency)
}

async fn write_status(
    tx: &db::Tx,
    ctx: &Ctx,
    order: &LockedOrder,
    payment: PaymentStatus,
) -> Result<(), DbErr> {
    use db::Conn as _;
    let (id, now, payment) = (order.id.uuid(), ctx.now(), payment.as_str());
    tx.execute_raw(sea_orm::raw_sql!(
        Postgres,
        r#"UPDATE orders SET payment_status = {payment}, version = version + 1, updated_at = {now} WHERE id = {id}"#
    ))
    .await?;
    Ok(())
}

async fn reject(db: &Db, ctx: &Ctx, refund: &Refund, why: &str) -> Result<RefundState, RefundError> {
    let tx = db::begin(db).await?;
    let order = lock_order(&tx, refund.order_id).await?.ok_or(RefundError::NotFound)?;
    if payments::mark_rejected(&tx, ctx, refund, why).await? {
        record_event(&tx, ctx, order.id, EventKind::RefundRejected, None, None, &Actor::system(), why).await?;
        let alert = NewAlert {
            kind: AlertKind::RefundRejected,
            subject: refund.id.to_string(),
            region: Some(order.region_id.into()),
            order: Some(order.id),
            detail: json!({ "order": order.code, "refund": refund.reference, "why": why }),
        };
        payments::raise_alert(&tx, ctx, alert).await?;
    }
    tx.commit().await?;
    Ok(RefundState::Rejected)
}

async fn invoice_of(db: &Db, refund: &Refund) -> Result<(String, InvoiceId), RefundError> {
    let id = refund.attempt_id.ok_or(RefundError::NotFound)?;
    let attempt = payments::find_attempt(db, id).await?.ok_or(RefundError::NotFound)?;
    let invoice = attempt.invoice_id.as_deref().unwrap_or_default();
    let invoice = InvoiceId::parse(invoice).map_err(|error| RefundError::BadId(error.to_string()))?;
    Ok((attempt.account, invoice))
}

/// Whether an order's money can be given back at all.
#[must_use]
pub fn is_refundable(method: Method, payment: PaymentStatus) -> bool {
    method != Method::Free && matches!(payment, PaymentStatus::Paid | PaymentStatus::PartiallyRefunded)
}
