use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use chrono_tz::Tz;
use futures::future::BoxFuture;
use serde_json::Value;

use crate::job::{Job, JobError, Run};
use crate::purge;
use crate::schedule::{InvalidSchedule, Schedule};

type Handler = Arc<dyn Fn(Run, Value) -> BoxFuture<'static, Result<(), JobError>> + Send + Sync>;

#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) run: Handler,
    pub(crate) timeout: Duration,
}

/// Which function runs which kind of job, and what is enqueued by the clock. Each context adds its own:
/// `pub fn register(registry: Registry, …) -> Registry`.
#[derive(Clone)]
pub struct Registry {
    handlers: HashMap<&'static str, Entry>,
    schedules: Vec<Schedule>,
}

impl Default for Registry {
    fn default() -> Self {
        Self::new()
    }
}

impl Registry {
    /// Knows one job: the hourly purge of done jobs older than a week.
    #[must_use]
    pub fn new() -> Self {
        purge::register(Self {
            handlers: HashMap::new(),
            schedules: Vec::new(),
        })
    }

    /// Runs jobs of the kind `J` with `handler`, which must be idempotent: a job runs at least once.
    ///
    /// # Panics
    /// When `J` has a handler already: two contexts have chosen the same kind.
    #[must_use]
    pub fn handle<J, F, Fut>(mut self, handler: F) -> Self
    where
        J: Job,
        F: Fn(Run, J) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        let handler = Arc::new(handler);
        let run: Handler = Arc::new(move |run, payload| {
            let handler = Arc::clone(&handler);
            Box::pin(async move {
                // Retried, not dead: a newer worker may understand it.
                let job = serde_json::from_value(payload)?;
                handler(run, job).await
            })
        });
        let known = self.handlers.insert(
            J::KIND,
            Entry {
                run,
                timeout: J::options().timeout,
            },
        );
        assert!(known.is_none(), "two handlers for jobs of kind {}", J::KIND);
        self
    }

    /// Enqueues `job` whenever `cron` (minute, hour, day of month, month, day of week) matches the time in `zone`, once
    /// however many workers run. `name` identifies the schedule for ever. Times missed while no worker ran are made up for
    /// once.
    ///
    /// # Errors
    /// `cron` isn't five fields of a possible time.
    pub fn schedule<J: Job>(
        mut self,
        name: &'static str,
        cron: &str,
        zone: Tz,
        job: &J,
    ) -> Result<Self, InvalidSchedule> {
        self.schedules.push(Schedule::new(name, cron, zone, job)?);
        Ok(self)
    }

    pub(crate) fn kinds(&self) -> Vec<String> {
        self.handlers.keys().map(|kind| (*kind).to_owned()).collect()
    }

    pub(crate) fn entry(&self, kind: &str) -> Option<(&'static str, &Entry)> {
        self.handlers
            .get_key_value(kind)
            .map(|(kind, entry)| (*kind, entry))
    }

    pub(crate) fn schedules(&self) -> &[Schedule] {
        &self.schedules
    }
}
