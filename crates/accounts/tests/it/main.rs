//! Accounts and sessions on a real Postgres.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod access;
mod address_book;
mod people;
mod phone_codes;
mod refresh;
mod sessions;
mod throttling;
mod totp;
