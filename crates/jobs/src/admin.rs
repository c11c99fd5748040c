use chrono::{DateTime, Utc};
use db::Conn;
use kernel::{Ctx, Cursor, InvalidCursor, Page, PageSize};
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use crate::job::JobId;
use crate::sql;

/// How many jobs there are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Counts {
    /// Waiting for their time, retries included.
    pub scheduled: i64,
    /// Due and waiting for a worker.
    pub due: i64,
    pub running: i64,
    /// Done and not purged yet.
    pub done: i64,
    pub dead: i64,
}

const COUNT: &str = "\
SELECT (SELECT count(*) FROM jobs WHERE state = 'ready' AND run_at > $1) AS scheduled,
       (SELECT count(*) FROM jobs WHERE state = 'ready' AND run_at <= $1) AS due,
       (SELECT count(*) FROM jobs WHERE state = 'running') AS running,
       (SELECT count(*) FROM jobs WHERE state = 'done') AS done,
       (SELECT count(*) FROM jobs WHERE state = 'dead') AS dead";

pub async fn counts(db: &impl Conn, ctx: &Ctx) -> Result<Counts, DbErr> {
    let counts = Counts::find_by_statement(sql::statement(COUNT, [ctx.now().into()]))
        .one(db)
        .await?;
    Ok(counts.unwrap_or_default())
}

/// A job that will not be tried again unless somebody says so.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct DeadJob {
    pub id: Uuid,
    pub kind: String,
    pub payload: serde_json::Value,
    pub attempts: i16,
    pub last_error: String,
    pub created_at: DateTime<Utc>,
    pub finished_at: DateTime<Utc>,
}

#[derive(Debug, thiserror::Error)]
pub enum ListDeadError {
    #[error(transparent)]
    Cursor(#[from] InvalidCursor),
    #[error(transparent)]
    Db(#[from] DbErr),
}

const LIST: &str = "\
SELECT id, kind, payload, attempts, last_error, created_at, finished_at FROM jobs
 WHERE state = 'dead' AND (finished_at, id) < ($1, $2)
 ORDER BY finished_at DESC, id DESC LIMIT $3";

/// Dead jobs, the newest dead first.
pub async fn list_dead(
    db: &impl Conn,
    after: Option<&str>,
    size: PageSize,
) -> Result<Page<DeadJob>, ListDeadError> {
    let start = (DateTime::<Utc>::MAX_UTC, Uuid::max());
    let (time, id) = after.map_or(Ok(start), Cursor::decode)?;
    // Postgres' timestamps end before chrono's.
    let time = time.min(DateTime::from_timestamp(32_503_680_000, 0).unwrap_or(time));
    let values = [time.into(), id.into(), size.limit_with_sentinel().into()];
    let rows = DeadJob::find_by_statement(sql::statement(LIST, values))
        .all(db)
        .await?;
    let total = db
        .query_one_raw(sql::statement(
            "SELECT count(*) AS total FROM jobs WHERE state = 'dead'",
            [],
        ))
        .await?;
    let total = total.map_or(Ok(0), |row| row.try_get("", "total"))?;
    Ok(Page::from_rows(rows, size, total, |job| {
        Cursor::encode(&(job.finished_at, job.id))
    }))
}

const RETRY: &str = "\
WITH revived AS (
  UPDATE jobs SET state = 'ready', attempts = 0, run_at = $2, finished_at = NULL
   WHERE id = ANY($1) AND state = 'dead' RETURNING id
)
SELECT count(*) AS revived, pg_notify($3, '') FROM revived";

/// Gives dead jobs all their attempts again, from now on, and says how many of `ids` were dead.
pub async fn retry_dead(db: &impl Conn, ctx: &Ctx, ids: &[JobId]) -> Result<i64, DbErr> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let row = db
        .query_one_raw(sql::statement(
            RETRY,
            [ids.into(), ctx.now().into(), sql::CHANNEL.into()],
        ))
        .await?;
    row.map_or(Ok(0), |row| row.try_get("", "revived"))
}
