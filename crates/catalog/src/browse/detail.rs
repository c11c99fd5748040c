use db::Conn;
use i18n::Localized;
use kernel::{Ctx, OptionValueId, VariantId};
use sea_orm::{DbErr, FromJsonQueryResult, FromQueryResult};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::card::read_cards;
use crate::Market;
use crate::sql::{
    GALLERY_ITEM, PRICED, PRODUCTS, SHOWN, SOLD, SOLD_WITH_LEVEL, days, is_storable, picture_json, statement,
};
use crate::view::{Availability, CategoryRef, Picture, Product, ProductCard, ProductOption, Variant};

/// The product with this slug in either language, when it is shown and has a price in the market.
pub async fn find_product(
    conn: &impl Conn,
    ctx: &Ctx,
    market: Market,
    slug: &str,
) -> Result<Option<Product>, DbErr> {
    if !is_storable(slug) {
        return Ok(None);
    }
    let query = statement(detail_sql(), [market.region.uuid().into(), slug.into()]);
    let Some(row) = DetailRow::find_by_statement(query).one(conn).await? else {
        return Ok(None);
    };
    let related = related(conn, ctx, market, &row).await?;
    row.into_product(market, related).map(Some)
}

fn detail_sql() -> String {
    let used_values = used_values();
    let variant_picture = picture_json("v.picture_key");
    format!(
        "SELECT p.id, p.category_id, p.slug_en, p.slug_ar, p.title, p.subtitle, p.description, p.is_coming_soon, p.lead_days,
                p.gift_message_enabled, p.custom_name_enabled, pr.custom_name_fee_minor,
                c.slug_en AS category_slug_en, c.slug_ar AS category_slug_ar, c.name AS category_name,
                coalesce((SELECT jsonb_agg({GALLERY_ITEM} ORDER BY g.sort_order, g.id)
                            FROM product_pictures g JOIN media_assets m ON m.key = g.media_key
                           WHERE g.product_id = p.id), '[]') AS pictures,
                coalesce((SELECT jsonb_agg(jsonb_build_object('id', po.id, 'name', po.name, 'kind', po.kind, 'values',
                                   (SELECT jsonb_agg(jsonb_build_object('id', ov.id, 'name', ov.name, 'colour', ov.colour)
                                                     ORDER BY ov.sort_order)
                                      FROM product_option_values ov
                                     WHERE ov.option_id = po.id AND ov.id IN ({used_values}))) ORDER BY po.sort_order)
                            FROM product_options po
                           WHERE po.product_id = p.id AND EXISTS (SELECT FROM product_option_values ov
                                  WHERE ov.option_id = po.id AND ov.id IN ({used_values}))), '[]') AS options,
                (SELECT jsonb_agg(jsonb_build_object('id', v.id, 'sku', v.sku, 'price_minor', vp.price_minor,
                           'compare_at_minor', vp.compare_at_minor, 'available', coalesce(s.available, 0),
                           'is_default', v.is_default, 'picture', {variant_picture},
                           'values', ARRAY(SELECT ov.id FROM variant_option_values vov
                                             JOIN product_option_values ov ON ov.id = vov.option_value_id
                                             JOIN product_options po ON po.id = ov.option_id
                                            WHERE vov.variant_id = v.id ORDER BY po.sort_order))
                         ORDER BY v.sort_order, v.id)
                   FROM {SOLD_WITH_LEVEL} WHERE v.product_id = p.id) AS variants
           FROM {PRODUCTS}
          WHERE $2 IN (p.slug_en, p.slug_ar) AND {SHOWN} AND {PRICED}
          ORDER BY p.slug_en = $2 DESC LIMIT 1"
    )
}

/// The option values of product `p` that something sold in the region has: others would be choices that lead nowhere.
fn used_values() -> String {
    format!(
        "SELECT vov.option_value_id FROM {SOLD}
           JOIN variant_option_values vov ON vov.variant_id = v.id WHERE v.product_id = p.id"
    )
}

/// Up to eight others of the same category, as the category lists them.
async fn related(
    conn: &impl Conn,
    ctx: &Ctx,
    market: Market,
    row: &DetailRow,
) -> Result<Vec<ProductCard>, DbErr> {
    let order = "p.is_featured DESC, p.sort_order, p.id";
    let picked = format!(
        "SELECT 0, row_number() OVER (ORDER BY {order}), p.id FROM {PRODUCTS}
          WHERE {SHOWN} AND p.category_id = $2 AND p.id <> $3 AND {PRICED} ORDER BY {order} LIMIT 8"
    );
    let cards = read_cards(conn, market, &picked, vec![row.category_id.into(), row.id.into()]).await?;
    Ok(cards
        .into_iter()
        .map(|row| row.into_card(market, ctx.now()))
        .collect())
}

#[derive(FromQueryResult)]
struct DetailRow {
    id: Uuid,
    category_id: Uuid,
    slug_en: String,
    slug_ar: String,
    title: Localized,
    subtitle: Localized,
    description: Localized,
    is_coming_soon: bool,
    lead_days: i32,
    gift_message_enabled: bool,
    custom_name_enabled: bool,
    custom_name_fee_minor: i64,
    category_slug_en: String,
    category_slug_ar: String,
    category_name: Localized,
    pictures: Vec<Picture>,
    options: Vec<ProductOption>,
    variants: Vec<VariantRow>,
}

#[derive(Serialize, Deserialize, FromJsonQueryResult)]
struct VariantRow {
    id: VariantId,
    sku: String,
    price_minor: i64,
    compare_at_minor: Option<i64>,
    available: i64,
    is_default: bool,
    picture: Option<Picture>,
    values: Vec<OptionValueId>,
}

impl DetailRow {
    fn into_product(self, market: Market, related: Vec<ProductCard>) -> Result<Product, DbErr> {
        let available = self.variants.iter().map(|variant| variant.available).sum();
        // The same choice as the card's: something in stock, the staff's default before others. Sorting keeps their order.
        let default = self
            .variants
            .iter()
            .min_by_key(|variant| (variant.available == 0, !variant.is_default))
            .map(|variant| variant.id);
        let variants = self.variants.into_iter().map(|variant| {
            let is_default = default == Some(variant.id);
            variant.into_variant(market, self.is_coming_soon, is_default)
        });
        Ok(Product {
            id: self.id.into(),
            slug: Localized::new(self.slug_en, self.slug_ar),
            title: self.title,
            subtitle: self.subtitle,
            description: self.description,
            category: CategoryRef {
                slug: Localized::new(self.category_slug_en, self.category_slug_ar),
                name: self.category_name,
            },
            pictures: self.pictures,
            availability: Availability::of(self.is_coming_soon, available),
            is_coming_soon: self.is_coming_soon,
            lead_days: days(self.lead_days)?,
            gift_message_enabled: self.gift_message_enabled,
            custom_name_enabled: self.custom_name_enabled,
            custom_name_fee: market.money(self.custom_name_fee_minor),
            options: self.options,
            variants: variants.collect(),
            related,
        })
    }
}

impl VariantRow {
    fn into_variant(self, market: Market, is_coming_soon: bool, is_default: bool) -> Variant {
        let availability = Availability::of(is_coming_soon, self.available);
        Variant {
            id: self.id,
            sku: self.sku,
            option_value_ids: self.values,
            price: market.money(self.price_minor),
            compare_at: self.compare_at_minor.map(|minor| market.money(minor)),
            availability,
            units_left: (availability == Availability::LowStock).then_some(self.available),
            picture: self.picture,
            is_default,
        }
    }
}
