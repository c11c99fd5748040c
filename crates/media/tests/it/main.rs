//! The media crate on a real disk and a real Postgres.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod assets;
mod local_disk;
