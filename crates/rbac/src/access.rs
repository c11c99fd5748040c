use std::collections::BTreeMap;

use accounts::Account;
use chrono::{DateTime, Utc};
use db::Conn;
use kernel::{RegionId, RegionScope, SessionId};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use serde_json::Value;
use uuid::Uuid;

use crate::grant::Grants;
use crate::permission::{Level, Permission};

/// Whether somebody has set up a second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TotpState {
    Enrolled,
    NotEnrolled,
}

/// Who a live session belongs to and what they may do.
#[derive(Clone, Debug)]
pub struct Access {
    pub account: Account,
    pub session: SessionId,
    /// When the person last proved who they are.
    pub authenticated_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    /// Everything for admins, nothing for customers.
    pub grants: Grants,
    pub totp: TotpState,
    /// Whether the shop asks its staff for a second factor.
    pub totp_required: bool,
    /// The slugs of the regions that the grants name.
    pub region_slugs: BTreeMap<RegionId, String>,
}

impl Access {
    #[must_use]
    pub fn is_admin(&self) -> bool {
        self.account.role == accounts::Role::Admin
    }

    /// Where this person may do that; `None` when nowhere. Customers may nothing.
    #[must_use]
    pub fn allows(&self, permission: Permission, level: Level) -> Option<RegionScope> {
        self.grants.allows(permission, level)
    }

    /// Whether this member of staff must set up a second factor before anything else.
    #[must_use]
    pub fn must_enrol(&self) -> bool {
        self.account.role.is_staff() && self.totp_required && self.totp == TotpState::NotEnrolled
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    email: Option<String>,
    email_verified: bool,
    full_name: String,
    phone: Option<String>,
    phone_verified: bool,
    role: String,
    locale: String,
    title: String,
    region_id: Option<Uuid>,
    marketing_consent: bool,
    has_password: bool,
    version: i32,
    created_at: DateTime<Utc>,
    authenticated_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    grants: Value,
    region_slugs: Value,
    totp_enrolled: bool,
    totp_required: bool,
}

/// The access of a session, in one statement. `None`: there is no such session, it has ended, or its account is switched off.
pub async fn load(conn: &impl Conn, session: SessionId, now: DateTime<Utc>) -> Result<Option<Access>, DbErr> {
    let id = session.uuid();
    let row = Row::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT a.id, a.email, a.email_verified_at IS NOT NULL AS email_verified, a.full_name, a.phone,
                  a.phone_verified_at IS NOT NULL AS phone_verified, a.role, a.locale, a.title, a.region_id,
                  a.marketing_consent_at IS NOT NULL AS marketing_consent, a.password_hash IS NOT NULL AS has_password,
                  a.version, a.created_at, s.authenticated_at, s.expires_at, held.grants, held.region_slugs, settings.totp_required,
                  EXISTS (SELECT FROM totp_secrets t WHERE t.account_id = a.id AND t.confirmed_at IS NOT NULL) AS totp_enrolled
             FROM sessions s
             JOIN accounts a ON a.id = s.account_id
            CROSS JOIN staff_settings settings
            CROSS JOIN LATERAL (
              SELECT coalesce(jsonb_agg(jsonb_build_object('permission', g.permission, 'level', g.level,
                                                           'region_ids', g.region_ids)), '[]') AS grants,
                     coalesce((SELECT jsonb_object_agg(r.id, r.slug) FROM regions r
                                WHERE r.id IN (SELECT unnest(n.region_ids) FROM staff_grants n
                                                WHERE n.account_id = a.id)), jsonb_build_object()) AS region_slugs
                FROM staff_grants g WHERE g.account_id = a.id AND a.role = 'manager'
            ) held
            WHERE s.id = {id} AND s.revoked_at IS NULL AND s.expires_at > {now} AND a.is_active"#
    ))
    .one(conn)
    .await?;
    row.map(|row| row.into_access(session)).transpose()
}

impl Row {
    fn into_access(self, session: SessionId) -> Result<Access, DbErr> {
        let role: accounts::Role = self.role.parse()?;
        let grants = match role {
            accounts::Role::Admin => Grants::everything(),
            accounts::Role::Manager => Grants::from_json(self.grants)?,
            accounts::Role::Customer => Grants::default(),
        };
        let region_slugs = serde_json::from_value(self.region_slugs)
            .map_err(|error| DbErr::Json(format!("region slugs: {error}")))?;
        Ok(Access {
            account: Account {
                id: self.id.into(),
                email: self.email,
                email_verified: self.email_verified,
                full_name: self.full_name,
                phone: self.phone,
                phone_verified: self.phone_verified,
                role,
                locale: self.locale,
                title: self.title,
                region_id: self.region_id.map(Into::into),
                marketing_consent: self.marketing_consent,
                has_password: self.has_password,
                // The statement finds no others.
                is_active: true,
                version: self.version,
                created_at: self.created_at,
            },
            session,
            authenticated_at: self.authenticated_at,
            expires_at: self.expires_at,
            grants,
            totp: if self.totp_enrolled {
                TotpState::Enrolled
            } else {
                TotpState::NotEnrolled
            },
            totp_required: self.totp_required,
            region_slugs,
        })
    }
}
