//! Who may do what in the back office: [`Permission`] × [`Level`] × [`Scope`], what a session may do right now
//! ([`access::load`]), the team and its invitations, and what staff see of customers.

pub mod access;
mod grant;
mod permission;
mod preset;

pub use access::{Access, TotpState};
pub use grant::{Grant, Grants, InvalidGrants};
pub use kernel::RegionScope as Scope;
pub use permission::{Level, Permission, UnknownName};
pub use preset::Preset;
