use accounts::list_sessions;
use actix_web::{HttpResponse, delete, get, patch, put, web};
use rbac::team::{self, Member, Update};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::dto::account::DeviceSession;
use crate::dto::staff::{
    PermissionCatalogue, PermissionGrant, TeamGrantsInput, TeamMember, TeamMemberDetail, TeamMemberInput,
    TeamMemberPage, TeamQuery, TeamRoleInput,
};
use crate::error::{Code, Problem};
use crate::extract::{Body, Query, Staff};
use crate::permission::{Admin, Manage, Permission as _, Team, View};
use crate::routes::problems::{
    BodyTooLarge, Forbidden, InvalidBody, InvalidQuery, NotFound, RoleForbidden, TeamConflict, TeamForbidden,
    Unauthenticated, UnsupportedMediaType,
};
use crate::state::State;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_permissions)
        .service(list_team)
        .service(get_team_member)
        .service(update_team_member)
        .service(set_team_grants)
        .service(set_team_role)
        .service(revoke_team_sessions)
        .service(reset_team_totp);
}

async fn view(state: &State, member: Member) -> Result<web::Json<TeamMember>, Problem> {
    let names = regions::names(&state.db).await?;
    Ok(web::Json(TeamMember::of(member, &names)))
}

/// Everything that can be granted
///
/// Permissions in words, levels, and usual sets of them.
#[utoipa::path(
    operation_id = "listPermissions", tag = "admin", security(("bearer" = [])),
    responses(
        (status = 200, description = "Permissions, levels, presets", body = PermissionCatalogue),
        Unauthenticated,
        Forbidden,
    ),
    extensions(("x-permission" = json!(View::<Team>::NAME)))
)]
#[get("/admin/permissions")]
async fn list_permissions(_: Staff<View<Team>>) -> Result<web::Json<&'static PermissionCatalogue>, Problem> {
    Ok(web::Json(PermissionCatalogue::everything()))
}

/// The team
///
/// By name. Admins are seen by admins only.
#[utoipa::path(
    operation_id = "listTeam", tag = "admin", security(("bearer" = [])),
    params(TeamQuery),
    responses(
        (status = 200, description = "One page of staff", body = TeamMemberPage),
        Unauthenticated,
        Forbidden,
        InvalidQuery,
    ),
    extensions(("x-permission" = json!(View::<Team>::NAME)))
)]
#[get("/admin/team")]
async fn list_team(
    state: web::Data<State>,
    staff: Staff<View<Team>>,
    Query(query): Query<TeamQuery>,
) -> Result<web::Json<TeamMemberPage>, Problem> {
    let (filter, size, cursor) = query
        .list()
        .map_err(|fault| Problem::new(Code::InvalidQuery).field(fault))?;
    let page = team::list(&state.db, &staff.access, &filter, size, cursor.as_deref()).await?;
    let names = regions::names(&state.db).await?;
    Ok(web::Json(TeamMemberPage::of(page, &names)))
}

/// One member of staff
///
/// With their open sessions. Admins are seen by admins only.
#[utoipa::path(
    operation_id = "getTeamMember", tag = "admin", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The member of staff")),
    responses(
        (status = 200, description = "The member of staff", body = TeamMemberDetail),
        Unauthenticated,
        Forbidden,
        NotFound,
    ),
    extensions(("x-permission" = json!(View::<Team>::NAME)))
)]
#[get("/admin/team/{id}")]
async fn get_team_member(
    state: web::Data<State>,
    staff: Staff<View<Team>>,
    id: web::Path<Uuid>,
) -> Result<web::Json<TeamMemberDetail>, Problem> {
    let found = team::find(&state.db, &staff.access, id.into_inner().into()).await?;
    let member = found.ok_or_else(Problem::not_found)?;
    let sessions = list_sessions(&state.db, &state.ctx, member.id).await?;
    let current = staff.access.session;
    let names = regions::names(&state.db).await?;
    Ok(web::Json(TeamMemberDetail {
        member: TeamMember::of(member, &names),
        sessions: sessions
            .into_iter()
            .map(|session| DeviceSession::of(session, current))
            .collect(),
    }))
}

/// Change a member of staff
///
/// Name, title, and whether they may sign in: a disabled person's next request is refused.
#[utoipa::path(
    operation_id = "updateTeamMember", tag = "admin", security(("bearer" = [])), request_body = TeamMemberInput,
    params(("id" = Uuid, Path, description = "The member of staff")),
    responses(
        (status = 200, description = "As they are now", body = TeamMember),
        Unauthenticated,
        TeamForbidden,
        NotFound,
        TeamConflict,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    ),
    extensions(("x-permission" = json!(Manage::<Team>::NAME)))
)]
#[patch("/admin/team/{id}")]
async fn update_team_member(
    state: web::Data<State>,
    staff: Staff<Manage<Team>>,
    id: web::Path<Uuid>,
    body: Body<TeamMemberInput>,
) -> Result<web::Json<TeamMember>, Problem> {
    let input = body.into_inner();
    let update = Update {
        full_name: input.full_name,
        title: input.title,
        is_active: input.is_active,
        version: input.version,
    };
    let id = id.into_inner().into();
    let member = team::update(&state.db, &state.ctx, &staff.actor(), id, update).await?;
    view(&state, member).await
}

/// Set what a member of staff may do
///
/// Nobody gives or takes more than they hold themselves. Counts from the person's next request.
#[utoipa::path(
    operation_id = "setTeamGrants", tag = "admin", security(("bearer" = [])), request_body = TeamGrantsInput,
    params(("id" = Uuid, Path, description = "The member of staff")),
    responses(
        (status = 200, description = "As they are now", body = TeamMember),
        Unauthenticated,
        TeamForbidden,
        NotFound,
        TeamConflict,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    ),
    extensions(("x-permission" = json!(Manage::<Team>::NAME)))
)]
#[put("/admin/team/{id}/grants")]
async fn set_team_grants(
    state: web::Data<State>,
    staff: Staff<Manage<Team>>,
    id: web::Path<Uuid>,
    body: Body<TeamGrantsInput>,
) -> Result<web::Json<TeamMember>, Problem> {
    let (id, input) = (id.into_inner().into(), body.into_inner());
    let names = regions::names(&state.db).await?;
    let grants = PermissionGrant::read(input.grants, &names)
        .map_err(|faults| Problem::new(Code::InvalidBody).fields(faults))?;
    let by = staff.actor();
    let member = team::set_grants(&state.db, &state.ctx, &by, id, grants, input.version).await?;
    Ok(web::Json(TeamMember::of(member, &names)))
}

/// Set the role of a member of staff
///
/// Ends their sessions. The shop always keeps one admin.
#[utoipa::path(
    operation_id = "setTeamRole", tag = "admin", security(("bearer" = [])), request_body = TeamRoleInput,
    params(("id" = Uuid, Path, description = "The member of staff")),
    responses(
        (status = 200, description = "As they are now", body = TeamMember),
        Unauthenticated,
        RoleForbidden,
        NotFound,
        TeamConflict,
        BodyTooLarge, UnsupportedMediaType, InvalidBody,
    ),
    extensions(("x-permission" = json!(Admin::NAME)))
)]
#[put("/admin/team/{id}/role")]
async fn set_team_role(
    state: web::Data<State>,
    staff: Staff<Admin>,
    id: web::Path<Uuid>,
    body: Body<TeamRoleInput>,
) -> Result<web::Json<TeamMember>, Problem> {
    let TeamRoleInput { role, version } = body.into_inner();
    let (by, id) = (staff.actor(), id.into_inner().into());
    let member = team::set_role(&state.db, &state.ctx, &by, id, role.into(), version).await?;
    view(&state, member).await
}

/// Sign a member of staff out everywhere
///
/// Their next request is refused.
#[utoipa::path(
    operation_id = "revokeTeamSessions", tag = "admin", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The member of staff")),
    responses(
        (status = 204, description = "Signed out"),
        Unauthenticated,
        TeamForbidden,
        NotFound,
    ),
    extensions(("x-permission" = json!(Manage::<Team>::NAME)))
)]
#[delete("/admin/team/{id}/sessions")]
async fn revoke_team_sessions(
    state: web::Data<State>,
    staff: Staff<Manage<Team>>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner().into();
    team::revoke_sessions(&state.db, &state.ctx, &staff.actor(), id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take a lost second factor off a member of staff
///
/// Ends their sessions; they sign in with the password alone and can set it up anew.
#[utoipa::path(
    operation_id = "resetTeamTotp", tag = "admin", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The member of staff")),
    responses(
        (status = 204, description = "Taken off"),
        Unauthenticated,
        RoleForbidden,
        NotFound,
    ),
    extensions(("x-permission" = json!(Admin::NAME)))
)]
#[delete("/admin/team/{id}/totp")]
async fn reset_team_totp(
    state: web::Data<State>,
    staff: Staff<Admin>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner().into();
    team::reset_totp(&state.db, &state.ctx, &staff.actor(), id).await?;
    Ok(HttpResponse::NoContent().finish())
}
