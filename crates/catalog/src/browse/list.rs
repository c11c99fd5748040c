use chrono::{DateTime, Datelike as _, Utc};
use db::Conn;
use kernel::{Ctx, Cursor, InvalidCursor, Page, PageSize};
use sea_orm::{DbErr, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::card::{CardRow, read_cards};
use crate::Market;
use crate::sql::{PRICED, PRODUCTS, SHOWN, is_storable, join_price_and_stock, statement};
use crate::view::{Facets, ProductCard};

mod facets;
mod filter;

use facets::read_facets;
use filter::Filter;

/// What to list. The default lists everything.
#[derive(Clone, Debug, Default)]
pub struct ListQuery {
    /// The slug of a category in either language.
    pub category: Option<String>,
    /// Words that must all be found in the title or subtitle of either language.
    pub q: Option<String>,
    pub sort: Sort,
    /// Bounds of the card's price, inclusive, in minor units of the market's currency.
    pub min_price: Option<i64>,
    pub max_price: Option<i64>,
    /// Only what can be bought now …
    pub in_stock: bool,
    /// … or only what is coming soon; with both, either.
    pub coming_soon: bool,
    /// `#rrggbb` or `rrggbb`.
    pub colour: Option<String>,
    pub cursor: Option<String>,
    pub size: Option<PageSize>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// What staff feature, then their order.
    #[default]
    Featured,
    Newest,
    PriceAsc,
    PriceDesc,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductList {
    pub page: Page<ProductCard>,
    pub facets: Facets,
}

#[derive(Debug, thiserror::Error)]
pub enum ListError {
    #[error("no such category")]
    UnknownCategory,
    #[error(transparent)]
    InvalidCursor(#[from] InvalidCursor),
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Lists products with the facets of the same query. The pages of one sort show each product once, whatever is added meanwhile;
/// a product whose price changes between two pages may move.
///
/// # Errors
/// `InvalidCursor` also for a cursor of another sort.
pub async fn list_products(
    conn: &impl Conn,
    ctx: &Ctx,
    market: Market,
    query: &ListQuery,
) -> Result<ProductList, ListError> {
    let after = query.cursor.as_deref().map(After::decode).transpose()?;
    if after.as_ref().is_some_and(|after| after.sort() != query.sort) {
        return Err(InvalidCursor.into());
    }
    let category = match &query.category {
        Some(slug) => Some(
            find_category_id(conn, slug)
                .await?
                .ok_or(ListError::UnknownCategory)?,
        ),
        None => None,
    };
    let size = query.size.unwrap_or(PageSize::DEFAULT);
    let filter = Filter::new(query, category);
    let facets = read_facets(conn, market, &filter).await?;
    let (picked, values) = picked(query.sort, &filter, after.as_ref(), size);
    let rows = read_cards(conn, market, &picked, values).await?;
    let page = Page::from_rows(rows, size, facets.total, |row| {
        After::row(query.sort, row).encode()
    });
    Ok(ProductList {
        page: page.map(|row| row.into_card(market, ctx.now())),
        facets: facets.facets,
    })
}

async fn find_category_id(conn: &impl Conn, slug: &str) -> Result<Option<Uuid>, DbErr> {
    if !is_storable(slug) {
        return Ok(None);
    }
    let sql = "SELECT id FROM categories WHERE is_published AND $1 IN (slug_en, slug_ar)
                ORDER BY slug_en = $1 DESC LIMIT 1";
    let row = conn.query_one_raw(statement(sql, [slug.into()])).await?;
    row.map(|row| row.try_get("", "id")).transpose()
}

/// The query for the ids of one page. Prices and stock are looked up only for what it needs them for; the cards look them up
/// again for the page's few rows. The limit is a literal because Postgres would plan a bound one anew each time.
fn picked(sort: Sort, filter: &Filter, after: Option<&After>, size: PageSize) -> (String, Vec<Value>) {
    let mut values = filter.values.clone();
    let seek = after.map_or_else(String::new, |after| {
        format!("AND {}", after.condition(&mut values))
    });
    let by_price = matches!(sort, Sort::PriceAsc | Sort::PriceDesc);
    let (offer, sold) = if by_price || filter.needs_offer() {
        (join_price_and_stock(filter.amount_on_page()), "true")
    } else {
        ("", PRICED)
    };
    let order = match sort {
        Sort::Featured => "NOT p.is_featured, p.sort_order, p.id",
        Sort::Newest => "p.created_at DESC, p.id DESC",
        Sort::PriceAsc => "o.price_min, p.id",
        Sort::PriceDesc => "o.price_min DESC, p.id DESC",
    };
    let conditions = filter.all();
    let limit = size.limit_with_sentinel();
    let sql = format!(
        "SELECT 0, row_number() OVER (ORDER BY {order}), p.id FROM {PRODUCTS} {offer}
          WHERE {SHOWN} AND {sold} AND {conditions} {seek} ORDER BY {order} LIMIT {limit}"
    );
    (sql, values)
}

/// The sort key of the last row of a page.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum After {
    Featured(bool, i32, Uuid),
    Newest(DateTime<Utc>, Uuid),
    PriceAsc(i64, Uuid),
    PriceDesc(i64, Uuid),
}

impl After {
    fn row(sort: Sort, row: &CardRow) -> Self {
        match sort {
            Sort::Featured => Self::Featured(row.is_featured, row.sort_order, row.id),
            Sort::Newest => Self::Newest(row.created_at, row.id),
            Sort::PriceAsc => Self::PriceAsc(row.price_min, row.id),
            Sort::PriceDesc => Self::PriceDesc(row.price_min, row.id),
        }
    }

    fn encode(&self) -> Cursor {
        Cursor::encode(self)
    }

    fn decode(text: &str) -> Result<Self, InvalidCursor> {
        match Cursor::decode(text)? {
            // Postgres refuses years that the type here can hold.
            Self::Newest(at, _) if !(1..=9999).contains(&at.year()) => Err(InvalidCursor),
            after => Ok(after),
        }
    }

    const fn sort(&self) -> Sort {
        match self {
            Self::Featured(..) => Sort::Featured,
            Self::Newest(..) => Sort::Newest,
            Self::PriceAsc(..) => Sort::PriceAsc,
            Self::PriceDesc(..) => Sort::PriceDesc,
        }
    }

    /// The rows after this one, as one row comparison that an index can serve. Parameter 1 is the region.
    fn condition(&self, values: &mut Vec<Value>) -> String {
        let mut bind = |value: Value| {
            values.push(value);
            format!("${}", values.len() + 1)
        };
        match self {
            Self::Featured(is_featured, sort_order, id) => format!(
                "(NOT p.is_featured, p.sort_order, p.id) > (NOT {}, {}, {})",
                bind((*is_featured).into()),
                bind((*sort_order).into()),
                bind((*id).into())
            ),
            Self::Newest(at, id) => {
                format!(
                    "(p.created_at, p.id) < ({}, {})",
                    bind((*at).into()),
                    bind((*id).into())
                )
            }
            Self::PriceAsc(price, id) => {
                format!(
                    "(o.price_min, p.id) > ({}, {})",
                    bind((*price).into()),
                    bind((*id).into())
                )
            }
            Self::PriceDesc(price, id) => {
                format!(
                    "(o.price_min, p.id) < ({}, {})",
                    bind((*price).into()),
                    bind((*id).into())
                )
            }
        }
    }
}
