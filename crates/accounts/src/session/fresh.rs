use chrono::{DateTime, TimeDelta, Utc};
use kernel::{AccountId, SessionId};

/// How long a proof of who somebody is serves for operations that matter.
pub const FRESH_FOR: TimeDelta = TimeDelta::minutes(10);

/// Who asks, and when this session's owner last proved who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller {
    pub account: AccountId,
    pub session: SessionId,
    pub authenticated_at: DateTime<Utc>,
}

/// A session left open on a desk isn't enough for what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the person must prove again who they are")]
pub struct ReauthenticationRequired;

/// Refuses what needs a proof younger than ten minutes.
pub fn require_fresh(
    authenticated_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), ReauthenticationRequired> {
    if now - authenticated_at > FRESH_FOR {
        return Err(ReauthenticationRequired);
    }
    Ok(())
}
