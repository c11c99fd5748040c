use chrono::{DateTime, TimeDelta, Utc};
use db::Conn;
use kernel::Ctx;
use sea_orm::{DbErr, FromQueryResult as _};

use super::{Attempt, AttemptState, COLUMNS, Row};
use crate::sql::statement;

/// Takes up to `limit` attempts whose time to be asked about has come, and sets their next time: after a minute, five times
/// every five minutes, then hourly until they are a day old, and from then on daily while the shop still waits for them. Any number of workers share them: a row is taken once per turn.
pub async fn claim_due(conn: &impl Conn, ctx: &Ctx, limit: i64) -> Result<Vec<Attempt>, DbErr> {
    let sql = format!(
        "WITH due AS MATERIALIZED (
           SELECT id FROM payment_attempts
            WHERE next_check_at <= $1 AND (lease_until IS NULL OR lease_until <= $1)
            ORDER BY next_check_at LIMIT $2 FOR UPDATE SKIP LOCKED)
         UPDATE payment_attempts a
            SET checks = a.checks + 1,
                next_check_at = CASE WHEN a.checks < 5 THEN $1 + interval '5 minutes'
                                     WHEN a.created_at > $1 - interval '24 hours' THEN $1 + interval '1 hour'
                                     WHEN a.state IN ('created', 'executing', 'pending') THEN $1 + interval '1 day' END
           FROM due WHERE a.id = due.id
        RETURNING {}",
        COLUMNS
            .split(", ")
            .map(|column| format!("a.{}", column.trim()))
            .collect::<Vec<_>>()
            .join(", ")
    );
    let rows = Row::find_by_statement(statement(sql, [ctx.now().into(), limit.into()]))
        .all(conn)
        .await?;
    rows.into_iter().map(Attempt::try_from).collect()
}

/// Finds attempts the shop waits for that nobody is going to ask about, and has them asked about now; says how many. There is never
/// one unless rows were changed by hand or code is wrong.
pub async fn reschedule_lost(conn: &impl Conn, ctx: &Ctx) -> Result<u64, DbErr> {
    let sql = "UPDATE payment_attempts SET next_check_at = $1
                WHERE state IN ('created', 'executing', 'pending') AND next_check_at IS NULL";
    Ok(conn
        .execute_raw(statement(sql, [ctx.now().into()]))
        .await?
        .rows_affected())
}

/// Whether an attempt has been without an outcome for so long that people should look.
#[must_use]
pub fn is_overdue(attempt: &Attempt, now: DateTime<Utc>) -> bool {
    let patience = match attempt.state {
        // A call whose answer was lost: the provider may hold money.
        AttemptState::Executing => TimeDelta::minutes(15),
        AttemptState::Created | AttemptState::Pending => TimeDelta::hours(24),
        _ => return false,
    };
    attempt.created_at + patience < now
}
