use actix_web::{HttpResponse, delete, get, patch, post, put, web};
use orders::cart;
use orders::quote::Choices;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::problems::{
    BodyTooLarge, CartConflict, CartMissing, InvalidBody, NoCartToken, NotFound, StockConflict,
    UnsupportedMediaType,
};
use crate::dto::cart::{
    AddLineInput, Cart, CreateCartInput, NewCart, PromoInput, QuoteInput, UpdateLineInput,
};
use crate::error::Problem;
use crate::extract::headers::{CartTokenHeader, OptionalIdempotencyKey};
use crate::extract::{Body, CartSecret, MaybeIdempotencyHeader, MaybeSignedIn, Shop};
use crate::state::State;

mod checkout;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(create_cart)
        .service(get_cart)
        .service(add_cart_line)
        .service(update_cart_line)
        .service(remove_cart_line)
        .service(apply_promo)
        .service(remove_promo)
        .service(quote_cart)
        .configure(checkout::routes);
}

/// The cart of a token, priced now; with `choices`, judged as checkout would.
async fn view(state: &State, token: &CartSecret, choices: Option<&Choices>) -> Result<Cart, Problem> {
    let cart = cart::find_cart(&state.db, &token.0).await?;
    priced(state, &cart, choices).await
}

async fn priced(state: &State, cart: &cart::Cart, choices: Option<&Choices>) -> Result<Cart, Problem> {
    let shop = Shop(regions::get_store(&state.db, cart.region_id).await?);
    let quote = orders::quote::quote(&state.db, &state.ctx, &shop, cart, choices).await?;
    Ok(Cart::new(quote, &shop))
}

/// The store a cart shops in.
async fn shop_of(state: &State, token: &CartSecret) -> Result<Shop, Problem> {
    let cart = cart::find_cart(&state.db, &token.0).await?;
    Ok(Shop(regions::get_store(&state.db, cart.region_id).await?))
}

/// A new bag
///
/// Keep the token: it owns the bag, and nobody can tell it again. A customer's bearer token ties the bag to the account.
#[utoipa::path(
    operation_id = "createCart", tag = "carts", request_body = CreateCartInput, security((), ("bearer" = [])),
    params(("region" = String, Path, description = "Slug of the region", example = "ae")),
    responses((status = 201, description = "The empty bag", body = NewCart), NotFound, BodyTooLarge, UnsupportedMediaType, InvalidBody)
)]
#[post("/stores/{region}/carts")]
async fn create_cart(
    state: web::Data<State>,
    region: web::Path<String>,
    customer: MaybeSignedIn,
    _: Body<CreateCartInput>,
) -> Result<HttpResponse, Problem> {
    let shop = Shop::find(&state, &region).await?;
    let (_, token) = cart::create_cart(&state.db, &state.ctx, shop.id, customer.id()).await?;
    let cart = view(&state, &CartSecret(token.clone()), None).await?;
    Ok(HttpResponse::Created().json(NewCart {
        token: token.expose().to_owned(),
        cart,
    }))
}

/// The bag
///
/// Priced now: prices, stock and the promo code are read again each time.
#[utoipa::path(
    operation_id = "getCart", tag = "carts",
    params(CartTokenHeader),
    responses((status = 200, description = "The bag", body = Cart), NoCartToken, CartMissing, CartConflict)
)]
#[get("/carts/current")]
async fn get_cart(state: web::Data<State>, token: CartSecret) -> Result<web::Json<Cart>, Problem> {
    Ok(web::Json(view(&state, &token, None).await?))
}

/// Put goods into the bag
///
/// Units of the same variant with the same message and name join the line that is there. With an Idempotency-Key a repeat
/// adds nothing.
#[utoipa::path(
    operation_id = "addCartLine", tag = "carts", request_body = AddLineInput,
    params(
        CartTokenHeader,
        OptionalIdempotencyKey,
    ),
    responses(
        (status = 200, description = "The bag", body = Cart),
        NoCartToken, CartMissing, StockConflict, BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/carts/current/lines")]
async fn add_cart_line(
    state: web::Data<State>,
    token: CartSecret,
    key: MaybeIdempotencyHeader,
    body: Body<AddLineInput>,
) -> Result<web::Json<Cart>, Problem> {
    let key = key.with(&body)?;
    let shop = shop_of(&state, &token).await?;
    let add = body.into_inner().into();
    let cart = cart::add_line(&state.db, &state.ctx, &shop, &token.0, &add, key.as_ref()).await?;
    Ok(web::Json(priced(&state, &cart, None).await?))
}

/// Change a line
///
/// What is left out stays. Quantity 0 takes the line out. A line that becomes equal to another joins it.
#[utoipa::path(
    operation_id = "updateCartLine", tag = "carts", request_body = UpdateLineInput,
    params(
        ("line_id" = Uuid, Path, description = "The line"),
        CartTokenHeader,
    ),
    responses(
        (status = 200, description = "The bag", body = Cart),
        NoCartToken, CartMissing, StockConflict, BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[patch("/carts/current/lines/{line_id}")]
async fn update_cart_line(
    state: web::Data<State>,
    token: CartSecret,
    line: web::Path<Uuid>,
    body: Body<UpdateLineInput>,
) -> Result<web::Json<Cart>, Problem> {
    let shop = shop_of(&state, &token).await?;
    let (line, update) = (line.into_inner().into(), body.into_inner().into());
    let cart = cart::update_line(&state.db, &state.ctx, &shop, &token.0, line, &update).await?;
    Ok(web::Json(priced(&state, &cart, None).await?))
}

/// Take a line out
///
/// Fine when it is gone already.
#[utoipa::path(
    operation_id = "removeCartLine", tag = "carts",
    params(
        ("line_id" = Uuid, Path, description = "The line"),
        CartTokenHeader,
    ),
    responses((status = 200, description = "The bag", body = Cart), NoCartToken, CartMissing, CartConflict)
)]
#[delete("/carts/current/lines/{line_id}")]
async fn remove_cart_line(
    state: web::Data<State>,
    token: CartSecret,
    line: web::Path<Uuid>,
) -> Result<web::Json<Cart>, Problem> {
    let cart = cart::remove_line(&state.db, &state.ctx, &token.0, line.into_inner().into()).await?;
    Ok(web::Json(priced(&state, &cart, None).await?))
}

/// Use a promo code
///
/// In place of the one that is there. A code that gives nothing now is refused and the bag stays as it is; `fields` says why.
#[utoipa::path(
    operation_id = "applyPromo", tag = "carts", request_body = PromoInput,
    params(CartTokenHeader),
    responses(
        (status = 200, description = "The bag", body = Cart),
        NoCartToken, CartMissing, CartConflict, BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[put("/carts/current/promo")]
async fn apply_promo(
    state: web::Data<State>,
    token: CartSecret,
    body: Body<PromoInput>,
) -> Result<web::Json<Cart>, Problem> {
    let cart = cart::find_cart(&state.db, &token.0).await?;
    let store = regions::get_store(&state.db, cart.region_id).await?;
    let tried = cart::Cart {
        promo_code: Some(promos::normalise(&body.code)),
        ..cart
    };
    let quote = orders::quote::quote(&state.db, &state.ctx, &store, &tried, None).await?;
    if let Some(refusal) = quote.promo.as_ref().and_then(|promo| promo.refusal.as_ref()) {
        return Err(Problem::promo_refused(refusal));
    }
    let cart = cart::set_promo(&state.db, &state.ctx, &token.0, &body.code).await?;
    Ok(web::Json(priced(&state, &cart, None).await?))
}

/// Use no promo code
///
/// Fine when there is none.
#[utoipa::path(
    operation_id = "removePromo", tag = "carts",
    params(CartTokenHeader),
    responses((status = 200, description = "The bag", body = Cart), NoCartToken, CartMissing, CartConflict)
)]
#[delete("/carts/current/promo")]
async fn remove_promo(state: web::Data<State>, token: CartSecret) -> Result<web::Json<Cart>, Problem> {
    let cart = cart::clear_promo(&state.db, &state.ctx, &token.0).await?;
    Ok(web::Json(priced(&state, &cart, None).await?))
}

/// Price the bag for these choices
///
/// Changes nothing. `problems` holds everything checkout would refuse.
#[utoipa::path(
    operation_id = "quoteCart", tag = "carts", request_body = QuoteInput,
    params(CartTokenHeader),
    responses(
        (status = 200, description = "The bag", body = Cart),
        NoCartToken, CartMissing, CartConflict, BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/carts/current/quote")]
async fn quote_cart(
    state: web::Data<State>,
    token: CartSecret,
    body: Body<QuoteInput>,
) -> Result<web::Json<Cart>, Problem> {
    let choices = Choices::from(body.into_inner());
    Ok(web::Json(view(&state, &token, Some(&choices)).await?))
}
