//! What comes in: text that may be a number, and the checks both versions share.

use chrono::{DateTime, NaiveDateTime, TimeZone as _, Utc};
use chrono_tz::Tz;
use kernel::{Currency, Money};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::answer::Answer;
use super::money::exact;

/// The gateway takes no longer address.
const MAX_URL: usize = 254;

/// A JSON string or number as its text, digits and all; anything else is empty.
#[derive(Clone, Debug, Default)]
pub(super) struct Text(pub String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let raw = raw.get();
        Ok(Self(match raw.as_bytes().first() {
            Some(b'"') => serde_json::from_str(raw).map_err(serde::de::Error::custom)?,
            Some(b'0'..=b'9' | b'-') => raw.to_owned(),
            _ => String::new(),
        }))
    }
}

pub(super) fn parse<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Answer> {
    serde_json::from_slice(body).map_err(|_| Answer::no(400, "Invalid data"))
}

/// An amount of a currency, more than nothing.
pub(super) fn amount(text: &Text, currency: &str, field: &str) -> Result<Money, Answer> {
    let currency: Currency = currency
        .parse()
        .map_err(|_| Answer::invalid("Currency", "The currency is not supported"))?;
    let money = exact(&text.0, currency)
        .ok_or_else(|| Answer::invalid(field, "The value is not an amount of the currency"))?;
    if money.minor > 0 {
        Ok(money)
    } else {
        Err(Answer::invalid(field, "Invoice value must be more than 0"))
    }
}

pub(super) fn url(text: &str, field: &str, refuse_localhost: bool) -> Result<String, Answer> {
    let is_page = text.starts_with("https://") || text.starts_with("http://");
    let is_local = ["//localhost", "//127.", "//[::1]"]
        .iter()
        .any(|host| text.contains(host));
    if is_page && text.len() <= MAX_URL && !(is_local && refuse_localhost) {
        Ok(text.to_owned())
    } else {
        Err(Answer::invalid(field, "The URL is not valid"))
    }
}

/// Letters, digits and spaces; more is refused.
pub(super) fn name(text: &str) -> Result<String, Answer> {
    if text.chars().all(|c| c.is_alphanumeric() || c == ' ') {
        Ok(text.to_owned())
    } else {
        Err(Answer::invalid(
            "CustomerName",
            "The name has characters that are not allowed",
        ))
    }
}

pub(super) fn email(text: Option<&str>) -> Result<String, Answer> {
    match text {
        None => Ok(String::new()),
        Some(text) if text.contains('@') => Ok(text.to_owned()),
        Some(_) => Err(Answer::invalid("CustomerEmail", "The email is not valid")),
    }
}

/// Western digits without the dial code.
pub(super) fn mobile(code: &str, number: &str) -> Result<String, Answer> {
    let fits = number.len() <= 11 && number.bytes().all(|digit| digit.is_ascii_digit());
    if fits && (number.is_empty() || number.len() >= 3) {
        Ok(if number.is_empty() {
            String::new()
        } else {
            format!("{code}{number}")
        })
    } else {
        Err(Answer::invalid(
            "CustomerMobile",
            "The mobile number is not valid",
        ))
    }
}

/// The end of an invoice's time, which lies ahead.
pub(super) fn expiry(
    at: Option<DateTime<Utc>>,
    field: &str,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, Answer> {
    at.filter(|at| *at > now)
        .ok_or_else(|| Answer::invalid(field, "The expiry date must be in the future"))
}

pub(super) fn utc(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc())
}

/// The account's wall clock.
pub(super) fn local(text: &str, zone: Tz) -> Option<DateTime<Utc>> {
    let at = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok()?;
    zone.from_local_datetime(&at).latest().map(|at| at.to_utc())
}
