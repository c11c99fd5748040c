use std::collections::HashSet;

use chrono::{DateTime, Utc};
use db::Conn;
use kernel::Ctx;
use sea_orm::DbErr;
use uuid::Uuid;

use crate::backoff::backoff;
use crate::claim::Claimed;
use crate::job::{JobError, JobId};
use crate::lease::{self, Lease};
use crate::sql;

/// What an attempt came to.
pub(crate) enum Outcome {
    Done,
    Failed(JobError),
    /// The worker shuts down: not the job's fault, so the attempt doesn't count.
    Interrupted,
    /// Nobody renewed the lease, which ran out at that time: the worker died, and the job may be why.
    Lost(DateTime<Utc>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Ready,
    Done,
    Dead,
}

/// The row an attempt leaves behind, as long as `token` still holds the lease.
#[derive(Clone)]
pub(crate) struct Finish {
    id: JobId,
    pub(crate) state: State,
    kind: String,
    token: Uuid,
    run_at: DateTime<Utc>,
    attempts: i16,
    error: Option<String>,
}

const LONGEST_ERROR: usize = 2_000;

impl Finish {
    pub(crate) fn of(job: &Claimed, outcome: Outcome, now: DateTime<Utc>) -> Self {
        let id = JobId::from(job.id);
        let last = job.attempts >= job.max_attempts;
        let again =
            |from, wait: Option<_>| sql::after(from, wait.unwrap_or_else(|| backoff(id, job.attempts)));
        let (state, run_at, error) = match outcome {
            Outcome::Done => (State::Done, job.run_at, None),
            Outcome::Interrupted => (State::Ready, now, None),
            Outcome::Failed(JobError::Fatal { error }) => (State::Dead, job.run_at, Some(error)),
            Outcome::Failed(JobError::Retry { error, .. }) if last => (State::Dead, job.run_at, Some(error)),
            Outcome::Failed(JobError::Retry { error, after }) => {
                (State::Ready, again(now, after), Some(error))
            }
            Outcome::Lost(since) => {
                let error = Some(format!("the worker was lost during attempt {}", job.attempts));
                if last {
                    (State::Dead, job.run_at, error)
                } else {
                    (State::Ready, again(since, None), error)
                }
            }
        };
        let given_back = i16::from(state == State::Ready && error.is_none());
        let error = error.map(|text| text.chars().take(LONGEST_ERROR).filter(|c| *c != '\0').collect());
        Self {
            id,
            state,
            kind: job.kind.clone(),
            token: job.lock_token,
            run_at,
            attempts: job.attempts - given_back,
            error,
        }
    }

    pub(crate) const fn lease(&self) -> Lease {
        (self.id, self.token)
    }

    /// Counts and logs what has been written.
    pub(crate) fn record(&self) {
        let Self {
            id, kind, attempts, ..
        } = self;
        let error = self.error.as_deref().unwrap_or_default();
        let counter = match self.state {
            State::Done => "jobs_done_total",
            State::Ready => "jobs_failed_total",
            State::Dead => "jobs_dead_total",
        };
        match self.state {
            State::Done => tracing::debug!(kind, %id, attempts, "job done"),
            State::Ready if self.error.is_none() => {
                return tracing::info!(kind, %id, "job interrupted by the shutdown");
            }
            State::Ready => tracing::warn!(kind, %id, attempts, error, "job failed, will be tried again"),
            State::Dead => tracing::error!(kind, %id, attempts, error, "job dead"),
        }
        metrics::counter!(counter, "kind" => kind.clone()).increment(1);
    }
}

const WRITE: &str = "\
UPDATE jobs
   SET state = result.state, run_at = result.run_at, attempts = result.attempts,
       last_error = coalesce(nullif(result.error, ''), last_error),
       finished_at = CASE WHEN result.state <> 'ready' THEN $7 END,
       lock_token = NULL, locked_until = NULL
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::smallint[], $6::text[])
       AS result(id, token, state, run_at, attempts, error)
 WHERE jobs.id = result.id AND jobs.lock_token = result.token
RETURNING jobs.id, result.token AS lock_token";

/// Writes many results in one statement and returns the leases that were still ours to end.
pub(crate) async fn write(db: &impl Conn, ctx: &Ctx, results: &[Finish]) -> Result<HashSet<Lease>, DbErr> {
    let state = |state| match state {
        State::Ready => "ready",
        State::Done => "done",
        State::Dead => "dead",
    };
    let error = |result: &Finish| match &result.error {
        // Dead jobs must say why.
        Some(text) if text.is_empty() => "no message".to_owned(),
        text => text.clone().unwrap_or_default(),
    };
    let values = [
        results.iter().map(|r| r.id.uuid()).collect::<Vec<_>>().into(),
        results.iter().map(|r| r.token).collect::<Vec<_>>().into(),
        results
            .iter()
            .map(|r| state(r.state).to_owned())
            .collect::<Vec<_>>()
            .into(),
        results.iter().map(|r| r.run_at).collect::<Vec<_>>().into(),
        results.iter().map(|r| r.attempts).collect::<Vec<_>>().into(),
        results.iter().map(error).collect::<Vec<_>>().into(),
        ctx.now().into(),
    ];
    let rows = db.query_all_raw(sql::statement(WRITE, values)).await?;
    lease::leases(&rows)
}
