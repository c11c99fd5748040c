use actix_web::{HttpRequest, HttpResponse, get, web};
use catalog::browse;
use utoipa_actix_web::service_config::ServiceConfig;

use super::problems::NotFound;
use crate::dto::catalog::{CategoryCard, CategoryList, Home};
use crate::dto::store::{RegionList, RegionSummary, Store};
use crate::error::Problem;
use crate::extract::Shop;
use crate::state::State;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_regions)
        .service(get_store)
        .service(get_home)
        .service(list_categories)
        .service(get_category);
}

/// The regions the shop sells in
///
/// The default region comes first.
#[utoipa::path(operation_id = "listRegions", tag = "storefront", responses((status = 200, description = "All open regions", body = RegionList)))]
#[get("/regions")]
async fn list_regions(request: HttpRequest, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let view = async {
        let stores = regions::list_active(&state.db).await?;
        Ok(RegionList {
            items: stores.into_iter().map(RegionSummary::from).collect(),
        })
    };
    state.cache.answer(&request, view).await
}

/// One region's shop
///
/// Currency, tax, delivery zones with their conditions, and the fields of an address.
#[utoipa::path(
    operation_id = "getStore", tag = "storefront",
    params(("region" = String, Path, description = "Slug of the region", example = "ae")),
    responses((status = 200, description = "The shop", body = Store), NotFound)
)]
#[get("/stores/{region}")]
async fn get_store(
    request: HttpRequest,
    state: web::Data<State>,
    region: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let view = async {
        let Shop(store) = Shop::find(&state, &region).await?;
        let takes_online = state.gateways.of(&store.slug).is_some()
            && payments::find_settings(&state.db, store.id).await?.online_enabled;
        Ok(Store::of(store, takes_online))
    };
    state.cache.answer(&request, view).await
}

/// The start page
///
/// Categories, and rails of products: what staff feature, what came last, what is affordable. Empty rails are left out.
#[utoipa::path(
    operation_id = "getHome", tag = "storefront",
    params(("region" = String, Path, description = "Slug of the region", example = "ae")),
    responses((status = 200, description = "The start page", body = Home), NotFound)
)]
#[get("/stores/{region}/home")]
async fn get_home(
    request: HttpRequest,
    state: web::Data<State>,
    region: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let view = async {
        let shop = Shop::find(&state, &region).await?;
        Ok(Home::from(
            browse::home(&state.db, &state.ctx, shop.market()).await?,
        ))
    };
    state.cache.answer(&request, view).await
}

/// The categories of a region
///
/// Those with at least one product shown in the region, in the order staff gave them.
#[utoipa::path(
    operation_id = "listCategories", tag = "storefront",
    params(("region" = String, Path, description = "Slug of the region", example = "ae")),
    responses((status = 200, description = "The categories", body = CategoryList), NotFound)
)]
#[get("/stores/{region}/categories")]
async fn list_categories(
    request: HttpRequest,
    state: web::Data<State>,
    region: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let view = async {
        let shop = Shop::find(&state, &region).await?;
        let cards = browse::list_categories(&state.db, shop.market()).await?;
        Ok(CategoryList {
            items: cards.into_iter().map(CategoryCard::from).collect(),
        })
    };
    state.cache.answer(&request, view).await
}

/// One category
///
/// By its slug in either language.
#[utoipa::path(
    operation_id = "getCategory", tag = "storefront",
    params(
        ("region" = String, Path, description = "Slug of the region", example = "ae"),
        ("slug" = String, Path, description = "Slug of the category in either language", example = "flowers"),
    ),
    responses((status = 200, description = "The category", body = CategoryCard), NotFound)
)]
#[get("/stores/{region}/categories/{slug}")]
async fn get_category(
    request: HttpRequest,
    state: web::Data<State>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (region, slug) = path.into_inner();
    let view = async {
        let shop = Shop::find(&state, &region).await?;
        let category = browse::find_category(&state.db, shop.market(), &slug).await?;
        category.map(CategoryCard::from).ok_or_else(Problem::not_found)
    };
    state.cache.answer(&request, view).await
}
