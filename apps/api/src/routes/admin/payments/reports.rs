use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use chrono::Datelike as _;
use payments::{ReportAccount, StatementFile};
use regions::Store;
use utoipa_actix_web::service_config::ServiceConfig;

use super::store_in_scope;
use crate::dto::admin_payment::report::{DailyReport, DailyReportQuery, ImportedStatement, StatementInput};
use crate::dto::check;
use crate::error::{Code, Field, Problem};
use crate::extract::{Body, Query, Staff};
use crate::permission::{Manage, Payments, Permission as _, View};
use crate::routes::problems::{
    BodyTooLarge, Forbidden, InvalidBody, InvalidQuery, NotFound, StatementConflict, Unauthenticated,
    UnsupportedMediaType,
};
use crate::state::State;

/// Longest name of a file, in characters.
const FILE_NAME: usize = 200;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(get_daily_report).service(import_statement);
}

fn account(store: &Store) -> ReportAccount {
    ReportAccount {
        account: store.slug.clone(),
        currency: store.currency,
        time_zone: store.time_zone,
    }
}

/// One day seen three ways
///
/// What we took and gave back online, what the ledger says, and what the provider's statements say, with each difference by name.
#[utoipa::path(
    operation_id = "getDailyPaymentReport", tag = "admin", security(("bearer" = [])), params(DailyReportQuery),
    responses((status = 200, description = "The day", body = DailyReport), Unauthenticated, Forbidden, NotFound, InvalidQuery),
    extensions(("x-permission" = json!(View::<Payments>::NAME)))
)]
#[get("/admin/payment-reports/daily")]
async fn get_daily_report(
    state: web::Data<State>,
    staff: Staff<View<Payments>>,
    Query(query): Query<DailyReportQuery>,
) -> Result<web::Json<DailyReport>, Problem> {
    if !(2000..=2200).contains(&query.date.year()) {
        return Err(Problem::new(Code::InvalidQuery).field(Field::new("date", "invalid_value")));
    }
    let store = store_in_scope(&state, staff.scope(), &query.region).await?;
    let report = payments::daily_report(&state.db, &account(&store), query.date).await?;
    Ok(web::Json(DailyReport::of(store.slug, query.date, report)))
}

/// Bring a statement of the provider
///
/// Comma-separated: `type,reference,provider_id,date,amount,fee,currency`. One fault refuses all of it, and a file is taken once. When it
/// differs from the books, an alert says so.
#[utoipa::path(
    operation_id = "importStatement", tag = "admin", security(("bearer" = [])), request_body = StatementInput,
    responses(
        (status = 201, description = "What it says that we don't", body = ImportedStatement),
        Unauthenticated, Forbidden, NotFound, StatementConflict, BodyTooLarge, UnsupportedMediaType, InvalidBody,
    ),
    extensions(("x-permission" = json!(Manage::<Payments>::NAME)))
)]
#[post("/admin/payment-statements")]
async fn import_statement(
    state: web::Data<State>,
    staff: Staff<Manage<Payments>>,
    body: Body<StatementInput>,
) -> Result<HttpResponse, Problem> {
    let StatementInput {
        region,
        file_name,
        csv,
    } = body.into_inner();
    let name = check::required_line("file_name", &file_name, FILE_NAME).map_err(Problem::invalid)?;
    if name.starts_with(['=', '+', '-', '@']) {
        return Err(Problem::invalid(Field::new("file_name", "invalid_value")));
    }
    let store = store_in_scope(&state, staff.scope(), &region).await?;
    let file = StatementFile {
        region: store.id,
        account: account(&store),
        name,
        text: csv,
    };
    let imported = payments::import_statement(&state.db, &state.ctx, &staff.actor(), &file).await?;
    Ok(HttpResponse::build(StatusCode::CREATED).json(ImportedStatement::from(imported)))
}
