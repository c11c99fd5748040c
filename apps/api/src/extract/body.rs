use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use bytes::Bytes;
use futures::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::{Code, Field, Problem};
use crate::state::State;

/// A JSON body of a known shape. Anything else is answered with what is wrong and where.
#[derive(Debug)]
pub struct Body<T> {
    value: T,
    raw: Bytes,
}

impl<T> Body<T> {
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The body as it was sent: what must be the same when a request is repeated under its idempotency key.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }
}

impl<T> Deref for Body<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let limit_kib = request
            .app_data::<web::Data<State>>()
            .map_or(0, |state| state.config.limits.body_kib);
        let payload = check_head(request, limit_kib).map(|()| web::Payload::from_request(request, payload));
        Box::pin(async move {
            let payload = payload?.await.map_err(|error| Problem::internal(&error))?;
            let raw = payload
                .to_bytes_limited(limit_kib * 1024)
                .await
                .map_err(|_| too_large(limit_kib))?
                .map_err(|_| malformed())?;
            Ok(Self {
                value: parse(&raw)?,
                raw,
            })
        })
    }
}

/// What can be refused before the body is read.
fn check_head(request: &HttpRequest, limit_kib: usize) -> Result<(), Problem> {
    let content_type = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let essence = content_type
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default()
        .trim();
    if !essence.eq_ignore_ascii_case("application/json") {
        return Err(Problem::new(Code::UnsupportedMediaType));
    }
    let length = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse().ok());
    if length.is_some_and(|length: usize| length > limit_kib * 1024) {
        return Err(too_large(limit_kib));
    }
    Ok(())
}

fn too_large(limit_kib: usize) -> Problem {
    Problem::new(Code::BodyTooLarge).arg("limit", i64::try_from(limit_kib).unwrap_or(i64::MAX))
}

fn malformed() -> Problem {
    Problem::new(Code::InvalidBody).field(Field::new("", "malformed_json"))
}

fn parse<T: DeserializeOwned>(raw: &[u8]) -> Result<T, Problem> {
    let mut json = serde_json::Deserializer::from_slice(raw);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let (path, error) = (error.path().to_string(), error.into_inner());
        if error.is_data() {
            Problem::new(Code::InvalidBody).field(fault(&path, &error.to_string()))
        } else {
            malformed()
        }
    })?;
    json.end().map_err(|_| malformed())?;
    match place_of_nul(raw) {
        Some(path) => Err(Problem::new(Code::InvalidBody).field(Field::new(path, "invalid_value"))),
        None => Ok(value),
    }
}

/// Where a text holds the character NUL, which Postgres keeps in none. JSON can write it in one way only; a body with that
/// sequence is looked at closely, because after another backslash it means something else.
fn place_of_nul(raw: &[u8]) -> Option<String> {
    let suspicious = raw.windows(6).any(|bytes| bytes == br"\u0000");
    suspicious.then(|| nul_in("", &serde_json::from_slice(raw).ok()?))?
}

fn nul_in(path: &str, value: &Value) -> Option<String> {
    match value {
        Value::String(text) => text.contains('\0').then(|| path.to_owned()),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .find_map(|(index, item)| nul_in(&format!("{path}[{index}]"), item)),
        Value::Object(members) => members
            .iter()
            .find_map(|(name, member)| match name.contains('\0') {
                true => Some(path.to_owned()),
                false => nul_in(&inside(path, name), member),
            }),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// What serde says about a value, as a field for the client.
pub(super) fn fault(path: &str, message: &str) -> Field {
    let path = path.trim_start_matches('.');
    for (says, code) in [
        ("unknown field `", "unknown_field"),
        ("missing field `", "missing_field"),
        ("duplicate field `", "invalid_value"),
    ] {
        if let Some((name, _)) = message.strip_prefix(says).and_then(|rest| rest.split_once('`')) {
            return Field::new(inside(path, name), code);
        }
    }
    Field::new(path, "invalid_value")
}

fn inside(path: &str, name: &str) -> String {
    match path {
        "" => name.to_owned(),
        _ if path == name || path.ends_with(&format!(".{name}")) => path.to_owned(),
        _ => format!("{path}.{name}"),
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read by serde")]
    struct Outer {
        quantity: i32,
        contact: Option<Inner>,
        #[serde(default)]
        lines: Vec<Inner>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read by serde")]
    struct Inner {
        phone: String,
    }

    fn refused(body: &str) -> (String, String) {
        let problem = parse::<Outer>(body.as_bytes()).unwrap_err();
        assert_eq!(problem.code, Code::InvalidBody);
        (problem.fields[0].path.clone(), problem.fields[0].code.clone())
    }

    #[test]
    fn faults_name_their_place() {
        for (body, path, code) in [
            (r#"{"quantity":1,"extra":2}"#, "extra", "unknown_field"),
            (
                r#"{"quantity":1,"contact":{"phone":"1","fax":"2"}}"#,
                "contact.fax",
                "unknown_field",
            ),
            (r#"{"quantity":1,"contact":{}}"#, "contact.phone", "missing_field"),
            ("{}", "quantity", "missing_field"),
            (r#"{"quantity":"one"}"#, "quantity", "invalid_value"),
            (
                r#"{"quantity":1,"lines":[{"phone":"1"},{"phone":2}]}"#,
                "lines[1].phone",
                "invalid_value",
            ),
            (r#"{"quantity":99999999999}"#, "quantity", "invalid_value"),
            ("[]", "", "invalid_value"),
            ("{", "", "malformed_json"),
            ("", "", "malformed_json"),
            (r#"{"quantity":1} more"#, "", "malformed_json"),
        ] {
            assert_eq!(refused(body), (path.to_owned(), code.to_owned()), "{body}");
        }
    }
}
