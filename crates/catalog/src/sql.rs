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

/// Whether a text from outside can be compared with stored ones at all: Postgres refuses the character NUL in any text.
pub(crate) fn is_storable(text: &str) -> bool {
    !text.contains('\0')
}

/// Active variants `v` with their price `vp` in region $1: what can be sold there.
macro_rules! sold {
    () => {
        "variants v JOIN variant_prices vp ON vp.variant_id = v.id AND vp.region_id = $1 AND v.is_active"
    };
}

/// The stock level `s` of variant `v` in the warehouse that ships for region $1, if any. The subquery runs once per statement.
macro_rules! level {
    () => {
        "LEFT JOIN stock_levels s ON s.variant_id = v.id
          AND s.warehouse_id = (SELECT rw.warehouse_id FROM region_warehouses rw WHERE rw.region_id = $1)"
    };
}

pub(crate) const SOLD: &str = sold!();

pub(crate) const SOLD_WITH_LEVEL: &str = concat!(sold!(), " ", level!());

/// A product `p` that has something to sell in region $1.
pub(crate) const PRICED: &str = concat!("EXISTS (SELECT FROM ", sold!(), " WHERE v.product_id = p.id)");

/// Products `p` in category `c` that region $1 has.
pub(crate) const PRODUCTS: &str = "products p JOIN categories c ON c.id = p.category_id
   JOIN product_regions pr ON pr.product_id = p.id AND pr.region_id = $1";

/// One row about what product `p` costs and how much there is of it in region $1, or none when it isn't sold there. The
/// default variant is the staff's choice, unless only others are in stock.
pub(crate) const OFFER: &str = concat!(
    "SELECT min(vp.price_minor) AS price_min, max(vp.price_minor) AS price_max,
       (array_agg(vp.compare_at_minor ORDER BY vp.price_minor, v.sort_order, v.id))[1] AS compare_at,
       count(*) AS variant_count, coalesce(sum(s.available), 0)::bigint AS available,
       (array_agg(v.id ORDER BY coalesce(s.available, 0) > 0 DESC, v.is_default DESC, v.sort_order, v.id))[1]
         AS default_variant_id
     FROM ",
    sold!(),
    " ",
    level!(),
    " WHERE v.product_id = p.id HAVING count(*) > 0"
);

/// Joins the card's price and the stock (`o.price_min`, `o.available`) of many products `p`, leaving out what isn't sold in
/// region $1.
pub(crate) fn join_price_and_stock(products: Amount) -> &'static str {
    macro_rules! price_and_stock {
        () => {
            concat!(
                "(SELECT v.product_id, min(vp.price_minor) AS price_min, coalesce(sum(s.available), 0)::bigint AS available
                    FROM ",
                sold!(),
                " ",
                level!()
            )
        };
    }
    match products {
        Amount::Few => concat!(
            "CROSS JOIN LATERAL ",
            price_and_stock!(),
            " WHERE v.product_id = p.id GROUP BY v.product_id) o"
        ),
        Amount::Most => concat!(
            "JOIN ",
            price_and_stock!(),
            " GROUP BY v.product_id) o ON o.product_id = p.id"
        ),
    }
}

/// How much of the catalogue a statement looks at: a few products are looked up one by one, for most of them it is several
/// times faster to read everything once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Amount {
    Few,
    Most,
}

/// Picture `g` of a gallery and its asset `m` as JSON that decodes into [`crate::view::Picture`].
pub(crate) const GALLERY_ITEM: &str =
    "jsonb_build_object('key', m.key, 'width', m.width, 'height', m.height, 'alt', g.alt)";
