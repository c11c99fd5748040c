use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use orders::cart::CartToken;
use orders::idempotency::IdempotencyKey;
use utoipa::IntoParams;

use super::Body;
use crate::error::{Code, Problem};

fn header(request: &HttpRequest, name: &str) -> Option<String> {
    let text = request.headers().get(name)?.to_str().ok()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// `Cart-Token`: the secret that owns a cart.
pub struct CartSecret(pub CartToken);

impl FromRequest for CartSecret {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let token = header(request, "cart-token").map(|token| Self(CartToken::new(token)));
        ready(token.ok_or_else(|| Problem::new(Code::CartTokenMissing)))
    }
}

/// `Order-Token`, if given: the secret of an order's link.
pub struct OrderSecret(pub Option<String>);

impl FromRequest for OrderSecret {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(header(request, "order-token"))))
    }
}

/// `Idempotency-Key`, which the operation needs.
pub struct IdempotencyHeader(String);

impl IdempotencyHeader {
    /// The key of this body: a repeat must bring the same.
    pub fn with<T>(&self, body: &Body<T>) -> Result<IdempotencyKey, Problem> {
        Ok(IdempotencyKey::new(&self.0, body.raw())?)
    }
}

impl FromRequest for IdempotencyHeader {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let key = header(request, "idempotency-key").map(Self);
        ready(key.ok_or_else(|| Problem::new(Code::IdempotencyKeyRequired)))
    }
}

/// `Idempotency-Key`, if given.
pub struct MaybeIdempotencyHeader(Option<IdempotencyHeader>);

impl MaybeIdempotencyHeader {
    /// The key of this body, if there is one.
    pub fn with<T>(&self, body: &Body<T>) -> Result<Option<IdempotencyKey>, Problem> {
        self.0.as_ref().map(|key| key.with(body)).transpose()
    }
}

impl FromRequest for MaybeIdempotencyHeader {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(
            header(request, "idempotency-key").map(IdempotencyHeader),
        )))
    }
}

// The same headers as the OpenAPI document describes them.

macro_rules! header_parameters {
    ($($(#[$doc:meta])+ $name:ident: $header:literal, required = $required:literal;)+) => {$(
        #[derive(IntoParams)]
        #[into_params(parameter_in = Header)]
        #[expect(dead_code, reason = "describes a header to utoipa")]
        pub struct $name {
            $(#[$doc])+
            #[param(rename = $header, required = $required)]
            header: String,
        }
    )+};
}

header_parameters! {
    /// The secret that owns the bag. Without it: 401.
    CartTokenHeader: "Cart-Token", required = false;
    /// The secret of the order's link.
    OrderTokenHeader: "Order-Token", required = false;
    /// 8 to 128 visible characters, new with each action, the same when it is repeated.
    RequiredIdempotencyKey: "Idempotency-Key", required = true;
    /// 8 to 128 visible characters, new with each action, the same when it is repeated.
    OptionalIdempotencyKey: "Idempotency-Key", required = false;
}
