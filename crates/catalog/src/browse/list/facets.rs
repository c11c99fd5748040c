use db::Conn;
use sea_orm::{DbErr, FromQueryResult};

use super::filter::Filter;
use crate::Market;
use crate::sql::{PRODUCTS, SHOWN, SOLD, join_price_and_stock, statement};
use crate::view::{CategoryFacet, ColourFacet, Facets, PriceRange};

/// The facets of a list, and how many products match all of its filters.
pub(super) struct Counted {
    pub(super) total: i64,
    pub(super) facets: Facets,
}

/// Counts everything in one pass: the products that match the search words are read once with one flag per filter, and each
/// part counts those whose other flags are set.
pub(super) async fn read_facets(conn: &impl Conn, market: Market, filter: &Filter) -> Result<Counted, DbErr> {
    let values = std::iter::once(market.region.uuid().into()).chain(filter.values.iter().cloned());
    let row = FacetRow::find_by_statement(statement(sql(filter), values))
        .one(conn)
        .await?
        .ok_or_else(|| DbErr::RecordNotFound("an aggregate is one row".to_owned()))?;
    Ok(Counted {
        total: row.total,
        facets: Facets {
            categories: row.categories,
            price: row.price_min.zip(row.price_max).map(|(min, max)| PriceRange {
                min: market.money(min),
                max: market.money(max),
            }),
            in_stock_count: row.in_stock_count,
            coming_soon_count: row.coming_soon_count,
            colours: row.colours,
        },
    })
}

fn sql(filter: &Filter) -> String {
    let Filter {
        search,
        category,
        price,
        availability,
        colour,
        ..
    } = filter;
    let offers = join_price_and_stock(filter.amount_searched());
    format!(
        "WITH base AS MATERIALIZED (
           SELECT p.id, p.category_id, p.is_coming_soon, o.price_min, o.available > 0 AND NOT p.is_coming_soon AS in_stock,
                  ({category}) AS by_category, ({price}) AS by_price, ({availability}) AS by_availability,
                  ({colour}) AS by_colour
             FROM {PRODUCTS} {offers}
            WHERE {SHOWN} AND {search})
         SELECT count(*) FILTER (WHERE by_category AND by_price AND by_availability AND by_colour) AS total,
                min(price_min) FILTER (WHERE by_category AND by_availability AND by_colour) AS price_min,
                max(price_min) FILTER (WHERE by_category AND by_availability AND by_colour) AS price_max,
                count(*) FILTER (WHERE in_stock AND by_category AND by_price AND by_colour) AS in_stock_count,
                count(*) FILTER (WHERE is_coming_soon AND by_category AND by_price AND by_colour) AS coming_soon_count,
                coalesce((SELECT jsonb_agg(jsonb_build_object('slug', jsonb_build_object('en', c.slug_en, 'ar', c.slug_ar),
                                   'name', c.name, 'count', counted.n) ORDER BY c.sort_order, c.slug_en)
                            FROM (SELECT category_id, count(*) AS n FROM base
                                   WHERE by_price AND by_availability AND by_colour GROUP BY category_id) counted
                            JOIN categories c ON c.id = counted.category_id), '[]') AS categories,
                coalesce((SELECT jsonb_agg(jsonb_build_object('colour', counted.colour, 'name', counted.name,
                                   'count', counted.n) ORDER BY counted.n DESC, counted.colour)
                            FROM (SELECT ov.colour, count(DISTINCT b.id) AS n,
                                         (array_agg(ov.name ORDER BY ov.id))[1] AS name
                                    FROM base b
                                    JOIN ({SOLD}) ON v.product_id = b.id
                                    JOIN variant_option_values vov ON vov.variant_id = v.id
                                    JOIN product_option_values ov ON ov.id = vov.option_value_id
                                   WHERE ov.colour IS NOT NULL AND b.by_category AND b.by_price AND b.by_availability
                                   GROUP BY ov.colour) counted), '[]') AS colours
           FROM base"
    )
}

#[derive(FromQueryResult)]
struct FacetRow {
    total: i64,
    price_min: Option<i64>,
    price_max: Option<i64>,
    in_stock_count: i64,
    coming_soon_count: i64,
    categories: Vec<CategoryFacet>,
    colours: Vec<ColourFacet>,
}
