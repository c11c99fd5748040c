//! The jobs of this context.

mod purge;
mod verify;

use jobs::{InvalidSchedule, Registry};

pub use purge::{PurgeCarts, PurgeIdempotencyKeys};
pub use verify::VerifyOrder;

/// Adds this context's handlers and schedules.
pub fn register(registry: Registry) -> Result<Registry, InvalidSchedule> {
    verify::register(purge::register(registry)?)
}
