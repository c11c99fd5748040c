//! The sandbox over real connections, with the shop's own adapters where there are some.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod gateway;
mod mails;
mod oidc;
mod outbox;
mod program;
mod sms;
mod support;
