//! Accounts and sessions on a real Postgres.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod access;
mod people;
mod refresh;
mod sessions;
mod throttling;
