use accounts::{SecondFactor, SignIn, SignUp};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::dto::account::Session;
use crate::dto::auth::{AuthOptions, RefreshInput, SignInInput, SignUpInput};
use crate::dto::check;
use crate::error::Problem;
use crate::extract::{Body, Client, SignedIn};
use crate::routes::people;
use crate::routes::problems::{
    BodyTooLarge, EmailTaken, InvalidBody, RefreshRefused, SignInRefused, TooManyAttempts, Unauthenticated,
    UnsupportedMediaType,
};
use crate::state::State;

mod invitation;
mod links;
mod phone;
mod social;

pub(super) use phone::send_code;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(get_auth_options)
        .service(sign_up)
        .service(sign_in)
        .service(refresh_session)
        .service(sign_out);
    config
        .configure(invitation::routes)
        .configure(links::routes)
        .configure(phone::routes)
        .configure(social::routes);
}

/// The ways to sign in
///
/// What this shop has configured: buttons for anything else are left out.
#[utoipa::path(
    operation_id = "getAuthOptions", tag = "auth",
    responses(
        (status = 200, description = "The ways to sign in", body = AuthOptions),
    )
)]
#[get("/auth/options")]
async fn get_auth_options(state: web::Data<State>) -> web::Json<AuthOptions> {
    web::Json(AuthOptions::of(&state.config))
}

/// Become a customer
///
/// Opens a session at once; a link to verify the e-mail address is sent. Until it is verified, orders placed as a guest
/// aren't shown.
#[utoipa::path(
    operation_id = "signUp", tag = "auth", request_body = SignUpInput,
    responses(
        (status = 201, description = "A session", body = Session),
        EmailTaken,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/auth/sign-up")]
async fn sign_up(
    state: web::Data<State>,
    client: Client,
    body: Body<SignUpInput>,
) -> Result<HttpResponse, Problem> {
    state.limits.check_sign_in(client.address)?;
    let input = body.into_inner();
    let new = SignUp {
        email: check::email("email", &input.email).map_err(Problem::invalid)?,
        region: people::region(&state, input.region.as_deref()).await?,
        password: input.password,
        full_name: input.full_name,
        locale: i18n::Locale::from(input.locale).to_string(),
        marketing_consent: input.marketing_consent.unwrap_or_default(),
        device: client.device(),
    };
    let tokens = accounts::sign_up(&state.db, &state.ctx, &state.keys, new).await?;
    people::session(&state, StatusCode::CREATED, tokens).await
}

/// Sign in
///
/// For customers and staff. After ten failures in 15 minutes of one e-mail address or one client address: 429
/// `too_many_attempts` with `Retry-After`.
#[utoipa::path(
    operation_id = "signIn", tag = "auth", request_body = SignInInput,
    responses(
        (status = 200, description = "A session", body = Session),
        SignInRefused,
        TooManyAttempts,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/auth/sign-in")]
async fn sign_in(
    state: web::Data<State>,
    client: Client,
    body: Body<SignInInput>,
) -> Result<HttpResponse, Problem> {
    state.limits.check_sign_in(client.address)?;
    let input = body.into_inner();
    let second_factor = match (input.totp_code, input.recovery_code) {
        (Some(code), _) => Some(SecondFactor::Totp(code)),
        (None, code) => code.map(SecondFactor::Recovery),
    };
    let offer = SignIn {
        email: input.email,
        password: input.password,
        second_factor,
        device: client.device(),
    };
    let tokens = accounts::sign_in(&state.db, &state.ctx, &state.keys, offer).await?;
    people::session(&state, StatusCode::OK, tokens).await
}

/// Go on with a session
///
/// Exchanges a refresh token for the next pair of tokens. Requests that race with the same token get the same pair; a
/// token that comes back later was copied, and ends its session.
#[utoipa::path(
    operation_id = "refreshSession", tag = "auth", request_body = RefreshInput,
    responses(
        (status = 200, description = "A session", body = Session),
        RefreshRefused,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/auth/refresh")]
async fn refresh_session(
    state: web::Data<State>,
    client: Client,
    body: Body<RefreshInput>,
) -> Result<HttpResponse, Problem> {
    state.limits.check_refresh(client.address)?;
    let (token, device) = (body.into_inner().refresh_token, client.device());
    let tokens = accounts::refresh(&state.db, &state.ctx, &state.keys, &token, &device).await?;
    people::session(&state, StatusCode::OK, tokens).await
}

/// Sign out
///
/// Ends this session; others go on.
#[utoipa::path(
    operation_id = "signOut", tag = "auth", security(("bearer" = [])),
    responses(
        (status = 204, description = "Signed out"),
        Unauthenticated,
    )
)]
#[post("/auth/sign-out")]
async fn sign_out(state: web::Data<State>, SignedIn(access): SignedIn) -> Result<HttpResponse, Problem> {
    accounts::sign_out(&state.db, &state.ctx, access.session).await?;
    Ok(HttpResponse::NoContent().finish())
}
