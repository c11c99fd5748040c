use std::fmt;
use std::time::Duration;

use db::{Db, Tx};
use kernel::Ctx;
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::sql;

/// One kind of durable work; the value is its input, stored as JSON.
///
/// A worker of the next release meets inputs of this one: add optional fields, don't rename or remove any.
pub trait Job: Serialize + DeserializeOwned + Send + 'static {
    /// The name in the database, `context.verb`: never changed while jobs of it exist.
    const KIND: &'static str;

    #[must_use]
    fn options() -> Options {
        Options::default()
    }
}

/// How jobs of one kind are run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    pub priority: Priority,
    /// After that many failed attempts (crashes of the worker included) the job is dead: 1 to 100.
    pub max_attempts: u8,
    /// An attempt that takes longer is given up and counts as failed.
    pub timeout: Duration,
}

impl Default for Options {
    /// Normal priority, 10 attempts (over about 17 minutes), one minute each.
    fn default() -> Self {
        Self {
            priority: Priority::Normal,
            max_attempts: 10,
            timeout: Duration::from_secs(60),
        }
    }
}

/// A job that is due runs before all due jobs of lower priority.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Priority {
    /// Somebody is waiting for it.
    High,
    #[default]
    Normal,
    /// Housekeeping and bulk work.
    Low,
}

impl Priority {
    pub(crate) const fn rank(self) -> i16 {
        match self {
            Self::High => 0,
            Self::Normal => 1,
            Self::Low => 2,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JobId(Uuid);

impl JobId {
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

impl From<Uuid> for JobId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl fmt::Display for JobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why an attempt failed. Any error converts into `Retry`, so handlers may use `?`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobError {
    /// Try again, after that long or with the usual exponential backoff.
    Retry { error: String, after: Option<Duration> },
    /// No attempt can succeed: the job is dead at once.
    Fatal { error: String },
}

impl JobError {
    pub fn retry_after(error: impl fmt::Display, after: Duration) -> Self {
        Self::Retry {
            error: error.to_string(),
            after: Some(after),
        }
    }

    pub fn fatal(error: impl fmt::Display) -> Self {
        Self::Fatal {
            error: error.to_string(),
        }
    }
}

impl<E: std::error::Error> From<E> for JobError {
    fn from(error: E) -> Self {
        let mut text = error.to_string();
        let mut cause = error.source();
        while let Some(inner) = cause {
            text = format!("{text}: {inner}");
            cause = inner.source();
        }
        Self::Retry {
            error: text,
            after: None,
        }
    }
}

/// One attempt, as its handler sees it.
#[derive(Clone)]
pub struct Run {
    pub db: Db,
    pub ctx: Ctx,
    pub id: JobId,
    /// 1 for the first.
    pub attempt: i16,
    pub max_attempts: i16,
    pub(crate) token: Uuid,
}

impl Run {
    /// Whether a failure now is final: the last chance to compensate.
    #[must_use]
    pub const fn is_last_attempt(&self) -> bool {
        self.attempt >= self.max_attempts
    }

    /// Ties `tx` to this attempt: while it is open no other worker can take the job over, and if one has already done so
    /// this is an error and nothing of `tx` may be kept. Makes effects in the database happen by one attempt only.
    pub async fn fence(&self, tx: &Tx) -> Result<(), JobError> {
        // A key-share lock lets heartbeats through and stops the sweep, which wants the row for itself.
        const HOLD: &str = "SELECT 1 AS held FROM jobs WHERE id = $1 AND lock_token = $2 FOR KEY SHARE";
        let held = tx
            .query_one_raw(sql::statement(HOLD, [self.id.uuid().into(), self.token.into()]))
            .await?;
        if held.is_some() {
            Ok(())
        } else {
            Err(DbErr::Custom("another worker has this job now".to_owned()).into())
        }
    }
}
