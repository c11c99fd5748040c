use std::marker::PhantomData;
use std::sync::Arc;

use accounts::{Account, verify_access};
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};
use futures::future::LocalBoxFuture;
use kernel::{AccountId, StaffActor};
use rbac::{Access, Scope};

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

impl FromRequest for SignedIn {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let state = request.app_data::<web::Data<State>>().cloned();
        let claims = state
            .as_ref()
            .and_then(|state| verify_access(&state.keys, &state.ctx, token(request)?));
        Box::pin(async move {
            let (Some(state), Some(claims)) = (state, claims) else {
                return Err(Problem::new(Code::Unauthenticated));
            };
            let now = state.ctx.now();
            let load = rbac::access::load(&state.db, claims.session, now);
            let access = state.access.get(claims.session, now, load).await?;
            access
                .filter(|access| access.account.id == claims.account)
                .map(Self)
                .ok_or_else(|| Problem::new(Code::Unauthenticated))
        })
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
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if !request.headers().contains_key(header::AUTHORIZATION) {
            return Box::pin(async { Ok(Self(None)) });
        }
        let signed_in = SignedIn::from_request(request, payload);
        Box::pin(async move { Ok(Self(Some(signed_in.await?.0))) })
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
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let signed_in = SignedIn::from_request(request, payload);
        let extensions = request.extensions();
        let request_id = extensions.get::<RequestId>().map(|id| id.as_str().to_owned());
        let client_address = extensions
            .get::<ClientAddress>()
            .map(|client| client.0.to_string());
        Box::pin(async move {
            let SignedIn(access) = signed_in.await?;
            if !access.account.role.is_staff() {
                return Err(Problem::new(Code::Forbidden));
            }
            if access.must_enrol() && !P::BEFORE_ENROLMENT {
                return Err(Problem::new(Code::TotpEnrolmentRequired));
            }
            let scope = P::scope(&access).ok_or_else(|| Problem::new(Code::Forbidden))?;
            Ok(Self {
                access,
                scope,
                request_id: request_id.unwrap_or_default(),
                client_address,
                permission: PhantomData,
            })
        })
    }
}
