//! Many clients at once, over HTTP, against the API's own process with several workers, and what is left in the database
//! when they are done. After every race the auditors must have nothing to say.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at the first surprise and shows its output"
)]

mod acidrain;
mod carts;
mod crash;
mod promos;
mod server;
mod shopper;
mod staff;
mod stock;
mod world;
