//! The promises of the job queue, on a real Postgres.

mod admin;
mod crash;
mod enqueue;
mod lease;
mod retention;
mod retry;
mod schedule;
mod support;
mod worker;
