use actix_web::{HttpResponse, delete, get, post, put, web};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::dto::me::{Wishlist, WishlistMergeInput, WishlistQuery};
use crate::error::{Code, Problem};
use crate::extract::{Body, Query, SignedIn};
use crate::routes::problems::{BodyTooLarge, InvalidBody, InvalidQuery, NotFound, Unauthenticated, UnsupportedMediaType};
use crate::state::State;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(get_my_wishlist)
        .service(add_wish)
        .service(remove_wish)
        .service(merge_wishlist);
}

/// One's own wishes
///
/// Newest first, with the products as the region sells them. An unknown region is 422.
#[utoipa::path(
    operation_id = "getMyWishlist", tag = "me", security(("bearer" = [])),
    params(WishlistQuery),
    responses(
        (status = 200, description = "The wishes", body = Wishlist),
        Unauthenticated,
        InvalidQuery,
    )
)]
#[get("/me/wishlist")]
async fn get_my_wishlist(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
    Query(query): Query<WishlistQuery>,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}

/// Wish for a product
///
/// Nothing changes when it was wished for already. Unknown products are 404.
#[utoipa::path(
    operation_id = "addWish", tag = "me", security(("bearer" = [])),
    params(("product_id" = Uuid, Path, description = "The product")),
    responses(
        (status = 204, description = "Wished for"),
        Unauthenticated,
        NotFound,
    )
)]
#[put("/me/wishlist/{product_id}")]
async fn add_wish(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
    product_id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}

/// No longer wish for a product
///
/// Nothing changes when it wasn't wished for.
#[utoipa::path(
    operation_id = "removeWish", tag = "me", security(("bearer" = [])),
    params(("product_id" = Uuid, Path, description = "The product")),
    responses(
        (status = 204, description = "Not wished for"),
        Unauthenticated,
    )
)]
#[delete("/me/wishlist/{product_id}")]
async fn remove_wish(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
    product_id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}

/// Take over the wishes made on a device
///
/// At most 100 at once; unknown products are left out.
#[utoipa::path(
    operation_id = "mergeWishlist", tag = "me", security(("bearer" = [])), request_body = WishlistMergeInput,
    responses(
        (status = 204, description = "Taken over"),
        Unauthenticated,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/me/wishlist/merge")]
async fn merge_wishlist(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
    body: Body<WishlistMergeInput>,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}
