use actix_web::{get, web};
use utoipa_actix_web::service_config::ServiceConfig;

use super::problems::{Forbidden, Unauthenticated};
use crate::dto::account::{Account, AdminMe};
use crate::extract::{SignedIn, Staff};
use crate::permission::{Enter, Permission as _};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(get_me).service(get_admin_me);
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

/// The member of staff and their permissions
///
/// For the back office: what to show and what to offer.
#[utoipa::path(
    operation_id = "getAdminMe", tag = "admin", security(("bearer" = [])),
    responses((status = 200, description = "Account and permissions", body = AdminMe), Unauthenticated, Forbidden),
    extensions(("x-permission" = json!(Enter::NAME)))
)]
#[get("/admin/me")]
async fn get_admin_me(staff: Staff<Enter>) -> web::Json<AdminMe> {
    web::Json(staff.account.into())
}
