use actix_web::{HttpRequest, HttpResponse, get, web};
use utoipa_actix_web::service_config::ServiceConfig;

use super::problems::NotFound;
use crate::cache::Entry;
use crate::dto::address::AddressSchema;
use crate::error::Problem;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(get_address_schema);
}

/// The address form of a country
///
/// Which fields an address has there, in which order, and what each must look like: addresses are checked by the same
/// schema. Countries of the Gulf only.
#[utoipa::path(
    operation_id = "getAddressSchema", tag = "storefront",
    params(("country" = String, Path, description = "ISO 3166 alpha-2 code of the country", example = "KW")),
    responses((status = 200, description = "The form", body = AddressSchema), NotFound)
)]
#[get("/address-schemas/{country}")]
async fn get_address_schema(
    request: HttpRequest,
    country: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let schema = AddressSchema::of(&country.to_ascii_uppercase()).ok_or_else(Problem::not_found)?;
    Ok(Entry::of(&schema)?.respond(request.headers()))
}
