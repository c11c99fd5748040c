use actix_web::{HttpRequest, HttpResponse, get, web};
use i18n::Arg;
use regions::delivery;
use utoipa_actix_web::service_config::ServiceConfig;

use super::problems::{InvalidQuery, NotFound};
use crate::cache::Entry;
use crate::dto::store::{DeliveryDay, DeliveryDayList, DeliveryDaysQuery};
use crate::error::{Code, Field, Problem};
use crate::extract::{Query, Shop};
use crate::state::State;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_delivery_days);
}

/// Days of delivery
///
/// From today to the end of the booking window, each with the reason why not. An unknown zone is 404. Depends on the time of
/// day, so it isn't kept in memory.
#[utoipa::path(
    operation_id = "listDeliveryDays", tag = "storefront",
    params(("region" = String, Path, description = "Slug of the region", example = "ae"), DeliveryDaysQuery),
    responses((status = 200, description = "The calendar", body = DeliveryDayList), NotFound, InvalidQuery)
)]
#[get("/stores/{region}/delivery-days")]
async fn list_delivery_days(
    request: HttpRequest,
    state: web::Data<State>,
    region: web::Path<String>,
    query: Query<DeliveryDaysQuery>,
) -> Result<HttpResponse, Problem> {
    let lead_days = lead_days(query.lead_days)?;
    let shop = Shop::find(&state, &region).await?;
    let zone = shop.zone(&query.zone).ok_or_else(Problem::not_found)?;
    let days = delivery::days(&shop, Some(zone), lead_days, state.ctx.now());
    let view = DeliveryDayList {
        items: days.into_iter().map(DeliveryDay::from).collect(),
    };
    Ok(Entry::of(&view)?.respond(request.headers()))
}

fn lead_days(given: Option<i32>) -> Result<u32, Problem> {
    let given = given.unwrap_or_default();
    u32::try_from(given)
        .ok()
        .filter(|days| *days <= 30)
        .ok_or_else(|| {
            let bound = if given < 0 {
                ("too_small", "min", 0)
            } else {
                ("too_large", "max", 30)
            };
            let field = Field::with("lead_days", bound.0, &[(bound.1, Arg::Number(bound.2))]);
            Problem::new(Code::InvalidQuery).field(field)
        })
}
