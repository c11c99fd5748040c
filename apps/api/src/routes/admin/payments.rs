use actix_web::{get, post, web};
use kernel::{OrderId, RegionScope};
use orders::order::find::find_in_scope;
use orders::payment::verify::verify;
use regions::Store;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::dto::admin_payment::{
    AdminPayment, AdminPaymentPage, AdminPaymentsQuery, OrderPayments, VerifyAnswer,
};
use crate::error::{Code, Problem};
use crate::extract::{Query, Staff};
use crate::permission::{Manage, Payments, Permission as _, View};
use crate::routes::problems::{Forbidden, InvalidQuery, NoPaymentAccount, NotFound, Unauthenticated};
use crate::state::State;

mod alerts;
mod books;
mod refunds;
mod reports;
mod settings;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_payments)
        .service(verify_payment)
        .service(get_order_payments)
        .configure(refunds::routes)
        .configure(alerts::routes)
        .configure(books::routes)
        .configure(settings::routes)
        .configure(reports::routes);
}

/// The region with this slug, closed or not; 404 when it is out of reach.
async fn store_in_scope(state: &State, scope: &RegionScope, slug: &str) -> Result<Store, Problem> {
    let region = regions::names(&state.db).await?.region(slug);
    let region = region
        .filter(|region| scope.covers(*region))
        .ok_or_else(Problem::not_found)?;
    Ok(regions::get_store(&state.db, region).await?)
}

/// Tries to pay
///
/// Stuck ones first, then the newest, counted per state.
#[utoipa::path(
    operation_id = "listPayments", tag = "admin", security(("bearer" = [])), params(AdminPaymentsQuery),
    responses((status = 200, description = "One page", body = AdminPaymentPage), Unauthenticated, Forbidden, InvalidQuery),
    extensions(("x-permission" = json!(View::<Payments>::NAME)))
)]
#[get("/admin/payments")]
async fn list_payments(
    state: web::Data<State>,
    staff: Staff<View<Payments>>,
    Query(query): Query<AdminPaymentsQuery>,
) -> Result<web::Json<AdminPaymentPage>, Problem> {
    let (filter, size, cursor) = query
        .list(staff.scope().clone())
        .map_err(|fault| Problem::new(Code::InvalidQuery).field(fault))?;
    let now = state.ctx.now();
    let found = payments::search_attempts(&state.db, now, &filter, size, cursor.as_deref()).await?;
    Ok(web::Json(found.try_into()?))
}

/// Ask the provider about a try to pay
///
/// Now, and does what follows from the answer: the same as the clock would do later. Safe to repeat.
#[utoipa::path(
    operation_id = "verifyPayment", tag = "admin", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The try")),
    responses(
        (status = 200, description = "What it came to", body = VerifyAnswer),
        Unauthenticated, Forbidden, NotFound, NoPaymentAccount,
    ),
    extensions(("x-permission" = json!(Manage::<Payments>::NAME)))
)]
#[post("/admin/payments/{id}/verify")]
async fn verify_payment(
    state: web::Data<State>,
    staff: Staff<Manage<Payments>>,
    id: web::Path<Uuid>,
) -> Result<web::Json<VerifyAnswer>, Problem> {
    let (id, scope) = (id.into_inner().into(), staff.scope());
    let State {
        db, ctx, gateways, ..
    } = &**state;
    let outcome = verify(db, ctx, gateways, &staff.actor(), scope, id).await?;
    let found = payments::find_attempt_in_scope(db, ctx.now(), scope, id).await?;
    Ok(web::Json(VerifyAnswer {
        outcome: outcome.into(),
        payment: found.ok_or_else(Problem::not_found)?.try_into()?,
    }))
}

/// The money of an order
///
/// What it owes, all tries to pay it, refunds, what the provider said, the ledger, disputes, and what may still be given back.
#[utoipa::path(
    operation_id = "getOrderPayments", tag = "admin", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The order")),
    responses((status = 200, description = "Its money", body = OrderPayments), Unauthenticated, Forbidden, NotFound),
    extensions(("x-permission" = json!(View::<Payments>::NAME)))
)]
#[get("/admin/orders/{id}/payments")]
async fn get_order_payments(
    state: web::Data<State>,
    staff: Staff<View<Payments>>,
    id: web::Path<Uuid>,
) -> Result<web::Json<OrderPayments>, Problem> {
    let id: OrderId = id.into_inner().into();
    let order = find_in_scope(&state.db, id, staff.scope()).await?;
    order.ok_or_else(Problem::not_found)?;
    let intent = payments::find_intent(&state.db, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let attempts = payments::list_found_attempts(&state.db, state.ctx.now(), id).await?;
    let refundable = intent.refundable().map_err(|error| Problem::internal(&error))?;
    Ok(web::Json(OrderPayments {
        intent: (&intent).into(),
        attempts: attempts
            .into_iter()
            .map(AdminPayment::try_from)
            .collect::<Result<_, _>>()?,
        refunds: all(payments::list_refunds(&state.db, id).await?),
        events: all(payments::list_events(&state.db, id).await?),
        ledger: all(payments::list_ledger(&state.db, id).await?),
        disputes: all(payments::list_disputes(&state.db, id).await?),
        refundable: refundable.into(),
        limit_left: refunds::limit_left(&state, &staff.access, refundable.currency)
            .await?
            .map(Into::into),
    }))
}

fn all<T, V: From<T>>(rows: Vec<T>) -> Vec<V> {
    rows.into_iter().map(V::from).collect()
}
