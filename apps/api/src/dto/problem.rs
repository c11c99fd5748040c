//! Problems as the OpenAPI document describes them; `error::Problem` writes them.

use serde::Serialize;
use utoipa::ToSchema;

use super::common::Localized;

/// What went wrong (RFC 9457), with texts in both languages.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({
    "type": "urn:amoonis:problem:not_found", "title": {"en": "We couldn’t find what you were looking for.", "ar": "لم نعثر على ما تبحث عنه."},
    "status": 404, "code": "not_found", "detail": null, "fields": [], "request_id": "5f3b9c1d2e4a6071"
}))]
pub struct Problem {
    pub r#type: String,
    pub title: Localized,
    pub status: i32,
    /// Stable; clients branch on it.
    pub code: String,
    /// What to do about it.
    pub detail: Option<Localized>,
    pub fields: Vec<FieldProblem>,
    /// Also in the header X-Request-Id; names the request in the shop's logs.
    pub request_id: String,
}

/// What is wrong with one part of the request.
#[derive(Serialize, ToSchema)]
pub struct FieldProblem {
    /// `contact.phone`, `lines[0].quantity`, a query parameter; empty for the whole.
    pub path: String,
    pub code: String,
    pub message: Localized,
}
