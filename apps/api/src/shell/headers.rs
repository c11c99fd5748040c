use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

use super::RequestId;
use crate::config::Config;

pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The headers every answer has. JSON and pictures need nothing from anywhere; pictures are shown on the shop's own origin,
/// which isn't the API's.
pub(super) fn stamp(headers: &mut HeaderMap, id: &RequestId, config: &Config) {
    headers.insert(REQUEST_ID, id.header());
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        let nothing = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox");
        headers.insert(header::CONTENT_SECURITY_POLICY, nothing);
    }
    // Whatever isn't said to be public is somebody's: a bag, an order, a session.
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if config.is_production() {
        let two_years = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, two_years);
    }
}

/// For answers that CORS had no part in: asked by a page of another origin, it would have added headers.
pub(super) fn vary_by_origin(headers: &mut HeaderMap) {
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding, Origin"));
}

/// The browsable documentation is a page with scripts and styles of its own.
pub(super) fn allow_own_scripts(headers: &mut HeaderMap) {
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
        ),
    );
}
