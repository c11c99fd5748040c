//! Failures as operations document them. 429, 500 and 503 can happen everywhere and are added to every operation.

use utoipa::IntoResponses;

use crate::dto::problem::{Problem, QuoteProblem, StockProblem};

macro_rules! problems {
    ($($(#[$meta:meta])+ $name:ident($body:ident);)+) => {$(
        #[derive(IntoResponses)]
        $(#[$meta])+
        #[expect(dead_code, reason = "describes an answer to utoipa")]
        pub struct $name($body);
    )+};
}

problems! {
    #[response(status = 404, description = "There is no such thing: `not_found`", content_type = "application/problem+json")]
    NotFound(Problem);
    #[response(status = 401, description = "No live session: `unauthenticated`", content_type = "application/problem+json")]
    Unauthenticated(Problem);
    #[response(status = 403, description = "Signed in, but without the permission: `forbidden`", content_type = "application/problem+json")]
    Forbidden(Problem);
    #[response(status = 401, description = "Wrong e-mail address or password: `invalid_credentials`", content_type = "application/problem+json")]
    InvalidCredentials(Problem);
    #[response(status = 422, description = "Unknown or wrong parameters, each in `fields`: `invalid_query`", content_type = "application/problem+json")]
    InvalidQuery(Problem);
    #[response(status = 422, description = "Malformed JSON, unknown or wrong members, each in `fields`: `invalid_body`", content_type = "application/problem+json")]
    InvalidBody(Problem);
    #[response(status = 413, description = "The body is larger than 256 KiB: `body_too_large`", content_type = "application/problem+json")]
    BodyTooLarge(Problem);
    #[response(status = 415, description = "The body isn't `application/json`: `unsupported_media_type`", content_type = "application/problem+json")]
    UnsupportedMediaType(Problem);
    #[response(status = 401, description = "`cart_token_missing`, or a bearer token without a live session: `unauthenticated`", content_type = "application/problem+json")]
    NoCartToken(Problem);
    #[response(status = 404, description = "No bag belongs to the token (`cart_not_found`), or what the request names doesn’t exist (`not_found`)", content_type = "application/problem+json")]
    CartMissing(Problem);
    #[response(status = 409, description = "The bag was ordered (`cart_ordered`, with `order_code`), or the code gives nothing (`promo_not_applicable`)", content_type = "application/problem+json")]
    CartConflict(Problem);
    #[response(status = 409, description = "Not enough in stock (`out_of_stock`, with `lines`), or the bag was ordered (`cart_ordered`, with `order_code`)", content_type = "application/problem+json")]
    StockConflict(StockProblem);
    #[response(status = 409, description = "`total_changed` or `promo_not_applicable` (with `cart` as it is now), `out_of_stock` (with `lines`), or `request_in_progress`", content_type = "application/problem+json")]
    CheckoutConflict(QuoteProblem);
    #[response(status = 422, description = "`checkout_invalid` with everything that is missing or wrong in `fields`, `invalid_body`, `idempotency_key_required` or `idempotency_key_reused`", content_type = "application/problem+json")]
    InvalidCheckout(Problem);
    #[response(status = 409, description = "`illegal_transition`, `stale_version` (with `version`), or `request_in_progress`", content_type = "application/problem+json")]
    TransitionConflict(Problem);
    #[response(status = 409, description = "The same request is being worked on: `request_in_progress`", content_type = "application/problem+json")]
    KeyConflict(Problem);
}
