//! Carts, checkout and orders on real Postgres.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod books;
mod carts;
mod checkout;
mod claims;
mod payments;
mod races;
mod transitions;
mod work;
mod world;
