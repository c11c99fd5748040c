use actix_web::{HttpRequest, HttpResponse, get, web};
use catalog::browse;
use utoipa_actix_web::service_config::ServiceConfig;

use super::problems::{InvalidQuery, NotFound};
use crate::dto::catalog::{Product, ProductPage, ProductQuery};
use crate::error::Problem;
use crate::extract::{Query, Shop};
use crate::state::State;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_products).service(get_product);
}

/// Products of a region
///
/// With facets: what could be chosen next. Search is forgiving about Arabic spelling variants. An unknown category is 404.
#[utoipa::path(
    operation_id = "listProducts", tag = "storefront",
    params(("region" = String, Path, description = "Slug of the region", example = "ae"), ProductQuery),
    responses((status = 200, description = "One page of products", body = ProductPage), NotFound, InvalidQuery)
)]
#[get("/stores/{region}/products")]
async fn list_products(
    request: HttpRequest,
    state: web::Data<State>,
    region: web::Path<String>,
    Query(query): Query<ProductQuery>,
) -> Result<HttpResponse, Problem> {
    let query = browse::ListQuery::try_from(query)?;
    let view = async {
        let shop = Shop::find(&state, &region).await?;
        Ok(ProductPage::from(
            browse::list_products(&state.db, &state.ctx, shop.market(), &query).await?,
        ))
    };
    state.cache.answer(&request, view).await
}

/// One product
///
/// By its slug in either language, with all variants, their prices and what is left of them.
#[utoipa::path(
    operation_id = "getProduct", tag = "storefront",
    params(
        ("region" = String, Path, description = "Slug of the region", example = "ae"),
        ("slug" = String, Path, description = "Slug of the product in either language", example = "velvet-rose-box"),
    ),
    responses((status = 200, description = "The product", body = Product), NotFound)
)]
#[get("/stores/{region}/products/{slug}")]
async fn get_product(
    request: HttpRequest,
    state: web::Data<State>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (region, slug) = path.into_inner();
    let view = async {
        let shop = Shop::find(&state, &region).await?;
        let product = browse::find_product(&state.db, &state.ctx, shop.market(), &slug).await?;
        product
            .map(|product| Product::new(product, &shop))
            .ok_or_else(Problem::not_found)
    };
    state.cache.answer(&request, view).await
}
