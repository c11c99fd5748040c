//! Money over HTTP: how orders are paid online, and what staff do about it.

mod books;
mod desk;
mod refunds;
pub mod till;
