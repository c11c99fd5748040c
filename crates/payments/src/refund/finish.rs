use chrono::{DateTime, TimeDelta, Utc};
use db::{Conn, Tx};
use kernel::{Ctx, RefundId};
use sea_orm::{DbErr, FromQueryResult as _};
use uuid::Uuid;

use super::{COLUMNS, Refund, RefundState, Row};
use crate::intent::lock_intent;
use crate::sql::statement;

/// The right to ask the provider for a refund: given out once. A request whose answer was lost is asked about, never repeated.
#[derive(Debug)]
pub struct RefundLease {
    pub refund: Refund,
    owner: Uuid,
}

/// Takes the single lease of a `requested` refund. `None`: somebody else has (or had) it.
pub async fn claim_refund(
    conn: &impl Conn,
    ctx: &Ctx,
    id: RefundId,
    lease: TimeDelta,
) -> Result<Option<RefundLease>, DbErr> {
    let (owner, now): (Uuid, _) = (ctx.new_id(), ctx.now());
    let sql = format!(
        "UPDATE refunds SET state = 'executing', lease_owner = $2, lease_until = $3, updated_at = $4
          WHERE id = $1 AND state = 'requested' RETURNING {COLUMNS}"
    );
    let values = [id.uuid().into(), owner.into(), (now + lease).into(), now.into()];
    let row = Row::find_by_statement(statement(sql, values)).one(conn).await?;
    row.map(|row| {
        Ok(RefundLease {
            refund: row.try_into()?,
            owner,
        })
    })
    .transpose()
}

impl RefundLease {
    /// Gives the lease back: the provider certainly did nothing, and may be asked again.
    pub async fn give_back(self, conn: &impl Conn, ctx: &Ctx) -> Result<(), DbErr> {
        let sql =
            "UPDATE refunds SET state = 'requested', lease_owner = NULL, lease_until = NULL, updated_at = $3
                    WHERE id = $1 AND lease_owner = $2 AND state = 'executing'";
        let values = [self.refund.id.uuid().into(), self.owner.into(), ctx.now().into()];
        conn.execute_raw(statement(sql, values)).await?;
        Ok(())
    }
}

/// The provider clearly has nothing of a request whose answer never came, and its lease is over: it may be sent again, under the
/// same reference. Whether it may.
pub async fn file_again(conn: &impl Conn, ctx: &Ctx, id: RefundId) -> Result<bool, DbErr> {
    let sql =
        "UPDATE refunds SET state = 'requested', lease_owner = NULL, lease_until = NULL, updated_at = $2
                WHERE id = $1 AND state = 'executing' AND lease_until <= $2";
    let values = [id.uuid().into(), ctx.now().into()];
    Ok(conn.execute_raw(statement(sql, values)).await?.rows_affected() == 1)
}

/// The provider has the request, under this id of its own.
pub async fn filed(conn: &impl Conn, ctx: &Ctx, id: RefundId, provider_id: &str) -> Result<bool, DbErr> {
    let sql = "UPDATE refunds SET state = 'pending_provider', lease_owner = NULL, lease_until = NULL, provider_refund_id = $2,
                      updated_at = $3
                WHERE id = $1 AND state IN ('requested', 'executing')";
    let values = [id.uuid().into(), provider_id.into(), ctx.now().into()];
    Ok(conn.execute_raw(statement(sql, values)).await?.rows_affected() == 1)
}

/// What the end of a refund did to what the order owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finished {
    /// It had ended before.
    Again,
    /// This call ended it; all money of the intent is back.
    AllBack,
    /// This call ended it; some money stays.
    SomeBack,
}

/// The money is back with the customer. Once.
pub async fn mark_refunded(tx: &Tx, ctx: &Ctx, refund: &Refund) -> Result<Finished, DbErr> {
    let intent = lock_intent(tx, refund.order_id).await?;
    if !end(tx, ctx, refund, "refunded", None).await? {
        return Ok(Finished::Again);
    }
    if refund.cause.is_excess() {
        return Ok(Finished::SomeBack);
    }
    let sql = "UPDATE payment_intents
                  SET refunding_minor = refunding_minor - $2, refunded_minor = refunded_minor + $2, updated_at = $3,
                      state = CASE WHEN refunded_minor + $2 = captured_minor THEN 'refunded' ELSE 'partially_refunded' END
                WHERE id = $1";
    let values = [
        refund.intent_id.uuid().into(),
        refund.amount.minor.into(),
        ctx.now().into(),
    ];
    tx.execute_raw(statement(sql, values)).await?;
    let all =
        intent.is_some_and(|intent| intent.refunded.minor + refund.amount.minor == intent.captured.minor);
    Ok(if all {
        Finished::AllBack
    } else {
        Finished::SomeBack
    })
}

/// The provider said no: the money stays here and may be asked for again. Whether this call ended it.
pub async fn mark_rejected(tx: &Tx, ctx: &Ctx, refund: &Refund, why: &str) -> Result<bool, DbErr> {
    lock_intent(tx, refund.order_id).await?;
    if !end(tx, ctx, refund, "rejected", Some(why)).await? {
        return Ok(false);
    }
    if !refund.cause.is_excess() {
        let sql = "UPDATE payment_intents SET refunding_minor = refunding_minor - $2, updated_at = $3 WHERE id = $1";
        let values = [
            refund.intent_id.uuid().into(),
            refund.amount.minor.into(),
            ctx.now().into(),
        ];
        tx.execute_raw(statement(sql, values)).await?;
    }
    Ok(true)
}

async fn end(tx: &Tx, ctx: &Ctx, refund: &Refund, state: &str, why: Option<&str>) -> Result<bool, DbErr> {
    let sql = "UPDATE refunds SET state = $2, failure_message = $3, done_at = $4, updated_at = $4, next_check_at = NULL,
                      lease_owner = NULL, lease_until = NULL
                WHERE id = $1 AND state NOT IN ('refunded', 'rejected')";
    let why: Option<String> = why.map(|why| why.chars().filter(|c| *c != '\0').take(300).collect());
    let values = [
        refund.id.uuid().into(),
        state.into(),
        why.into(),
        ctx.now().into(),
    ];
    Ok(tx.execute_raw(statement(sql, values)).await?.rows_affected() == 1)
}

/// Takes up to `limit` refunds whose time to be looked at has come, and sets their next time: every five minutes in the first
/// half hour, then hourly for as long as it takes.
pub async fn claim_due_refunds(conn: &impl Conn, ctx: &Ctx, limit: i64) -> Result<Vec<Refund>, DbErr> {
    let columns: Vec<String> = COLUMNS.split(", ").map(|column| format!("r.{column}")).collect();
    let sql = format!(
        "WITH due AS MATERIALIZED (
           SELECT id FROM refunds WHERE next_check_at <= $1 AND (lease_until IS NULL OR lease_until <= $1)
            ORDER BY next_check_at LIMIT $2 FOR UPDATE SKIP LOCKED)
         UPDATE refunds r SET checks = r.checks + 1,
                next_check_at = $1 + CASE WHEN r.checks < 6 THEN interval '5 minutes' ELSE interval '1 hour' END
           FROM due WHERE r.id = due.id
        RETURNING {}",
        columns.join(", ")
    );
    let rows = Row::find_by_statement(statement(sql, [ctx.now().into(), limit.into()]))
        .all(conn)
        .await?;
    rows.into_iter().map(Refund::try_from).collect()
}

/// Whether a refund has been without an outcome for so long that people should look.
#[must_use]
pub fn is_refund_overdue(refund: &Refund, now: DateTime<Utc>) -> bool {
    let patience = match refund.state {
        // The provider may have paid it out without our knowing.
        RefundState::Executing => TimeDelta::hours(1),
        RefundState::Requested => TimeDelta::hours(24),
        // The provider's people decide.
        RefundState::PendingProvider => TimeDelta::days(10),
        RefundState::Refunded | RefundState::Rejected => return false,
    };
    refund.created_at + patience < now
}
