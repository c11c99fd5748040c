use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{DbBackend, Statement, Value};
use std::time::Duration;

/// The channel that wakes workers.
pub(crate) const CHANNEL: &str = "jobs_ready";

pub(crate) fn statement<const N: usize>(sql: &str, values: [Value; N]) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}

/// `at + by`, or the end of time.
pub(crate) fn after(at: DateTime<Utc>, by: Duration) -> DateTime<Utc> {
    TimeDelta::from_std(by)
        .ok()
        .and_then(|by| at.checked_add_signed(by))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}
