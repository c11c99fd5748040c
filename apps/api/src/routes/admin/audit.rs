use actix_web::{get, web};
use rbac::activity;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::dto::audit::{AuditPage, AuditQuery};
use crate::error::{Code, Problem};
use crate::extract::{Query, Staff};
use crate::permission::{Permission as _, Team, View};
use crate::routes::problems::{Forbidden, InvalidQuery, Unauthenticated};
use crate::state::State;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_audit);
}

/// Who changed what
///
/// Every change staff made, newest first: of the regions the permission covers, and of what concerns no region. Nothing
/// here can be changed or deleted.
#[utoipa::path(
    operation_id = "listAudit", tag = "admin", security(("bearer" = [])),
    params(AuditQuery),
    responses(
        (status = 200, description = "One page of entries", body = AuditPage),
        Unauthenticated,
        Forbidden,
        InvalidQuery,
    ),
    extensions(("x-permission" = json!(View::<Team>::NAME)))
)]
#[get("/admin/audit")]
async fn list_audit(
    state: web::Data<State>,
    staff: Staff<View<Team>>,
    Query(query): Query<AuditQuery>,
) -> Result<web::Json<AuditPage>, Problem> {
    let (filter, size, cursor) = query
        .list()
        .map_err(|faults| Problem::new(Code::InvalidQuery).fields(faults))?;
    let page = activity::list(&state.db, &staff.access, filter, size, cursor.as_deref()).await?;
    Ok(web::Json(page.into()))
}
