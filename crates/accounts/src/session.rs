use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{AccountId, SessionId};
use secrecy::SecretString;
use sha2::{Digest as _, Sha256};

use crate::account::{Account, Role};

mod failures;
mod fresh;
mod list;
mod open;
mod reauthenticate;
mod refresh;
mod revoke;
mod sign_in;
mod sweep;

pub(crate) use failures::{Announced, address_scope, announce, forgive, too_often};
pub use fresh::{Caller, FRESH_FOR, ReauthenticationRequired, require_fresh};
pub use list::{SessionInfo, list_sessions};
pub use open::open_session;
pub(crate) use reauthenticate::check_password;
pub use reauthenticate::{ReauthenticateError, confirm_presence, reauthenticate_with_password};
pub use refresh::{RefreshError, refresh};
pub(crate) use revoke::is_open;
pub use revoke::{RevokedReason, revoke_all_sessions, revoke_other_sessions, revoke_session, sign_out};
pub use sign_in::{SecondFactor, SignIn, SignInError, sign_in};
pub use sweep::sweep;

/// What a client holds of an open session. Only the client ever sees the refresh token: the database keeps its SHA-256.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// For `Authorization: Bearer …`, see [`crate::verify_access`].
    pub access_token: SecretString,
    pub access_expires_at: DateTime<Utc>,
    /// Exchanged for the next pair by [`refresh`].
    pub refresh_token: SecretString,
    /// When the session ends unless it is refreshed (customers) or at all (staff).
    pub refresh_expires_at: DateTime<Utc>,
    pub account: Account,
    pub session: SessionId,
}

/// Where somebody signs in from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// As sent; kept shortened.
    pub user_agent: Option<String>,
    /// Where the request came from, as far as that can be trusted.
    pub client_address: Option<IpAddr>,
}

impl Device {
    /// The columns `user_agent` and `client_address`.
    fn columns(&self) -> (Option<String>, Option<String>) {
        let address = self
            .client_address
            .map(|address| address.to_canonical().to_string());
        (self.user_agent.as_deref().map(shortened), address)
    }
}

/// A customer's session ends when it wasn't refreshed for so long …
const CUSTOMER_IDLE: TimeDelta = TimeDelta::days(30);
/// … and after so long in any case.
const CUSTOMER_LONGEST: TimeDelta = TimeDelta::days(180);
/// Staff sign in each working day.
const STAFF_LONGEST: TimeDelta = TimeDelta::hours(12);

/// When a session that was opened and last used at these times ends by itself.
fn ends_at(role: Role, opened: DateTime<Utc>, used: DateTime<Utc>) -> DateTime<Utc> {
    if role.is_staff() {
        opened + STAFF_LONGEST
    } else {
        (used + CUSTOMER_IDLE).min(opened + CUSTOMER_LONGEST)
    }
}

pub(crate) fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// What a client sends is kept, but not at any length.
fn shortened(text: &str) -> String {
    text.chars().filter(|c| *c != '\0').take(300).collect()
}

/// The key under which failures of a known account are counted when it isn't signing in by e-mail address.
pub(crate) fn counted_as(account: AccountId) -> String {
    format!("account {account}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn customers_stay_as_long_as_they_come_back_but_not_for_ever() {
        let opened = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let day = TimeDelta::days(1);
        assert_eq!(ends_at(Role::Customer, opened, opened), opened + day * 30);
        assert_eq!(
            ends_at(Role::Customer, opened, opened + day * 29),
            opened + day * 59
        );
        assert_eq!(
            ends_at(Role::Customer, opened, opened + day * 170),
            opened + day * 180
        );
        assert_eq!(
            ends_at(Role::Manager, opened, opened + TimeDelta::hours(11)),
            opened + TimeDelta::hours(12)
        );
    }
}
