use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use orders::checkout::{Checkout, CheckoutError, Outcome, checkout as place};
use orders::quote::Choices;
use utoipa_actix_web::service_config::ServiceConfig;

use super::view;
use crate::dto::cart::CheckoutInput;
use crate::dto::order::CheckoutAnswer;
use crate::error::Problem;
use crate::extract::headers::{CartTokenHeader, RequiredIdempotencyKey};
use crate::extract::{Body, CartSecret, IdempotencyHeader, MaybeSignedIn};
use crate::routes::problems::{
    BodyTooLarge, CartMissing, CheckoutConflict, InvalidCheckout, NoCartToken, UnsupportedMediaType,
};
use crate::state::State;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(checkout);
}

/// Order the bag
///
/// All or nothing: stock, promo code and order are booked together, and only for the total the customer saw. Safe to repeat
/// with the same Idempotency-Key; a bag never becomes two orders. All problems of the form are told at once.
#[utoipa::path(
    operation_id = "checkout", tag = "carts", request_body = CheckoutInput, security((), ("bearer" = [])),
    params(
        CartTokenHeader,
        RequiredIdempotencyKey,
    ),
    responses(
        (status = 201, description = "The order", body = CheckoutAnswer),
        (status = 200, description = "The order, made by an earlier request", body = CheckoutAnswer),
        NoCartToken, CartMissing, CheckoutConflict, BodyTooLarge, UnsupportedMediaType, InvalidCheckout,
    )
)]
#[post("/carts/current/checkout")]
async fn checkout(
    state: web::Data<State>,
    token: CartSecret,
    key: IdempotencyHeader,
    customer: MaybeSignedIn,
    body: Body<CheckoutInput>,
) -> Result<HttpResponse, Problem> {
    let key = key.with(&body)?;
    let input = body.into_inner();
    let (expected_total, locale) = (input.expected_total.into(), input.locale.into());
    let request = Checkout {
        choices: Choices::from(input),
        expected_total,
        locale,
        customer: customer.id(),
    };
    let (status, order) = match place(&state.db, &state.ctx, &state.codes, &token.0, &request, &key).await {
        Ok(Outcome::Created(order)) => (StatusCode::CREATED, order),
        Ok(Outcome::Replayed(order)) => (StatusCode::OK, order),
        Err(error) => return Err(refused(&state, &token, &request.choices, error).await),
    };
    Ok(HttpResponse::build(status).json(CheckoutAnswer::from(order)))
}

/// Refusals that change what the customer sees come with the cart as it is now.
async fn refused(state: &State, token: &CartSecret, choices: &Choices, error: CheckoutError) -> Problem {
    let shows_cart = matches!(
        error,
        CheckoutError::TotalChanged(_) | CheckoutError::PromoRefused(_)
    );
    let problem = Problem::from(error);
    if !shows_cart {
        return problem;
    }
    match view(state, token, Some(choices)).await {
        Ok(cart) => problem.extra("cart", cart),
        Err(problem) => problem,
    }
}
