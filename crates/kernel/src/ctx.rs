use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use uuid::{NoContext, Timestamp, Uuid};

/// What a use case may not make up itself: the time and new ids. Cheap to clone.
#[derive(Clone)]
pub struct Ctx {
    clock: Arc<dyn Clock>,
    ids: Arc<dyn IdSource>,
}

pub trait Clock: Send + Sync {
    fn now(&self) -> DateTime<Utc>;
}

pub trait IdSource: Send + Sync {
    /// A UUID v7 whose time part is `at`.
    fn uuid(&self, at: DateTime<Utc>) -> Uuid;
    /// 256 bits nobody can guess.
    fn secret(&self) -> [u8; 32];
}

impl Ctx {
    #[must_use]
    pub fn new(clock: impl Clock + 'static, ids: impl IdSource + 'static) -> Self {
        Self {
            clock: Arc::new(clock),
            ids: Arc::new(ids),
        }
    }

    /// The real clock and the operating system's randomness.
    #[must_use]
    pub fn system() -> Self {
        Self::new(SystemClock, RandomIds)
    }

    /// The same ids, another clock: for replaying the past and for tests.
    #[must_use]
    pub fn with_clock(&self, clock: impl Clock + 'static) -> Self {
        Self {
            clock: Arc::new(clock),
            ids: Arc::clone(&self.ids),
        }
    }

    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// A new id, ordered by time.
    #[must_use]
    pub fn new_id<I: From<Uuid>>(&self) -> I {
        self.ids.uuid(self.clock.now()).into()
    }

    /// A new secret as 43 URL-safe characters.
    #[must_use]
    pub fn new_secret(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.ids.secret())
    }
}

pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the wall clock"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// A clock that stands still until it is told to move.
#[derive(Clone)]
pub struct FixedClock(Arc<Mutex<DateTime<Utc>>>);

impl FixedClock {
    #[must_use]
    pub fn at(now: DateTime<Utc>) -> Self {
        Self(Arc::new(Mutex::new(now)))
    }

    pub fn set(&self, now: DateTime<Utc>) {
        *self.guard() = now;
    }

    pub fn advance(&self, by: TimeDelta) {
        *self.guard() += by;
    }

    fn guard(&self) -> std::sync::MutexGuard<'_, DateTime<Utc>> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        *self.guard()
    }
}

/// Ids and secrets from the operating system.
pub struct RandomIds;

impl IdSource for RandomIds {
    fn uuid(&self, at: DateTime<Utc>) -> Uuid {
        let seconds = u64::try_from(at.timestamp()).unwrap_or_default();
        Uuid::new_v7(Timestamp::from_unix(
            NoContext,
            seconds,
            at.timestamp_subsec_nanos(),
        ))
    }

    fn secret(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).expect("the operating system has randomness");
        bytes
    }
}

/// Predictable ids for snapshot tests: 1, 2, 3, …
#[derive(Default)]
pub struct SequenceIds(AtomicU64);

impl IdSource for SequenceIds {
    fn uuid(&self, _at: DateTime<Utc>) -> Uuid {
        Uuid::from_u128(u128::from(self.0.fetch_add(1, Ordering::Relaxed)) + 1)
    }

    fn secret(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes[24..].copy_from_slice(&(self.0.fetch_add(1, Ordering::Relaxed) + 1).to_be_bytes());
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_carry_the_time_of_the_clock_and_sort_by_it() {
        let clock = FixedClock::at(DateTime::from_timestamp(1_700_000_000, 0).unwrap());
        let ctx = Ctx::system().with_clock(clock.clone());
        let first: Uuid = ctx.new_id();
        clock.advance(TimeDelta::seconds(1));
        let second: Uuid = ctx.new_id();
        assert!(first < second);
        assert_eq!(first.get_timestamp().unwrap().to_unix().0, 1_700_000_000);
    }

    #[test]
    fn secrets_are_long_and_differ() {
        let ctx = Ctx::system();
        let (a, b) = (ctx.new_secret(), ctx.new_secret());
        assert_eq!(a.len(), 43);
        assert_ne!(a, b);
    }
}
