use actix_web::{HttpResponse, get, post, web};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::dto::customer::{
    Customer, CustomerPage, CustomersQuery, DisableCustomerInput, EnableCustomerInput,
};
use crate::dto::order::{AdminOrderPage, MyOrdersQuery};
use crate::error::{Code, Problem};
use crate::extract::{Body, Query, Staff};
use crate::permission::{Customers, Manage, Permission as _, View, ViewCustomerOrders};
use crate::routes::problems::{
    BodyTooLarge, Forbidden, InvalidBody, InvalidQuery, NotFound, Stale, Unauthenticated,
    UnsupportedMediaType,
};
use crate::state::State;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_customers)
        .service(get_customer)
        .service(list_customer_orders)
        .service(disable_customer)
        .service(enable_customer)
        .service(revoke_customer_sessions);
}

/// Customers
///
/// Of the regions the permission covers: those who signed up there or have an address there. An unknown region is 422.
#[utoipa::path(
    operation_id = "listCustomers", tag = "admin", security(("bearer" = [])),
    params(CustomersQuery),
    responses(
        (status = 200, description = "One page of customers", body = CustomerPage),
        Unauthenticated,
        Forbidden,
        InvalidQuery,
    ),
    extensions(("x-permission" = json!(View::<Customers>::NAME)))
)]
#[get("/admin/customers")]
async fn list_customers(
    state: web::Data<State>,
    staff: Staff<View<Customers>>,
    Query(query): Query<CustomersQuery>,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}

/// One customer
///
/// With their addresses.
#[utoipa::path(
    operation_id = "getCustomer", tag = "admin", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The customer")),
    responses(
        (status = 200, description = "The customer", body = Customer),
        Unauthenticated,
        Forbidden,
        NotFound,
    ),
    extensions(("x-permission" = json!(View::<Customers>::NAME)))
)]
#[get("/admin/customers/{id}")]
async fn get_customer(
    state: web::Data<State>,
    staff: Staff<View<Customers>>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}

/// A customer's orders
///
/// Newest first, of the regions both permissions cover. Asks for `orders:view` too.
#[utoipa::path(
    operation_id = "listCustomerOrders", tag = "admin", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The customer"), MyOrdersQuery),
    responses(
        (status = 200, description = "One page of orders", body = AdminOrderPage),
        Unauthenticated,
        Forbidden,
        NotFound,
        InvalidQuery,
    ),
    extensions(("x-permission" = json!(ViewCustomerOrders::NAME)))
)]
#[get("/admin/customers/{id}/orders")]
async fn list_customer_orders(
    state: web::Data<State>,
    staff: Staff<ViewCustomerOrders>,
    id: web::Path<Uuid>,
    Query(query): Query<MyOrdersQuery>,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}

/// Disable a customer
///
/// Ends their sessions and lets in no new one. Their orders go on.
#[utoipa::path(
    operation_id = "disableCustomer", tag = "admin", security(("bearer" = [])), request_body = DisableCustomerInput,
    params(("id" = Uuid, Path, description = "The customer")),
    responses(
        (status = 200, description = "The customer as they are now", body = Customer),
        Unauthenticated,
        Forbidden,
        NotFound,
        Stale,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    ),
    extensions(("x-permission" = json!(Manage::<Customers>::NAME)))
)]
#[post("/admin/customers/{id}/disable")]
async fn disable_customer(
    state: web::Data<State>,
    staff: Staff<Manage<Customers>>,
    id: web::Path<Uuid>,
    body: Body<DisableCustomerInput>,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}

/// Let a disabled customer in again
///
/// They sign in as before.
#[utoipa::path(
    operation_id = "enableCustomer", tag = "admin", security(("bearer" = [])), request_body = EnableCustomerInput,
    params(("id" = Uuid, Path, description = "The customer")),
    responses(
        (status = 200, description = "The customer as they are now", body = Customer),
        Unauthenticated,
        Forbidden,
        NotFound,
        Stale,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    ),
    extensions(("x-permission" = json!(Manage::<Customers>::NAME)))
)]
#[post("/admin/customers/{id}/enable")]
async fn enable_customer(
    state: web::Data<State>,
    staff: Staff<Manage<Customers>>,
    id: web::Path<Uuid>,
    body: Body<EnableCustomerInput>,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}

/// Sign a customer out everywhere
///
/// Their next request is refused.
#[utoipa::path(
    operation_id = "revokeCustomerSessions", tag = "admin", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The customer")),
    responses(
        (status = 204, description = "Signed out"),
        Unauthenticated,
        Forbidden,
        NotFound,
    ),
    extensions(("x-permission" = json!(Manage::<Customers>::NAME)))
)]
#[post("/admin/customers/{id}/sessions/revoke")]
async fn revoke_customer_sessions(
    state: web::Data<State>,
    staff: Staff<Manage<Customers>>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}
