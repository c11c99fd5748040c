use actix_web::{get, web};
use utoipa_actix_web::service_config::ServiceConfig;

use super::problems::Unauthenticated;
use crate::dto::account::Account;
use crate::extract::SignedIn;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(get_me);
}

/// Who is signed in
///
/// Customers and staff alike.
#[utoipa::path(
    operation_id = "getMe", tag = "me", security(("bearer" = [])),
    responses((status = 200, description = "The account", body = Account), Unauthenticated)
)]
#[get("/me")]
async fn get_me(SignedIn(account): SignedIn) -> web::Json<Account> {
    web::Json(account.into())
}
