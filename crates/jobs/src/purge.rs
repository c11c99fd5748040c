use chrono::{DateTime, TimeDelta};
use chrono_tz::Tz;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use crate::job::{Job, JobError, Options, Priority, Run};
use crate::registry::Registry;
use crate::sql;

/// Deletes done jobs, which are kept for a while to answer "did it run?". Dead ones stay until staff deal with them.
#[derive(Serialize, Deserialize)]
pub(crate) struct Purge {
    older_than_hours: i64,
}

impl Job for Purge {
    const KIND: &'static str = "jobs.purge";

    fn options() -> Options {
        Options {
            priority: Priority::Low,
            ..Options::default()
        }
    }
}

const BATCH: u32 = 1_000;

// Small batches keep the locks and the transaction short.
const DELETE: &str = "\
WITH old AS MATERIALIZED (
  SELECT id FROM jobs WHERE state = 'done' AND finished_at < $1 ORDER BY finished_at LIMIT $2 FOR UPDATE SKIP LOCKED
)
DELETE FROM jobs USING old WHERE jobs.id = old.id";

pub(crate) fn register(registry: Registry) -> Registry {
    registry
        .handle(run)
        .schedule(
            "jobs.purge",
            "17 * * * *",
            Tz::UTC,
            &Purge {
                older_than_hours: 7 * 24,
            },
        )
        .expect("the cron text is a constant that parses")
}

async fn run(run: Run, purge: Purge) -> Result<(), JobError> {
    let before = TimeDelta::try_hours(purge.older_than_hours)
        .and_then(|age| run.ctx.now().checked_sub_signed(age))
        .unwrap_or(DateTime::<chrono::Utc>::MIN_UTC);
    let mut deleted = 0;
    loop {
        let batch = run
            .db
            .execute_raw(sql::statement(DELETE, [before.into(), i64::from(BATCH).into()]))
            .await?
            .rows_affected();
        deleted += batch;
        if batch < u64::from(BATCH) {
            break;
        }
    }
    tracing::info!(deleted, "done jobs purged");
    Ok(())
}
