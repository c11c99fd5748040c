use chrono::{DateTime, Utc};
use db::Conn;
use kernel::Ctx;
use sea_orm::DbErr;

use crate::job::{Job, JobId, Options, Priority};
use crate::sql;

/// How one job is enqueued; the default is: now, by the options of its kind, as often as asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Enqueue {
    pub unique_key: Option<String>,
    pub run_at: Option<DateTime<Utc>>,
    pub priority: Option<Priority>,
}

impl Enqueue {
    /// At most one job of this kind and key waits for its first attempt. A job that has started doesn't count: what it has
    /// read may be older than the change that enqueues the new one. Keys are at most 200 characters.
    #[must_use]
    pub fn unique(mut self, key: impl Into<String>) -> Self {
        self.unique_key = Some(key.into());
        self
    }

    /// Not before this time.
    #[must_use]
    pub fn at(mut self, time: DateTime<Utc>) -> Self {
        self.run_at = Some(time);
        self
    }

    #[must_use]
    pub fn priority(mut self, priority: Priority) -> Self {
        self.priority = Some(priority);
        self
    }
}

// A job already waiting under the key is locked and, if this one is due earlier, brought forward. The lock closes a gap: the
// waiting job can't be claimed, and so can't read the old state, before the caller's transaction commits. A job claimed first
// no longer is in the index, so this waits for the claim and inserts. NOTIFY is delivered at commit, once per transaction.
const INSERT: &str = "\
WITH job AS (
  INSERT INTO jobs (id, kind, payload, priority, run_at, unique_key, max_attempts, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (kind, unique_key) WHERE state = 'ready' AND started_at IS NULL AND unique_key IS NOT NULL
  DO UPDATE SET run_at = least(jobs.run_at, excluded.run_at), priority = least(jobs.priority, excluded.priority)
  RETURNING id
)
SELECT id = $1 AS is_new, pg_notify($9, '') FROM job";

/// Adds a job inside the caller's transaction: it runs after, and only if, that commits. `None`: a job of the same kind and
/// unique key is waiting already and will do.
///
/// With a unique key the waiting job stays locked until the transaction ends, so enqueue last, just before the commit.
pub async fn enqueue<J: Job>(
    tx: &impl Conn,
    ctx: &Ctx,
    job: &J,
    how: Enqueue,
) -> Result<Option<JobId>, DbErr> {
    NewJob::of(job)?.insert(tx, ctx, how).await
}

/// A job without its type.
#[derive(Clone)]
pub(crate) struct NewJob {
    kind: &'static str,
    payload: serde_json::Value,
    options: Options,
}

impl NewJob {
    pub(crate) fn of<J: Job>(job: &J) -> Result<Self, DbErr> {
        let payload =
            serde_json::to_value(job).map_err(|error| DbErr::Json(format!("{}: {error}", J::KIND)))?;
        Ok(Self {
            kind: J::KIND,
            payload,
            options: J::options(),
        })
    }

    pub(crate) async fn insert(
        self,
        tx: &impl Conn,
        ctx: &Ctx,
        how: Enqueue,
    ) -> Result<Option<JobId>, DbErr> {
        let (id, now): (JobId, _) = (ctx.new_id(), ctx.now());
        let values = [
            id.uuid().into(),
            self.kind.into(),
            self.payload.into(),
            how.priority.unwrap_or(self.options.priority).rank().into(),
            how.run_at.unwrap_or(now).into(),
            how.unique_key.into(),
            i16::from(self.options.max_attempts).into(),
            now.into(),
            sql::CHANNEL.into(),
        ];
        let row = tx
            .query_one_raw(sql::statement(INSERT, values))
            .await?
            .ok_or(DbErr::RecordNotInserted)?;
        if !row.try_get::<bool>("", "is_new")? {
            return Ok(None);
        }
        metrics::counter!("jobs_enqueued_total", "kind" => self.kind).increment(1);
        Ok(Some(id))
    }
}
