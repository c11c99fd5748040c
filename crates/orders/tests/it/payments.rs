//! Paying for orders: every case of the money contract, against a provider that keeps books of its own.

mod books;
mod cases;
mod clock;
mod converge;
mod crashes;
mod facts;
mod late;
mod races;
mod refunds;
mod till;
