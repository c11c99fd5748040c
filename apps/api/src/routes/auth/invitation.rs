use actix_web::{HttpResponse, post, web};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::dto::account::Session;
use crate::dto::auth::{AcceptInvitationInput, InvitationPreview, LinkTokenInput};
use crate::error::{Code, Problem};
use crate::extract::{Body, Client};
use crate::routes::problems::{BodyTooLarge, InvalidBody, LinkExpired, UnsupportedMediaType};
use crate::state::State;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(preview_invitation)
        .service(accept_invitation);
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
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}

/// Accept an invitation
///
/// Makes the account of a member of staff and signs it in.
#[utoipa::path(
    operation_id = "acceptInvitation", tag = "auth", request_body = AcceptInvitationInput,
    responses(
        (status = 201, description = "A session", body = Session),
        LinkExpired,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/auth/invitations/accept")]
async fn accept_invitation(
    state: web::Data<State>,
    client: Client,
    body: Body<AcceptInvitationInput>,
) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::Unavailable))
}
