use actix_web::{get, web};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::dto::staff::AdminMe;
use crate::error::Problem;
use crate::extract::Staff;
use crate::permission::{Enter, Permission as _};
use crate::routes::people;
use crate::routes::problems::{Forbidden, Unauthenticated};
use crate::state::State;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(get_admin_me);
}

/// The member of staff and their permissions
///
/// For the back office: what to show and what to offer. Answered also while the second factor is missing.
#[utoipa::path(
    operation_id = "getAdminMe", tag = "admin", security(("bearer" = [])),
    responses(
        (status = 200, description = "Account and permissions", body = AdminMe),
        Unauthenticated,
        Forbidden,
    ),
    extensions(("x-permission" = json!(Enter::NAME)))
)]
#[get("/admin/me")]
async fn get_admin_me(state: web::Data<State>, staff: Staff<Enter>) -> Result<web::Json<AdminMe>, Problem> {
    let account = people::account(&state, staff.access.account.clone()).await?;
    Ok(web::Json(AdminMe::of(account, &staff.access)))
}
