use std::future::{Ready, ready};
use std::marker::PhantomData;

use accounts::Account;
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use futures::future::LocalBoxFuture;
use kernel::AccountId;

use crate::error::{Code, Problem};
use crate::permission::{Permission, holds};
use crate::state::State;

/// The session token of `Authorization: Bearer …`.
#[derive(Clone)]
pub struct BearerToken(pub String);

impl FromRequest for BearerToken {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(token(request).ok_or_else(|| Problem::new(Code::Unauthenticated)))
    }
}

fn token(request: &HttpRequest) -> Option<BearerToken> {
    let value = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then(|| BearerToken(token.to_owned()))
}

/// Someone with a live session: a customer, or staff.
#[derive(Clone, Debug)]
pub struct SignedIn(pub Account);

impl FromRequest for SignedIn {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let (token, state) = (token(request), request.app_data::<web::Data<State>>().cloned());
        Box::pin(async move {
            let (Some(BearerToken(token)), Some(state)) = (token, state) else {
                return Err(Problem::new(Code::Unauthenticated));
            };
            let account = accounts::authenticate(&state.db, &state.ctx, &token).await?;
            account
                .map(Self)
                .ok_or_else(|| Problem::new(Code::Unauthenticated))
        })
    }
}

/// Someone with a session, or a guest. A token that isn't (or no longer) valid is refused, not taken for a guest's.
#[derive(Clone, Debug)]
pub struct MaybeSignedIn(Option<Account>);

impl MaybeSignedIn {
    #[must_use]
    pub fn id(&self) -> Option<AccountId> {
        self.0.as_ref().map(|account| account.id)
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

/// Staff who hold the permission `P`. Without a session the answer is 401, without the permission 403.
#[derive(Clone, Debug)]
pub struct Staff<P> {
    pub account: Account,
    permission: PhantomData<P>,
}

impl<P: Permission + 'static> FromRequest for Staff<P> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let signed_in = SignedIn::from_request(request, payload);
        Box::pin(async move {
            let SignedIn(account) = signed_in.await?;
            if !holds::<P>(account.role) {
                return Err(Problem::new(Code::Forbidden));
            }
            Ok(Self {
                account,
                permission: PhantomData,
            })
        })
    }
}
