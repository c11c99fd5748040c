use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};

use crate::Locale;

/// A text in both languages. Stored as `jsonb` and sent to clients in this shape; both parts are always present, either
/// may be empty.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, FromJsonQueryResult,
)]
#[serde(deny_unknown_fields)]
pub struct Localized {
    pub en: String,
    pub ar: String,
}

impl Localized {
    #[must_use]
    pub fn new(en: impl Into<String>, ar: impl Into<String>) -> Self {
        Self {
            en: en.into(),
            ar: ar.into(),
        }
    }

    /// The text of one language.
    #[must_use]
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::En => &self.en,
            Locale::Ar => &self.ar,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_are_required_and_nothing_else_is_taken() {
        let text: Localized = serde_json::from_str(r#"{"en":"Rose","ar":"وردة"}"#).unwrap();
        assert_eq!(text, Localized::new("Rose", "وردة"));
        assert_eq!((text.get(Locale::En), text.get(Locale::Ar)), ("Rose", "وردة"));
        for bad in [
            r#"{"en":"Rose"}"#,
            r#"{"en":"Rose","ar":"وردة","fr":"Rose"}"#,
            r#"{"en":"Rose","ar":null}"#,
        ] {
            assert!(serde_json::from_str::<Localized>(bad).is_err(), "{bad}");
        }
    }
}
