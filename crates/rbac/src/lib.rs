//! Who may do what in the back office: [`Permission`] × [`Level`] × [`Scope`], what a session may do right now
//! ([`access::load`]), the [`team`] and its invitations, and what staff see of [`customers`].

pub mod access;
pub mod activity;
mod authority;
pub mod customers;
mod grant;
pub mod invitation;
mod permission;
mod preset;
mod query;
pub mod settings;
pub mod team;

pub use access::{Access, TotpState};
pub use grant::{Grant, Grants, InvalidGrants};
pub use kernel::RegionScope as Scope;
pub use permission::{Level, Permission, UnknownName};
pub use preset::Preset;
pub use query::ListError;
