use actix_web::{get, put, web};
use rbac::settings;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::dto::staff::{StaffSettings, StaffSettingsInput};
use crate::error::Problem;
use crate::extract::{Body, Staff};
use crate::permission::{Admin, Permission as _, Team, View};
use crate::routes::problems::{
    BodyTooLarge, Forbidden, InvalidBody, Stale, Unauthenticated, UnsupportedMediaType,
};
use crate::state::State;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(get_staff_settings).service(set_staff_settings);
}

/// What holds for all staff
///
/// Whether signing in asks everyone for a second factor.
#[utoipa::path(
    operation_id = "getStaffSettings", tag = "admin", security(("bearer" = [])),
    responses(
        (status = 200, description = "The settings", body = StaffSettings),
        Unauthenticated,
        Forbidden,
    ),
    extensions(("x-permission" = json!(View::<Team>::NAME)))
)]
#[get("/admin/staff-settings")]
async fn get_staff_settings(
    state: web::Data<State>,
    _: Staff<View<Team>>,
) -> Result<web::Json<StaffSettings>, Problem> {
    Ok(web::Json(settings::find(&state.db).await?.into()))
}

/// Set what holds for all staff
///
/// Counts from everyone's next request.
#[utoipa::path(
    operation_id = "setStaffSettings", tag = "admin", security(("bearer" = [])), request_body = StaffSettingsInput,
    responses(
        (status = 200, description = "The settings as they are now", body = StaffSettings),
        Unauthenticated,
        Forbidden,
        Stale,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    ),
    extensions(("x-permission" = json!(Admin::NAME)))
)]
#[put("/admin/staff-settings")]
async fn set_staff_settings(
    state: web::Data<State>,
    staff: Staff<Admin>,
    body: Body<StaffSettingsInput>,
) -> Result<web::Json<StaffSettings>, Problem> {
    let StaffSettingsInput {
        totp_required,
        version,
    } = body.into_inner();
    let now = settings::update(&state.db, &state.ctx, &staff.actor(), totp_required, version).await?;
    Ok(web::Json(now.into()))
}
