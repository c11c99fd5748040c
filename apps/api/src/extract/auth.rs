use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::sync::Arc;

use accounts::{Account, verify_access};
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};
use kernel::{AccountId, StaffActor};
use rbac::{Access, Scope};

use crate::access::Change;
use crate::error::{Code, Problem};
use crate::permission::Permission;
use crate::shell::{ClientAddress, RequestId};
use crate::state::State;

/// The access token of `Authorization: Bearer …`.
fn token(request: &HttpRequest) -> Option<&str> {
    let value = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

/// Someone with a live session: a customer, or staff. What they may do is as it is now in every process: see `access`.
#[derive(Clone, Debug)]
pub struct SignedIn(pub Arc<Access>);

impl SignedIn {
    #[must_use]
    pub fn account(&self) -> &Account {
        &self.0.account
    }
}

/// Who asks, found out before any argument of a handler is read: arguments are read side by side, and whoever may not ask must
/// not learn what is wrong with what they sent.
#[derive(Clone, Debug)]
struct Recognised(Result<Option<Arc<Access>>, Problem>);

/// Looks up whose token a request carries, for the extractors here. Refuses nobody: that is theirs to do.
pub(crate) async fn recognise(state: &State, request: &HttpRequest) {
    let Some(claims) = token(request).and_then(|token| verify_access(&state.keys, &state.ctx, token)) else {
        return;
    };
    let now = state.ctx.now();
    let load = rbac::access::load(&state.db, claims.session, now);
    let access = state.access.get(claims.session, now, load).await;
    let access = access.map(|access| access.filter(|access| access.account.id == claims.account));
    let recognised = Recognised(access.map_err(Problem::from));
    request.extensions_mut().insert(recognised);
}

/// Forgets, in this process, what a successful write may have changed about somebody's access.
pub(crate) fn forget_changed(state: &State, request: &HttpRequest) {
    let extensions = request.extensions();
    let writer = extensions
        .get::<Recognised>()
        .and_then(|Recognised(access)| Some(access.as_ref().ok()?.as_ref()?.account.id));
    if let Some(change) = Change::of_write(request.path(), writer) {
        state.access.hear(change);
    }
}

impl FromRequest for SignedIn {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let recognised = request.extensions().get::<Recognised>().cloned();
        let access = recognised.map_or(Ok(None), |Recognised(access)| access);
        ready(access.and_then(|access| {
            access
                .map(Self)
                .ok_or_else(|| Problem::new(Code::Unauthenticated))
        }))
    }
}

/// Someone with a session, or a guest. A token that isn't (or no longer) valid is refused, not taken for a guest's.
#[derive(Clone, Debug)]
pub struct MaybeSignedIn(Option<Arc<Access>>);

impl MaybeSignedIn {
    #[must_use]
    pub fn id(&self) -> Option<AccountId> {
        self.0.as_ref().map(|access| access.account.id)
    }
}

impl FromRequest for MaybeSignedIn {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if !request.headers().contains_key(header::AUTHORIZATION) {
            return ready(Ok(Self(None)));
        }
        let signed_in = SignedIn::from_request(request, payload).into_inner();
        ready(signed_in.map(|SignedIn(access)| Self(Some(access))))
    }
}

/// Staff who hold the permission `P` somewhere. Without a session the answer is 401, without the permission 403.
#[derive(Clone, Debug)]
pub struct Staff<P> {
    pub access: Arc<Access>,
    scope: Scope,
    request_id: String,
    client_address: Option<String>,
    permission: PhantomData<P>,
}

impl<P> Staff<P> {
    /// The regions the permission reaches to: nothing of other regions may be read or changed.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Who acts, for the audit log.
    #[must_use]
    pub fn actor(&self) -> StaffActor {
        StaffActor {
            id: self.access.account.id,
            name: self.access.account.full_name.clone(),
            request_id: self.request_id.clone(),
            client_address: self.client_address.clone(),
        }
    }
}

impl<P: Permission + 'static> FromRequest for Staff<P> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let signed_in = SignedIn::from_request(request, payload).into_inner();
        ready(signed_in.and_then(|SignedIn(access)| Self::of(access, request)))
    }
}

impl<P: Permission> Staff<P> {
    fn of(access: Arc<Access>, request: &HttpRequest) -> Result<Self, Problem> {
        if !access.account.role.is_staff() {
            return Err(Problem::new(Code::Forbidden));
        }
        if access.must_enrol() && !P::BEFORE_ENROLMENT {
            return Err(Problem::new(Code::TotpEnrolmentRequired));
        }
        let scope = P::scope(&access).ok_or_else(|| Problem::new(Code::Forbidden))?;
        let extensions = request.extensions();
        let request_id = extensions.get::<RequestId>().map(|id| id.as_str().to_owned());
        let client_address = extensions
            .get::<ClientAddress>()
            .map(|client| client.0.to_string());
        Ok(Self {
            access,
            scope,
            request_id: request_id.unwrap_or_default(),
            client_address,
            permission: PhantomData,
        })
    }
}
