//! Accounts and sessions on a real Postgres.

mod people;
mod sessions;
mod throttling;
