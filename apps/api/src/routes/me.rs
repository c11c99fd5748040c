use accounts::{ProfileChange, phone_code, social};
use actix_web::{HttpResponse, delete, get, patch, post, web};
use kernel::{AccountId, Phone};
use secrecy::SecretString;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::dto::account::Account;
use crate::dto::me::{ProfileInput, Proof, ReauthenticateInput};
use crate::error::{Code, Problem};
use crate::extract::{Body, Client, Fresh, SignedIn};
use crate::routes::people;
use crate::routes::problems::{
    BodyTooLarge, InvalidBody, NotFresh, ProofRefused, StaffAccount, Stale, TooManyAttempts, Unauthenticated,
    UnsupportedMediaType,
};
use crate::state::State;

mod addresses;
mod credentials;
mod orders;
mod sessions;
mod totp;
mod wishlist;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(get_me)
        .service(update_me)
        .service(delete_me)
        .service(reauthenticate);
    config
        .configure(addresses::routes)
        .configure(credentials::routes)
        .configure(orders::routes)
        .configure(sessions::routes)
        .configure(totp::routes)
        .configure(wishlist::routes);
}

/// Who is signed in
///
/// Customers and staff alike.
#[utoipa::path(
    operation_id = "getMe", tag = "me", security(("bearer" = [])),
    responses(
        (status = 200, description = "The account", body = Account),
        Unauthenticated,
    )
)]
#[get("/me")]
async fn get_me(state: web::Data<State>, SignedIn(access): SignedIn) -> Result<web::Json<Account>, Problem> {
    Ok(web::Json(people::account_now(&state, access.account.id).await?))
}

/// Change one's own account
///
/// Name, language and consent. What is left out stays.
#[utoipa::path(
    operation_id = "updateMe", tag = "me", security(("bearer" = [])), request_body = ProfileInput,
    responses(
        (status = 200, description = "The account as it is now", body = Account),
        Unauthenticated,
        Stale,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[patch("/me")]
async fn update_me(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
    body: Body<ProfileInput>,
) -> Result<web::Json<Account>, Problem> {
    let input = body.into_inner();
    let change = ProfileChange {
        full_name: input.full_name,
        locale: input.locale.map(|locale| i18n::Locale::from(locale).to_string()),
        marketing_consent: input.marketing_consent,
        version: input.version,
    };
    let account = accounts::update_profile(&state.db, &state.ctx, access.account.id, change).await?;
    Ok(web::Json(people::account(&state, account).await?))
}

/// Delete one's own account
///
/// Name, contact, addresses and wishes are forgotten and all sessions end; orders stay in the books without the account's
/// data. Asks for a fresh proof. Staff: 409 `staff_account`.
#[utoipa::path(
    operation_id = "deleteMe", tag = "me", security(("bearer" = [])),
    responses(
        (status = 204, description = "Deleted"),
        Unauthenticated,
        NotFresh,
        StaffAccount,
    )
)]
#[delete("/me")]
async fn delete_me(state: web::Data<State>, Fresh(access): Fresh) -> Result<HttpResponse, Problem> {
    accounts::delete_account(&state.db, &state.ctx, &people::caller(&access)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Prove again who is asking
///
/// For the operations that answer `reauthentication_required`: good for ten minutes, in this session.
#[utoipa::path(
    operation_id = "reauthenticate", tag = "me", security(("bearer" = [])), request_body = ReauthenticateInput,
    responses(
        (status = 204, description = "Proved"),
        ProofRefused,
        TooManyAttempts,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/me/reauthenticate")]
async fn reauthenticate(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
    client: Client,
    body: Body<ReauthenticateInput>,
) -> Result<HttpResponse, Problem> {
    state.limits.check_sign_in(client.address)?;
    let (caller, input) = (people::caller(&access), body.into_inner());
    let proof = input.proof().map_err(Problem::invalid)?;
    match proof {
        Proof::Password(password) => {
            accounts::reauthenticate_with_password(&state.db, &state.ctx, &caller, password).await?;
            return Ok(HttpResponse::NoContent().finish());
        }
        Proof::Provider(provider, id_token, nonce) => {
            let token = (&id_token, &nonce);
            social::prove(
                &state.db,
                &state.ctx,
                &state.id_tokens,
                caller.account,
                provider,
                token,
            )
            .await?;
        }
        Proof::PhoneCode(code) => prove_by_phone(&state, caller.account, &code).await?,
    }
    accounts::confirm_presence(&state.db, &state.ctx, caller.account, caller.session).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// By a code sent to the number the account has verified: codes of other numbers prove nothing about its owner.
async fn prove_by_phone(state: &State, account: AccountId, code: &SecretString) -> Result<(), Problem> {
    let account = accounts::load_account(&state.db, account).await?;
    let phone = account
        .filter(|account| account.phone_verified)
        .and_then(|account| account.phone);
    let phone = phone.and_then(|phone| Phone::parse(&phone, "AE").ok());
    let phone = phone.ok_or_else(|| Problem::new(Code::CodeInvalid).extra("tries_left", 0))?;
    phone_code::prove(&state.db, &state.ctx, &state.keys, &phone, code).await?;
    Ok(())
}
