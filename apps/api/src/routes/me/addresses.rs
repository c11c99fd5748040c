use actix_web::{HttpResponse, delete, get, post, put, web};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::dto::address::{Address, AddressInput, AddressList};
use crate::error::{Code, Problem};
use crate::extract::{Body, SignedIn};
use crate::routes::problems::{BodyTooLarge, InvalidBody, NotFound, TooManyAddresses, Unauthenticated, UnsupportedMediaType};
use crate::state::State;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_my_addresses)
        .service(add_my_address)
        .service(update_my_address)
        .service(delete_my_address)
        .service(set_my_default_address);
}

/// One's own addresses
///
/// Of all regions, the default one first.
#[utoipa::path(
    operation_id = "listMyAddresses", tag = "me", security(("bearer" = [])),
    responses(
        (status = 200, description = "The address book", body = AddressList),
        Unauthenticated,
    )
)]
#[get("/me/addresses")]
async fn list_my_addresses(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}

/// Add an address
///
/// Checked by the schema of the region's country. The first one becomes the default. At most 20.
#[utoipa::path(
    operation_id = "addMyAddress", tag = "me", security(("bearer" = [])), request_body = AddressInput,
    responses(
        (status = 201, description = "The address", body = Address),
        Unauthenticated,
        TooManyAddresses,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/me/addresses")]
async fn add_my_address(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
    body: Body<AddressInput>,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}

/// Change an address
///
/// All of it. The default one stays the default.
#[utoipa::path(
    operation_id = "updateMyAddress", tag = "me", security(("bearer" = [])), request_body = AddressInput,
    params(("id" = Uuid, Path, description = "The address")),
    responses(
        (status = 200, description = "The address", body = Address),
        Unauthenticated,
        NotFound,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[put("/me/addresses/{id}")]
async fn update_my_address(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
    id: web::Path<Uuid>,
    body: Body<AddressInput>,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}

/// Delete an address
///
/// When it was the default one, the newest other takes its place. Orders keep theirs.
#[utoipa::path(
    operation_id = "deleteMyAddress", tag = "me", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The address")),
    responses(
        (status = 204, description = "Deleted"),
        Unauthenticated,
        NotFound,
    )
)]
#[delete("/me/addresses/{id}")]
async fn delete_my_address(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}

/// Make an address the default one
///
/// The one it was before no longer is.
#[utoipa::path(
    operation_id = "setMyDefaultAddress", tag = "me", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The address")),
    responses(
        (status = 204, description = "It is the default one"),
        Unauthenticated,
        NotFound,
    )
)]
#[put("/me/addresses/{id}/default")]
async fn set_my_default_address(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}
