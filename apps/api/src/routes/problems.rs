//! Failures as operations document them. 429, 500 and 503 can happen everywhere and are added to every operation.

use utoipa::IntoResponses;

use crate::dto::problem::Problem;

macro_rules! problems {
    ($($(#[$meta:meta])+ $name:ident;)+) => {$(
        #[derive(IntoResponses)]
        $(#[$meta])+
        #[expect(dead_code, reason = "describes an answer to utoipa")]
        pub struct $name(Problem);
    )+};
}

problems! {
    #[response(status = 404, description = "There is no such thing: `not_found`", content_type = "application/problem+json")]
    NotFound;
    #[response(status = 401, description = "No live session: `unauthenticated`", content_type = "application/problem+json")]
    Unauthenticated;
    #[response(status = 403, description = "Signed in, but without the permission: `forbidden`", content_type = "application/problem+json")]
    Forbidden;
    #[response(status = 401, description = "Wrong e-mail address or password: `invalid_credentials`", content_type = "application/problem+json")]
    InvalidCredentials;
    #[response(status = 422, description = "Unknown or wrong parameters, each in `fields`: `invalid_query`", content_type = "application/problem+json")]
    InvalidQuery;
    #[response(status = 422, description = "Malformed JSON, unknown or wrong members, each in `fields`: `invalid_body`", content_type = "application/problem+json")]
    InvalidBody;
    #[response(status = 413, description = "The body is larger than 256 KiB: `body_too_large`", content_type = "application/problem+json")]
    BodyTooLarge;
    #[response(status = 415, description = "The body isn't `application/json`: `unsupported_media_type`", content_type = "application/problem+json")]
    UnsupportedMediaType;
}
