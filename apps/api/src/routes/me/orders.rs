use actix_web::{post, web};
use orders::order::claim::claim_by_link;
use orders::order::find;
use secrecy::ExposeSecret as _;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::dto::me::ClaimOrderInput;
use crate::dto::order::Order;
use crate::error::Problem;
use crate::extract::{Body, SignedIn};
use crate::routes::problems::{BodyTooLarge, InvalidBody, NotFound, Unauthenticated, UnsupportedMediaType};
use crate::state::State;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(claim_order);
}

/// Take over an order placed as a guest
///
/// With the secret of its link. From then on it is in the account's list. 404 when code and secret don't belong together, or
/// the order belongs to another account.
#[utoipa::path(
    operation_id = "claimOrder", tag = "me", security(("bearer" = [])), request_body = ClaimOrderInput,
    responses(
        (status = 200, description = "The order", body = Order),
        Unauthenticated, NotFound, BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/me/orders/claim")]
async fn claim_order(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
    body: Body<ClaimOrderInput>,
) -> Result<web::Json<Order>, Problem> {
    let ClaimOrderInput { code, token } = body.into_inner();
    let account = access.account.id;
    if !claim_by_link(&state.db, account, &code, token.expose_secret()).await? {
        return Err(Problem::not_found());
    }
    let order = find::find_for_customer(&state.db, &code, account).await?;
    order
        .map(|order| web::Json(Order::for_customer(order)))
        .ok_or_else(Problem::not_found)
}
