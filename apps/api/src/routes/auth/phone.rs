use actix_web::{HttpResponse, post, web};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::dto::account::Session;
use crate::dto::auth::{PhoneCodeInput, PhoneCodeSent, PhoneSignInInput};
use crate::error::{Code, Problem};
use crate::extract::{Body, Client};
use crate::routes::problems::{BodyTooLarge, CodeRefused, InvalidBody, NotOffered, StaffSignIn, TooManyAttempts, UnsupportedMediaType};
use crate::state::State;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(request_phone_code)
        .service(sign_in_by_phone);
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
    Err(Problem::new(Code::Unavailable))
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
    Err(Problem::new(Code::Unavailable))
}
