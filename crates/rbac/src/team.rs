//! Colleagues: who they are, what they may do, and changing that.
//!
//! Owners (admins) may change everybody. A manager who holds `team:manage` may change managers whose every grant they hold
//! themselves, inside the regions their own `team` grant reaches to; never themselves, and never an owner: they don't even see one.
//! What the doer may do is read anew in the transaction, so a grant that was taken away a moment ago gives nothing.

use accounts::{Role, clean_name};
use chrono::{DateTime, Utc};
use kernel::AccountId;
use sea_orm::DbErr;

use crate::grant::Grants;

mod list;
mod member;
mod reset_totp;
mod sessions;
mod set_grants;
mod set_role;
mod update;

pub use list::{Filter, find, list};
pub use reset_totp::reset_totp;
pub use sessions::revoke_sessions;
pub use set_grants::set_grants;
pub use set_role::set_role;
pub use update::{Update, update};

pub(crate) use list::hidden_from;
pub(crate) use member::{described, lock_people, region_slugs};

/// Longest title, in characters.
pub const MAX_TITLE: usize = 80;

/// Someone who works in the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub id: AccountId,
    pub email: String,
    pub full_name: String,
    /// What they do.
    pub title: String,
    pub role: Role,
    pub is_active: bool,
    pub totp_enrolled: bool,
    pub last_seen_at: Option<DateTime<Utc>>,
    /// Empty for admins, who may do everything.
    pub grants: Grants,
    /// Whether whoever asked may change this person.
    pub may_edit: bool,
    pub version: i32,
    pub created_at: DateTime<Utc>,
}

/// Why a change to the team wasn't made.
#[derive(Debug, thiserror::Error)]
pub enum TeamError {
    /// There is no such colleague, or none the doer may know of.
    #[error("no such colleague")]
    NotFound,
    #[error("the doer may not manage the team")]
    Forbidden,
    #[error("nobody changes what they may do themselves")]
    OwnAccount,
    #[error("nobody hands out or takes away what they don't hold")]
    BeyondOwnGrants,
    #[error("only admins do this")]
    AdminsOnly,
    /// Admins hold everything; customers hold nothing.
    #[error("only managers have grants")]
    NotAManager,
    #[error("staff need a verified e-mail address")]
    EmailNotVerified,
    #[error("the colleague was changed meanwhile")]
    StaleVersion { current: i32 },
    #[error("the last admin stays")]
    LastAdmin,
    #[error("a name has 1 to 100 characters")]
    InvalidName,
    #[error("a title has at most 80 characters")]
    InvalidTitle,
    #[error(transparent)]
    Database(DbErr),
}

impl From<DbErr> for TeamError {
    fn from(error: DbErr) -> Self {
        match db::failure(&error) {
            db::Failure::Check(name) if name == "accounts_last_admin" => Self::LastAdmin,
            _ => Self::Database(error),
        }
    }
}

/// A title as typed, tidied like a name; it may be empty.
pub(crate) fn clean_title(typed: &str) -> Result<String, TeamError> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    let title = clean_name(typed).map_err(|_| TeamError::InvalidTitle)?;
    if title.chars().count() > MAX_TITLE {
        return Err(TeamError::InvalidTitle);
    }
    Ok(title)
}
