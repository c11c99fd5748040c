use chrono::{DateTime, Utc};
use db::Conn;
use i18n::Localized;
use kernel::{Currency, Money, Rate};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use uuid::Uuid;

use crate::code::{Kind, PromoCode, normalise};

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    code: String,
    name: Localized,
    percent_bp: Option<i32>,
    starts_at: Option<DateTime<Utc>>,
    ends_at: Option<DateTime<Utc>>,
    usage_limit: Option<i32>,
    per_customer_limit: Option<i32>,
    used_count: i32,
    is_active: bool,
    amount_minor: Option<i64>,
    min_subtotal_minor: Option<i64>,
    max_discount_minor: Option<i64>,
    regions: Vec<Uuid>,
}

/// The code as it stands in `currency`, however it was typed.
pub async fn find(conn: &impl Conn, code: &str, currency: Currency) -> Result<Option<PromoCode>, DbErr> {
    let (code, currency_code) = (normalise(code), currency.code());
    let row = Row::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT p.id, p.code, p.name, p.percent_bp, p.starts_at, p.ends_at, p.usage_limit, p.per_customer_limit,
                  p.used_count, p.is_active, a.amount_minor, a.min_subtotal_minor, a.max_discount_minor,
                  ARRAY(SELECT r.region_id FROM promo_code_regions r WHERE r.promo_code_id = p.id) AS regions
             FROM promo_codes p
             LEFT JOIN promo_code_amounts a ON a.promo_code_id = p.id AND a.currency = {currency_code}
            WHERE p.code = {code}"#
    ))
    .one(conn)
    .await?;
    Ok(row.map(|row| row.into_code(currency)))
}

impl Row {
    fn into_code(self, currency: Currency) -> PromoCode {
        let money = |minor: i64| Money::new(minor, currency);
        let kind = match self.percent_bp {
            Some(bp) => Rate::from_bp(bp).map(Kind::Percentage),
            None => self.amount_minor.map(money).map(Kind::Fixed),
        };
        PromoCode {
            id: self.id.into(),
            code: self.code,
            name: self.name,
            kind,
            min_subtotal: self.min_subtotal_minor.map(money),
            max_discount: self.max_discount_minor.map(money),
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            usage_limit: self.usage_limit,
            per_customer_limit: self.per_customer_limit,
            used_count: self.used_count,
            is_active: self.is_active,
            regions: self.regions.into_iter().map(Into::into).collect(),
        }
    }
}
