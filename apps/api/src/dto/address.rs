use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::common::Localized;
use super::store::AddressField;

mod convert;

/// What an address consists of in a country.
#[derive(Serialize, ToSchema)]
pub struct AddressSchema {
    /// ISO 3166 alpha-2.
    #[schema(example = "KW")]
    pub country: String,
    #[schema(example = "+965")]
    pub phone_country_code: String,
    /// What people there call a delivery zone: emirate, province, governorate.
    pub zone_label: Localized,
    /// In the order of the form.
    pub fields: Vec<AddressField>,
}

/// Who opens the door.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddressRecipient {
    #[schema(min_length = 1, max_length = 100)]
    pub name: String,
    /// Given as people write it, kept as E.164.
    #[schema(example = "+971501234567")]
    pub phone: String,
}

/// An address of the address book.
#[derive(Serialize, ToSchema)]
pub struct Address {
    pub id: Uuid,
    /// Slug of the region it can be delivered to in.
    #[schema(example = "ae")]
    pub region: String,
    #[schema(example = "AE")]
    pub country: String,
    /// Code of the delivery zone.
    #[schema(required, example = "dubai")]
    pub zone: Option<String>,
    /// `Home`, `Mum`: may be empty.
    pub label: String,
    pub recipient: AddressRecipient,
    /// By the keys of the country's schema.
    #[schema(example = json!({"area": "Jumeirah 1", "street": "Al Wasl Road", "building": "Villa 12"}))]
    pub fields: BTreeMap<String, String>,
    /// All fields in the order of the form.
    #[schema(example = "Jumeirah 1, Al Wasl Road, Villa 12")]
    pub one_line: String,
    /// True for exactly one of a person's addresses.
    pub is_default: bool,
    pub created_at: DateTime<Utc>,
}

#[derive(Serialize, ToSchema)]
pub struct AddressList {
    /// The default one first, then newest first; of all regions.
    pub items: Vec<Address>,
}

/// An address as it is written down.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "region": "ae", "zone": "dubai", "label": "Home", "recipient": {"name": "Layla Hassan", "phone": "050 123 4567"},
    "fields": {"area": "Jumeirah 1", "street": "Al Wasl Road", "building": "Villa 12"}, "is_default": true
}))]
pub struct AddressInput {
    /// Slug.
    pub region: String,
    /// Code of the delivery zone.
    pub zone: Option<String>,
    #[schema(max_length = 40)]
    pub label: Option<String>,
    pub recipient: AddressRecipient,
    /// By the keys of the country's schema.
    pub fields: BTreeMap<String, String>,
    /// Becomes the default one; the first always is.
    pub is_default: Option<bool>,
}
