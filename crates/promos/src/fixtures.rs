//! Promo codes for tests and the demo shop.

use chrono::{DateTime, Utc};
use db::Conn;
use i18n::Localized;
use kernel::{Ctx, Money, PromoCodeId, RegionId};
use sea_orm::{DbErr, raw_sql};

use crate::find::find;

/// A code to create. Amounts are listed per currency; a percentage needs none.
pub struct NewPromoCode {
    pub code: String,
    pub name: Localized,
    pub percent_bp: Option<i32>,
    pub amounts: Vec<Amounts>,
    pub starts_at: Option<DateTime<Utc>>,
    pub ends_at: Option<DateTime<Utc>>,
    pub usage_limit: Option<i32>,
    pub per_customer_limit: Option<i32>,
    pub regions: Vec<RegionId>,
}

/// What a code means in the currency of `amount` or `min_subtotal`.
pub struct Amounts {
    pub currency: kernel::Currency,
    pub amount: Option<Money>,
    pub min_subtotal: Option<Money>,
    pub max_discount: Option<Money>,
}

impl NewPromoCode {
    /// A percentage code without limits.
    #[must_use]
    pub fn percentage(code: &str, percent_bp: i32) -> Self {
        Self {
            code: code.to_owned(),
            name: Localized::new(code, code),
            percent_bp: Some(percent_bp),
            amounts: vec![],
            starts_at: None,
            ends_at: None,
            usage_limit: None,
            per_customer_limit: None,
            regions: vec![],
        }
    }
}

/// Creates the code unless one with the same text exists; never changes an existing one.
pub async fn ensure_promo_code(conn: &impl Conn, ctx: &Ctx, new: NewPromoCode) -> Result<PromoCodeId, DbErr> {
    if let Some(existing) = find(conn, &new.code, kernel::Currency::Aed).await? {
        return Ok(existing.id);
    }
    let id: PromoCodeId = ctx.new_id();
    let (uuid, now) = (id.uuid(), ctx.now());
    let kind = if new.percent_bp.is_some() {
        "percentage"
    } else {
        "fixed"
    };
    let NewPromoCode {
        code,
        name,
        percent_bp,
        starts_at,
        ends_at,
        usage_limit,
        per_customer_limit,
        ..
    } = new;
    conn.execute_raw(raw_sql!(
        Postgres,
        r#"INSERT INTO promo_codes (id, code, name, kind, percent_bp, starts_at, ends_at, usage_limit, per_customer_limit, created_at, updated_at)
           VALUES ({uuid}, {code}, {name}, {kind}, {percent_bp}, {starts_at}, {ends_at}, {usage_limit}, {per_customer_limit}, {now}, {now})"#
    ))
    .await?;
    for amounts in new.amounts {
        let currency = amounts.currency.code();
        let amount = amounts.amount.map(|money| money.minor);
        let min_subtotal = amounts.min_subtotal.map(|money| money.minor);
        let max_discount = amounts.max_discount.map(|money| money.minor);
        conn.execute_raw(raw_sql!(
            Postgres,
            r#"INSERT INTO promo_code_amounts (promo_code_id, currency, amount_minor, min_subtotal_minor, max_discount_minor)
               VALUES ({uuid}, {currency}, {amount}, {min_subtotal}, {max_discount})"#
        ))
        .await?;
    }
    for region in new.regions {
        let region = region.uuid();
        conn.execute_raw(raw_sql!(
            Postgres,
            r#"INSERT INTO promo_code_regions (promo_code_id, region_id) VALUES ({uuid}, {region})"#
        ))
        .await?;
    }
    Ok(id)
}
