//! What an address consists of in each country of the Gulf. None of them delivers by postal code; what a driver needs differs.
//!
//! The emirate, province or governorate isn't a field: it is the delivery zone, which also decides what delivery costs.

use std::collections::BTreeMap;

use i18n::Localized;

mod check;
mod forms;
mod invisible;

pub use check::{AddressProblem, ProblemKind, check};
pub use invisible::is_blank;

/// One line of an address form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddressField {
    /// The name the value is stored and sent under.
    pub key: &'static str,
    pub label: Text,
    pub required: bool,
    /// In characters, after surrounding spaces are dropped.
    pub max_length: usize,
    pub hint: Option<Text>,
    pub format: Format,
}

/// A text fixed in the program, in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    pub en: &'static str,
    pub ar: &'static str,
}

impl Text {
    #[must_use]
    pub fn localized(self) -> Localized {
        Localized::new(self.en, self.ar)
    }
}

/// What a value must look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Free,
    /// Digits only, as Bahrain and Qatar number blocks, roads and zones. Stored in ASCII digits.
    Number,
    /// The short form of the Saudi National Address: four letters and four digits, `RRRD2929`.
    ShortAddress,
}

impl Format {
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Free => "text",
            Self::Number => "number",
            Self::ShortAddress => "short_address",
        }
    }
}

/// The fields of an address in `country` (ISO 3166 alpha-2) in the order of the form. A country outside the GCC gets the
/// fields every address has.
#[must_use]
pub fn fields(country: &str) -> &'static [AddressField] {
    forms::form(country).fields
}

/// What people in `country` call the part of it that a delivery zone is: the emirate, the province, the governorate.
#[must_use]
pub fn zone_label(country: &str) -> Text {
    forms::form(country).zone
}

/// The telephone prefix of `country` with its plus sign; empty outside the GCC.
#[must_use]
pub fn dial_code(country: &str) -> &'static str {
    forms::form(country).dial_code
}

/// All values in the order of the country's form, joined for a label or a list.
#[must_use]
pub fn one_line(country: &str, address: &BTreeMap<String, String>) -> String {
    let values: Vec<&str> = fields(country)
        .iter()
        .filter_map(|field| address.get(field.key).map(String::as_str))
        .collect();
    values.join(", ")
}
