use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use db::{Conn, Db};
use jobs::{InvalidSchedule, Job, JobError, Options, Priority, Registry, Run};
use sea_orm::{DbErr, Statement, raw_sql};
use serde::{Deserialize, Serialize};

/// Deletes open carts nobody has touched for so long. Ordered carts stay with their orders.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct PurgeCarts {
    pub older_than_days: i64,
}

/// Deletes idempotency keys older than any client repeats a request.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct PurgeIdempotencyKeys {
    pub older_than_hours: i64,
}

impl Job for PurgeCarts {
    const KIND: &'static str = "orders.purge_carts";

    fn options() -> Options {
        Options {
            priority: Priority::Low,
            ..Options::default()
        }
    }
}

impl Job for PurgeIdempotencyKeys {
    const KIND: &'static str = "orders.purge_idempotency_keys";

    fn options() -> Options {
        Options {
            priority: Priority::Low,
            ..Options::default()
        }
    }
}

pub(super) fn register(registry: Registry) -> Result<Registry, InvalidSchedule> {
    registry
        .handle(carts)
        .handle(idempotency_keys)
        .schedule(
            "orders.purge_carts",
            "20 4 * * *",
            Tz::Asia__Dubai,
            &PurgeCarts { older_than_days: 60 },
        )?
        .schedule(
            "orders.purge_idempotency_keys",
            "50 * * * *",
            Tz::UTC,
            &PurgeIdempotencyKeys { older_than_hours: 72 },
        )
}

async fn carts(run: Run, job: PurgeCarts) -> Result<(), JobError> {
    let before = ago(run.ctx.now(), TimeDelta::try_days(job.older_than_days));
    let delete = raw_sql!(
        Postgres,
        r#"DELETE FROM carts WHERE id IN (SELECT id FROM carts WHERE state = 'open' AND updated_at < {before}
                                           ORDER BY updated_at LIMIT 500 FOR UPDATE SKIP LOCKED)"#
    );
    let deleted = in_batches(&run.db, &delete).await?;
    tracing::info!(deleted, "stale carts purged");
    Ok(())
}

async fn idempotency_keys(run: Run, job: PurgeIdempotencyKeys) -> Result<(), JobError> {
    let before = ago(run.ctx.now(), TimeDelta::try_hours(job.older_than_hours));
    let delete = raw_sql!(
        Postgres,
        r#"DELETE FROM idempotency_keys WHERE (scope, key) IN
             (SELECT scope, key FROM idempotency_keys WHERE created_at < {before}
               ORDER BY created_at LIMIT 500 FOR UPDATE SKIP LOCKED)"#
    );
    let deleted = in_batches(&run.db, &delete).await?;
    tracing::info!(deleted, "idempotency keys purged");
    Ok(())
}

/// Repeats a bounded deletion until nothing is left: small batches keep locks and transactions short.
async fn in_batches(db: &Db, delete: &Statement) -> Result<u64, DbErr> {
    let mut deleted = 0;
    loop {
        match db.execute_raw(delete.clone()).await?.rows_affected() {
            0 => return Ok(deleted),
            batch => deleted += batch,
        }
    }
}

fn ago(now: DateTime<Utc>, age: Option<TimeDelta>) -> DateTime<Utc> {
    age.and_then(|age| now.checked_sub_signed(age))
        .unwrap_or(DateTime::<Utc>::MIN_UTC)
}
