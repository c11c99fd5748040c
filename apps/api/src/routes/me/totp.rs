use actix_web::{HttpResponse, delete, post, web};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::dto::me::{RecoveryCodes, TotpCodeInput, TotpSetup};
use crate::error::{Code, Problem};
use crate::extract::{Body, SignedIn};
use crate::routes::problems::{BodyTooLarge, Forbidden, InvalidBody, NotFreshStaff, NotFound, TotpEnrolled, TotpRefused, TotpRequiredByShop, Unauthenticated, UnsupportedMediaType};
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
    SignedIn(access): SignedIn,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
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
    SignedIn(access): SignedIn,
    body: Body<TotpCodeInput>,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
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
    SignedIn(access): SignedIn,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
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
    SignedIn(access): SignedIn,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}
