use accounts::{SignIn, sign_in as open_session, sign_out as end_session};
use actix_web::{HttpResponse, post, web};
use utoipa_actix_web::service_config::ServiceConfig;

use super::problems::{BodyTooLarge, InvalidBody, InvalidCredentials, Unauthenticated, UnsupportedMediaType};
use crate::dto::account::{SignInAnswer, SignInInput};
use crate::error::Problem;
use crate::extract::{BearerToken, Body, Client, SignedIn};
use crate::state::State;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(sign_in).service(sign_out);
}

/// Sign in
///
/// For customers and staff. After ten failures in 15 minutes of one e-mail address or one client address: 429
/// `too_many_attempts` with `Retry-After`.
#[utoipa::path(
    operation_id = "signIn", tag = "auth", request_body = SignInInput,
    responses(
        (status = 200, description = "A session", body = SignInAnswer),
        InvalidCredentials, BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/auth/sign-in")]
async fn sign_in(
    state: web::Data<State>,
    client: Client,
    body: Body<SignInInput>,
) -> Result<HttpResponse, Problem> {
    state.limits.check_sign_in(client.address)?;
    let SignInInput { email, password } = body.into_inner();
    let offer = SignIn {
        email,
        password,
        user_agent: client.user_agent,
        client_address: Some(client.address),
    };
    let session = open_session(&state.db, &state.ctx, offer).await?;
    Ok(HttpResponse::Ok()
        .insert_header(("cache-control", "no-store"))
        .json(SignInAnswer::from(session)))
}

/// Sign out
///
/// Ends this session; others go on.
#[utoipa::path(
    operation_id = "signOut", tag = "auth", security(("bearer" = [])),
    responses((status = 204, description = "Signed out"), Unauthenticated)
)]
#[post("/auth/sign-out")]
async fn sign_out(state: web::Data<State>, token: BearerToken, _: SignedIn) -> Result<HttpResponse, Problem> {
    end_session(&state.db, &state.ctx, &token.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
