use actix_web::{HttpResponse, delete, get, patch, post, web};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::dto::account::Account;
use crate::dto::me::{ProfileInput, ReauthenticateInput};
use crate::error::{Code, Problem};
use crate::extract::{Body, SignedIn};
use crate::routes::problems::{BodyTooLarge, InvalidBody, NotFresh, ProofRefused, StaffAccount, Stale, TooManyAttempts, Unauthenticated, UnsupportedMediaType};
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
    config.configure(addresses::routes).configure(credentials::routes).configure(orders::routes).configure(sessions::routes).configure(totp::routes).configure(wishlist::routes);
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
async fn get_me(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
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
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
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
async fn delete_me(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
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
    body: Body<ReauthenticateInput>,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}
