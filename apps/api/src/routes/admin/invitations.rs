use actix_web::{HttpResponse, delete, get, post, web};
use rbac::invitation;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::dto::staff::{Invitation, InvitationInput, InvitationPage, InvitationsQuery};
use crate::error::{Code, Problem};
use crate::extract::{Body, Query, Staff};
use crate::permission::{Manage, Permission as _, Team, View};
use crate::routes::problems::{
    BodyTooLarge, Forbidden, InvalidBody, InvalidQuery, InvitationClosed, InvitationConflict,
    InvitationForbidden, NotFound, Unauthenticated, UnsupportedMediaType,
};
use crate::state::State;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_invitations)
        .service(create_invitation)
        .service(resend_invitation)
        .service(revoke_invitation);
}

/// Invitations
///
/// Newest first. Invitations of admins are seen by admins only.
#[utoipa::path(
    operation_id = "listInvitations", tag = "admin", security(("bearer" = [])),
    params(InvitationsQuery),
    responses(
        (status = 200, description = "One page of invitations", body = InvitationPage),
        Unauthenticated,
        Forbidden,
        InvalidQuery,
    ),
    extensions(("x-permission" = json!(View::<Team>::NAME)))
)]
#[get("/admin/invitations")]
async fn list_invitations(
    state: web::Data<State>,
    staff: Staff<View<Team>>,
    Query(query): Query<InvitationsQuery>,
) -> Result<web::Json<InvitationPage>, Problem> {
    let (size, cursor) = query
        .list()
        .map_err(|fault| Problem::new(Code::InvalidQuery).field(fault))?;
    let now = state.ctx.now();
    let page = invitation::list(&state.db, &staff.access, now, size, cursor.as_deref()).await?;
    let names = regions::names(&state.db).await?;
    Ok(web::Json(InvitationPage::of(page, &names)))
}

/// Invite someone to the team
///
/// Sends a link that works once, for seven days. Nobody gives more than they hold themselves.
#[utoipa::path(
    operation_id = "createInvitation", tag = "admin", security(("bearer" = [])), request_body = InvitationInput,
    responses(
        (status = 201, description = "The invitation", body = Invitation),
        Unauthenticated,
        InvitationForbidden,
        InvitationConflict,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    ),
    extensions(("x-permission" = json!(Manage::<Team>::NAME)))
)]
#[post("/admin/invitations")]
async fn create_invitation(
    state: web::Data<State>,
    staff: Staff<Manage<Team>>,
    body: Body<InvitationInput>,
) -> Result<HttpResponse, Problem> {
    let names = regions::names(&state.db).await?;
    let invite = body
        .into_inner()
        .invite(&names)
        .map_err(|faults| Problem::new(Code::InvalidBody).fields(faults))?;
    let made = invitation::create(&state.db, &state.ctx, &staff.actor(), invite).await?;
    Ok(HttpResponse::Created().json(Invitation::of(made, &names)))
}

/// Send an invitation again
///
/// With a new link, good for seven days; the old one no longer works.
#[utoipa::path(
    operation_id = "resendInvitation", tag = "admin", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The invitation")),
    responses(
        (status = 204, description = "It is on its way"),
        Unauthenticated,
        InvitationForbidden,
        NotFound,
        InvitationClosed,
    ),
    extensions(("x-permission" = json!(Manage::<Team>::NAME)))
)]
#[post("/admin/invitations/{id}/resend")]
async fn resend_invitation(
    state: web::Data<State>,
    staff: Staff<Manage<Team>>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    invitation::resend(&state.db, &state.ctx, &staff.actor(), id.into_inner().into()).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take an invitation back
///
/// Its link no longer works.
#[utoipa::path(
    operation_id = "revokeInvitation", tag = "admin", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The invitation")),
    responses(
        (status = 204, description = "Taken back"),
        Unauthenticated,
        InvitationForbidden,
        NotFound,
        InvitationClosed,
    ),
    extensions(("x-permission" = json!(Manage::<Team>::NAME)))
)]
#[delete("/admin/invitations/{id}")]
async fn revoke_invitation(
    state: web::Data<State>,
    staff: Staff<Manage<Team>>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    invitation::revoke(&state.db, &state.ctx, &staff.actor(), id.into_inner().into()).await?;
    Ok(HttpResponse::NoContent().finish())
}
