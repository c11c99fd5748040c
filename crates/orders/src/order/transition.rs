use db::{Conn, Db, Transient, Tx};
use kernel::{Ctx, OrderId};
use payments::Method;
use sea_orm::{DbErr, FromQueryResult, raw_sql};

use super::find::unreadable;
use super::note::record_event;
use super::{Actor, EventKind};
use crate::idempotency::{IdempotencyKey, KeyError};
use crate::status::{OrderStatus, PaymentStatus};

pub const MAX_REASON_LENGTH: usize = 500;

/// A move staff ask for.
#[derive(Clone, Debug)]
pub struct Transition {
    pub order_id: OrderId,
    pub to: OrderStatus,
    /// The version the staff member looked at.
    pub version: i32,
    pub reason: String,
    /// Cancelling and returning: do the goods go back into stock?
    pub restock: Option<bool>,
    /// Delivering a cash-on-delivery order: did the courier bring the cash?
    pub cash_collected: Option<bool>,
}

#[derive(Debug, thiserror::Error)]
pub enum TransitionError {
    #[error("there is no such order")]
    NotFound,
    #[error("somebody changed the order in the meantime: it is at version {current}")]
    StaleVersion { current: i32 },
    #[error("an order can't go from {} to {}", from.as_str(), to.as_str())]
    Illegal { from: OrderStatus, to: OrderStatus },
    #[error("this move needs a reason of at most {MAX_REASON_LENGTH} characters")]
    BadReason,
    #[error("say whether the goods go back into stock")]
    RestockUndecided,
    #[error("a cash-on-delivery order is delivered only against its cash")]
    CashNotCollected,
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl Transient for TransitionError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Db(error) if error.is_transient())
    }
}

#[derive(FromQueryResult)]
struct Locked {
    status: String,
    payment_method: String,
    version: i32,
}

/// Moves an order to its next status with everything that follows from it: stock and redemption given back once on a
/// cancellation, cash booked on delivery, one event per fact. Repeating the call with its key changes nothing.
///
/// Locks: idempotency key, order, promo, stock, intent.
pub async fn transition(
    db: &Db,
    ctx: &Ctx,
    actor: &Actor,
    wanted: &Transition,
    key: &IdempotencyKey,
) -> Result<(), TransitionError> {
    if wanted.reason.chars().count() > MAX_REASON_LENGTH {
        return Err(TransitionError::BadReason);
    }
    db::retry(|| run(db, ctx, actor, wanted, key)).await
}

async fn run(
    db: &Db,
    ctx: &Ctx,
    actor: &Actor,
    wanted: &Transition,
    key: &IdempotencyKey,
) -> Result<(), TransitionError> {
    let scope = format!("transition:{}", wanted.order_id);
    let tx = db::begin(db).await?;
    if key.claim::<()>(&tx, ctx, &scope).await?.is_some() {
        return Ok(());
    }
    let (from, method) = lock(&tx, wanted).await?;
    check(wanted, from, method)?;
    let payment = follow_up(&tx, ctx, actor, wanted, from, method).await?;
    write(&tx, ctx, wanted, payment).await?;
    record_event(
        &tx,
        ctx,
        wanted.order_id,
        EventKind::StatusChanged,
        Some(from),
        Some(wanted.to),
        actor,
        wanted.reason.trim(),
    )
    .await?;
    key.keep(&tx, &scope, &()).await?;
    tx.commit().await?;
    Ok(())
}

async fn lock(tx: &Tx, wanted: &Transition) -> Result<(OrderStatus, Method), TransitionError> {
    let id = wanted.order_id.uuid();
    let row = Locked::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT status, payment_method, version FROM orders WHERE id = {id} FOR UPDATE"#
    ))
    .one(tx)
    .await?
    .ok_or(TransitionError::NotFound)?;
    if row.version != wanted.version {
        return Err(TransitionError::StaleVersion { current: row.version });
    }
    let status = row.status.parse().ok().ok_or_else(unreadable("order status"))?;
    let method = row
        .payment_method
        .parse()
        .ok()
        .ok_or_else(unreadable("payment method"))?;
    Ok((status, method))
}

fn check(wanted: &Transition, from: OrderStatus, method: Method) -> Result<(), TransitionError> {
    let to = wanted.to;
    if !from.may_become(to) {
        return Err(TransitionError::Illegal { from, to });
    }
    if to.needs_reason() && wanted.reason.trim().is_empty() {
        return Err(TransitionError::BadReason);
    }
    if to.ends_with_goods_here() && wanted.restock.is_none() {
        return Err(TransitionError::RestockUndecided);
    }
    if collects_cash(to, method) && wanted.cash_collected != Some(true) {
        return Err(TransitionError::CashNotCollected);
    }
    Ok(())
}

/// Whether moving to `to` books the cash of an order paid by `method`.
#[must_use]
pub fn collects_cash(to: OrderStatus, method: Method) -> bool {
    to == OrderStatus::Delivered && method == Method::Cod
}

/// Does what the move brings with it and returns the new payment status, if it changes.
async fn follow_up(
    tx: &Tx,
    ctx: &Ctx,
    actor: &Actor,
    wanted: &Transition,
    from: OrderStatus,
    method: Method,
) -> Result<Option<PaymentStatus>, TransitionError> {
    let order = wanted.order_id;
    if wanted.to == OrderStatus::Cancelled {
        promos::release(tx, ctx, order).await?;
    }
    if wanted.to.ends_with_goods_here() {
        if from == OrderStatus::PendingPayment {
            catalog::stock::release(tx, ctx, order).await?;
        } else if wanted.restock == Some(true) {
            catalog::stock::restock(tx, ctx, order, wanted.reason.trim()).await?;
        } else {
            catalog::stock::write_off(tx, ctx, order).await?;
        }
    }
    if wanted.to.ends_with_goods_here() && payments::void_intent(tx, ctx, order).await? {
        return Ok(Some(PaymentStatus::Void));
    }
    if collects_cash(wanted.to, method) && payments::collect_cash(tx, ctx, order).await? {
        record_event(tx, ctx, order, EventKind::CashCollected, None, None, actor, "").await?;
        return Ok(Some(PaymentStatus::Paid));
    }
    Ok(None)
}

async fn write(tx: &Tx, ctx: &Ctx, wanted: &Transition, payment: Option<PaymentStatus>) -> Result<(), DbErr> {
    let (id, to, now) = (wanted.order_id.uuid(), wanted.to.as_str(), ctx.now());
    let payment = payment.map(PaymentStatus::as_str);
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE orders SET status = {to}, payment_status = coalesce({payment}, payment_status), version = version + 1,
                  updated_at = {now}
            WHERE id = {id}"#
    ))
    .await?;
    Ok(())
}
