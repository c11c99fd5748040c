use crate::permission::Enter;
use accounts::totp;
use actix_web::{HttpResponse, delete, post, web};
use secrecy::ExposeSecret as _;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::dto::me::{RecoveryCodes, TotpCodeInput, TotpSetup};
use crate::error::{Code, Problem};
use crate::extract::{Body, Fresh, Staff};
use crate::routes::problems::{
    BodyTooLarge, Forbidden, InvalidBody, NotFound, NotFreshStaff, TotpEnrolled, TotpRefused,
    TotpRequiredByShop, Unauthenticated, UnsupportedMediaType,
};
use crate::state::State;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(begin_totp)
        .service(confirm_totp)
        .service(disable_totp)
        .service(renew_recovery_codes);
}

/// Set up two-step sign-in
///
/// For staff. Nothing is asked for until `confirmTotp`; beginning again makes a new secret. Asks for a fresh proof.
#[utoipa::path(
    operation_id = "beginTotp", tag = "me", security(("bearer" = [])),
    responses(
        (status = 200, description = "What the authenticator app is told", body = TotpSetup),
        Unauthenticated,
        NotFreshStaff,
        TotpEnrolled,
    )
)]
#[post("/me/totp")]
async fn begin_totp(
    state: web::Data<State>,
    staff: Staff<Enter>,
    _: Fresh,
) -> Result<web::Json<TotpSetup>, Problem> {
    let begun = totp::begin(&state.db, &state.ctx, &state.keys, staff.access.account.id).await?;
    Ok(web::Json(TotpSetup {
        secret: begun.secret.expose_secret().to_owned(),
        otpauth_uri: begun.otpauth_uri.expose_secret().to_owned(),
    }))
}

/// Finish setting up two-step sign-in
///
/// With a code of the authenticator app. From then on signing in asks for one. 404 when it wasn't begun.
#[utoipa::path(
    operation_id = "confirmTotp", tag = "me", security(("bearer" = [])), request_body = TotpCodeInput,
    responses(
        (status = 200, description = "Recovery codes", body = RecoveryCodes),
        TotpRefused,
        Forbidden,
        NotFound,
        TotpEnrolled,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/me/totp/confirm")]
async fn confirm_totp(
    state: web::Data<State>,
    staff: Staff<Enter>,
    body: Body<TotpCodeInput>,
) -> Result<web::Json<RecoveryCodes>, Problem> {
    let (account, session) = (staff.access.account.id, staff.access.session);
    let codes = totp::confirm(&state.db, &state.ctx, &state.keys, account, session, &body.code).await?;
    Ok(web::Json(RecoveryCodes::of(&codes)))
}

/// Switch two-step sign-in off
///
/// Not when the shop asks it of all staff: 409 `totp_required_by_shop`. Asks for a fresh proof.
#[utoipa::path(
    operation_id = "disableTotp", tag = "me", security(("bearer" = [])),
    responses(
        (status = 204, description = "Switched off"),
        Unauthenticated,
        NotFreshStaff,
        TotpRequiredByShop,
    )
)]
#[delete("/me/totp")]
async fn disable_totp(
    state: web::Data<State>,
    staff: Staff<Enter>,
    Fresh(access): Fresh,
) -> Result<HttpResponse, Problem> {
    if access.totp_required {
        return Err(Problem::new(Code::TotpRequiredByShop));
    }
    let (account, session) = (staff.access.account.id, staff.access.session);
    totp::disable(&state.db, &state.ctx, account, session).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// New recovery codes
///
/// The old ones no longer work. Asks for a fresh proof. 404 without two-step sign-in.
#[utoipa::path(
    operation_id = "renewRecoveryCodes", tag = "me", security(("bearer" = [])),
    responses(
        (status = 200, description = "Recovery codes", body = RecoveryCodes),
        Unauthenticated,
        NotFreshStaff,
        NotFound,
    )
)]
#[post("/me/totp/recovery-codes")]
async fn renew_recovery_codes(
    state: web::Data<State>,
    staff: Staff<Enter>,
    _: Fresh,
) -> Result<web::Json<RecoveryCodes>, Problem> {
    let account = staff.access.account.id;
    let codes = totp::regenerate_recovery(&state.db, &state.ctx, &state.keys, account).await?;
    Ok(web::Json(RecoveryCodes::of(&codes)))
}
