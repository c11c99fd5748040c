//! Accounts and sessions as clients see them, put together from what several contexts know.

use accounts::{Caller, Tokens, social, totp};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use kernel::{AccountId, RegionId};
use rbac::Access;
use regions::Names;

use crate::dto::account::{Account, Session};
use crate::error::{Code, Field, Problem};
use crate::state::State;

/// The account as its owner sees it.
pub(super) async fn account(state: &State, account: accounts::Account) -> Result<Account, Problem> {
    let names = match account.region_id {
        Some(_) => regions::names(&state.db).await?,
        None => Names::default(),
    };
    let providers = social::providers(&state.db, account.id).await?;
    let is_enrolled = account.role.is_staff() && totp::state(&state.db, account.id).await?.is_enrolled;
    Ok(Account::of(account, &names, providers, is_enrolled))
}

/// The account as it is now: what a session remembers of it may be a moment old.
pub(super) async fn account_now(state: &State, id: AccountId) -> Result<Account, Problem> {
    let found = accounts::load_account(&state.db, id).await?;
    account(state, found.ok_or_else(|| Problem::new(Code::Unauthenticated))?).await
}

/// A session that was opened or went on.
pub(super) async fn session(
    state: &State,
    status: StatusCode,
    tokens: Tokens,
) -> Result<HttpResponse, Problem> {
    let owner = account(state, tokens.account.clone()).await?;
    Ok(HttpResponse::build(status).json(Session::of(&tokens, owner)))
}

/// The status of a session whose account may be new.
pub(super) fn opened(is_new: bool) -> StatusCode {
    if is_new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    }
}

/// The open region a body names.
pub(super) async fn region(state: &State, slug: Option<&str>) -> Result<Option<RegionId>, Problem> {
    let Some(slug) = slug else { return Ok(None) };
    let store = regions::find_store(&state.db, slug).await?;
    let unknown = || Problem::new(Code::InvalidBody).field(Field::new("region", "unknown_region"));
    store.map(|store| Some(store.id)).ok_or_else(unknown)
}

/// Who asks.
pub(super) fn caller(access: &Access) -> Caller {
    Caller {
        account: access.account.id,
        session: access.session,
        authenticated_at: access.authenticated_at,
    }
}

/// Who asks, with the proof they gave a moment ago, of which this process may not have heard yet.
pub(super) async fn caller_now(state: &State, access: &Access) -> Result<Caller, Problem> {
    let newest = rbac::access::load(&state.db, access.session, state.ctx.now()).await?;
    newest
        .map(|access| caller(&access))
        .ok_or_else(|| Problem::new(Code::Unauthenticated))
}
