use chrono::{NaiveDate, NaiveTime};
use db::Conn;
use i18n::Localized;
use kernel::{Currency, Money, Rate, RegionId};
use sea_orm::{DbBackend, DbErr, FromJsonQueryResult, FromQueryResult, Statement, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Blackout, Store, Terms, ZoneTerms};

/// The active region with this slug.
pub async fn find_store(conn: &impl Conn, slug: &str) -> Result<Option<Store>, DbErr> {
    // Postgres refuses the character NUL in any text.
    if slug.contains('\0') {
        return Ok(None);
    }
    let row = RegionRow::find_by_statement(query("r.is_active AND r.slug = $1", [slug.into()]))
        .one(conn)
        .await?;
    row.map(RegionRow::into_store).transpose()
}

/// The region, active or not: for orders made while it still was.
///
/// # Errors
/// `DbErr::RecordNotFound` when there is no such region.
pub async fn get_store(conn: &impl Conn, id: RegionId) -> Result<Store, DbErr> {
    RegionRow::find_by_statement(query("r.id = $1", [id.uuid().into()]))
        .one(conn)
        .await?
        .ok_or_else(|| DbErr::RecordNotFound(format!("region {id}")))?
        .into_store()
}

/// All active regions, the default one first.
pub async fn list_active(conn: &impl Conn) -> Result<Vec<Store>, DbErr> {
    RegionRow::find_by_statement(query("r.is_active", []))
        .all(conn)
        .await?
        .into_iter()
        .map(RegionRow::into_store)
        .collect()
}

/// A region with its zones and blackouts as JSON: one round trip, because every storefront request starts here.
fn query<const N: usize>(condition: &str, values: [Value; N]) -> Statement {
    let sql = format!(
        "SELECT r.*,
           coalesce((SELECT jsonb_agg(jsonb_build_object(
                       'id', z.id, 'code', z.code, 'name', z.name, 'shipping_fee_minor', z.shipping_fee_minor,
                       'free_shipping_from_minor', z.free_shipping_from_minor, 'min_order_minor', z.min_order_minor,
                       'max_order_minor', z.max_order_minor, 'cod_enabled', z.cod_enabled, 'lead_days', z.lead_days)
                     ORDER BY z.sort_order, z.code)
                     FROM delivery_zones z WHERE z.region_id = r.id AND z.is_active), '[]') AS zones,
           coalesce((SELECT jsonb_agg(jsonb_build_object('date', b.date, 'reason', b.reason) ORDER BY b.date)
                     FROM delivery_blackout_dates b WHERE b.region_id = r.id), '[]') AS blackouts
         FROM regions r WHERE {condition} ORDER BY r.is_default DESC, r.sort_order, r.slug"
    );
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}

#[derive(FromQueryResult)]
struct RegionRow {
    id: Uuid,
    slug: String,
    country: String,
    name: Localized,
    currency: String,
    time_zone: String,
    is_default: bool,
    is_active: bool,
    vat_rate_bp: i32,
    prices_include_vat: bool,
    shipping_fee_minor: i64,
    free_shipping_from_minor: Option<i64>,
    min_order_minor: Option<i64>,
    max_order_minor: Option<i64>,
    cod_enabled: bool,
    lead_days: i32,
    delivery_weekdays: Vec<i32>,
    booking_window_days: i32,
    same_day_cutoff: Option<NaiveTime>,
    zones: Vec<ZoneRow>,
    blackouts: Vec<BlackoutRow>,
}

#[derive(Serialize, Deserialize, FromJsonQueryResult)]
struct ZoneRow {
    id: Uuid,
    code: String,
    name: Localized,
    shipping_fee_minor: Option<i64>,
    free_shipping_from_minor: Option<i64>,
    min_order_minor: Option<i64>,
    max_order_minor: Option<i64>,
    cod_enabled: Option<bool>,
    lead_days: Option<u32>,
}

#[derive(Serialize, Deserialize, FromJsonQueryResult)]
struct BlackoutRow {
    date: NaiveDate,
    reason: Localized,
}

impl RegionRow {
    fn into_store(self) -> Result<Store, DbErr> {
        let wrong = |what: &str| DbErr::Type(format!("region {}: {what}", self.slug));
        let currency: Currency = self.currency.parse().map_err(|_| wrong("unknown currency"))?;
        let time_zone = self.time_zone.parse().map_err(|_| wrong("unknown time zone"))?;
        let vat_rate = Rate::from_bp(self.vat_rate_bp).ok_or_else(|| wrong("VAT rate out of range"))?;
        let days = |count: i32| u32::try_from(count).map_err(|_| wrong("negative number of days"));
        let money = |minor| Money::new(minor, currency);
        let terms = Terms {
            shipping_fee: money(self.shipping_fee_minor),
            free_shipping_from: self.free_shipping_from_minor.map(money),
            min_order: self.min_order_minor.map(money),
            max_order: self.max_order_minor.map(money),
            cod_enabled: self.cod_enabled,
            lead_days: days(self.lead_days)?,
        };
        let delivery_weekdays = self
            .delivery_weekdays
            .iter()
            .copied()
            .map(days)
            .collect::<Result<_, _>>()?;
        let booking_window_days = days(self.booking_window_days)?;
        Ok(Store {
            id: self.id.into(),
            slug: self.slug,
            country: self.country,
            name: self.name,
            currency,
            time_zone,
            is_default: self.is_default,
            is_active: self.is_active,
            vat_rate,
            prices_include_vat: self.prices_include_vat,
            terms,
            delivery_weekdays,
            booking_window_days,
            same_day_cutoff: self.same_day_cutoff,
            zones: self.zones.into_iter().map(|zone| zone.merged(terms)).collect(),
            blackouts: self
                .blackouts
                .into_iter()
                .map(|row| Blackout {
                    date: row.date,
                    reason: row.reason,
                })
                .collect(),
        })
    }
}

impl ZoneRow {
    fn merged(self, region: Terms) -> ZoneTerms {
        let money = |minor| Money::new(minor, region.shipping_fee.currency);
        ZoneTerms {
            id: self.id.into(),
            code: self.code,
            name: self.name,
            terms: Terms {
                shipping_fee: self.shipping_fee_minor.map_or(region.shipping_fee, money),
                free_shipping_from: self
                    .free_shipping_from_minor
                    .map(money)
                    .or(region.free_shipping_from),
                min_order: self.min_order_minor.map(money).or(region.min_order),
                max_order: self.max_order_minor.map(money).or(region.max_order),
                cod_enabled: self.cod_enabled.unwrap_or(region.cod_enabled),
                lead_days: self.lead_days.unwrap_or(region.lead_days),
            },
        }
    }
}
