use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use crate::error::{Code, Problem};

fn header(request: &HttpRequest, name: &str) -> Option<String> {
    let text = request.headers().get(name)?.to_str().ok()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// `Cart-Token`: the secret that owns a cart.
pub struct CartSecret(pub String);

impl FromRequest for CartSecret {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(
            header(request, "cart-token")
                .map(Self)
                .ok_or_else(|| Problem::new(Code::CartTokenMissing)),
        )
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

/// `Idempotency-Key`, as sent. The use case checks it together with the body.
pub struct IdempotencyHeader(pub String);

impl FromRequest for IdempotencyHeader {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let key = header(request, "idempotency-key").map(Self);
        ready(key.ok_or_else(|| Problem::new(Code::IdempotencyKeyRequired)))
    }
}
