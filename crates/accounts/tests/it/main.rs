//! Accounts and sessions on a real Postgres.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod people;
mod sessions;
mod throttling;
