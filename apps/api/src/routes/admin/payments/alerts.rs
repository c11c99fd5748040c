use actix_web::{get, post, web};
use kernel::PaymentAlertId;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::dto::admin_payment::{PaymentAlert, PaymentAlertPage, PaymentAlertsQuery, ResolveAlertInput};
use crate::dto::check;
use crate::error::{Code, Problem};
use crate::extract::{Body, Query, Staff};
use crate::permission::{Manage, Payments, Permission as _, View};
use crate::routes::problems::{
    AlertResolved, BodyTooLarge, Forbidden, InvalidBody, InvalidQuery, NotFound, Unauthenticated,
    UnsupportedMediaType,
};
use crate::state::State;

/// Longest resolution, in characters.
const RESOLUTION: usize = 500;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_payment_alerts).service(resolve_payment_alert);
}

/// What somebody must look at
///
/// Trouble with payments, newest first: of the regions the permission covers, and of none in particular.
#[utoipa::path(
    operation_id = "listPaymentAlerts", tag = "admin", security(("bearer" = [])), params(PaymentAlertsQuery),
    responses((status = 200, description = "One page of alerts", body = PaymentAlertPage), Unauthenticated, Forbidden, InvalidQuery),
    extensions(("x-permission" = json!(View::<Payments>::NAME)))
)]
#[get("/admin/payment-alerts")]
async fn list_payment_alerts(
    state: web::Data<State>,
    staff: Staff<View<Payments>>,
    Query(query): Query<PaymentAlertsQuery>,
) -> Result<web::Json<PaymentAlertPage>, Problem> {
    let (is_open, size, cursor) = query
        .list()
        .map_err(|fault| Problem::new(Code::InvalidQuery).field(fault))?;
    let page = payments::list_alerts(&state.db, staff.scope(), is_open, size, cursor.as_deref()).await?;
    Ok(web::Json(page.into()))
}

/// Say what came of an alert
///
/// Once: it is no longer open then.
#[utoipa::path(
    operation_id = "resolvePaymentAlert", tag = "admin", security(("bearer" = [])), request_body = ResolveAlertInput,
    params(("id" = Uuid, Path, description = "The alert")),
    responses(
        (status = 200, description = "The alert, resolved", body = PaymentAlert),
        Unauthenticated, Forbidden, NotFound, AlertResolved, BodyTooLarge, UnsupportedMediaType, InvalidBody,
    ),
    extensions(("x-permission" = json!(Manage::<Payments>::NAME)))
)]
#[post("/admin/payment-alerts/{id}/resolve")]
async fn resolve_payment_alert(
    state: web::Data<State>,
    staff: Staff<Manage<Payments>>,
    id: web::Path<Uuid>,
    body: Body<ResolveAlertInput>,
) -> Result<web::Json<PaymentAlert>, Problem> {
    let id: PaymentAlertId = id.into_inner().into();
    let resolution = check::required_line("resolution", &body.into_inner().resolution, RESOLUTION)
        .map_err(Problem::invalid)?;
    let State { db, ctx, .. } = &**state;
    payments::resolve_alert(db, ctx, &staff.actor(), staff.scope(), id, &resolution).await?;
    let alert = payments::find_alert(db, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(web::Json(alert.into()))
}
