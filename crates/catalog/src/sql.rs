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
