//! The payment provider's client against a small HTTP server that answers as the provider does.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod answers;
mod bodies;
mod errors;
mod fake;
mod live;
mod requests;
mod resilience;
mod secrecy;
mod support;
mod traps;
mod webhooks;
