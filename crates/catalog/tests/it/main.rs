#![expect(clippy::unwrap_used, reason = "a test that can't set up its data must fail")]

mod detail;
mod fixtures;
mod home;
mod list;
mod search;
mod sellable;
mod stock;
mod stock_races;
mod support;
mod wishlist;
