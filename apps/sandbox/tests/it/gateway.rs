//! The payment gateway with the shop's own adapter against it.

mod api;
mod control;
mod events;
mod faults;
mod kit;
mod pages;
mod payments;
mod refunds;
