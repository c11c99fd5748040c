use db::Conn;
use i18n::Localized;
use kernel::{Money, ProductId, VariantId, WarehouseId};
use sea_orm::{DbErr, FromJsonQueryResult, FromQueryResult};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Market;
use crate::sql::{COVER_KEY, SHOWN, picture_json, statement};
use crate::view::{Availability, Picture};

/// A variant as carts and the checkout see it: everything a line shows, and whether it can be bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sellable {
    pub variant_id: VariantId,
    pub product_id: ProductId,
    pub sku: String,
    pub slug: Localized,
    pub title: Localized,
    /// In the order of the product's options.
    pub options: Vec<ChosenOption>,
    /// The variant's own, else the product's first.
    pub picture: Option<Picture>,
    pub lead_days: u32,
    pub gift_message_enabled: bool,
    pub custom_name_enabled: bool,
    pub is_published: bool,
    pub is_coming_soon: bool,
    pub is_active: bool,
    /// What the region asks for it; `None`: not sold there.
    pub offer: Option<Offer>,
    /// Units in the region's warehouse; 0 when the region has none.
    pub available: i32,
    pub warehouse_id: Option<WarehouseId>,
}

/// The price of a variant in a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    pub unit_price: Money,
    pub compare_at: Option<Money>,
    /// For each unit that carries a custom name.
    pub custom_name_fee: Money,
}

/// One chosen value, as it is snapshotted into an order line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct ChosenOption {
    pub name: Localized,
    pub value: Localized,
}

/// Whether a variant may be ordered at all; how many is a matter of `available`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sellability {
    ForSale(Offer),
    /// Shown, to be sold later.
    ComingSoon,
    /// Draft, archived or taken out of sale.
    Withdrawn,
    /// No price, no visibility or no warehouse in the region.
    NotInRegion,
}

impl Sellable {
    #[must_use]
    pub fn sellability(&self) -> Sellability {
        if !self.is_published || !self.is_active {
            return Sellability::Withdrawn;
        }
        match self.offer {
            Some(offer) if self.warehouse_id.is_some() => {
                if self.is_coming_soon {
                    Sellability::ComingSoon
                } else {
                    Sellability::ForSale(offer)
                }
            }
            _ => Sellability::NotInRegion,
        }
    }

    /// What a line shows; a variant that isn't for sale counts as sold out.
    #[must_use]
    pub fn availability(&self) -> Availability {
        match self.sellability() {
            Sellability::ForSale(_) => Availability::of(false, self.available.into()),
            Sellability::ComingSoon => Availability::ComingSoon,
            Sellability::Withdrawn | Sellability::NotInRegion => Availability::SoldOut,
        }
    }
}

/// The variants with these ids as they are sold in the market, in the order asked for, in one query. Ids of no variant are
/// left out; a variant that can't be bought is there and says why.
///
/// The array is wrapped in a SELECT so that the planner doesn't see how long it is: else it believes each new plan to be better
/// than the kept one, and planning these joins takes three times as long as running them.
pub async fn find_sellable(
    conn: &impl Conn,
    market: Market,
    variants: &[VariantId],
) -> Result<Vec<Sellable>, DbErr> {
    if variants.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = variants.iter().map(|id| id.uuid()).collect();
    let picture = picture_json(&format!("coalesce(v.picture_key, {COVER_KEY})"));
    let sql = format!(
        "SELECT v.id AS variant_id, v.product_id, v.sku, v.is_active, p.slug_en, p.slug_ar, p.title, p.lead_days,
                p.gift_message_enabled, p.custom_name_enabled, p.is_coming_soon, ({SHOWN}) AS is_published,
                vp.price_minor, vp.compare_at_minor, pr.custom_name_fee_minor, rw.warehouse_id,
                coalesce(s.available, 0) AS available, {picture} AS picture,
                coalesce((SELECT jsonb_agg(jsonb_build_object('name', o.name, 'value', ov.name) ORDER BY o.sort_order)
                            FROM variant_option_values vov
                            JOIN product_option_values ov ON ov.id = vov.option_value_id
                            JOIN product_options o ON o.id = ov.option_id
                           WHERE vov.variant_id = v.id), '[]') AS options
           FROM unnest((SELECT $2::uuid[])) WITH ORDINALITY AS wanted(id, n)
           JOIN variants v ON v.id = wanted.id
           JOIN products p ON p.id = v.product_id
           JOIN categories c ON c.id = p.category_id
           LEFT JOIN product_regions pr ON pr.product_id = p.id AND pr.region_id = $1
           LEFT JOIN variant_prices vp ON vp.variant_id = v.id AND vp.region_id = $1
           LEFT JOIN region_warehouses rw ON rw.region_id = $1
           LEFT JOIN stock_levels s ON s.variant_id = v.id AND s.warehouse_id = rw.warehouse_id
          ORDER BY wanted.n"
    );
    let query = statement(sql, [market.region.uuid().into(), ids.into()]);
    let rows = SellableRow::find_by_statement(query).all(conn).await?;
    rows.into_iter().map(|row| row.into_sellable(market)).collect()
}

#[derive(FromQueryResult)]
struct SellableRow {
    variant_id: Uuid,
    product_id: Uuid,
    sku: String,
    is_active: bool,
    slug_en: String,
    slug_ar: String,
    title: Localized,
    lead_days: i32,
    gift_message_enabled: bool,
    custom_name_enabled: bool,
    is_coming_soon: bool,
    is_published: bool,
    price_minor: Option<i64>,
    compare_at_minor: Option<i64>,
    custom_name_fee_minor: Option<i64>,
    warehouse_id: Option<Uuid>,
    available: i32,
    picture: Option<Picture>,
    options: Vec<ChosenOption>,
}

impl SellableRow {
    fn into_sellable(self, market: Market) -> Result<Sellable, DbErr> {
        let offer = self.price_minor.zip(self.custom_name_fee_minor);
        Ok(Sellable {
            variant_id: self.variant_id.into(),
            product_id: self.product_id.into(),
            sku: self.sku,
            slug: Localized::new(self.slug_en, self.slug_ar),
            title: self.title,
            options: self.options,
            picture: self.picture,
            lead_days: crate::sql::days(self.lead_days)?,
            gift_message_enabled: self.gift_message_enabled,
            custom_name_enabled: self.custom_name_enabled,
            is_published: self.is_published,
            is_coming_soon: self.is_coming_soon,
            is_active: self.is_active,
            offer: offer.map(|(price, fee)| Offer {
                unit_price: market.money(price),
                compare_at: self.compare_at_minor.map(|minor| market.money(minor)),
                custom_name_fee: market.money(fee),
            }),
            available: self.available,
            warehouse_id: self.warehouse_id.map(Into::into),
        })
    }
}
