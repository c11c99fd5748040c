//! Carts, quotes, checkout and orders: the one place where catalogue, promos, regions and payments meet in a transaction.
//! See README.md for tables, invariants and the lock order.

pub mod books;
pub mod cart;
pub mod checkout;
mod code;
#[cfg(feature = "fixtures")]
pub mod fixtures;
pub mod idempotency;
pub mod order;
pub mod payment;
pub mod pricing;
pub mod quote;
mod status;
pub mod work;

pub use code::OrderCodes;
pub use status::{OrderStatus, PaymentStatus, UnknownStatus};
