use db::Conn;
use i18n::Localized;
use sea_orm::{DbErr, FromQueryResult, Value};
use uuid::Uuid;

use crate::Market;
use crate::sql::{PRICED, is_storable, statement};
use crate::view::{CategoryCard, Picture};

/// The published categories that have something to show in the market, in the order staff gave them.
pub async fn list_categories(conn: &impl Conn, market: Market) -> Result<Vec<CategoryCard>, DbErr> {
    let cards = read(conn, market, "true", Vec::new()).await?;
    Ok(cards.into_iter().filter(|card| card.product_count > 0).collect())
}

/// The published category with this slug in either language, even when it has nothing to show.
pub async fn find_category(
    conn: &impl Conn,
    market: Market,
    slug: &str,
) -> Result<Option<CategoryCard>, DbErr> {
    if !is_storable(slug) {
        return Ok(None);
    }
    let cards = read(conn, market, "$2 IN (c.slug_en, c.slug_ar)", vec![slug.into()]).await?;
    // One category's English slug may be another's Arabic one; the English one wins.
    let exact = cards.iter().position(|card| card.slug.en == slug).unwrap_or(0);
    Ok(cards.into_iter().nth(exact))
}

async fn read(
    conn: &impl Conn,
    market: Market,
    condition: &str,
    values: Vec<Value>,
) -> Result<Vec<CategoryCard>, DbErr> {
    let sql = format!(
        "SELECT c.id, c.slug_en, c.slug_ar, c.name, c.description,
                (SELECT jsonb_build_object('key', m.key, 'width', m.width, 'height', m.height, 'alt', c.name)
                   FROM media_assets m WHERE m.key = c.picture_key) AS picture,
                (SELECT count(*) FROM products p
                   JOIN product_regions pr ON pr.product_id = p.id AND pr.region_id = $1
                  WHERE p.category_id = c.id AND p.status = 'published' AND {PRICED}) AS product_count
           FROM categories c WHERE c.is_published AND {condition} ORDER BY c.sort_order, c.slug_en"
    );
    let values = std::iter::once(market.region.uuid().into()).chain(values);
    let rows = CategoryRow::find_by_statement(statement(sql, values))
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(CategoryRow::into_card).collect())
}

#[derive(FromQueryResult)]
struct CategoryRow {
    id: Uuid,
    slug_en: String,
    slug_ar: String,
    name: Localized,
    description: Localized,
    picture: Option<Picture>,
    product_count: i64,
}

impl CategoryRow {
    fn into_card(self) -> CategoryCard {
        CategoryCard {
            id: self.id.into(),
            slug: Localized::new(self.slug_en, self.slug_ar),
            name: self.name,
            description: self.description,
            picture: self.picture,
            product_count: self.product_count,
        }
    }
}
