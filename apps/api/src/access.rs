//! Who a session belongs to and what they may do, remembered in every process and forgotten the moment it changes.
//!
//! An access token is checked by its signature alone; whether its session still lives, and what its owner may do by now, is asked
//! of the database once and then answered from here, until Postgres says (NOTIFY `access`) that it changed.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{AccountId, SessionId};
use rbac::Access;

/// Even an entry nothing was heard of is asked for again after that long.
const KEPT_FOR: TimeDelta = TimeDelta::seconds(60);

/// Sessions that may be in use within a minute in one process; beyond that all are forgotten and asked for again.
const MOST: usize = 100_000;

pub struct AccessCache {
    entries: RwLock<HashMap<SessionId, Entry>>,
    /// Counts what was heard. What was read from the database before the count moved may be older than the change.
    heard: AtomicU64,
    listening: AtomicBool,
}

struct Entry {
    access: Arc<Access>,
    kept_until: DateTime<Utc>,
}

/// What changed, as `notify_access` in the schema words it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Session(SessionId),
    Account(AccountId),
    All,
}

impl Change {
    /// Anything unknown is taken for everything.
    #[must_use]
    pub fn parse(payload: &str) -> Self {
        let change = match payload.split_once(':') {
            Some(("session", id)) => id.parse().map(Self::Session).ok(),
            Some(("account", id)) => id.parse().map(Self::Account).ok(),
            _ => None,
        };
        change.unwrap_or(Self::All)
    }

    /// What a successful write at this path may have changed about access: the process that wrote forgets it before it answers, and
    /// doesn't wait for its own news to come back from the database. `writer`: who is signed in.
    #[must_use]
    pub fn of_write(path: &str, writer: Option<AccountId>) -> Option<Self> {
        const LINKS: [&str; 4] = [
            "/v1/auth/reset-password",
            "/v1/auth/verify-email",
            "/v1/auth/confirm-email-change",
            "/v1/auth/invitations/accept",
        ];
        const STAFF: [&str; 4] = [
            "/v1/admin/team",
            "/v1/admin/staff-settings",
            "/v1/admin/customers",
            "/v1/admin/invitations",
        ];
        if path.starts_with("/v1/me") || path == "/v1/auth/sign-out" {
            return writer.map(Self::Account);
        }
        let changes_others = LINKS.contains(&path) || STAFF.iter().any(|area| path.starts_with(area));
        changes_others.then_some(Self::All)
    }
}

impl AccessCache {
    /// Remembers nothing until [`AccessCache::set_listening`].
    #[must_use]
    pub fn new() -> Self {
        Self {
            entries: RwLock::default(),
            heard: AtomicU64::new(0),
            listening: AtomicBool::new(false),
        }
    }

    /// What the session's owner may do, from memory or by `load`, which asks the database.
    pub async fn get<E>(
        &self,
        session: SessionId,
        now: DateTime<Utc>,
        load: impl Future<Output = Result<Option<Access>, E>>,
    ) -> Result<Option<Arc<Access>>, E> {
        if let Some(access) = self.peek(session, now) {
            return Ok(Some(access));
        }
        let heard = self.heard.load(Ordering::SeqCst);
        let access = load.await?.map(Arc::new);
        if let Some(access) = &access {
            self.keep(session, access, now, heard);
        }
        Ok(access)
    }

    fn peek(&self, session: SessionId, now: DateTime<Utc>) -> Option<Arc<Access>> {
        let entries = self.read();
        let entry = entries.get(&session)?;
        (entry.kept_until > now).then(|| Arc::clone(&entry.access))
    }

    fn keep(&self, session: SessionId, access: &Arc<Access>, now: DateTime<Utc>, heard: u64) {
        let mut entries = self.write();
        // Both are only moved under the lock, so nothing can be heard between this question and the insertion.
        if !self.listening.load(Ordering::SeqCst) || self.heard.load(Ordering::SeqCst) != heard {
            return;
        }
        if entries.len() >= MOST {
            entries.clear();
        }
        let entry = Entry {
            access: Arc::clone(access),
            kept_until: access.expires_at.min(now + KEPT_FOR),
        };
        entries.insert(session, entry);
    }

    /// Forgets what a change concerns.
    pub fn hear(&self, change: Change) {
        let mut entries = self.write();
        self.heard.fetch_add(1, Ordering::SeqCst);
        match change {
            Change::Session(id) => {
                entries.remove(&id);
            }
            Change::Account(id) => entries.retain(|_, entry| entry.access.account.id != id),
            Change::All => entries.clear(),
        }
    }

    /// Whether changes are heard of. While they aren't, every request asks the database.
    pub fn set_listening(&self, listening: bool) {
        let mut entries = self.write();
        self.heard.fetch_add(1, Ordering::SeqCst);
        entries.clear();
        self.listening.store(listening, Ordering::SeqCst);
    }

    fn read(&self) -> RwLockReadGuard<'_, HashMap<SessionId, Entry>> {
        self.entries.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, HashMap<SessionId, Entry>> {
        self.entries.write().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_names_what_changed_and_anything_unknown_means_everything() {
        let id = "018f2d3c-0000-7000-8000-000000000001";
        assert_eq!(
            Change::parse(&format!("session:{id}")),
            Change::Session(id.parse().unwrap())
        );
        assert_eq!(
            Change::parse(&format!("account:{id}")),
            Change::Account(id.parse().unwrap())
        );
        for other in ["all", "", "account:somebody", "something:else"] {
            assert_eq!(Change::parse(other), Change::All, "{other}");
        }
    }

    #[test]
    fn writes_about_people_are_known_and_others_forget_nothing() {
        let me: AccountId = "018f2d3c-0000-7000-8000-000000000001".parse().unwrap();
        let of = |path| Change::of_write(path, Some(me));
        assert_eq!(of("/v1/me/totp"), Some(Change::Account(me)));
        assert_eq!(of("/v1/auth/sign-out"), Some(Change::Account(me)));
        assert_eq!(
            Change::of_write("/v1/auth/reset-password", None),
            Some(Change::All)
        );
        assert_eq!(of("/v1/admin/team/1/grants"), Some(Change::All));
        assert_eq!(of("/v1/admin/staff-settings"), Some(Change::All));
        for path in [
            "/v1/admin/orders/1/notes",
            "/v1/carts/current/checkout",
            "/v1/auth/sign-in",
        ] {
            assert_eq!(of(path), None, "{path}");
        }
    }
}
