//! Pieces of SQL that several reads share, so that they can't come to mean different things.

use sea_orm::{DbBackend, DbErr, Statement, Value};

pub(crate) fn statement(sql: impl Into<String>, values: impl IntoIterator<Item = Value>) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}

/// A product `p` in category `c` is shown to customers. Hiding a category hides what is in it.
pub(crate) const SHOWN: &str = "p.status = 'published' AND c.is_published";

/// The picture of key `{key}` as JSON that decodes into [`crate::view::Picture`]; the alternative text comes from the product's gallery,
/// else from its title.
pub(crate) fn picture_json(key: &str) -> String {
    format!(
        "(SELECT jsonb_build_object('key', m.key, 'width', m.width, 'height', m.height, 'alt', coalesce(
                  (SELECT g.alt FROM product_pictures g WHERE g.product_id = p.id AND g.media_key = m.key
                    ORDER BY g.sort_order, g.id LIMIT 1), p.title))
           FROM media_assets m WHERE m.key = {key})"
    )
}

/// The key of the first picture of product `p`.
pub(crate) const COVER_KEY: &str = "(SELECT g.media_key FROM product_pictures g WHERE g.product_id = p.id
                                      ORDER BY g.sort_order, g.id LIMIT 1)";

/// A number of days; the schema allows no negative one.
pub(crate) fn days(count: i32) -> Result<u32, DbErr> {
    u32::try_from(count).map_err(|_| DbErr::Type("negative number of days".to_owned()))
}

/// Variants `v` with their price `vp` in region $1: what can be sold there.
pub(crate) const SOLD_VARIANTS: &str = "(SELECT * FROM variants WHERE is_active) v
   JOIN variant_prices vp ON vp.variant_id = v.id AND vp.region_id = $1";

/// The stock level `s` of variant `v` in the warehouse that ships for region $1. The subquery runs once per statement.
pub(crate) const LEVEL: &str = "stock_levels s ON s.variant_id = v.id
    AND s.warehouse_id = (SELECT rw.warehouse_id FROM region_warehouses rw WHERE rw.region_id = $1)";

/// A product `p` that has something to sell in region $1.
pub(crate) const PRICED: &str = "EXISTS (SELECT FROM variants v
   JOIN variant_prices vp ON vp.variant_id = v.id AND vp.region_id = $1 WHERE v.product_id = p.id AND v.is_active)";

/// Products `p` in category `c` that region $1 has.
pub(crate) const PRODUCTS: &str = "products p JOIN categories c ON c.id = p.category_id
   JOIN product_regions pr ON pr.product_id = p.id AND pr.region_id = $1";

/// One row about what product `p` costs and how much there is of it in region $1, or none when it isn't sold there. The
/// default variant is the staff's choice, unless only others are in stock.
pub(crate) const OFFER: &str = "SELECT min(vp.price_minor) AS price_min, max(vp.price_minor) AS price_max,
     (array_agg(vp.compare_at_minor ORDER BY vp.price_minor, v.sort_order, v.id))[1] AS compare_at,
     count(*) AS variant_count, coalesce(sum(s.available), 0)::bigint AS available,
     (array_agg(v.id ORDER BY coalesce(s.available, 0) > 0 DESC, v.is_default DESC, v.sort_order, v.id))[1]
       AS default_variant_id
   FROM variants v
   JOIN variant_prices vp ON vp.variant_id = v.id AND vp.region_id = $1
   LEFT JOIN stock_levels s ON s.variant_id = v.id
    AND s.warehouse_id = (SELECT rw.warehouse_id FROM region_warehouses rw WHERE rw.region_id = $1)
  WHERE v.product_id = p.id AND v.is_active HAVING count(*) > 0";

/// Picture `g` of a gallery and its asset `m` as JSON that decodes into [`crate::view::Picture`].
pub(crate) const GALLERY_ITEM: &str =
    "jsonb_build_object('key', m.key, 'width', m.width, 'height', m.height, 'alt', g.alt)";
