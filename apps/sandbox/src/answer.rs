//! Answers of the control API. The parties answer in their own formats.

use actix_web::error::{InternalError, JsonPayloadError, QueryPayloadError};
use actix_web::http::StatusCode;
use actix_web::{Error, HttpRequest, HttpResponse};
use serde_json::json;

/// `{"error": "…"}` with a status.
pub(crate) fn error(status: StatusCode, message: impl std::fmt::Display) -> HttpResponse {
    HttpResponse::build(status).json(json!({"error": message.to_string()}))
}

pub(crate) fn bad_json(cause: JsonPayloadError, _: &HttpRequest) -> Error {
    let answer = error(StatusCode::BAD_REQUEST, &cause);
    InternalError::from_response(cause, answer).into()
}

pub(crate) fn bad_query(cause: QueryPayloadError, _: &HttpRequest) -> Error {
    let answer = error(StatusCode::BAD_REQUEST, &cause);
    InternalError::from_response(cause, answer).into()
}

pub(crate) async fn not_found(request: HttpRequest) -> HttpResponse {
    error(
        StatusCode::NOT_FOUND,
        format_args!("nothing at {}", request.path()),
    )
}
