//! Durable work on Postgres: what must happen after a transaction commits, even if the process dies.
//!
//! [`enqueue`] inside the caller's transaction is the outbox; a [`Worker`] runs what is due at least once. README.md has the
//! invariants, docs/adr/0002-jobs.md why this isn't a library.

mod admin;
mod attempt;
mod backoff;
mod claim;
mod enqueue;
mod finish;
mod job;
mod lease;
mod purge;
mod registry;
mod run_due;
mod schedule;
mod sql;
mod sweep;
mod worker;

pub use admin::{Counts, DeadJob, ListDeadError, counts, list_dead, retry_dead};
pub use enqueue::{Enqueue, enqueue};
pub use job::{Job, JobError, JobId, Options, Priority, Run};
pub use registry::Registry;
pub use run_due::{Report, run_due};
pub use schedule::{InvalidSchedule, fire_schedules};
pub use worker::{Settings, Worker};
