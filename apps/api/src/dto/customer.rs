//! Customers as staff see them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::account::Provider;
use super::address::Address;
use super::common::Locale;

mod convert;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CustomerStatus {
    Active,
    Disabled,
    /// Active, without a verified e-mail address or telephone number.
    Unverified,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CustomerSort {
    #[default]
    Newest,
    Oldest,
    Name,
}

/// Which customers, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CustomersQuery {
    /// Part of a name, e-mail address or telephone number.
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// All unless told.
    #[param(inline = false)]
    pub status: Option<CustomerStatus>,
    /// Slug.
    pub region: Option<String>,
    /// Newest first unless told.
    #[param(inline = false)]
    pub sort: Option<CustomerSort>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// 1 to 100; 24 unless told.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<i32>,
}

/// A customer in a list. Below `customers:manage` personal data is masked.
#[derive(Serialize, ToSchema)]
pub struct CustomerRow {
    pub id: Uuid,
    pub full_name: String,
    #[schema(required, example = "l•••@example.com")]
    pub email: Option<String>,
    #[schema(required, example = "+9715•••••67")]
    pub phone: Option<String>,
    pub email_verified: bool,
    /// Slug of the region they signed up in.
    #[schema(required, example = "ae")]
    pub region: Option<String>,
    pub is_active: bool,
    pub order_count: i32,
    pub created_at: DateTime<Utc>,
    #[schema(required)]
    pub last_seen_at: Option<DateTime<Utc>>,
}

#[derive(Serialize, ToSchema)]
pub struct CustomerPage {
    pub items: Vec<CustomerRow>,
    #[schema(required)]
    pub next_cursor: Option<String>,
    pub total: i32,
}

/// A customer. Below `customers:manage` personal data is masked.
#[derive(Serialize, ToSchema)]
pub struct Customer {
    #[serde(flatten)]
    pub row: CustomerRow,
    /// Why they were disabled; empty for active ones.
    pub disabled_reason: String,
    pub providers: Vec<Provider>,
    pub addresses: Vec<Address>,
    pub locale: Locale,
    /// Counts the changes; a change names the one it is based on.
    pub version: i32,
    pub is_masked: bool,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Ordered with other people's names.", "version": 2}))]
pub struct DisableCustomerInput {
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
    /// The version the member of staff looked at.
    pub version: i32,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"version": 3}))]
pub struct EnableCustomerInput {
    /// The version the member of staff looked at.
    pub version: i32,
}
