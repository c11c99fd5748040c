use actix_web::{HttpResponse, get, post, web};
use kernel::{AccountId, PageSize};
use orders::order::claim::count_by_customer;
use orders::order::list;
use rbac::{Access, customers};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::dto::customer::{
    Customer, CustomerPage, CustomersQuery, DisableCustomerInput, EnableCustomerInput,
};
use crate::dto::order::{AdminOrderPage, MyOrdersQuery};
use crate::dto::page_size;
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

/// The customer as `viewer` sees them.
async fn view(state: &State, viewer: &Access, id: AccountId) -> Result<web::Json<Customer>, Problem> {
    let found = customers::find(&state.db, viewer, id).await?;
    let customer = found.ok_or_else(Problem::not_found)?;
    let orders = count_by_customer(&state.db, &[id]).await?;
    let names = regions::names(&state.db).await?;
    Ok(web::Json(Customer::of(customer, &orders, &names)))
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
) -> Result<web::Json<CustomerPage>, Problem> {
    let names = regions::names(&state.db).await?;
    let (filter, sort, size, cursor) = query
        .list(&names)
        .map_err(|fault| Problem::new(Code::InvalidQuery).field(fault))?;
    let wanted = (size, cursor.as_deref());
    let page = customers::list(&state.db, &staff.access, &filter, sort, wanted).await?;
    let listed: Vec<AccountId> = page.items.iter().map(|customer| customer.id).collect();
    let orders = count_by_customer(&state.db, &listed).await?;
    Ok(web::Json(CustomerPage::of(page, &orders)))
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
) -> Result<web::Json<Customer>, Problem> {
    view(&state, &staff.access, id.into_inner().into()).await
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
) -> Result<web::Json<AdminOrderPage>, Problem> {
    let id = id.into_inner().into();
    let size = page_size(query.limit).map_err(|fault| Problem::new(Code::InvalidQuery).field(fault))?;
    if customers::find(&state.db, &staff.access, id).await?.is_none() {
        return Err(Problem::not_found());
    }
    let filter = list::Filter {
        customer: Some(id),
        ..list::Filter::of(staff.scope().clone())
    };
    let size = size.unwrap_or(PageSize::DEFAULT);
    let page = list::list(
        &state.db,
        &filter,
        list::Sort::Newest,
        size,
        query.cursor.as_deref(),
    )
    .await?;
    Ok(web::Json(page.into()))
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
) -> Result<web::Json<Customer>, Problem> {
    let id = id.into_inner().into();
    let (by, DisableCustomerInput { reason, version }) = (staff.actor(), body.into_inner());
    customers::disable(&state.db, &state.ctx, &by, id, &reason, version).await?;
    view(&state, &staff.access, id).await
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
) -> Result<web::Json<Customer>, Problem> {
    let id = id.into_inner().into();
    customers::enable(&state.db, &state.ctx, &staff.actor(), id, body.version).await?;
    view(&state, &staff.access, id).await
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
    customers::revoke_sessions(&state.db, &state.ctx, &staff.actor(), id.into_inner().into()).await?;
    Ok(HttpResponse::NoContent().finish())
}
