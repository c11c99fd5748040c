//! What people type, as values: names, addresses of mails, telephone numbers.

use i18n::Arg;
use kernel::{Email, Phone};
use regions::address::is_blank;

use crate::error::Field;

/// Names of people are at most this long.
pub const NAME: usize = 100;

/// A line somebody will read: spaces at its ends and runs of them are dropped.
pub fn required_line(path: &str, text: &str, most: usize) -> Result<String, Field> {
    let line = line(path, text, most)?;
    if line.is_empty() {
        return Err(Field::new(path, "blank"));
    }
    Ok(line)
}

/// The same, which may be empty. A text nobody can see is empty.
pub fn line(path: &str, text: &str, most: usize) -> Result<String, Field> {
    if is_blank(text) {
        return Ok(String::new());
    }
    if text.chars().any(|c| c.is_control() && !c.is_whitespace()) {
        return Err(Field::new(path, "invalid_value"));
    }
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > most {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        return Err(Field::with(path, "too_long", &[("max", Arg::Number(most))]));
    }
    Ok(line)
}

pub fn email(path: &str, text: &str) -> Result<Email, Field> {
    Email::parse(text).map_err(|_| Field::new(path, "invalid_email"))
}

/// A number as people write it in `country`.
pub fn phone(path: &str, text: &str, country: Option<&str>) -> Result<Phone, Field> {
    Phone::parse(text, country.unwrap_or("AE")).map_err(|_| Field::new(path, "invalid_phone"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_tidied_and_measured() {
        assert_eq!(
            required_line("full_name", "  ليلى \u{a0} حسن\n", NAME).unwrap(),
            "ليلى حسن"
        );
        for (text, code) in [
            ("", "blank"),
            ("\u{200b}\u{2060} ", "blank"),
            ("Lay\u{1b}la", "invalid_value"),
            (&"x".repeat(101), "too_long"),
        ] {
            assert_eq!(
                required_line("full_name", text, NAME).unwrap_err().code,
                code,
                "{text:?}"
            );
        }
    }

    #[test]
    fn numbers_are_read_as_in_the_country() {
        let kuwait = phone("phone", "5012 3456", Some("KW")).unwrap();
        assert_eq!(kuwait.as_str(), "+96550123456");
        assert_eq!(
            phone("phone", "٠٥٠١٢٣٤٥٦٧", None).unwrap().as_str(),
            "+971501234567"
        );
        assert_eq!(phone("phone", "12", None).unwrap_err().code, "invalid_phone");
        assert_eq!(
            phone("phone", "0501234567", Some("??")).unwrap_err().code,
            "invalid_phone"
        );
        assert_eq!(email("email", "no address").unwrap_err().code, "invalid_email");
    }
}
