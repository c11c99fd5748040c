//! One line per request, and its part in the metrics.

use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use actix_web::HttpResponse;
use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;

use crate::cache::Hit;
use crate::config::Config;

/// What is noted of a request when it comes in. The query isn't: it may hold names and telephone numbers.
pub(super) struct Seen {
    pub method: Method,
    pub path: String,
    client: IpAddr,
    started: Instant,
}

impl Seen {
    pub(super) fn new(request: &ServiceRequest, client: IpAddr, started: Instant) -> Self {
        Self {
            method: request.method().clone(),
            path: request.path().to_owned(),
            client,
            started,
        }
    }

    pub(super) fn answered(&self, answer: &ServiceResponse<BoxBody>) {
        let elapsed = self.started.elapsed();
        let route = answer
            .request()
            .match_pattern()
            .unwrap_or_else(|| "unmatched".to_owned());
        let status = answer.status().as_u16();
        tracing::info!(
            target: "access",
            method = %self.method,
            path = self.path,
            route,
            status,
            client = %self.client,
            micros = elapsed.as_micros() as u64,
        );
        let method = method_label(&self.method);
        metrics::counter!("http_requests_total", "method" => method, "route" => route.clone(), "status" => status.to_string())
            .increment(1);
        metrics::histogram!("http_request_seconds", "method" => method, "route" => route).record(elapsed);
    }
}

/// Answers from memory are so many and so quick that writing a line each would cost more than the answer.
pub(super) fn answered_from_memory(
    hit: &Hit,
    request: &ServiceRequest,
    response: &HttpResponse,
    started: Instant,
    config: &Config,
) {
    static ANSWERED: AtomicU64 = AtomicU64::new(0);
    let elapsed = started.elapsed();
    hit.count(response.status(), elapsed);
    if ANSWERED
        .fetch_add(1, Ordering::Relaxed)
        .is_multiple_of(config.log.cached_sample)
    {
        tracing::info!(
            target: "access",
            method = "GET",
            path = request.path(),
            status = response.status().as_u16(),
            micros = elapsed.as_micros() as u64,
            from_memory = true,
            one_of = config.log.cached_sample,
        );
    }
}

/// Clients may invent methods; metrics may not grow with them.
fn method_label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        Method::HEAD => "HEAD",
        _ => "other",
    }
}
