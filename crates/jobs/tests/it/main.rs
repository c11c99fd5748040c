//! The promises of the job queue, on a real Postgres.

#![expect(clippy::unwrap_used, reason = "a helper that can't go on fails its test")]

mod admin;
mod crash;
mod enqueue;
mod lease;
mod retention;
mod retry;
mod schedule;
mod support;
mod worker;
