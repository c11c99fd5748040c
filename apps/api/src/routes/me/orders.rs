use actix_web::{HttpResponse, post, web};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::dto::me::ClaimOrderInput;
use crate::dto::order::Order;
use crate::error::{Code, Problem};
use crate::extract::{Body, SignedIn};
use crate::routes::problems::{
    BodyTooLarge, InvalidBody, NotFound, OrderClaimed, Unauthenticated, UnsupportedMediaType,
};
use crate::state::State;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(claim_order);
}

/// Take over an order placed as a guest
///
/// With the secret of its link. From then on it is in the account's list. 404 when code and secret don't belong together.
#[utoipa::path(
    operation_id = "claimOrder", tag = "me", security(("bearer" = [])), request_body = ClaimOrderInput,
    responses(
        (status = 200, description = "The order", body = Order),
        Unauthenticated, NotFound, OrderClaimed, BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/me/orders/claim")]
async fn claim_order(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
    body: Body<ClaimOrderInput>,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}
