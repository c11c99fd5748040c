use accounts::Session;
use chrono::{DateTime, Utc};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::common::Locale;
use crate::permission::areas;

/// What someone signs in with.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "layla@example.com", "password": "correct horse"}))]
pub struct SignInInput {
    pub email: String,
    #[schema(value_type = String, format = Password)]
    pub password: SecretString,
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
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

/// A person known to the shop.
#[derive(Serialize, ToSchema)]
pub struct Account {
    pub id: Uuid,
    pub email: String,
    pub full_name: String,
    /// E.164.
    #[schema(required, example = "+971501234567")]
    pub phone: Option<String>,
    pub role: Role,
    pub locale: Locale,
}

impl From<accounts::Account> for Account {
    fn from(account: accounts::Account) -> Self {
        let accounts::Account {
            id,
            email,
            full_name,
            phone,
            role,
            locale,
        } = account;
        let locale = locale.parse::<i18n::Locale>().unwrap_or_default().into();
        Self {
            id: id.uuid(),
            email,
            full_name,
            phone,
            role: role.into(),
            locale,
        }
    }
}

/// An open session.
#[derive(Serialize, ToSchema)]
pub struct SignInAnswer {
    /// For `Authorization: Bearer …`. Told only here.
    pub token: String,
    pub expires_at: DateTime<Utc>,
    pub account: Account,
}

impl From<Session> for SignInAnswer {
    fn from(session: Session) -> Self {
        Self {
            token: session.token,
            expires_at: session.expires_at,
            account: session.account.into(),
        }
    }
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PermissionLevel {
    #[expect(
        dead_code,
        reason = "part of the contract; no role has an area to look at only yet"
    )]
    View,
    Manage,
}

/// Something a member of staff may do.
#[derive(Serialize, ToSchema)]
pub struct PermissionGrant {
    #[schema(example = "orders")]
    pub permission: String,
    /// `manage` includes `view`.
    pub level: PermissionLevel,
    /// Slugs; `null`: all regions.
    #[schema(required)]
    pub regions: Option<Vec<String>>,
}

/// A member of staff and what they may do.
#[derive(Serialize, ToSchema)]
pub struct AdminMe {
    pub account: Account,
    pub permissions: Vec<PermissionGrant>,
}

impl From<accounts::Account> for AdminMe {
    fn from(account: accounts::Account) -> Self {
        let grant = |area: &&str| PermissionGrant {
            permission: (*area).to_owned(),
            level: PermissionLevel::Manage,
            regions: None,
        };
        let permissions = areas(account.role).iter().map(grant).collect();
        Self {
            account: account.into(),
            permissions,
        }
    }
}
