mod advance;

use audit::Entry;
use chrono::TimeDelta;
use db::{Conn as _, Db, Transient};
use jobs::{Enqueue, Job, Options};
use kernel::{Ctx, Money, OrderId, PaymentAttemptId, RefundId, RegionScope, StaffActor};
use payments::ledger::LedgerError;
use payments::{AttemptState, Method, NewRefund, Refund, RefundCause, RequestRefundError};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{LockedOrder, lock_order};
use crate::idempotency::{IdempotencyKey, KeyError};
use crate::order::note::record_event;
use crate::order::{Actor, EventKind};
use crate::status::{OrderStatus, PaymentStatus};

pub use advance::advance;

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
    /// Packers would send what is back on the shelf: the order has to be ended first.
    #[error("goods of an order that isn't over can't go back into stock")]
    GoodsOnTheWay,
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
            Self::Db(error)
            | Self::Ledger(LedgerError::Db(error))
            | Self::Request(RequestRefundError::Db(error)) => error.is_transient(),
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
    if wanted.restock
        && !matches!(
            order.status,
            OrderStatus::Delivered | OrderStatus::Cancelled | OrderStatus::Returned
        )
    {
        return Err(RefundError::GoodsOnTheWay);
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
    record_event(
        &tx,
        ctx,
        order.id,
        EventKind::RefundRequested,
        None,
        None,
        &actor,
        wanted.reason.trim(),
    )
    .await?;
    if wanted.restock {
        catalog::stock::restock(&tx, ctx, order.id, wanted.reason.trim()).await?;
    }
    match attempt_id {
        Some(_) => {
            jobs::enqueue(&tx, ctx, &RunRefund { refund_id: refund.id }, Enqueue::default()).await?;
        }
        None => advance::finish(&tx, ctx, &order, &refund, &actor).await?,
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
    let Some(limit) = wanted.daily_limit else {
        return Ok(());
    };
    // Two refunds of one person at the same time must see each other.
    let lock = format!("refund-limit:{}", staff.id);
    tx.execute_raw(sea_orm::raw_sql!(
        Postgres,
        r#"SELECT pg_advisory_xact_lock(hashtextextended({lock}, 0))"#
    ))
    .await?;
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
    let paid = attempts
        .iter()
        .find(|attempt| attempt.state == AttemptState::Paid);
    Ok(paid.map(|attempt| attempt.id))
}

/// Whether an order's money can be given back at all.
#[must_use]
pub fn is_refundable(method: Method, payment: PaymentStatus) -> bool {
    method != Method::Free && matches!(payment, PaymentStatus::Paid | PaymentStatus::PartiallyRefunded)
}
