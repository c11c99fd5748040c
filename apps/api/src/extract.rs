//! What handlers take from a request, checked: bodies, queries, secrets, people.

mod auth;
mod body;
mod client;
mod fresh;
pub mod headers;
mod place;
mod query;

pub use auth::{MaybeSignedIn, SignedIn, Staff};
pub(crate) use auth::{forget_changed, recognise};
pub use body::Body;
pub use client::Client;
pub use fresh::Fresh;
pub use headers::{CartSecret, IdempotencyHeader, MaybeIdempotencyHeader, OrderSecret};
pub use place::Shop;
pub use query::Query;
