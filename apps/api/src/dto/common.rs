use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An amount in minor units (fils, halalas) of its currency.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"minor": 24900, "currency": "AED"}))]
pub struct Money {
    pub minor: i64,
    /// ISO 4217: AED, SAR, KWD, BHD, OMR or QAR.
    #[schema(value_type = String, example = "AED")]
    pub currency: kernel::Currency,
}

impl From<kernel::Money> for Money {
    fn from(money: kernel::Money) -> Self {
        Self {
            minor: money.minor,
            currency: money.currency,
        }
    }
}

impl From<Money> for kernel::Money {
    fn from(money: Money) -> Self {
        Self::new(money.minor, money.currency)
    }
}

/// The same text in both languages.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({"en": "Rose box", "ar": "صندوق ورد"}))]
pub struct Localized {
    pub en: String,
    pub ar: String,
}

impl From<i18n::Localized> for Localized {
    fn from(text: i18n::Localized) -> Self {
        Self {
            en: text.en,
            ar: text.ar,
        }
    }
}

/// A language of the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    En,
    Ar,
}

impl From<i18n::Locale> for Locale {
    fn from(locale: i18n::Locale) -> Self {
        match locale {
            i18n::Locale::En => Self::En,
            i18n::Locale::Ar => Self::Ar,
        }
    }
}

impl From<Locale> for i18n::Locale {
    fn from(locale: Locale) -> Self {
        match locale {
            Locale::En => Self::En,
            Locale::Ar => Self::Ar,
        }
    }
}

/// A picture. What its URL names never changes.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Picture {
    /// Relative to this API.
    #[schema(example = "/media/demo/rose-box.webp")]
    pub url: String,
    /// Pixels.
    pub width: i32,
    pub height: i32,
    pub alt: Localized,
}

/// Where a stored file is read.
#[must_use]
pub fn media_url(key: &str) -> String {
    format!("/media/{key}")
}

impl From<catalog::view::Picture> for Picture {
    fn from(picture: catalog::view::Picture) -> Self {
        let catalog::view::Picture {
            key,
            width,
            height,
            alt,
        } = picture;
        Self {
            url: media_url(&key),
            width: super::count(width),
            height: super::count(height),
            alt: alt.into(),
        }
    }
}
