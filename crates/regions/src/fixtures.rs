//! Puts regions into a database: for tests and the demo shop. Everything is found by its natural key first; a row that is
//! there is left as it is, whatever staff have made of it.

use chrono::{NaiveDate, NaiveTime};
use db::Conn;
use i18n::Localized;
use kernel::{Ctx, Currency, RegionId, ZoneId};
use sea_orm::{DbBackend, DbErr, Statement, Value};
use uuid::Uuid;

/// A region to create; [`NewRegion::new`] fills in what a test doesn't care about. Amounts are minor units of `currency`.
#[derive(Clone, Debug)]
pub struct NewRegion {
    pub slug: String,
    pub country: String,
    pub name: Localized,
    pub currency: Currency,
    pub time_zone: String,
    pub is_default: bool,
    pub is_active: bool,
    pub sort_order: i32,
    pub vat_rate_bp: i32,
    pub prices_include_vat: bool,
    pub shipping_fee: i64,
    pub free_shipping_from: Option<i64>,
    pub min_order: Option<i64>,
    pub max_order: Option<i64>,
    pub cod_enabled: bool,
    pub lead_days: i32,
    /// 0 is Sunday.
    pub delivery_weekdays: Vec<i32>,
    pub booking_window_days: i32,
    pub same_day_cutoff: Option<NaiveTime>,
}

impl NewRegion {
    /// Active, no tax, free delivery from tomorrow on, every day, 30 days ahead, by Dubai time.
    #[must_use]
    pub fn new(slug: &str, country: &str, currency: Currency) -> Self {
        Self {
            slug: slug.to_owned(),
            country: country.to_owned(),
            name: Localized::new(country, country),
            currency,
            time_zone: "Asia/Dubai".to_owned(),
            is_default: false,
            is_active: true,
            sort_order: 0,
            vat_rate_bp: 0,
            prices_include_vat: true,
            shipping_fee: 0,
            free_shipping_from: None,
            min_order: None,
            max_order: None,
            cod_enabled: true,
            lead_days: 1,
            delivery_weekdays: (0..=6).collect(),
            booking_window_days: 30,
            same_day_cutoff: None,
        }
    }
}

/// A zone to create; `None` inherits the region's value.
#[derive(Clone, Debug)]
pub struct NewZone {
    pub code: String,
    pub name: Localized,
    pub is_active: bool,
    pub sort_order: i32,
    pub shipping_fee: Option<i64>,
    pub free_shipping_from: Option<i64>,
    pub min_order: Option<i64>,
    pub max_order: Option<i64>,
    pub cod_enabled: Option<bool>,
    pub lead_days: Option<i32>,
}

impl NewZone {
    /// Active, inheriting everything.
    #[must_use]
    pub fn new(code: &str, name: Localized) -> Self {
        Self {
            code: code.to_owned(),
            name,
            is_active: true,
            sort_order: 0,
            shipping_fee: None,
            free_shipping_from: None,
            min_order: None,
            max_order: None,
            cod_enabled: None,
            lead_days: None,
        }
    }
}

/// The region with this slug, created if there is none.
pub async fn create_region(conn: &impl Conn, ctx: &Ctx, new: &NewRegion) -> Result<RegionId, DbErr> {
    let values: Vec<Value> = vec![
        ctx.new_id::<Uuid>().into(),
        new.slug.as_str().into(),
        new.country.as_str().into(),
        new.name.clone().into(),
        new.currency.code().into(),
        new.time_zone.as_str().into(),
        new.is_default.into(),
        new.is_active.into(),
        new.sort_order.into(),
        new.vat_rate_bp.into(),
        new.prices_include_vat.into(),
        new.shipping_fee.into(),
        new.free_shipping_from.into(),
        new.min_order.into(),
        new.max_order.into(),
        new.cod_enabled.into(),
        new.lead_days.into(),
        new.delivery_weekdays.clone().into(),
        new.booking_window_days.into(),
        new.same_day_cutoff.into(),
        ctx.now().into(),
    ];
    let insert = "INSERT INTO regions (id, slug, country, name, currency, time_zone, is_default, is_active, sort_order,
                    vat_rate_bp, prices_include_vat, shipping_fee_minor, free_shipping_from_minor, min_order_minor,
                    max_order_minor, cod_enabled, lead_days, delivery_weekdays, booking_window_days, same_day_cutoff,
                    created_at, updated_at)
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
                    $21, $21)
                  ON CONFLICT (slug) DO NOTHING";
    conn.execute_raw(statement(insert, values)).await?;
    let found = statement(
        "SELECT id FROM regions WHERE slug = $1",
        vec![new.slug.as_str().into()],
    );
    Ok(id(conn, found).await?.into())
}

/// The region's zone with this code, created if there is none.
pub async fn create_zone(
    conn: &impl Conn,
    ctx: &Ctx,
    region: RegionId,
    new: &NewZone,
) -> Result<ZoneId, DbErr> {
    let values: Vec<Value> = vec![
        ctx.new_id::<Uuid>().into(),
        region.uuid().into(),
        new.code.as_str().into(),
        new.name.clone().into(),
        new.is_active.into(),
        new.sort_order.into(),
        new.shipping_fee.into(),
        new.free_shipping_from.into(),
        new.min_order.into(),
        new.max_order.into(),
        new.cod_enabled.into(),
        new.lead_days.into(),
    ];
    let insert =
        "INSERT INTO delivery_zones (id, region_id, code, name, is_active, sort_order, shipping_fee_minor,
                    free_shipping_from_minor, min_order_minor, max_order_minor, cod_enabled, lead_days)
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                  ON CONFLICT (region_id, code) DO NOTHING";
    conn.execute_raw(statement(insert, values)).await?;
    let found = statement(
        "SELECT id FROM delivery_zones WHERE region_id = $1 AND code = $2",
        vec![region.uuid().into(), new.code.as_str().into()],
    );
    Ok(id(conn, found).await?.into())
}

/// Closes a day in the region unless it is closed already.
pub async fn create_blackout(
    conn: &impl Conn,
    ctx: &Ctx,
    region: RegionId,
    date: NaiveDate,
    reason: Localized,
) -> Result<(), DbErr> {
    let insert = "INSERT INTO delivery_blackout_dates (id, region_id, date, reason) VALUES ($1, $2, $3, $4)
                  ON CONFLICT (region_id, date) DO NOTHING";
    let values = vec![
        ctx.new_id::<Uuid>().into(),
        region.uuid().into(),
        date.into(),
        reason.into(),
    ];
    conn.execute_raw(statement(insert, values)).await?;
    Ok(())
}

fn statement(sql: &str, values: Vec<Value>) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}

async fn id(conn: &impl Conn, query: Statement) -> Result<Uuid, DbErr> {
    let row = conn.query_one_raw(query).await?;
    row.ok_or_else(|| DbErr::RecordNotFound("a row that was just created".to_owned()))?
        .try_get("", "id")
}
