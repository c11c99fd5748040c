//! Staff: what they may do, the team, invitations.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::account::{Account, DeviceSession, PersonRef, Role};
use super::common::{Locale, Localized};

mod convert;

/// An area of the back office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    Products,
    Categories,
    Sections,
    Banners,
    Reviews,
    Orders,
    Payments,
    Promos,
    Tax,
    Regions,
    DeliveryZones,
    Customers,
    Team,
    Notifications,
    Contact,
    Analytics,
    Settings,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PermissionLevel {
    View,
    /// Includes `view`.
    Manage,
}

/// Something a member of staff may do, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PermissionGrant {
    pub permission: Permission,
    pub level: PermissionLevel,
    /// Slugs; `null`: all regions, also those to come. Must be said.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required)]
    pub regions: Option<Vec<String>>,
}

/// The second factor of a member of staff.
#[derive(Serialize, ToSchema)]
pub struct TotpState {
    pub enrolled: bool,
    /// The shop asks it of all staff: until it is set up nothing else works.
    pub required: bool,
}

/// A member of staff and what they may do.
#[derive(Serialize, ToSchema)]
pub struct AdminMe {
    pub account: Account,
    /// An admin's are all there are.
    pub permissions: Vec<PermissionGrant>,
    pub totp: TotpState,
}

/// A permission in words.
#[derive(Serialize, ToSchema)]
pub struct PermissionInfo {
    pub code: Permission,
    pub name: Localized,
    pub description: Localized,
}

/// What a preset gives; where is up to whoever grants it.
#[derive(Serialize, ToSchema)]
pub struct PresetGrant {
    pub permission: Permission,
    pub level: PermissionLevel,
}

/// A usual set of permissions.
#[derive(Serialize, ToSchema)]
pub struct Preset {
    #[schema(example = "order_desk")]
    pub code: String,
    pub name: Localized,
    pub description: Localized,
    pub grants: Vec<PresetGrant>,
}

/// Everything that can be granted.
#[derive(Serialize, ToSchema)]
pub struct PermissionCatalogue {
    pub permissions: Vec<PermissionInfo>,
    pub levels: Vec<PermissionLevel>,
    pub presets: Vec<Preset>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TeamStatus {
    Active,
    Disabled,
}

/// Which members of staff.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TeamQuery {
    /// Part of a name or an e-mail address.
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// Both unless told.
    #[param(inline = false)]
    pub status: Option<TeamStatus>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// 1 to 100; 24 unless told.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<i32>,
}

/// Someone who works in the shop.
#[derive(Serialize, ToSchema)]
pub struct TeamMember {
    pub id: Uuid,
    pub email: String,
    pub full_name: String,
    /// What they do.
    pub title: String,
    pub role: Role,
    pub is_active: bool,
    pub totp_enrolled: bool,
    #[schema(required)]
    pub last_seen_at: Option<DateTime<Utc>>,
    /// Empty for admins, who may do everything.
    pub grants: Vec<PermissionGrant>,
    /// Whether whoever asks may change this person.
    pub may_edit: bool,
    /// Counts the changes; a change names the one it is based on.
    pub version: i32,
    pub created_at: DateTime<Utc>,
}

#[derive(Serialize, ToSchema)]
pub struct TeamMemberPage {
    pub items: Vec<TeamMember>,
    #[schema(required)]
    pub next_cursor: Option<String>,
    pub total: i32,
}

/// Someone who works in the shop, with their open sessions.
#[derive(Serialize, ToSchema)]
pub struct TeamMemberDetail {
    #[serde(flatten)]
    pub member: TeamMember,
    /// Last seen first.
    pub sessions: Vec<DeviceSession>,
}

/// What to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"title": "Order desk", "is_active": true, "version": 3}))]
pub struct TeamMemberInput {
    #[schema(min_length = 1, max_length = 100)]
    pub full_name: Option<String>,
    #[schema(max_length = 80)]
    pub title: Option<String>,
    /// False ends all sessions and lets in no new one.
    pub is_active: Option<bool>,
    /// The version the member of staff looked at.
    pub version: i32,
}

/// All of someone's permissions, in place of those they have.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"grants": [{"permission": "orders", "level": "manage", "regions": ["ae"]}], "version": 3}))]
pub struct TeamGrantsInput {
    /// Each permission at most once.
    #[schema(max_items = 17)]
    pub grants: Vec<PermissionGrant>,
    /// The version the member of staff looked at.
    pub version: i32,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"role": "manager", "version": 3}))]
pub struct TeamRoleInput {
    /// `customer`: no longer works here.
    pub role: Role,
    /// The version the admin looked at.
    pub version: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvitationStatus {
    Open,
    Expired,
    Accepted,
    Revoked,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct InvitationsQuery {
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// 1 to 100; 24 unless told.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<i32>,
}

/// Someone who was asked to work in the shop.
#[derive(Serialize, ToSchema)]
pub struct Invitation {
    pub id: Uuid,
    pub email: String,
    pub full_name: String,
    pub title: String,
    pub locale: Locale,
    pub role: Role,
    pub grants: Vec<PermissionGrant>,
    /// Who vouches for it; `null`: an admin, to those who don't see admins.
    #[schema(required)]
    pub invited_by: Option<PersonRef>,
    pub expires_at: DateTime<Utc>,
    pub status: InvitationStatus,
    /// Whether whoever asks may send it again or take it back.
    pub may_edit: bool,
    pub created_at: DateTime<Utc>,
}

#[derive(Serialize, ToSchema)]
pub struct InvitationPage {
    pub items: Vec<Invitation>,
    #[schema(required)]
    pub next_cursor: Option<String>,
    pub total: i32,
}

/// Whom to invite, and to what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "email": "yousef@example.com", "full_name": "Yousef Khalil", "title": "Order desk", "locale": "ar", "role": "manager",
    "grants": [{"permission": "orders", "level": "manage", "regions": ["ae"]}]
}))]
pub struct InvitationInput {
    #[schema(max_length = 254)]
    pub email: String,
    #[schema(min_length = 1, max_length = 100)]
    pub full_name: String,
    #[schema(max_length = 80)]
    pub title: Option<String>,
    /// What the mail is written in.
    pub locale: Locale,
    /// `manager` or `admin`; only admins invite admins.
    pub role: Role,
    /// None for an admin.
    #[schema(max_items = 17)]
    pub grants: Vec<PermissionGrant>,
}

/// What holds for all staff.
#[derive(Serialize, ToSchema)]
pub struct StaffSettings {
    /// Whoever has no second factor can do nothing until they have one.
    pub totp_required: bool,
    pub version: i32,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"totp_required": true, "version": 1}))]
pub struct StaffSettingsInput {
    pub totp_required: bool,
    /// The version the admin looked at.
    pub version: i32,
}
