//! From an HTTP answer to an [`Outcome`]: success is a 2xx *and* JSON *and* `IsSuccess` *and* the data we need. Everything else
//! is a clear refusal or a doubt.

use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::super::outcome::{Doubt, Outcome, Refusal, RefusalCode};
use super::super::redact;

/// What came back, whole.
pub(super) struct Answer {
    pub status: u16,
    pub is_html: bool,
    pub retry_after: Option<Duration>,
    pub body: Vec<u8>,
}

/// What hangs on a call, and so how much a "no" has to say to be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stake {
    /// Repeating it is harmless.
    Nothing,
    /// It makes something payable, or moves money.
    Money,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Envelope {
    #[serde(default)]
    is_success: Flag,
    #[serde(default)]
    message: Option<String>,
    #[serde(default)]
    validation_errors: Option<Vec<FieldError>>,
    #[serde(default)]
    fields_errors: Option<Vec<FieldError>>,
    #[serde(default)]
    data: Option<Box<RawValue>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct FieldError {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    error: Option<String>,
}

#[derive(Default)]
struct Flag(Option<bool>);

impl<'de> Deserialize<'de> for Flag {
    /// `true`, and `"true"` as one document of version 3 has it.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Ok(Self(match raw.get().trim_matches('"') {
            "true" | "True" => Some(true),
            "false" | "False" => Some(false),
            _ => None,
        }))
    }
}

pub(super) fn read<T: DeserializeOwned>(answer: &Answer, stake: Stake) -> Outcome<T> {
    let status = answer.status;
    let text = match plain_doubt(answer) {
        Ok(text) => text,
        Err(doubt) => return Outcome::Unknown(doubt),
    };
    let shape = |what: String| Outcome::Unknown(Doubt::Shape { status, what });
    let Ok(envelope) = serde_json::from_str::<Envelope>(text) else {
        return shape(outline(text));
    };
    let is_2xx = (200..300).contains(&status);
    match envelope.is_success.0 {
        None => shape(outline(text)),
        Some(true) if is_2xx => match envelope.data.as_deref().map(RawValue::get) {
            None | Some("null") => shape("success without data".to_owned()),
            Some(data) => parsed(data, status),
        },
        Some(true) => shape("success with an error's status".to_owned()),
        Some(false) => refusal(&envelope, status, stake),
    }
}

fn parsed<T: DeserializeOwned>(data: &str, status: u16) -> Outcome<T> {
    match serde_json::from_str(data) {
        Ok(value) => Outcome::Success(value),
        // The error of serde can quote the value it stumbled over.
        Err(_) => Outcome::Unknown(Doubt::Shape {
            status,
            what: format!("unexpected data: {}", outline(data)),
        }),
    }
}

/// Doubts that don't need the body to be understood; else the body's text.
fn plain_doubt(answer: &Answer) -> Result<&str, Doubt> {
    let status = answer.status;
    match status {
        429 => {
            return Err(Doubt::RateLimited {
                retry_after: answer.retry_after,
            });
        }
        500.. => return Err(Doubt::ServerError { status }),
        300..400 => return Err(Doubt::Redirect { status }),
        _ => {}
    }
    let text = std::str::from_utf8(&answer.body)
        .map_err(|_| Doubt::Shape {
            status,
            what: "not UTF-8".to_owned(),
        })?
        .trim_start_matches('\u{feff}')
        .trim();
    if text.is_empty() {
        Err(Doubt::Empty { status })
    } else if answer.is_html || text.starts_with('<') {
        Err(Doubt::Html { status })
    } else {
        Ok(text)
    }
}

fn refusal<T>(envelope: &Envelope, status: u16, stake: Stake) -> Outcome<T> {
    let message = told(envelope);
    // Whatever it says: something exists now.
    if stake == Stake::Money && made_something(envelope) {
        let what = format!("a refusal that names what it made: {message}");
        return Outcome::Unknown(Doubt::Contradiction(what));
    }
    match code(&message, status) {
        Some(code) if stake == Stake::Nothing || is_clear(code, status) => {
            Outcome::Refused(Refusal::new(code, message))
        }
        _ => Outcome::Unknown(Doubt::UnclearRefusal { status, message }),
    }
}

/// Whether nothing can have happened. A 2xx with a "no" in it isn't that clear, but for two sentences that are.
const fn is_clear(code: RefusalCode, status: u16) -> bool {
    matches!(
        code,
        RefusalCode::RefundInProgress | RefusalCode::InsufficientBalance
    ) || matches!(status, 400 | 401 | 403 | 404 | 422)
}

fn code(message: &str, status: u16) -> Option<RefusalCode> {
    let said = message.to_lowercase();
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| said.contains(phrase));
    if says(&["already under processing"]) {
        Some(RefusalCode::RefundInProgress)
    } else if says(&["insufficient balance"]) {
        Some(RefusalCode::InsufficientBalance)
    } else if matches!(status, 401 | 403)
        || says(&[
            "not authorized to use api",
            "token is not valid",
            "does not have the required permission",
        ])
    {
        Some(RefusalCode::Unauthorized)
    } else if says(&[
        "no invoices match",
        "no invoice match",
        "no payments match",
        "no payment match",
        "no refunds match",
    ]) {
        Some(RefusalCode::NotFound)
    } else if matches!(status, 200..300 | 400 | 404 | 422) {
        Some(RefusalCode::Invalid)
    } else {
        // 408, 409, 425 and their like: another call may be at work.
        None
    }
}

/// What a refusal says, from wherever it says it.
fn told(envelope: &Envelope) -> String {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct InData {
        error_message: String,
    }
    let mut parts: Vec<String> = envelope.message.iter().cloned().collect();
    for field in [&envelope.validation_errors, &envelope.fields_errors]
        .into_iter()
        .flatten()
        .flatten()
    {
        let name = field.name.as_deref().unwrap_or_default();
        parts.push(match field.error.as_deref() {
            Some(error) if !error.is_empty() => format!("{name}: {error}"),
            _ => name.to_owned(),
        });
    }
    let in_data = envelope
        .data
        .as_deref()
        .and_then(|data| serde_json::from_str::<InData>(data.get()).ok());
    parts.extend(in_data.map(|data| data.error_message));
    parts.retain(|part| !part.trim().is_empty());
    redact::text(&parts.join("; "))
}

fn made_something(envelope: &Envelope) -> bool {
    let Some(data) = envelope.data.as_deref() else {
        return false;
    };
    let Ok(data) = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(data.get()) else {
        return false;
    };
    ["InvoiceId", "PaymentId", "RefundId"].iter().any(|key| {
        data.get(*key)
            .is_some_and(|id| !id.is_null() && id != "" && id != 0)
    })
}

/// The kind of a JSON text and the names in it, without any value.
fn outline(text: &str) -> String {
    match serde_json::from_str(text) {
        Ok(serde_json::Value::Object(fields)) => {
            let names: Vec<&str> = fields.keys().take(12).map(String::as_str).collect();
            redact::text(&format!("an object of {}", names.join(", ")))
        }
        Ok(serde_json::Value::Array(_)) => "a list".to_owned(),
        Ok(serde_json::Value::String(_)) => "a string".to_owned(),
        Ok(_) => "a bare value".to_owned(),
        Err(_) => "not JSON".to_owned(),
    }
}
