use crate::dto::check;
use actix_web::{HttpResponse, post, web};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::dto::auth::{EmailChangeAnswer, ForgotPasswordInput, LinkTokenInput, ResetPasswordInput};
use crate::error::Problem;
use crate::extract::{Body, Client};
use crate::routes::people;
use crate::routes::problems::{BodyTooLarge, EmailTaken, InvalidBody, LinkExpired, UnsupportedMediaType};
use crate::state::State;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(forgot_password)
        .service(reset_password)
        .service(verify_email)
        .service(confirm_email_change);
}

/// Ask for a link to choose a new password
///
/// Always answered alike, whether or not anybody has the e-mail address.
#[utoipa::path(
    operation_id = "forgotPassword", tag = "auth", request_body = ForgotPasswordInput,
    responses(
        (status = 202, description = "If somebody has this address, a link is on its way"),
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/auth/forgot-password")]
async fn forgot_password(
    state: web::Data<State>,
    client: Client,
    body: Body<ForgotPasswordInput>,
) -> Result<HttpResponse, Problem> {
    state.limits.check_message(client.address)?;
    let email = check::email("email", &body.email).map_err(Problem::invalid)?;
    let region = people::region(&state, body.region.as_deref()).await?;
    accounts::forgot_password(&state.db, &state.ctx, &email, region).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Choose a new password
///
/// With the secret of a link: good for 30 minutes, once. Ends all sessions.
#[utoipa::path(
    operation_id = "resetPassword", tag = "auth", request_body = ResetPasswordInput,
    responses(
        (status = 204, description = "The password is changed"),
        LinkExpired,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/auth/reset-password")]
async fn reset_password(
    state: web::Data<State>,
    client: Client,
    body: Body<ResetPasswordInput>,
) -> Result<HttpResponse, Problem> {
    state.limits.check_sign_in(client.address)?;
    let ResetPasswordInput { token, password } = body.into_inner();
    accounts::reset_password(&state.db, &state.ctx, &token, password).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Verify an e-mail address
///
/// With the secret of a link. Orders placed with this address as a guest then belong to the account.
#[utoipa::path(
    operation_id = "verifyEmail", tag = "auth", request_body = LinkTokenInput,
    responses(
        (status = 204, description = "Verified"),
        LinkExpired,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/auth/verify-email")]
async fn verify_email(
    state: web::Data<State>,
    client: Client,
    body: Body<LinkTokenInput>,
) -> Result<HttpResponse, Problem> {
    state.limits.check_sign_in(client.address)?;
    accounts::verify_email(&state.db, &state.ctx, &body.token).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Agree to a change of the e-mail address
///
/// With the secret of the link sent to the old or to the new address. It changes once both have agreed, and other
/// sessions end.
#[utoipa::path(
    operation_id = "confirmEmailChange", tag = "auth", request_body = LinkTokenInput,
    responses(
        (status = 200, description = "Agreed", body = EmailChangeAnswer),
        LinkExpired,
        EmailTaken,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/auth/confirm-email-change")]
async fn confirm_email_change(
    state: web::Data<State>,
    client: Client,
    body: Body<LinkTokenInput>,
) -> Result<web::Json<EmailChangeAnswer>, Problem> {
    state.limits.check_sign_in(client.address)?;
    let done = accounts::confirm_email_change(&state.db, &state.ctx, &body.token).await?;
    Ok(web::Json(EmailChangeAnswer { done }))
}
