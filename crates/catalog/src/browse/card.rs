use chrono::{DateTime, TimeDelta, Utc};
use db::Conn;
use i18n::Localized;
use sea_orm::{DbErr, FromQueryResult, Value};
use uuid::Uuid;

use crate::Market;
use crate::sql::{GALLERY_ITEM, OFFER, SOLD, statement};
use crate::view::{Availability, Badge, CategoryRef, Picture, ProductCard};

/// How long a product counts as new.
const NEW_FOR: TimeDelta = TimeDelta::days(21);

/// Reads the cards of the products that `picked` selects. `picked` is a query for (rail integer, n bigint, id uuid): the cards
/// come in the order of rail and n. Its parameter 1 is the region, the caller's `values` go on from 2.
pub(super) async fn read_cards(
    conn: &impl Conn,
    market: Market,
    picked: &str,
    values: Vec<Value>,
) -> Result<Vec<CardRow>, DbErr> {
    let sql = format!(
        "SELECT picked.rail, p.id, p.slug_en, p.slug_ar, p.title, p.subtitle, p.is_coming_soon, p.is_featured, p.sort_order,
                p.created_at, c.slug_en AS category_slug_en, c.slug_ar AS category_slug_ar, c.name AS category_name,
                o.price_min, o.price_max, o.compare_at, o.variant_count, o.available, o.default_variant_id,
                coalesce((SELECT jsonb_agg({GALLERY_ITEM} ORDER BY g.sort_order, g.id)
                            FROM (SELECT * FROM product_pictures g WHERE g.product_id = p.id
                                   ORDER BY g.sort_order, g.id LIMIT 2) g
                            JOIN media_assets m ON m.key = g.media_key), '[]') AS pictures,
                ARRAY(SELECT ov.colour FROM {SOLD}
                        JOIN variant_option_values vov ON vov.variant_id = v.id
                        JOIN product_option_values ov ON ov.id = vov.option_value_id
                       WHERE v.product_id = p.id AND ov.colour IS NOT NULL
                       GROUP BY ov.colour ORDER BY min(ov.sort_order), ov.colour) AS colours
           FROM ({picked}) AS picked(rail, n, id)
           JOIN products p ON p.id = picked.id
           JOIN categories c ON c.id = p.category_id
          CROSS JOIN LATERAL ({OFFER}) o
          ORDER BY picked.rail, picked.n"
    );
    let values = std::iter::once(market.region.uuid().into()).chain(values);
    CardRow::find_by_statement(statement(sql, values)).all(conn).await
}

#[derive(FromQueryResult)]
pub(super) struct CardRow {
    pub(super) rail: i32,
    pub(super) id: Uuid,
    slug_en: String,
    slug_ar: String,
    title: Localized,
    subtitle: Localized,
    is_coming_soon: bool,
    pub(super) is_featured: bool,
    pub(super) sort_order: i32,
    pub(super) created_at: DateTime<Utc>,
    category_slug_en: String,
    category_slug_ar: String,
    category_name: Localized,
    pub(super) price_min: i64,
    price_max: i64,
    compare_at: Option<i64>,
    variant_count: i64,
    available: i64,
    default_variant_id: Uuid,
    pictures: Vec<Picture>,
    colours: Vec<String>,
}

impl CardRow {
    pub(super) fn into_card(self, market: Market, now: DateTime<Utc>) -> ProductCard {
        let availability = Availability::of(self.is_coming_soon, self.available);
        let is_new = now - self.created_at < NEW_FOR;
        let mut pictures = self.pictures.into_iter();
        ProductCard {
            id: self.id.into(),
            slug: Localized::new(self.slug_en, self.slug_ar),
            title: self.title,
            subtitle: self.subtitle,
            category: CategoryRef {
                slug: Localized::new(self.category_slug_en, self.category_slug_ar),
                name: self.category_name,
            },
            picture: pictures.next(),
            second_picture: pictures.next(),
            price: market.money(self.price_min),
            price_max: market.money(self.price_max),
            compare_at: self.compare_at.map(|minor| market.money(minor)),
            badge: Badge::of(availability, self.compare_at.is_some(), is_new),
            availability,
            has_options: self.variant_count > 1,
            default_variant_id: self.default_variant_id.into(),
            colours: self.colours,
        }
    }
}
