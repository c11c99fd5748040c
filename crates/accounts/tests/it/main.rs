//! Accounts and sessions on a real Postgres.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod access;
mod address_book;
mod change_email;
mod change_password;
mod enumeration;
mod id_tokens;
mod people;
mod phone_codes;
mod profile;
mod provider;
mod refresh;
mod reset;
mod sessions;
mod sign_up;
mod social;
mod staff_sign_in;
mod throttling;
mod totp;
mod world;
