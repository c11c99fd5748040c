use crate::dto::account::DeviceSession;
use accounts::{RevokedReason, list_sessions, revoke_other_sessions, revoke_session};
use actix_web::{HttpResponse, delete, get, web};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::dto::me::DeviceSessionList;
use crate::error::Problem;
use crate::extract::SignedIn;
use crate::routes::problems::{NotFound, Unauthenticated};
use crate::state::State;

pub(in crate::routes) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_my_sessions)
        .service(revoke_my_session)
        .service(revoke_my_other_sessions);
}

/// One's own sessions
///
/// Where one is signed in, last seen first.
#[utoipa::path(
    operation_id = "listMySessions", tag = "me", security(("bearer" = [])),
    responses(
        (status = 200, description = "Open sessions", body = DeviceSessionList),
        Unauthenticated,
    )
)]
#[get("/me/sessions")]
async fn list_my_sessions(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
) -> Result<web::Json<DeviceSessionList>, Problem> {
    let sessions = list_sessions(&state.db, &state.ctx, access.account.id).await?;
    let items = sessions
        .into_iter()
        .map(|session| DeviceSession::of(session, access.session));
    Ok(web::Json(DeviceSessionList {
        items: items.collect(),
    }))
}

/// End one session
///
/// Its next request is refused.
#[utoipa::path(
    operation_id = "revokeMySession", tag = "me", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The session")),
    responses(
        (status = 204, description = "Ended"),
        Unauthenticated,
        NotFound,
    )
)]
#[delete("/me/sessions/{id}")]
async fn revoke_my_session(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let session = id.into_inner().into();
    if !revoke_session(&state.db, &state.ctx, access.account.id, session).await? {
        return Err(Problem::not_found());
    }
    Ok(HttpResponse::NoContent().finish())
}

/// End all other sessions
///
/// This one goes on.
#[utoipa::path(
    operation_id = "revokeMyOtherSessions", tag = "me", security(("bearer" = [])),
    responses(
        (status = 204, description = "Ended"),
        Unauthenticated,
    )
)]
#[delete("/me/sessions")]
async fn revoke_my_other_sessions(
    state: web::Data<State>,
    SignedIn(access): SignedIn,
) -> Result<HttpResponse, Problem> {
    let (account, keep) = (access.account.id, access.session);
    revoke_other_sessions(&state.db, &state.ctx, account, keep, RevokedReason::Revoked).await?;
    Ok(HttpResponse::NoContent().finish())
}
