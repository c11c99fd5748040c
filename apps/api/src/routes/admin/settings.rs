use actix_web::{HttpResponse, get, put, web};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::dto::staff::{StaffSettings, StaffSettingsInput};
use crate::error::{Code, Problem};
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
    staff: Staff<View<Team>>,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
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
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}
