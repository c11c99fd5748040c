//! What staff did: an append-only log, written in the transaction of the change itself.

mod changes;
mod list;
pub mod mask;
mod record;

pub use list::{AuditEntry, Filter, ListError, list};
pub use record::{Entry, record};
