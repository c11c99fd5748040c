//! The API as clients meet it: a real server on a real database, over the network.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod app;
mod auth;
mod back_office;
mod caching;
mod carts;
mod contract;
mod edges;
mod hostile;
mod limits;
mod seed;
mod storefront;
