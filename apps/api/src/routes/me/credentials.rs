use crate::dto::check;
use crate::routes::auth::send_code;
use accounts::phone_code;
use actix_web::{HttpResponse, delete, post, put, web};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::dto::account::Account;
use crate::dto::auth::PhoneCodeSent;
use crate::dto::me::{ChangeEmailInput, ChangePasswordInput, MyPhoneCodeInput, MyPhoneInput};
use crate::error::Problem;
use crate::extract::{Body, Client, Fresh, SignedIn};
use crate::routes::people;
use crate::routes::problems::{
    BodyTooLarge, InvalidBody, LastSignIn, MyCodeRefused, NotFresh, NotOffered, PasswordRefused, PhoneTaken,
    TooManyAttempts, Unauthenticated, UnsupportedMediaType,
};
use crate::state::State;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(change_password)
        .service(change_email)
        .service(resend_verification)
        .service(request_my_phone_code)
        .service(set_my_phone)
        .service(remove_my_phone);
}

/// Change the password
///
/// Keeps this session and ends all others. Whoever has no password sets one, which asks for a fresh proof.
#[utoipa::path(
    operation_id = "changePassword", tag = "me", security(("bearer" = [])), request_body = ChangePasswordInput,
    responses(
        (status = 204, description = "Changed"),
        PasswordRefused,
        NotFresh,
        TooManyAttempts,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[put("/me/password")]
async fn change_password(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
    body: Body<ChangePasswordInput>,
) -> Result<HttpResponse, Problem> {
    let ChangePasswordInput {
        current_password,
        new_password,
    } = body.into_inner();
    let caller = people::caller_now(&state, &access).await?;
    accounts::change_password(&state.db, &state.ctx, &caller, current_password, new_password).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Change the e-mail address
///
/// Links are sent to the old and to the new address; it changes once both have agreed. Asks for a fresh proof. Answered
/// alike whether or not another account has the address.
#[utoipa::path(
    operation_id = "changeEmail", tag = "me", security(("bearer" = [])), request_body = ChangeEmailInput,
    responses(
        (status = 202, description = "The links are on their way"),
        Unauthenticated,
        NotFresh,
        TooManyAttempts,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/me/email")]
async fn change_email(
    state: web::Data<State>,
    Fresh(access): Fresh,
    client: Client,
    body: Body<ChangeEmailInput>,
) -> Result<HttpResponse, Problem> {
    state.limits.check_message(client.address)?;
    let email = check::email("email", &body.email).map_err(Problem::invalid)?;
    accounts::request_email_change(&state.db, &state.ctx, &people::caller(&access), &email).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Send the link that verifies the e-mail address again
///
/// Nothing is sent when it is verified.
#[utoipa::path(
    operation_id = "resendVerification", tag = "me", security(("bearer" = [])),
    responses(
        (status = 202, description = "The link is on its way"),
        Unauthenticated,
        TooManyAttempts,
    )
)]
#[post("/me/email/verification")]
async fn resend_verification(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
    client: Client,
) -> Result<HttpResponse, Problem> {
    state.limits.check_message(client.address)?;
    accounts::resend_verification(&state.db, &state.ctx, access.account.id).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Send a code to one's own telephone
///
/// To change the number, or to prove again who is asking. Once a minute and five times an hour per number. 404 when no
/// messages can be sent.
#[utoipa::path(
    operation_id = "requestMyPhoneCode", tag = "me", security(("bearer" = [])), request_body = MyPhoneCodeInput,
    responses(
        (status = 202, description = "The code is on its way", body = PhoneCodeSent),
        Unauthenticated,
        NotOffered,
        TooManyAttempts,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/me/phone/code")]
async fn request_my_phone_code(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
    client: Client,
    body: Body<MyPhoneCodeInput>,
) -> Result<HttpResponse, Problem> {
    state.limits.check_message(client.address)?;
    let (country, locale) = (
        body.country.as_deref(),
        access.account.locale.parse().unwrap_or_default(),
    );
    let sent = send_code(&state, client, &body.phone, country, locale).await?;
    Ok(HttpResponse::Accepted().json(sent))
}

/// Change the telephone number
///
/// To one that is shown to be one's own by the code sent to it. Whoever has it can sign in with it.
#[utoipa::path(
    operation_id = "setMyPhone", tag = "me", security(("bearer" = [])), request_body = MyPhoneInput,
    responses(
        (status = 200, description = "The account as it is now", body = Account),
        MyCodeRefused,
        PhoneTaken,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[put("/me/phone")]
async fn set_my_phone(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
    body: Body<MyPhoneInput>,
) -> Result<web::Json<Account>, Problem> {
    let phone = check::phone("phone", &body.phone, body.country.as_deref()).map_err(Problem::invalid)?;
    let (account, code) = (access.account.id, &body.code);
    let account = phone_code::verify_mine(&state.db, &state.ctx, &state.keys, account, &phone, code).await?;
    Ok(web::Json(people::account(&state, account).await?))
}

/// Remove the telephone number
///
/// Not when it is the only way to sign in: 409 `last_sign_in`.
#[utoipa::path(
    operation_id = "removeMyPhone", tag = "me", security(("bearer" = [])),
    responses(
        (status = 200, description = "The account as it is now", body = Account),
        Unauthenticated,
        LastSignIn,
    )
)]
#[delete("/me/phone")]
async fn remove_my_phone(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
) -> Result<web::Json<Account>, Problem> {
    let account = phone_code::remove(&state.db, &state.ctx, access.account.id).await?;
    Ok(web::Json(people::account(&state, account).await?))
}
