use actix_web::{HttpResponse, delete, get, post, put, web};
use catalog::browse::find_cards;
use catalog::wishlist;
use i18n::Arg;
use kernel::ProductId;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::dto::me::{Wishlist, WishlistMergeInput, WishlistQuery};
use crate::error::{Code, Field, Problem};
use crate::extract::{Body, Query, Shop, SignedIn};
use crate::routes::problems::{
    BodyTooLarge, InvalidBody, InvalidQuery, NotFound, Unauthenticated, UnsupportedMediaType, WishlistFull,
};
use crate::state::State;

/// Wishes a device may bring at once.
const MERGED_AT_ONCE: usize = 100;

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
) -> Result<web::Json<Wishlist>, Problem> {
    let store = regions::find_store(&state.db, &query.region).await?;
    let unknown = || Problem::new(Code::InvalidQuery).field(Field::new("region", "unknown_region"));
    let shop = Shop(store.ok_or_else(unknown)?);
    let wishes = wishlist::list(&state.db, access.account.id).await?;
    let ids: Vec<ProductId> = wishes.iter().map(|wish| wish.product).collect();
    let cards = find_cards(&state.db, &state.ctx, shop.market(), &ids).await?;
    Ok(web::Json(Wishlist::of(wishes, cards)))
}

/// Wish for a product
///
/// Nothing changes when it was wished for already. Unknown products are 404; a full list is 409.
#[utoipa::path(
    operation_id = "addWish", tag = "me", security(("bearer" = [])),
    params(("product_id" = Uuid, Path, description = "The product")),
    responses(
        (status = 204, description = "Wished for"),
        Unauthenticated,
        NotFound,
        WishlistFull,
    )
)]
#[put("/me/wishlist/{product_id}")]
async fn add_wish(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
    product_id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    wishlist::add(
        &state.db,
        &state.ctx,
        access.account.id,
        product_id.into_inner().into(),
    )
    .await?;
    Ok(HttpResponse::NoContent().finish())
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
    wishlist::remove(&state.db, access.account.id, product_id.into_inner().into()).await?;
    Ok(HttpResponse::NoContent().finish())
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
    let ids = &body.product_ids;
    if ids.len() > MERGED_AT_ONCE {
        let most = [("max", Arg::Number(MERGED_AT_ONCE as i64))];
        return Err(Problem::new(Code::InvalidBody).field(Field::with("product_ids", "too_many", &most)));
    }
    let ids: Vec<ProductId> = ids.iter().copied().map(ProductId::from).collect();
    wishlist::merge(&state.db, &state.ctx, access.account.id, &ids).await?;
    Ok(HttpResponse::NoContent().finish())
}
