use std::time::Duration;

use actix_web::{HttpResponse, get, web};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::dto::problem::Problem as ProblemView;
use crate::error::{Code, Problem};
use crate::extract::Client;
use crate::state::State;
use crate::telemetry;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(healthz).service(readyz).service(metrics);
}

#[derive(Serialize, ToSchema)]
pub struct Health {
    #[schema(example = "ok")]
    pub status: &'static str,
}

/// Whether the process lives
///
/// Asks nothing else, so a broken database doesn't get healthy processes killed.
#[utoipa::path(operation_id = "getHealth", tag = "system", responses((status = 200, description = "It does", body = Health)))]
#[get("/healthz")]
async fn healthz() -> web::Json<Health> {
    web::Json(Health { status: "ok" })
}

/// Whether the process can serve
///
/// The database answers within a second and has the schema this program knows, and the process isn't stopping.
#[utoipa::path(
    operation_id = "getReadiness", tag = "system",
    responses(
        (status = 200, description = "It can", body = Health),
        (status = 503, description = "Not now: `unavailable`", body = ProblemView, content_type = "application/problem+json"),
    )
)]
#[get("/readyz")]
async fn readyz(state: web::Data<State>) -> Result<web::Json<Health>, Problem> {
    if state.draining.has_begun() {
        return Err(Problem::new(Code::Unavailable));
    }
    let pending = tokio::time::timeout(Duration::from_secs(1), migration::pending(&state.db)).await;
    match pending {
        Ok(Ok(0)) => Ok(web::Json(Health { status: "ready" })),
        Ok(Ok(pending)) => {
            tracing::warn!(pending, "not ready: migrations are pending");
            Err(Problem::new(Code::Unavailable))
        }
        Ok(Err(error)) => {
            tracing::warn!(%error, "not ready: the database fails");
            Err(Problem::new(Code::Unavailable))
        }
        Err(_) => Err(Problem::new(Code::Unavailable)),
    }
}

/// Metrics in Prometheus' text format
///
/// Only for the networks of `http.metrics_from`; for others it doesn't exist.
#[utoipa::path(operation_id = "getMetrics", tag = "system", responses((status = 200, description = "The metrics", body = String, content_type = "text/plain")))]
#[get("/metrics")]
async fn metrics(state: web::Data<State>, client: Client) -> Result<HttpResponse, Problem> {
    let allowed = state
        .config
        .http
        .metrics_from
        .iter()
        .any(|network| network.contains(&client.address));
    if !allowed {
        return Err(Problem::not_found());
    }
    Ok(HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4")
        .body(telemetry::metrics()))
}
