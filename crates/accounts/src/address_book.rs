//! Where a customer has things delivered to. Whoever has addresses has exactly one default: the first one becomes it, and
//! when it is deleted the newest of the others does.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use db::Conn;
use kernel::{AccountId, AddressId, Phone, RegionId, ZoneId};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use uuid::Uuid;

mod change;

pub use change::{CreateError, NotFound, create, delete, set_default, update};

/// No more addresses than this are in one book.
pub const MAX_ADDRESSES: usize = 20;

/// An entry of somebody's address book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pub id: AddressId,
    /// The shop it can be used in; the book shows those of all regions.
    pub region: RegionId,
    pub zone: Option<ZoneId>,
    /// What its owner calls it; may be empty.
    pub label: String,
    pub recipient_name: String,
    /// E.164.
    pub recipient_phone: String,
    /// ISO 3166 alpha-2.
    pub country: String,
    /// By the names of the country's address form.
    pub fields: BTreeMap<String, String>,
    pub is_default: bool,
    pub created_at: DateTime<Utc>,
}

/// What an address is made of. The caller has checked it: `fields` against the country's form, the zone against the region's;
/// `label` has at most 40 characters, `recipient_name` 1 to 100.
#[derive(Clone, Debug)]
pub struct AddressInput {
    pub region: RegionId,
    pub zone: Option<ZoneId>,
    pub label: String,
    pub recipient_name: String,
    pub recipient_phone: Phone,
    pub country: String,
    pub fields: BTreeMap<String, String>,
    /// Makes it the default. `false` doesn't take that away from the one that is: another one is made the default instead.
    pub is_default: bool,
}

/// All addresses: the default one first, then the newest.
pub async fn list(conn: &impl Conn, account: AccountId) -> Result<Vec<Address>, DbErr> {
    let account = account.uuid();
    let rows = AddressRow::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT id, region_id, zone_id, label, recipient_name, recipient_phone, country, fields, is_default, created_at
             FROM addresses WHERE account_id = {account} ORDER BY is_default DESC, created_at DESC, id DESC"#
    ))
    .all(conn)
    .await?;
    rows.into_iter().map(Address::try_from).collect()
}

/// One of the account's own addresses; somebody else's isn't found.
pub async fn find(conn: &impl Conn, account: AccountId, id: AddressId) -> Result<Option<Address>, DbErr> {
    let (account, id) = (account.uuid(), id.uuid());
    let row = AddressRow::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT id, region_id, zone_id, label, recipient_name, recipient_phone, country, fields, is_default, created_at
             FROM addresses WHERE account_id = {account} AND id = {id}"#
    ))
    .one(conn)
    .await?;
    row.map(Address::try_from).transpose()
}

#[derive(FromQueryResult)]
struct AddressRow {
    id: Uuid,
    region_id: Uuid,
    zone_id: Option<Uuid>,
    label: String,
    recipient_name: String,
    recipient_phone: String,
    country: String,
    fields: serde_json::Value,
    is_default: bool,
    created_at: DateTime<Utc>,
}

impl TryFrom<AddressRow> for Address {
    type Error = DbErr;

    fn try_from(row: AddressRow) -> Result<Self, DbErr> {
        let fields = serde_json::from_value(row.fields)
            .map_err(|error| DbErr::Json(format!("address {}: {error}", row.id)))?;
        Ok(Self {
            id: row.id.into(),
            region: row.region_id.into(),
            zone: row.zone_id.map(ZoneId::from),
            label: row.label,
            recipient_name: row.recipient_name,
            recipient_phone: row.recipient_phone,
            country: row.country,
            fields,
            is_default: row.is_default,
            created_at: row.created_at,
        })
    }
}
