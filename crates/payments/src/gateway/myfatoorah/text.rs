//! Words of the wire: text that may be a number, amounts that stay decimal, names and numbers of buyers as the provider takes them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Tz;
use kernel::{Money, Phone};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// A JSON string or number, as text; numbers exactly as they are written. `null` is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Text(pub String);

impl Text {
    pub(super) fn filled(&self) -> Option<&str> {
        let text = self.0.trim();
        (!text.is_empty()).then_some(text)
    }

    pub(super) fn owned(&self) -> Option<String> {
        self.filled().map(str::to_owned)
    }

    /// The text as an id, when it is one.
    pub(super) fn id<T, E>(&self, parse: fn(&str) -> Result<T, E>) -> Option<T> {
        self.filled().and_then(|text| parse(text).ok())
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let raw = raw.get();
        match raw.as_bytes().first() {
            Some(b'"') => serde_json::from_str(raw)
                .map(Self)
                .map_err(serde::de::Error::custom),
            Some(b'0'..=b'9' | b'-') => Ok(Self(raw.to_owned())),
            _ if raw == "null" => Ok(Self::default()),
            _ => Err(serde::de::Error::custom("neither text nor number")),
        }
    }
}

/// An amount as a JSON number with all its digits: `12.500`. From integers, so nothing is rounded.
pub(super) fn number(amount: Money) -> Box<RawValue> {
    RawValue::from_string(amount.to_decimal_string()).expect("decimal text of an amount is a JSON number")
}

/// Letters (of any script), digits and single spaces, at most 50 of them: more is a validation error there.
pub(super) fn name(name: &str) -> Option<String> {
    let plain: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let joined = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = joined.chars().take(50).collect();
    let short = short.trim_end();
    (!short.is_empty()).then(|| short.to_owned())
}

/// The calling codes of the countries the provider lists. A number from elsewhere isn't sent: it is optional, and wrongly
/// split it is a validation error.
const DIAL_CODES: [&str; 8] = ["+965", "+966", "+973", "+971", "+974", "+968", "+962", "+20"];

/// The calling code and the rest of a number, at most 11 digits.
pub(super) fn phone(phone: &Phone) -> Option<(&'static str, &str)> {
    DIAL_CODES
        .into_iter()
        .find_map(|code| phone.as_str().strip_prefix(code).map(|rest| (code, rest)))
        .filter(|(_, rest)| (3..=11).contains(&rest.len()))
}

/// A moment in UTC as version 3 writes it: `2026-03-14T07:12:07.2930000Z`.
pub(super) fn utc(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc())
}

/// Wall-clock time of the account as version 2 writes it: `2026-03-14T10:12:07.293`.
pub(super) fn local(text: &str, zone: Tz) -> Option<DateTime<Utc>> {
    let at = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok()?;
    to_utc(at, zone)
}

/// `March 17, 2026` and `10:12:07.293`, in the account's time zone. Without a time (older answers) the day's end.
pub(super) fn local_expiry(date: &str, time: Option<&str>, zone: Tz) -> Option<DateTime<Utc>> {
    let day = NaiveDate::parse_from_str(date, "%B %d, %Y").ok()?;
    let time = match time {
        Some(time) => NaiveTime::parse_from_str(time, "%H:%M:%S%.f").ok()?,
        None => NaiveTime::from_hms_opt(23, 59, 59)?,
    };
    to_utc(day.and_time(time), zone)
}

/// A moment as version 2 wants it: the account's wall clock, without saying so.
pub(super) fn to_local(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%Y-%m-%dT%H:%M:%S").to_string()
}

fn to_utc(at: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    zone.from_local_datetime(&at).latest().map(|at| at.to_utc())
}

#[cfg(test)]
mod tests {
    use chrono_tz::Asia::{Dubai, Kuwait};
    use kernel::Currency;

    use super::*;

    #[test]
    fn text_keeps_numbers_as_written_and_leading_zeros() {
        let parse = |json: &str| serde_json::from_str::<Text>(json);
        assert_eq!(parse("7000123").unwrap().0, "7000123");
        assert_eq!(parse("12.50").unwrap().0, "12.50");
        assert_eq!(parse("100202607312345678901").unwrap().0, "100202607312345678901");
        assert_eq!(
            parse(r#""07077000123330077775""#).unwrap().0,
            "07077000123330077775"
        );
        assert_eq!(parse("null").unwrap().filled(), None);
        assert!(parse("[1]").is_err() && parse("true").is_err());
        assert_eq!(number(Money::new(12_500, Currency::Kwd)).get(), "12.500");
    }

    #[test]
    fn trap_25_names_and_numbers_are_what_the_provider_takes() {
        assert_eq!(
            name(" Noura  Al-Sabah (VIP) <3 ").unwrap(),
            "Noura Al Sabah VIP 3"
        );
        assert_eq!(name("نورة الصباح").unwrap(), "نورة الصباح");
        assert_eq!(name("!!!"), None);
        assert_eq!(name(&"x".repeat(80)).unwrap().len(), 50);
        let number = Phone::parse("٥٠٠٠٠٠٠١", "KW").unwrap();
        assert_eq!(phone(&number), Some(("+965", "50000001")));
        let number = Phone::parse("050 123 4567", "AE").unwrap();
        assert_eq!(phone(&number), Some(("+971", "501234567")));
        assert_eq!(phone(&Phone::parse("+44 20 7946 0018", "GB").unwrap()), None);
    }

    #[test]
    fn trap_22_dates_of_version_2_are_the_accounts_wall_clock() {
        let at = utc("2026-03-17T07:12:07.2930000Z").unwrap();
        assert_eq!(local("2026-03-17T10:12:07.293", Kuwait), Some(at));
        assert_eq!(local("2026-03-17T11:12:07.293", Dubai), Some(at));
        assert_eq!(
            local_expiry("March 17, 2026", Some("10:12:07.293"), Kuwait),
            Some(at)
        );
        assert_eq!(
            local_expiry("March 17, 2026", None, Kuwait),
            utc("2026-03-17T20:59:59Z")
        );
        assert_eq!(to_local(at, Kuwait), "2026-03-17T10:12:07");
        assert_eq!(to_local(at, Dubai), "2026-03-17T11:12:07");
        assert_eq!(local_expiry("17/03/2026", None, Kuwait), None);
    }
}
