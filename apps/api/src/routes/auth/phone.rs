use crate::dto::check;
use accounts::phone_code::{self, PhoneSignIn};
use actix_web::{HttpResponse, post, web};
use i18n::Locale;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::dto::account::Session;
use crate::dto::auth::{PhoneCodeInput, PhoneCodeSent, PhoneSignInInput};
use crate::dto::count;
use crate::error::Problem;
use crate::extract::{Body, Client};
use crate::routes::people;
use crate::routes::problems::{
    BodyTooLarge, CodeRefused, InvalidBody, NotOffered, StaffSignIn, TooManyAttempts, UnsupportedMediaType,
};
use crate::state::State;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(request_phone_code).service(sign_in_by_phone);
}

/// Send a code to a telephone
///
/// Once a minute and five times an hour per number. 404 when no messages can be sent.
#[utoipa::path(
    operation_id = "requestPhoneCode", tag = "auth", request_body = PhoneCodeInput,
    responses(
        (status = 202, description = "The code is on its way", body = PhoneCodeSent),
        NotOffered,
        TooManyAttempts,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/auth/phone/code")]
async fn request_phone_code(
    state: web::Data<State>,
    client: Client,
    body: Body<PhoneCodeInput>,
) -> Result<HttpResponse, Problem> {
    state.limits.check_message(client.address)?;
    let input = body.into_inner();
    let locale = Locale::from(input.locale);
    let sent = send_code(&state, client, &input.phone, input.country.as_deref(), locale).await?;
    Ok(HttpResponse::Accepted().json(sent))
}

/// Sign in by telephone
///
/// With the newest code sent to the number: six digits, good for ten minutes and five tries. Opens an account when nobody
/// has the number. 404 when no messages can be sent.
#[utoipa::path(
    operation_id = "signInByPhone", tag = "auth", request_body = PhoneSignInInput,
    responses(
        (status = 200, description = "A session", body = Session),
        (status = 201, description = "A session of a new account", body = Session),
        CodeRefused,
        StaffSignIn,
        NotOffered,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/auth/phone/sign-in")]
async fn sign_in_by_phone(
    state: web::Data<State>,
    client: Client,
    body: Body<PhoneSignInInput>,
) -> Result<HttpResponse, Problem> {
    state.limits.check_sign_in(client.address)?;
    offered(&state)?;
    let input = body.into_inner();
    let offer = PhoneSignIn {
        phone: check::phone("phone", &input.phone, input.country.as_deref()).map_err(Problem::invalid)?,
        code: input.code,
        full_name: input.full_name,
        locale: Locale::from(input.locale).to_string(),
        region: people::region(&state, input.region.as_deref()).await?,
        device: client.device(),
    };
    let signed_in = phone_code::sign_in(&state.db, &state.ctx, &state.keys, offer).await?;
    people::session(&state, people::opened(signed_in.is_new), signed_in.tokens).await
}

/// Telephones can be written to; else nothing of this exists.
pub(in crate::routes) fn offered(state: &State) -> Result<(), Problem> {
    let is_offered = state.config.sms.is_configured();
    is_offered.then_some(()).ok_or_else(Problem::not_found)
}

/// Has a code sent to a number.
pub(in crate::routes) async fn send_code(
    state: &State,
    client: Client,
    phone: &str,
    country: Option<&str>,
    locale: Locale,
) -> Result<PhoneCodeSent, Problem> {
    offered(state)?;
    let phone = check::phone("phone", phone, country).map_err(Problem::invalid)?;
    let asked_from = Some(client.address);
    let sent = phone_code::request(&state.db, &state.ctx, &phone, asked_from, locale.code()).await?;
    Ok(PhoneCodeSent {
        resend_after_seconds: count(sent.resend_after.num_seconds()),
        expires_in_seconds: count(sent.expires_in.num_seconds()),
    })
}
