//! Asking somebody to work in the shop: a link by e-mail, good once and for a week.
//!
//! An invitation hands out what its inviter holds, no more; when it is accepted, that is asked again: what an inviter has lost
//! meanwhile, nobody gets from them. Whoever sends one again vouches for it from then on.

use accounts::Role;
use chrono::{DateTime, TimeDelta, Utc};
use jobs::{Job, Options, Priority};
use kernel::{AccountId, InvitationId};
use sea_orm::{DbErr, FromQueryResult};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::grant::Grants;

mod accept;
mod create;
mod link;
mod list;
mod manage;

pub use accept::{Accept, AcceptError, accept, preview};
pub use create::{Invite, InviteError, create};
pub use link::issue_link;
pub use list::{find, list};
pub use manage::{ManageError, resend, revoke};

pub(crate) use list::hidden_from;

/// How long a link can be used.
pub const LIFETIME: TimeDelta = TimeDelta::days(7);

/// Where an invitation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Open,
    Expired,
    Accepted,
    Revoked,
}

/// Somebody who was asked to work in the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub id: InvitationId,
    pub email: String,
    pub full_name: String,
    pub title: String,
    /// `en` or `ar`.
    pub locale: String,
    /// Manager or admin.
    pub role: Role,
    pub grants: Grants,
    /// Who vouches for it: id and name. `None` for readers who may not know of them.
    pub invited_by: Option<(AccountId, String)>,
    pub expires_at: DateTime<Utc>,
    pub status: Status,
    /// Whether whoever asked may send it again or take it back.
    pub may_edit: bool,
    pub created_at: DateTime<Utc>,
}

/// Send the invitation's link: [`issue_link`] makes it. The handler is in `apps/api`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendInvitation {
    pub invitation_id: InvitationId,
}

impl Job for SendInvitation {
    const KIND: &'static str = "rbac.send_invitation";

    fn options() -> Options {
        Options {
            priority: Priority::High,
            ..Options::default()
        }
    }
}

/// The columns of [`Row`], of `staff_invitations i` and its inviter `a`.
const SELECT: &str = "SELECT i.id, i.email, i.full_name, i.title, i.locale, i.role, i.grants, i.invited_by, a.full_name AS inviter,
       i.expires_at, i.accepted_at, i.revoked_at, i.created_at
  FROM staff_invitations i JOIN accounts a ON a.id = i.invited_by";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    email: String,
    full_name: String,
    title: String,
    locale: String,
    role: String,
    grants: Value,
    invited_by: Uuid,
    inviter: String,
    expires_at: DateTime<Utc>,
    accepted_at: Option<DateTime<Utc>>,
    revoked_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
}

impl Row {
    fn into_invitation(self, now: DateTime<Utc>) -> Result<Invitation, DbErr> {
        let status = if self.accepted_at.is_some() {
            Status::Accepted
        } else if self.revoked_at.is_some() {
            Status::Revoked
        } else if self.expires_at <= now {
            Status::Expired
        } else {
            Status::Open
        };
        Ok(Invitation {
            id: self.id.into(),
            email: self.email,
            full_name: self.full_name,
            title: self.title,
            locale: self.locale,
            role: self.role.parse()?,
            grants: Grants::from_json(self.grants)?,
            invited_by: Some((self.invited_by.into(), self.inviter)),
            expires_at: self.expires_at,
            status,
            may_edit: false,
            created_at: self.created_at,
        })
    }
}

/// Only the mail ever holds the token.
fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
