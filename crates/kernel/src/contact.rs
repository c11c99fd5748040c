use std::fmt;

use serde::Serialize;

/// An e-mail address, trimmed and lower case: the form it is stored and compared in.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Email(String);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address")]
pub struct InvalidEmail;

impl Email {
    /// Accepts one `@` between a non-empty local part and a domain with a dot; at most 254 characters (RFC 5321). Whether
    /// the mailbox exists only a sent message can tell.
    pub fn parse(text: &str) -> Result<Self, InvalidEmail> {
        let text = text.trim().to_lowercase();
        let (local, domain) = text.split_once('@').ok_or(InvalidEmail)?;
        let labels_ok = domain.contains('.') && domain.split('.').all(is_label);
        let bad_char = |c: char| {
            c.is_whitespace() || c.is_control() || matches!(c, '@' | '<' | '>' | '"' | ',' | ';' | '(' | ')')
        };
        if local.is_empty() || local.len() > 64 || text.len() > 254 || !labels_ok || local.contains(bad_char)
        {
            return Err(InvalidEmail);
        }
        Ok(Self(text))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= 63
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|c| c.is_alphanumeric() || c == '-')
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A telephone number in E.164 form: `+97150…`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Phone(String);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a telephone number")]
pub struct InvalidPhone;

impl Phone {
    /// Parses a national or international number as typed in `country` (ISO 3166 alpha-2); Arabic-Indic and Persian digits
    /// are understood.
    pub fn parse(text: &str, country: &str) -> Result<Self, InvalidPhone> {
        if text.len() > 64 {
            return Err(InvalidPhone);
        }
        let text: String = text.trim().chars().map(ascii_digit).collect();
        let country = country.parse().map_err(|_| InvalidPhone)?;
        let number = phonenumber::parse(Some(country), &text).map_err(|_| InvalidPhone)?;
        if !number.is_valid() {
            return Err(InvalidPhone);
        }
        Ok(Self(number.format().mode(phonenumber::Mode::E164).to_string()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn ascii_digit(c: char) -> char {
    let zero = match c {
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return c,
    };
    char::from_digit(c as u32 - zero as u32, 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emails_are_normalised_or_refused() {
        assert_eq!(
            Email::parse(" Layla@Example.COM ").unwrap().as_str(),
            "layla@example.com"
        );
        for bad in [
            "",
            "layla",
            "@example.com",
            "a@b",
            "a b@example.com",
            "a@example..com",
            "a@@example.com",
            "a@-x.com",
        ] {
            assert_eq!(Email::parse(bad), Err(InvalidEmail), "{bad:?}");
        }
    }

    #[test]
    fn phones_become_e164_whatever_digits_they_are_typed_in() {
        assert_eq!(
            Phone::parse("050 123 4567", "AE").unwrap().as_str(),
            "+971501234567"
        );
        assert_eq!(
            Phone::parse("٠٥٠١٢٣٤٥٦٧", "AE").unwrap().as_str(),
            "+971501234567"
        );
        assert_eq!(
            Phone::parse("+966 50 123 4567", "AE").unwrap().as_str(),
            "+966501234567"
        );
        assert_eq!(Phone::parse("50012345", "KW").unwrap().as_str(), "+96550012345");
        for bad in ["", "12", "hello", "+0000000000"] {
            assert_eq!(Phone::parse(bad, "AE"), Err(InvalidPhone), "{bad:?}");
        }
    }
}
