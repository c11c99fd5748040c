use std::fmt;
use std::str::FromStr;

use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use serde::{Deserialize, Serialize};
use unic_langid::{LanguageIdentifier, langid};

/// A language of the shop. English is the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    #[default]
    En,
    Ar,
}

/// The text isn't the code of a language of the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLocale(pub String);

impl fmt::Display for UnknownLocale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown locale {:?}", self.0)
    }
}

impl std::error::Error for UnknownLocale {}

impl Locale {
    pub const ALL: [Self; 2] = [Self::En, Self::Ar];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ar => "ar",
        }
    }

    /// The language that suits an `Accept-Language` header best; English when none does.
    #[must_use]
    pub fn negotiate(accept_language: &str) -> Self {
        let mut weighted: Vec<(&str, f32)> = accept_language.split(',').map(weight).collect();
        weighted.sort_by(|a, b| b.1.total_cmp(&a.1));
        let requested: Vec<LanguageIdentifier> =
            weighted.iter().filter_map(|(tag, _)| tag.parse().ok()).collect();
        let available = [langid!("en"), langid!("ar")];
        let best = negotiate_languages(
            &requested,
            &available,
            Some(&available[0]),
            NegotiationStrategy::Lookup,
        );
        if best.first() == Some(&&available[1]) {
            Self::Ar
        } else {
            Self::En
        }
    }

    pub(crate) const fn language(self) -> LanguageIdentifier {
        match self {
            Self::En => langid!("en"),
            Self::Ar => langid!("ar"),
        }
    }
}

/// Splits `ar-KW;q=0.8` into the tag and its weight. The parser of `fluent-langneg` leaves the weights out.
fn weight(entry: &str) -> (&str, f32) {
    let (tag, parameters) = entry.split_once(';').unwrap_or((entry, ""));
    let weight = parameters
        .trim()
        .strip_prefix("q=")
        .map_or(1.0, |q| q.parse().unwrap_or(0.0));
    (tag.trim(), weight)
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Locale {
    type Err = UnknownLocale;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|locale| locale.code() == text)
            .ok_or_else(|| UnknownLocale(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_language_is_chosen_and_english_is_the_default() {
        for (header, expected) in [
            ("ar", Locale::Ar),
            ("ar-KW, en;q=0.8", Locale::Ar),
            ("en;q=0.4, ar-SA;q=0.9", Locale::Ar),
            ("en-GB,en;q=0.9,ar;q=0.8", Locale::En),
            ("fr, de;q=0.5", Locale::En),
            ("fr, ar;q=0.2", Locale::Ar),
            ("", Locale::En),
            (";;;q=", Locale::En),
        ] {
            assert_eq!(Locale::negotiate(header), expected, "{header:?}");
        }
    }

    #[test]
    fn codes_round_trip() {
        for locale in Locale::ALL {
            assert_eq!(locale.code().parse(), Ok(locale));
            assert_eq!(serde_json::to_value(locale).unwrap(), locale.code());
        }
        assert_eq!("fr".parse::<Locale>(), Err(UnknownLocale("fr".into())));
    }
}
