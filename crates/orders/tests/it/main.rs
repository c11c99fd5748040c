//! Carts, checkout and orders on real Postgres.

mod books;
mod carts;
mod checkout;
mod races;
mod transitions;
mod work;
mod world;
