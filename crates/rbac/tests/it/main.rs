//! Permissions, the team and its invitations on a real Postgres.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod access;
mod customers;
mod invitations;
mod log;
mod sight;
mod team;
mod world;
