use actix_web::{get, put, web};
use kernel::Money;
use payments::RegionSettings;
use utoipa_actix_web::service_config::ServiceConfig;

use super::store_in_scope;
use crate::dto::admin_payment::{
    AccountChannel, AccountChannelList, PaymentSettings, PaymentSettingsInput, PaymentSettingsList,
};
use crate::error::{Code, Problem};
use crate::extract::{Body, Staff};
use crate::permission::{Manage, Payments, Permission as _, View};
use crate::routes::problems::{
    BodyTooLarge, Forbidden, InvalidBody, NoPaymentAccount, NotFound, SettingsConflict, Unauthenticated,
    UnsupportedMediaType,
};
use crate::state::State;

/// What an account's channels are asked for: an amount each of them takes, in minor units.
const USUAL: i64 = 100_000;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_payment_settings)
        .service(set_payment_settings)
        .service(list_account_channels);
}

/// How regions take money online
///
/// The regions the permission covers, with whether they have a merchant account.
#[utoipa::path(
    operation_id = "listPaymentSettings", tag = "admin", security(("bearer" = [])),
    responses((status = 200, description = "The regions", body = PaymentSettingsList), Unauthenticated, Forbidden),
    extensions(("x-permission" = json!(View::<Payments>::NAME)))
)]
#[get("/admin/payment-settings")]
async fn list_payment_settings(
    state: web::Data<State>,
    staff: Staff<View<Payments>>,
) -> Result<web::Json<PaymentSettingsList>, Problem> {
    let all = payments::list_settings(&state.db, staff.scope()).await?;
    Ok(web::Json(PaymentSettingsList {
        items: all.into_iter().map(|region| view(&state, region)).collect(),
    }))
}

fn view(state: &State, region: RegionSettings) -> PaymentSettings {
    let has_account = state.gateways.of(&region.region_slug).is_some();
    PaymentSettings::of(region, has_account)
}

/// Set how a region takes money online
///
/// Whether at all, over which channels, and how long an order waits. Counts from the next order.
#[utoipa::path(
    operation_id = "setPaymentSettings", tag = "admin", security(("bearer" = [])), request_body = PaymentSettingsInput,
    params(("region" = String, Path, description = "Slug of the region", example = "ae")),
    responses(
        (status = 200, description = "The settings as they are now", body = PaymentSettings),
        Unauthenticated, Forbidden, NotFound, SettingsConflict, BodyTooLarge, UnsupportedMediaType, InvalidBody,
    ),
    extensions(("x-permission" = json!(Manage::<Payments>::NAME)))
)]
#[put("/admin/payment-settings/{region}")]
async fn set_payment_settings(
    state: web::Data<State>,
    staff: Staff<Manage<Payments>>,
    region: web::Path<String>,
    body: Body<PaymentSettingsInput>,
) -> Result<web::Json<PaymentSettings>, Problem> {
    let wanted = body.into_inner().read();
    let wanted = wanted.map_err(|faults| Problem::new(Code::InvalidBody).fields(faults))?;
    let store = store_in_scope(&state, staff.scope(), &region).await?;
    if wanted.online_enabled && state.gateways.of(&store.slug).is_none() {
        return Err(Problem::new(Code::NoPaymentAccount));
    }
    let settings = payments::update_settings(
        &state.db,
        &state.ctx,
        &staff.actor(),
        store.id,
        &store.slug,
        &wanted,
    )
    .await?;
    let region = RegionSettings {
        region_id: store.id,
        region_slug: store.slug,
        settings,
        updated_at: Some(state.ctx.now()),
    };
    Ok(web::Json(view(&state, region)))
}

/// What a region's merchant account has
///
/// All its channels, those too that the shop doesn't offer. Asks the provider.
#[utoipa::path(
    operation_id = "listAccountChannels", tag = "admin", security(("bearer" = [])),
    params(("region" = String, Path, description = "Slug of the region", example = "ae")),
    responses(
        (status = 200, description = "The channels", body = AccountChannelList),
        Unauthenticated, Forbidden, NotFound, NoPaymentAccount,
    ),
    extensions(("x-permission" = json!(View::<Payments>::NAME)))
)]
#[get("/admin/payment-settings/{region}/channels")]
async fn list_account_channels(
    state: web::Data<State>,
    staff: Staff<View<Payments>>,
    region: web::Path<String>,
) -> Result<web::Json<AccountChannelList>, Problem> {
    let store = store_in_scope(&state, staff.scope(), &region).await?;
    let gateway = state.gateways.of(&store.slug);
    let gateway = gateway.ok_or_else(|| Problem::new(Code::NoPaymentAccount))?;
    let settings = payments::find_settings(&state.db, store.id).await?;
    let offers = gateway.payment_methods(Money::new(USUAL, store.currency)).await;
    let offers = offers
        .success()
        .ok_or_else(|| Problem::new(Code::Unavailable).retry_after(5))?;
    let offers = offers.into_iter().filter(|offer| !offer.is_direct);
    Ok(web::Json(AccountChannelList {
        items: offers.map(|offer| AccountChannel::of(offer, &settings)).collect(),
    }))
}
