use accounts::address_book;
use actix_web::{HttpResponse, delete, get, post, put, web};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::dto::address::{Address, AddressInput, AddressList};
use crate::error::{Code, Field, Problem};
use crate::extract::{Body, SignedIn};
use crate::routes::problems::{
    BodyTooLarge, InvalidBody, NotFound, TooManyAddresses, Unauthenticated, UnsupportedMediaType,
};
use crate::state::State;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_my_addresses)
        .service(add_my_address)
        .service(update_my_address)
        .service(delete_my_address)
        .service(set_my_default_address);
}

/// The address a body describes, as the book takes it.
async fn draft(state: &State, input: AddressInput) -> Result<address_book::AddressInput, Problem> {
    let wrong = |fields: Vec<Field>| Problem::new(Code::InvalidBody).fields(fields);
    let store = regions::find_store(&state.db, &input.region).await?;
    let store = store.ok_or_else(|| wrong(vec![Field::new("region", "unknown_region")]))?;
    input.draft(&store).map_err(wrong)
}

async fn view(state: &State, entry: address_book::Address) -> Result<Address, Problem> {
    Ok(Address::of(entry, &regions::names(&state.db).await?))
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
) -> Result<web::Json<AddressList>, Problem> {
    let entries = address_book::list(&state.db, access.account.id).await?;
    let names = regions::names(&state.db).await?;
    let items = entries
        .into_iter()
        .map(|entry| Address::of(entry, &names))
        .collect();
    Ok(web::Json(AddressList { items }))
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
    let draft = draft(&state, body.into_inner()).await?;
    let entry = address_book::create(&state.db, &state.ctx, access.account.id, draft).await?;
    Ok(HttpResponse::Created().json(view(&state, entry).await?))
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
) -> Result<web::Json<Address>, Problem> {
    let (id, draft) = (id.into_inner().into(), draft(&state, body.into_inner()).await?);
    let entry = address_book::update(&state.db, &state.ctx, access.account.id, id, draft).await?;
    Ok(web::Json(view(&state, entry).await?))
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
    address_book::delete(&state.db, &state.ctx, access.account.id, id.into_inner().into()).await?;
    Ok(HttpResponse::NoContent().finish())
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
    address_book::set_default(&state.db, &state.ctx, access.account.id, id.into_inner().into()).await?;
    Ok(HttpResponse::NoContent().finish())
}
