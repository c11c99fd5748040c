use chrono::{DateTime, TimeDelta, Utc};
use db::{Conn, Db};
use kernel::{Ctx, OrderId};
use payments::Method;
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use uuid::Uuid;

use super::settle::{SettleError, Settled, settle};
use super::{Gateways, is_busy, lock_order};
use crate::order::EventKind;
use crate::status::{OrderStatus, PaymentStatus};

/// For so long after its time an order waits for a provider that can't say whether it was paid.
const PATIENCE: TimeDelta = TimeDelta::hours(2);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expired {
    /// It ended now; goods and promo use are free again.
    Now,
    /// It was paid, ended, or isn't due.
    NotDue,
    /// Somebody is talking to the provider about it, or the provider couldn't say.
    Later,
}

/// An order that waits for money beyond its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    pub order: OrderId,
    pub since: DateTime<Utc>,
}

/// Orders that wait for money beyond their time, longest first, from `after` on.
pub async fn list_due(
    conn: &impl Conn,
    now: DateTime<Utc>,
    after: Option<Due>,
    limit: i64,
) -> Result<Vec<Due>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        payment_due_at: DateTime<Utc>,
    }
    let (since, order) = after.map(|due| (due.since, due.order.uuid())).unzip();
    let due = Row::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT id, payment_due_at FROM orders
            WHERE status = 'pending_payment' AND payment_due_at <= {now}
              AND ({since}::timestamptz IS NULL OR (payment_due_at, id) > ({since}, {order}))
            ORDER BY payment_due_at, id LIMIT {limit}"#
    ))
    .all(conn)
    .await?;
    let due = due.into_iter().map(|row| Due {
        order: row.id.into(),
        since: row.payment_due_at,
    });
    Ok(due.collect())
}

/// Ends an order that wasn't paid in time: the provider is asked once more about every attempt, and only then goods and promo use
/// are given back and the intent is void. Money that comes later is another story: see [`settle`].
pub async fn expire(db: &Db, ctx: &Ctx, gateways: &Gateways, id: OrderId) -> Result<Expired, SettleError> {
    let mut is_sure = true;
    for attempt in payments::list_attempts(db, id).await? {
        match settle(db, ctx, gateways, attempt.id).await {
            Ok(Settled::Paid | Settled::TooLate) => return Ok(Expired::NotDue),
            // Who can't be asked can't say no.
            Ok(Settled::Unknown) | Err(SettleError::NoAccount(_) | SettleError::BadId(_)) => is_sure = false,
            Ok(Settled::Duplicate | Settled::Mismatch | Settled::Failed | Settled::Pending) => {}
            Err(error) => return Err(error),
        }
    }
    db::retry(|| run(db, ctx, id, is_sure)).await
}

async fn run(db: &Db, ctx: &Ctx, id: OrderId, is_sure: bool) -> Result<Expired, SettleError> {
    let now = ctx.now();
    let tx = db::begin(db).await?;
    let order = lock_order(&tx, id).await?.ok_or(SettleError::NotFound)?;
    let due = order.payment_due_at.filter(|due| *due <= now);
    let Some(due) = due.filter(|_| order.status == OrderStatus::PendingPayment) else {
        return Ok(Expired::NotDue);
    };
    if !is_sure && due + PATIENCE > now {
        return Ok(Expired::Later);
    }
    promos::release(&tx, ctx, id).await?;
    catalog::stock::release(&tx, ctx, id).await?;
    payments::void_intent(&tx, ctx, id).await?;
    payments::abandon_open(&tx, ctx, id).await?;
    // Seen last: whoever got a lease before this abandoned the others has it now, and nobody gets one any more.
    if is_busy(&tx, ctx, id).await? {
        return Ok(Expired::Later);
    }
    order
        .change(
            &tx,
            ctx,
            OrderStatus::Expired,
            PaymentStatus::Void,
            Method::Online,
            EventKind::StatusChanged,
        )
        .await?;
    tx.commit().await?;
    metrics::counter!("orders_expired_total", "region" => order.region_slug).increment(1);
    Ok(Expired::Now)
}
