use accounts::social::{self, Provider, SocialSignIn};
use actix_web::{HttpResponse, post, web};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::dto::account::Session;
use crate::dto::auth::SocialSignInInput;
use crate::error::Problem;
use crate::extract::{Body, Client};
use crate::routes::people;
use crate::routes::problems::{
    BodyTooLarge, EmailTaken, IdTokenRefused, InvalidBody, NotOffered, SocialForbidden, UnsupportedMediaType,
};
use crate::state::State;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(sign_in_google).service(sign_in_apple);
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
        EmailTaken,
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
    sign_in(&state, Provider::Google, client, body.into_inner()).await
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
        EmailTaken,
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
    sign_in(&state, Provider::Apple, client, body.into_inner()).await
}

async fn sign_in(
    state: &State,
    provider: Provider,
    client: Client,
    input: SocialSignInInput,
) -> Result<HttpResponse, Problem> {
    state.limits.check_sign_in(client.address)?;
    let offer = SocialSignIn {
        provider,
        id_token: input.id_token,
        nonce: input.nonce,
        full_name: input.full_name,
        locale: i18n::Locale::from(input.locale).to_string(),
        region: people::region(state, input.region.as_deref()).await?,
        device: client.device(),
    };
    let signed_in = social::sign_in(&state.db, &state.ctx, &state.keys, &state.id_tokens, offer).await?;
    people::session(state, people::opened(signed_in.is_new), signed_in.tokens).await
}
