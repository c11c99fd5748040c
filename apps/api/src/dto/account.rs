use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::common::Locale;

mod convert;

pub(crate) use convert::locale;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Customer,
    Manager,
    Admin,
}

impl From<accounts::Role> for Role {
    fn from(role: accounts::Role) -> Self {
        match role {
            accounts::Role::Customer => Self::Customer,
            accounts::Role::Manager => Self::Manager,
            accounts::Role::Admin => Self::Admin,
        }
    }
}

impl From<Role> for accounts::Role {
    fn from(role: Role) -> Self {
        match role {
            Role::Customer => Self::Customer,
            Role::Manager => Self::Manager,
            Role::Admin => Self::Admin,
        }
    }
}

/// Who else can say who someone is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Provider {
    Google,
    Apple,
}

/// A person known to the shop.
#[derive(Serialize, ToSchema)]
pub struct Account {
    pub id: Uuid,
    /// `null`: signs in by telephone.
    #[schema(required)]
    pub email: Option<String>,
    /// Whether the person has shown that the mailbox is theirs.
    pub email_verified: bool,
    pub full_name: String,
    /// E.164.
    #[schema(required, example = "+971501234567")]
    pub phone: Option<String>,
    /// Whether the person has shown that the number is theirs, and may sign in with it.
    pub phone_verified: bool,
    pub role: Role,
    /// What the person is written to in.
    pub locale: Locale,
    /// What a member of staff does; empty for customers.
    #[schema(example = "Order desk")]
    pub title: String,
    /// Slug of the region the person signed up in.
    #[schema(required, example = "ae")]
    pub region: Option<String>,
    pub has_password: bool,
    /// Linked ways to sign in without a password.
    pub providers: Vec<Provider>,
    /// Whether signing in asks for a code of an authenticator app. Staff only.
    pub totp_enrolled: bool,
    pub marketing_consent: bool,
    pub created_at: DateTime<Utc>,
    /// Counts the changes; a change names the one it is based on.
    pub version: i32,
}

/// An open session. The tokens are told only here.
#[derive(Serialize, ToSchema)]
pub struct Session {
    /// For `Authorization: Bearer …`. Good for minutes.
    pub access_token: String,
    pub access_expires_at: DateTime<Utc>,
    /// Exchanged for the next pair by `refreshSession`, once.
    pub refresh_token: String,
    /// When the session ends unless it is refreshed before.
    pub refresh_expires_at: DateTime<Utc>,
    pub account: Account,
}

/// A person by name.
#[derive(Serialize, ToSchema)]
pub struct PersonRef {
    pub id: Uuid,
    pub name: String,
}

/// One sign-in on one device.
#[derive(Serialize, ToSchema)]
pub struct DeviceSession {
    pub id: Uuid,
    /// Browser and system as far as they can be told.
    #[schema(example = "Chrome · Windows")]
    pub device: String,
    #[schema(required)]
    pub user_agent: Option<String>,
    #[schema(required, example = "203.0.113.7")]
    pub client_address: Option<String>,
    pub created_at: DateTime<Utc>,
    /// When it was last refreshed.
    pub last_seen_at: DateTime<Utc>,
    /// The one that asks.
    pub is_current: bool,
}
