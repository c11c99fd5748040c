use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use orders::books;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::dto::admin_payment::report::Books;
use crate::error::Problem;
use crate::extract::Staff;
use crate::permission::{Manage, Payments, Permission as _, View};
use crate::routes::problems::{Forbidden, Unauthenticated};
use crate::state::State;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(get_books).service(audit_books);
}

/// Whether the books are right
///
/// The latest proof: stock, orders, payments, ledger, promo codes, with each difference by name. Differences of other regions than the
/// permission covers are left out.
#[utoipa::path(
    operation_id = "getBooks", tag = "admin", security(("bearer" = [])),
    responses((status = 200, description = "The latest proof", body = Books), Unauthenticated, Forbidden),
    extensions(("x-permission" = json!(View::<Payments>::NAME)))
)]
#[get("/admin/books")]
async fn get_books(
    state: web::Data<State>,
    staff: Staff<View<Payments>>,
) -> Result<web::Json<Books>, Problem> {
    let found = books::find(&state.db, state.ctx.now(), staff.scope()).await?;
    Ok(web::Json(found.into()))
}

/// Prove the books now
///
/// A worker does it; ask for the books until `running_since` is gone. While one proof runs no other begins.
#[utoipa::path(
    operation_id = "auditBooks", tag = "admin", security(("bearer" = [])),
    responses((status = 202, description = "It is being done", body = Books), Unauthenticated, Forbidden),
    extensions(("x-permission" = json!(Manage::<Payments>::NAME)))
)]
#[post("/admin/books/audit")]
async fn audit_books(
    state: web::Data<State>,
    staff: Staff<Manage<Payments>>,
) -> Result<HttpResponse, Problem> {
    books::request(&state.db, &state.ctx, &staff.actor()).await?;
    let found = books::find(&state.db, state.ctx.now(), staff.scope()).await?;
    Ok(HttpResponse::build(StatusCode::ACCEPTED).json(Books::from(found)))
}
