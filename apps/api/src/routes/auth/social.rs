use actix_web::{HttpResponse, post, web};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::dto::account::Session;
use crate::dto::auth::SocialSignInInput;
use crate::error::{Code, Problem};
use crate::extract::{Body, Client};
use crate::routes::problems::{BodyTooLarge, IdTokenRefused, InvalidBody, NotOffered, SocialForbidden, UnsupportedMediaType};
use crate::state::State;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(sign_in_google)
        .service(sign_in_apple);
}

/// Sign in with Google
///
/// With an ID token of Google. An account whose verified e-mail address the token names is linked; an account that never
/// verified it is not, and gives the address up. 404 when Google isn't configured.
#[utoipa::path(
    operation_id = "signInWithGoogle", tag = "auth", request_body = SocialSignInInput,
    responses(
        (status = 200, description = "A session", body = Session),
        (status = 201, description = "A session of a new account", body = Session),
        IdTokenRefused,
        SocialForbidden,
        NotOffered,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/auth/google")]
async fn sign_in_google(
    state: web::Data<State>,
    client: Client,
    body: Body<SocialSignInInput>,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}

/// Sign in with Apple
///
/// With an ID token of Apple. An account whose verified e-mail address the token names is linked; an account that never
/// verified it is not, and gives the address up. 404 when Apple isn't configured.
#[utoipa::path(
    operation_id = "signInWithApple", tag = "auth", request_body = SocialSignInInput,
    responses(
        (status = 200, description = "A session", body = Session),
        (status = 201, description = "A session of a new account", body = Session),
        IdTokenRefused,
        SocialForbidden,
        NotOffered,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/auth/apple")]
async fn sign_in_apple(
    state: web::Data<State>,
    client: Client,
    body: Body<SocialSignInInput>,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}
