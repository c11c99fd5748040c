use std::sync::Arc;

use accounts::require_fresh;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use futures::future::LocalBoxFuture;
use rbac::Access;

use super::SignedIn;
use crate::error::{Code, Problem};
use crate::state::State;

/// Someone who proved within the last ten minutes who they are: for what an open page on an empty desk may not do.
#[derive(Clone, Debug)]
pub struct Fresh(pub Arc<Access>);

impl FromRequest for Fresh {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let state = request.app_data::<web::Data<State>>().cloned();
        let signed_in = SignedIn::from_request(request, payload);
        Box::pin(async move {
            let (SignedIn(access), Some(state)) = (signed_in.await?, state) else {
                return Err(Problem::new(Code::Unauthenticated));
            };
            let now = state.ctx.now();
            if require_fresh(access.authenticated_at, now).is_ok() {
                return Ok(Self(access));
            }
            // The proof may have been given a moment ago, and the news of it be still on its way here.
            let access = rbac::access::load(&state.db, access.session, now).await?;
            access
                .filter(|access| require_fresh(access.authenticated_at, now).is_ok())
                .map(|access| Self(Arc::new(access)))
                .ok_or_else(|| Problem::new(Code::ReauthenticationRequired))
        })
    }
}
