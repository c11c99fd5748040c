//! What surrounds every request: its id, the client's address, the rate limit, answers from memory, who asks, the problem's body,
//! headers, metrics and the access line. One middleware and no locks, because the storefront's answers from memory cost
//! hardly more than this.

use std::net::IpAddr;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Instant;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform, forward_ready};
use actix_web::http::Method;
use actix_web::{Error, HttpMessage as _};
use futures::future::{Either, LocalBoxFuture, Ready, ready};
use tracing::Instrument as _;

mod access;
mod finish;
mod headers;
mod limits;
mod proxies;
mod request_id;

pub use limits::Limits;
pub use proxies::TrustedProxies;
pub use request_id::RequestId;

use crate::extract::{forget_changed, recognise};
use crate::state::State;
use access::Seen;
use finish::finish;

/// Where a request comes from, as far as that can be trusted; in its extensions.
#[derive(Clone, Copy, Debug)]
pub struct ClientAddress(pub IpAddr);

pub struct Shell(pub Arc<State>);

impl<S, B> Transform<S, ServiceRequest> for Shell
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    S::Future: 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<BoxBody>;
    type Error = Error;
    type Transform = ShellService<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(Ok(ShellService {
            inner: Rc::new(inner),
            state: Arc::clone(&self.0),
        }))
    }
}

pub struct ShellService<S> {
    inner: Rc<S>,
    state: Arc<State>,
}

impl<S, B> Service<ServiceRequest> for ShellService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    S::Future: 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<BoxBody>;
    type Error = Error;
    type Future =
        Either<Ready<Result<Self::Response, Error>>, LocalBoxFuture<'static, Result<Self::Response, Error>>>;

    forward_ready!(inner);

    fn call(&self, mut request: ServiceRequest) -> Self::Future {
        let state = &self.state;
        let started = Instant::now();
        if request.method() == Method::HEAD {
            // Routes know GET only; the connection knows that the body isn't sent.
            request.head_mut().method = Method::GET;
        }
        let client = state.proxies.client(request.request());
        let id = RequestId::of(request.request(), &state.proxies);
        if let Err(problem) = state.limits.check_request(client) {
            let seen = Seen::new(&request, client, started);
            let refused = request.error_response(problem);
            return Either::Left(ready(Ok(finish(refused, &id, &seen, &state.config))));
        }
        if let Some(hit) = state.cache.peek(request.request()) {
            let mut response = hit.respond(request.headers());
            headers::vary_by_origin(response.headers_mut());
            headers::stamp(response.headers_mut(), &id, &state.config);
            access::answered_from_memory(&hit, &request, &response, started, &state.config);
            return Either::Left(ready(Ok(request.into_response(response))));
        }
        let seen = Seen::new(&request, client, started);
        let span = tracing::info_span!("request", id = id.as_str());
        request.extensions_mut().insert(ClientAddress(client));
        request.extensions_mut().insert(id.clone());
        let (inner, state) = (Rc::clone(&self.inner), Arc::clone(state));
        let answering = async move {
            recognise(&state, request.request()).await;
            let answer = inner.call(request).await?;
            if answer.request().method() != Method::GET && answer.status().is_success() {
                forget_changed(&state, answer.request());
            }
            Ok(finish(answer, &id, &seen, &state.config))
        };
        Either::Right(Box::pin(answering.instrument(span)))
    }
}
