//! The jobs of this context.

mod books;
mod payments;
mod purge;
mod verify;

use jobs::{InvalidSchedule, Registry};

use crate::payment::Gateways;

pub use books::AuditBooks;
pub use payments::{ExpireOrders, Reconcile, SettleAttempt};
pub use purge::{PurgeCarts, PurgeIdempotencyKeys};
pub use verify::VerifyOrder;

/// Adds this context's handlers and schedules; those that deal with money reach the provider by `gateways`.
pub fn register(registry: Registry, gateways: &Gateways) -> Result<Registry, InvalidSchedule> {
    let registry = books::register(verify::register(purge::register(registry)?)?)?;
    payments::register(registry, gateways)
}
