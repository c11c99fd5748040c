//! The API as clients meet it: a real server on a real database, over the network.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod accounts;
mod app;
mod attacks;
mod auth;
mod back_office;
mod belongings;
mod caching;
mod carts;
mod contract;
mod edges;
mod hostile;
mod limits;
mod payments;
mod people;
mod permissions;
mod revocation;
mod seed;
mod staff;
mod storefront;
mod ways_in;
mod wire;
