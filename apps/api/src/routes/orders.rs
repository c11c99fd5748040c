use actix_web::{get, web};
use orders::order::find;
use orders::order::list::{self, Filter, Sort};
use utoipa_actix_web::service_config::ServiceConfig;

use super::problems::{InvalidQuery, NotFound, Unauthenticated};
use crate::dto::order::{MyOrdersQuery, Order, OrderSummaryPage};
use crate::dto::page_size;
use crate::error::{Code, Problem};
use crate::extract::headers::OrderTokenHeader;
use crate::extract::{MaybeSignedIn, OrderSecret, Query, SignedIn};
use crate::state::State;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(get_order).service(list_my_orders);
}

/// An order
///
/// For whoever has the secret of its link, or the customer who placed it. To everyone else it doesn't exist.
#[utoipa::path(
    operation_id = "getOrder", tag = "orders", security((), ("bearer" = [])),
    params(
        ("code" = String, Path, description = "Public code of the order", example = "AM-7K2M9QXD"),
        OrderTokenHeader,
    ),
    responses((status = 200, description = "The order", body = Order), NotFound)
)]
#[get("/orders/{code}")]
async fn get_order(
    state: web::Data<State>,
    code: web::Path<String>,
    secret: OrderSecret,
    customer: MaybeSignedIn,
) -> Result<web::Json<Order>, Problem> {
    let order = match (secret.0, customer.id()) {
        (Some(secret), _) => find::find_by_link(&state.db, &code, &secret).await?,
        (None, Some(customer)) => find::find_for_customer(&state.db, &code, customer).await?,
        (None, None) => None,
    };
    order
        .map(|order| web::Json(Order::for_customer(order)))
        .ok_or_else(Problem::not_found)
}

/// One's own orders
///
/// Newest first.
#[utoipa::path(
    operation_id = "listMyOrders", tag = "me", security(("bearer" = [])), params(MyOrdersQuery),
    responses((status = 200, description = "One page of orders", body = OrderSummaryPage), Unauthenticated, InvalidQuery)
)]
#[get("/me/orders")]
async fn list_my_orders(
    state: web::Data<State>,
    signed_in: SignedIn,
    Query(query): Query<MyOrdersQuery>,
) -> Result<web::Json<OrderSummaryPage>, Problem> {
    let size = page_size(query.limit).map_err(|fault| Problem::new(Code::InvalidQuery).field(fault))?;
    let filter = Filter {
        customer: Some(signed_in.account().id),
        ..Filter::of(rbac::Scope::All)
    };
    let list = list::list(
        &state.db,
        &filter,
        Sort::Newest,
        size.unwrap_or(kernel::PageSize::DEFAULT),
        query.cursor.as_deref(),
    );
    Ok(web::Json(list.await?.into()))
}
