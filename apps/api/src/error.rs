//! Every failure a client can see: one table of codes, one shape (RFC 9457), texts in both languages.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use i18n::{Arg, Localized};
use serde::Serialize;
use serde_json::{Map, Value};

mod accounts;
mod catalog;
mod code;
mod database;
mod media;
mod orders;
mod payments;
mod rbac;

pub use code::Code;

/// A failure on its way to the client. The shell adds the request id and writes the body.
#[derive(Clone, Debug)]
pub struct Problem {
    pub code: Code,
    args: Vec<(&'static str, Arg)>,
    pub fields: Vec<Field>,
    extras: Map<String, Value>,
    pub retry_after: Option<u64>,
    pub allow: Option<String>,
}

/// What is wrong with one part of the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Where: `contact.phone`, `lines[0].quantity`, a query parameter or header; empty for the whole.
    pub path: String,
    pub code: String,
    pub message: Localized,
}

impl Field {
    pub fn new(path: impl Into<String>, code: &str) -> Self {
        Self::with(path, code, &[])
    }

    pub fn with(path: impl Into<String>, code: &str, args: &[(&str, Arg)]) -> Self {
        Self {
            path: path.into(),
            code: code.to_owned(),
            message: i18n::text(code, args),
        }
    }
}

impl Problem {
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self {
            code,
            args: Vec::new(),
            fields: Vec::new(),
            extras: Map::new(),
            retry_after: None,
            allow: None,
        }
    }

    #[must_use]
    pub fn not_found() -> Self {
        Self::new(Code::NotFound)
    }

    /// A body with this fault.
    #[must_use]
    pub fn invalid(fault: Field) -> Self {
        Self::new(Code::InvalidBody).field(fault)
    }

    /// Something that should not happen: logged in full here, told to the client without particulars.
    #[must_use]
    pub fn internal(error: &dyn fmt::Display) -> Self {
        tracing::error!(%error, "internal error");
        Self::new(Code::InternalError)
    }

    /// Fills a variable of the code's texts.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    #[must_use]
    pub fn field(mut self, field: Field) -> Self {
        self.fields.push(field);
        self
    }

    #[must_use]
    pub fn fields(mut self, fields: impl IntoIterator<Item = Field>) -> Self {
        self.fields.extend(fields);
        self
    }

    /// A further member of the body, which the operation documents.
    #[must_use]
    pub fn extra(mut self, name: &str, value: impl Serialize) -> Self {
        let value = serde_json::to_value(value).expect("views are plain data");
        self.extras.insert(name.to_owned(), value);
        self
    }

    /// Seconds after which trying again makes sense; at least one.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds.max(1));
        self
    }

    /// The methods that would have been right.
    #[must_use]
    pub fn allow(mut self, methods: &str) -> Self {
        self.allow = Some(methods.to_owned());
        self
    }

    /// The body for the client. `status` is the answer's: that of the code, but for answers of the framework.
    #[must_use]
    pub fn body(&self, request_id: &str, status: StatusCode) -> Vec<u8> {
        #[derive(Serialize)]
        struct Body<'a> {
            r#type: String,
            title: Localized,
            status: u16,
            code: &'a str,
            detail: Option<Localized>,
            fields: &'a [Field],
            request_id: &'a str,
            #[serde(flatten)]
            extras: &'a Map<String, Value>,
        }
        let code = self.code.as_str();
        let body = Body {
            r#type: format!("urn:amoonis:problem:{code}"),
            title: i18n::text(code, &self.args),
            status: status.as_u16(),
            code,
            detail: i18n::find(&format!("{code}.detail"), &self.args),
            fields: &self.fields,
            request_id,
            extras: &self.extras,
        };
        serde_json::to_vec(&body).expect("a problem is plain data")
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.as_str())
    }
}

impl std::error::Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.code.status()
    }

    /// Without a body: the shell finds this problem in the response and writes it.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}
