//! What tests of every crate need: a real, private, migrated Postgres database per test, and a clock that stands still.

mod database;

pub use database::TestDb;

use chrono::{DateTime, TimeZone, Utc};
use kernel::{Ctx, FixedClock, RandomIds};

/// Sunday 1 March 2026, 08:00 UTC: "now" in tests.
#[must_use]
pub fn test_time() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 1, 8, 0, 0)
        .single()
        .expect("a valid time")
}

/// A context whose clock stands at [`test_time`] until the returned clock is moved.
#[must_use]
pub fn test_ctx() -> (Ctx, FixedClock) {
    let clock = FixedClock::at(test_time());
    (Ctx::new(clock.clone(), RandomIds), clock)
}
