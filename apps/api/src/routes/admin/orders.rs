use actix_web::{get, post, web};
use kernel::OrderId;
use orders::order::note::add_note;
use orders::order::transition::{Transition, transition};
use orders::order::{find, list};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::dto::order::{AdminOrder, AdminOrderPage, AdminOrdersQuery, NoteInput, TransitionInput};
use crate::error::{Code, Field, Problem};
use crate::extract::headers::RequiredIdempotencyKey;
use crate::extract::{Body, IdempotencyHeader, Query, Staff};
use crate::permission::{Manage, Orders, Permission, View};
use crate::routes::problems::{
    BodyTooLarge, Forbidden, InvalidBody, InvalidQuery, KeyConflict, NotFound, TransitionConflict,
    Unauthenticated, UnsupportedMediaType,
};
use crate::state::State;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_admin_orders)
        .service(get_admin_order)
        .service(transition_order)
        .service(add_order_note);
}

async fn view<P>(state: &State, staff: &Staff<P>, id: OrderId) -> Result<web::Json<AdminOrder>, Problem> {
    let order = find::find_in_scope(&state.db, id, staff.scope())
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(web::Json(order.into()))
}

/// Orders
///
/// Filtered, searched, and counted per status. An unknown region is 422.
#[utoipa::path(
    operation_id = "listAdminOrders", tag = "admin", security(("bearer" = [])), params(AdminOrdersQuery),
    responses((status = 200, description = "One page of orders", body = AdminOrderPage), Unauthenticated, Forbidden, InvalidQuery),
    extensions(("x-permission" = json!(View::<Orders>::NAME)))
)]
#[get("/admin/orders")]
async fn list_admin_orders(
    state: web::Data<State>,
    staff: Staff<View<Orders>>,
    Query(query): Query<AdminOrdersQuery>,
) -> Result<web::Json<AdminOrderPage>, Problem> {
    let (filter, sort, size, cursor) = query
        .list(staff.scope().clone())
        .map_err(|faults| Problem::new(Code::InvalidQuery).fields(faults))?;
    if let Some(slug) = &filter.region_slug
        && regions::find_store(&state.db, slug).await?.is_none()
    {
        return Err(Problem::new(Code::InvalidQuery).field(Field::new("region", "unknown_region")));
    }
    Ok(web::Json(
        list::list(&state.db, &filter, sort, size, cursor.as_deref())
            .await?
            .into(),
    ))
}

/// One order
///
/// With notes, reasons and the moves that are possible now.
#[utoipa::path(
    operation_id = "getAdminOrder", tag = "admin", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The order")),
    responses((status = 200, description = "The order", body = AdminOrder), Unauthenticated, Forbidden, NotFound),
    extensions(("x-permission" = json!(View::<Orders>::NAME)))
)]
#[get("/admin/orders/{id}")]
async fn get_admin_order(
    state: web::Data<State>,
    staff: Staff<View<Orders>>,
    id: web::Path<Uuid>,
) -> Result<web::Json<AdminOrder>, Problem> {
    view(&state, &staff, id.into_inner().into()).await
}

/// Move an order to another status
///
/// Cancelling and returning give the promo use back and, if told so, the goods; delivering books the cash. Safe to repeat
/// with the same Idempotency-Key.
#[utoipa::path(
    operation_id = "transitionOrder", tag = "admin", security(("bearer" = [])), request_body = TransitionInput,
    params(
        ("id" = Uuid, Path, description = "The order"),
        RequiredIdempotencyKey,
    ),
    responses(
        (status = 200, description = "The order after the move", body = AdminOrder),
        Unauthenticated, Forbidden, NotFound, TransitionConflict, BodyTooLarge, UnsupportedMediaType, InvalidBody,
    ),
    extensions(("x-permission" = json!(Manage::<Orders>::NAME)))
)]
#[post("/admin/orders/{id}/transitions")]
async fn transition_order(
    state: web::Data<State>,
    staff: Staff<Manage<Orders>>,
    id: web::Path<Uuid>,
    key: IdempotencyHeader,
    body: Body<TransitionInput>,
) -> Result<web::Json<AdminOrder>, Problem> {
    let key = key.with(&body)?;
    let input = body.into_inner();
    let wanted = Transition {
        order_id: id.into_inner().into(),
        to: input.to.into(),
        version: input.version,
        reason: input.reason.unwrap_or_default(),
        restock: input.restock,
        cash_collected: input.cash_collected,
    };
    transition(
        &state.db,
        &state.ctx,
        &staff.actor(),
        staff.scope(),
        &wanted,
        &key,
    )
    .await?;
    view(&state, &staff, wanted.order_id).await
}

/// Write a note on an order
///
/// Customers never see notes. Safe to repeat with the same Idempotency-Key.
#[utoipa::path(
    operation_id = "addOrderNote", tag = "admin", security(("bearer" = [])), request_body = NoteInput,
    params(
        ("id" = Uuid, Path, description = "The order"),
        RequiredIdempotencyKey,
    ),
    responses(
        (status = 200, description = "The order with the note", body = AdminOrder),
        Unauthenticated, Forbidden, NotFound, KeyConflict, BodyTooLarge, UnsupportedMediaType, InvalidBody,
    ),
    extensions(("x-permission" = json!(Manage::<Orders>::NAME)))
)]
#[post("/admin/orders/{id}/notes")]
async fn add_order_note(
    state: web::Data<State>,
    staff: Staff<Manage<Orders>>,
    id: web::Path<Uuid>,
    key: IdempotencyHeader,
    body: Body<NoteInput>,
) -> Result<web::Json<AdminOrder>, Problem> {
    let (key, id) = (key.with(&body)?, id.into_inner().into());
    add_note(
        &state.db,
        &state.ctx,
        &staff.actor(),
        staff.scope(),
        id,
        &body.text,
        &key,
    )
    .await?;
    view(&state, &staff, id).await
}
