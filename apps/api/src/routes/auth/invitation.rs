use crate::shell::RequestId;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use rbac::invitation::{self, Accept};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::dto::account::Session;
use crate::dto::auth::{AcceptInvitationInput, InvitationPreview, LinkTokenInput};
use crate::error::{Code, Problem};
use crate::extract::{Body, Client};
use crate::routes::people;
use crate::routes::problems::{BodyTooLarge, EmailTaken, InvalidBody, LinkExpired, UnsupportedMediaType};
use crate::state::State;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(preview_invitation).service(accept_invitation);
}

/// What an invitation is about
///
/// For whoever has its link.
#[utoipa::path(
    operation_id = "previewInvitation", tag = "auth", request_body = LinkTokenInput,
    responses(
        (status = 200, description = "The invitation", body = InvitationPreview),
        LinkExpired,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/auth/invitations/preview")]
async fn preview_invitation(
    state: web::Data<State>,
    client: Client,
    body: Body<LinkTokenInput>,
) -> Result<web::Json<InvitationPreview>, Problem> {
    state.limits.check_sign_in(client.address)?;
    let invitation = invitation::preview(&state.db, &state.ctx, &body.token).await?;
    let invitation = invitation.ok_or_else(|| Problem::new(Code::LinkExpired))?;
    Ok(web::Json(invitation.into()))
}

/// Accept an invitation
///
/// Makes the account of a member of staff and signs it in.
#[utoipa::path(
    operation_id = "acceptInvitation", tag = "auth", request_body = AcceptInvitationInput,
    responses(
        (status = 201, description = "A session", body = Session),
        LinkExpired,
        EmailTaken,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/auth/invitations/accept")]
async fn accept_invitation(
    state: web::Data<State>,
    client: Client,
    id: web::ReqData<RequestId>,
    body: Body<AcceptInvitationInput>,
) -> Result<HttpResponse, Problem> {
    state.limits.check_sign_in(client.address)?;
    let input = body.into_inner();
    let accept = Accept {
        token: input.token,
        password: input.password,
        full_name: input.full_name,
        device: client.device(),
        request_id: id.as_str().to_owned(),
    };
    let tokens = invitation::accept(&state.db, &state.ctx, &state.keys, accept).await?;
    people::session(&state, StatusCode::CREATED, tokens).await
}
