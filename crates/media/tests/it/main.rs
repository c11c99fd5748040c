//! The media crate on a real disk and a real Postgres.

mod assets;
mod local_disk;
