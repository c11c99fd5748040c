use actix_web::HttpResponse;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::ServiceResponse;
use actix_web::http::header::{self, HeaderValue};

use super::access::Seen;
use super::{RequestId, headers};
use crate::config::Config;
use crate::error::{Code, Problem};

/// Gives an answer its last shape: the body of a problem, the headers every answer has, a line in the log.
pub(super) fn finish<B: MessageBody + 'static>(
    answer: ServiceResponse<B>,
    id: &RequestId,
    seen: &Seen,
    config: &Config,
) -> ServiceResponse<BoxBody> {
    let mut answer = if answer.status().is_client_error() || answer.status().is_server_error() {
        with_problem(answer, id)
    } else {
        answer.map_into_boxed_body()
    };
    let is_docs = seen.path.starts_with("/docs");
    headers::stamp(answer.headers_mut(), id, config);
    if is_docs {
        headers::allow_own_scripts(answer.headers_mut());
    }
    seen.answered(&answer);
    answer
}

/// The headers made so far stay (CORS needs them); the body becomes the problem's.
fn with_problem<B>(answer: ServiceResponse<B>, id: &RequestId) -> ServiceResponse<BoxBody> {
    let status = answer.status();
    let ours = answer
        .response()
        .error()
        .and_then(|error| error.as_error::<Problem>())
        .cloned();
    let problem = ours.unwrap_or_else(|| Problem::new(Code::for_status(status)));
    let (request, response) = answer.into_parts();
    let mut response: HttpResponse = response.set_body(BoxBody::new(problem.body(id.as_str(), status)));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.remove(header::CONTENT_ENCODING);
    if let Some(seconds) = problem.retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if let Some(allow) = problem
        .allow
        .as_deref()
        .and_then(|methods| HeaderValue::from_str(methods).ok())
    {
        headers.insert(header::ALLOW, allow);
    }
    if status == actix_web::http::StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    ServiceResponse::new(request, response)
}
