use audit::Entry;
use db::{Conn, Db, Transient, Tx};
use kernel::{Ctx, OrderId, RegionScope, StaffActor};
use payments::Method;
use payments::ledger::{self, LedgerError};
use sea_orm::{DbErr, raw_sql};
use serde_json::json;

use super::note::record_event;
use super::{Actor, EventKind};
use crate::idempotency::{IdempotencyKey, KeyError};
use crate::payment::{LockedOrder, lock_order};
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
    Ledger(#[from] LedgerError),
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl Transient for TransitionError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Db(error) | Self::Ledger(LedgerError::Db(error)) if error.is_transient())
    }
}

/// Moves an order of the `scope` to its next status with everything that follows from it: stock and redemption given back once
/// on a cancellation, cash booked on delivery, one event per fact, one entry of the audit log. Repeating the call with its key
/// changes nothing.
///
/// Locks: idempotency key, order, promo, stock, intent.
pub async fn transition(
    db: &Db,
    ctx: &Ctx,
    staff: &StaffActor,
    scope: &RegionScope,
    wanted: &Transition,
    key: &IdempotencyKey,
) -> Result<(), TransitionError> {
    if wanted.reason.chars().count() > MAX_REASON_LENGTH {
        return Err(TransitionError::BadReason);
    }
    db::retry(|| run(db, ctx, staff, scope, wanted, key)).await
}

async fn run(
    db: &Db,
    ctx: &Ctx,
    staff: &StaffActor,
    scope: &RegionScope,
    wanted: &Transition,
    key: &IdempotencyKey,
) -> Result<(), TransitionError> {
    let key_scope = format!("transition:{}", wanted.order_id);
    let tx = db::begin(db).await?;
    if key.claim::<()>(&tx, ctx, &key_scope).await?.is_some() {
        return Ok(());
    }
    let before = lock(&tx, wanted, scope).await?;
    check(wanted, before.status, before.method)?;
    let actor = Actor::from(staff);
    let payment = follow_up(&tx, ctx, &actor, wanted, &before).await?;
    write(&tx, ctx, wanted, payment).await?;
    record_event(
        &tx,
        ctx,
        wanted.order_id,
        EventKind::StatusChanged,
        Some(before.status),
        Some(wanted.to),
        &actor,
        wanted.reason.trim(),
    )
    .await?;
    audit::record(&tx, ctx, staff, entry(wanted, &before, payment)).await?;
    key.keep(&tx, &key_scope, &()).await?;
    tx.commit().await?;
    Ok(())
}

async fn lock(tx: &Tx, wanted: &Transition, scope: &RegionScope) -> Result<LockedOrder, TransitionError> {
    let order = lock_order(tx, wanted.order_id)
        .await?
        .filter(|order| scope.covers(order.region_id.into()))
        .ok_or(TransitionError::NotFound)?;
    if order.version != wanted.version {
        return Err(TransitionError::StaleVersion {
            current: order.version,
        });
    }
    Ok(order)
}

fn entry(wanted: &Transition, before: &LockedOrder, payment: Option<PaymentStatus>) -> Entry {
    let payment_status = payment.unwrap_or(before.payment_status).as_str();
    Entry {
        action: "orders.move",
        entity: "order",
        entity_id: wanted.order_id.to_string(),
        label: before.code.clone(),
        region: Some(before.region_id.into()),
        before: json!({ "status": before.status.as_str(), "payment_status": before.payment_status.as_str() }),
        after: json!({
            "status": wanted.to.as_str(), "payment_status": payment_status,
            "reason": wanted.reason.trim(), "restock": wanted.restock,
        }),
    }
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
    before: &LockedOrder,
) -> Result<Option<PaymentStatus>, TransitionError> {
    let order = wanted.order_id;
    if wanted.to == OrderStatus::Cancelled {
        promos::release(tx, ctx, order).await?;
    }
    if wanted.to.ends_with_goods_here() {
        if before.status == OrderStatus::PendingPayment {
            catalog::stock::release(tx, ctx, order).await?;
        } else if wanted.restock == Some(true) {
            catalog::stock::restock(tx, ctx, order, wanted.reason.trim()).await?;
        } else {
            catalog::stock::write_off(tx, ctx, order).await?;
        }
        if payments::void_intent(tx, ctx, order).await? {
            payments::abandon_open(tx, ctx, order).await?;
            ledger::reverse_sale(tx, ctx, &before.sale(before.method == Method::Cod)).await?;
            return Ok(Some(PaymentStatus::Void));
        }
    }
    if collects_cash(wanted.to, before.method) && payments::collect_cash(tx, ctx, order).await? {
        payments::abandon_open(tx, ctx, order).await?;
        ledger::book_cash(tx, ctx, order, before.total).await?;
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
