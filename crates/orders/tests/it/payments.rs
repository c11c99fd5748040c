//! Paying for orders: every case of the money contract, against a provider that keeps books of its own.

mod cases;
mod clock;
mod crashes;
mod facts;
mod late;
mod refunds;
mod till;
