use std::time::Duration;

use chrono::{DateTime, Utc};
use db::Conn;
use kernel::Ctx;
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use crate::sql;

/// A job this process holds the lease of.
#[derive(FromQueryResult)]
pub(crate) struct Claimed {
    pub(crate) id: Uuid,
    pub(crate) kind: String,
    pub(crate) payload: serde_json::Value,
    pub(crate) priority: i16,
    pub(crate) run_at: DateTime<Utc>,
    pub(crate) attempts: i16,
    pub(crate) max_attempts: i16,
    pub(crate) lock_token: Uuid,
}

// Each priority is a range of the index that starts with what is due longest, so jobs scheduled for the far future cost
// nothing. The join is evaluated lazily: no more rows are locked than are claimed. The attempt is counted now, so that an
// attempt that takes its worker down counts too.
const CLAIM: &str = "\
WITH due AS MATERIALIZED (
  SELECT job.id
    FROM unnest('{0,1,2}'::smallint[]) AS level(priority)
   CROSS JOIN LATERAL (
     SELECT id FROM jobs
      WHERE state = 'ready' AND jobs.priority = level.priority AND run_at <= $1 AND kind = ANY($2)
      ORDER BY run_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
   ) AS job
   LIMIT $3
)
UPDATE jobs SET state = 'running', attempts = attempts + 1, lock_token = $4, locked_until = $5, started_at = $1
  FROM due WHERE jobs.id = due.id
RETURNING jobs.id, kind, payload, priority, run_at, attempts, max_attempts, lock_token";

/// Leases up to `limit` due jobs of `kinds`, most urgent first.
pub(crate) async fn claim(
    db: &impl Conn,
    ctx: &Ctx,
    kinds: &[String],
    limit: u32,
    lease: Duration,
) -> Result<Vec<Claimed>, DbErr> {
    let now = ctx.now();
    let values = [
        now.into(),
        kinds.to_vec().into(),
        i64::from(limit).into(),
        ctx.new_id::<Uuid>().into(),
        sql::after(now, lease).into(),
    ];
    let mut jobs = Claimed::find_by_statement(sql::statement(CLAIM, values))
        .all(db)
        .await?;
    jobs.sort_unstable_by_key(|job| (job.priority, job.run_at, job.id));
    Ok(jobs)
}

const NEXT: &str = "\
SELECT min(job.run_at) AS run_at
  FROM unnest('{0,1,2}'::smallint[]) AS level(priority)
 CROSS JOIN LATERAL (
   SELECT run_at FROM jobs
    WHERE state = 'ready' AND jobs.priority = level.priority AND kind = ANY($1)
    ORDER BY run_at, id LIMIT 1
 ) AS job";

/// When the next waiting job of `kinds` is, or was, due.
pub(crate) async fn next_due(db: &impl Conn, kinds: &[String]) -> Result<Option<DateTime<Utc>>, DbErr> {
    let row = db
        .query_one_raw(sql::statement(NEXT, [kinds.to_vec().into()]))
        .await?;
    row.map_or(Ok(None), |row| row.try_get("", "run_at"))
}
