//! What an address consists of in each country of the Gulf. None of them delivers by postal code; what a driver needs differs.

use std::collections::BTreeMap;

use i18n::Localized;

mod check;

pub use check::{AddressProblem, ProblemKind, check};

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
    /// The Saudi short address: four letters and four digits, `RRRD2929`.
    ShortAddress,
}

/// The fields of an address in `country` (ISO 3166 alpha-2) in the order of the form. A country outside the GCC gets the
/// fields every address has.
#[must_use]
pub fn fields(country: &str) -> &'static [AddressField] {
    match country {
        "AE" => AE,
        "SA" => SA,
        "KW" => KW,
        "OM" => OM,
        "BH" => BH,
        "QA" => QA,
        _ => OTHER,
    }
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

const fn field(key: &'static str, en: &'static str, ar: &'static str, max_length: usize) -> AddressField {
    AddressField {
        key,
        label: Text { en, ar },
        required: true,
        max_length,
        hint: None,
        format: Format::Free,
    }
}

impl AddressField {
    const fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    const fn hint(mut self, en: &'static str, ar: &'static str) -> Self {
        self.hint = Some(Text { en, ar });
        self
    }
}

const AREA: AddressField = field("area", "Area", "المنطقة", 100);
const STREET: AddressField = field("street", "Street", "الشارع", 120);
const BUILDING: AddressField = field("building", "Building or villa", "المبنى أو الفيلا", 80);
const APARTMENT: AddressField = field("apartment", "Apartment or office", "الشقة أو المكتب", 60).optional();
const LANDMARK: AddressField = field("landmark", "Landmark", "علامة مميزة", 120).optional().hint(
    "Something nearby that the driver will see",
    "مكان قريب يسهل على السائق رؤيته",
);
const BLOCK: AddressField = field("block", "Block", "القطعة", 20);
const ROAD: AddressField = field("road", "Road", "الطريق", 80);

const AE: &[AddressField] = &[AREA, STREET, BUILDING, APARTMENT, LANDMARK];
const SA: &[AddressField] = &[
    field("district", "District", "الحي", 100),
    STREET,
    BUILDING,
    AddressField {
        format: Format::ShortAddress,
        ..field("short_address", "Short address", "العنوان المختصر", 8)
            .optional()
            .hint(
                "Four letters and four digits, for example RRRD2929",
                "أربعة أحرف وأربعة أرقام، مثل RRRD2929",
            )
    },
    APARTMENT,
];
const KW: &[AddressField] = &[
    AREA,
    BLOCK,
    STREET,
    field("avenue", "Avenue", "الجادة", 60).optional(),
    BUILDING,
    APARTMENT,
];
const OM: &[AddressField] = &[
    AREA,
    field("way", "Way number", "رقم السكة", 60),
    BUILDING,
    APARTMENT,
    LANDMARK,
];
const BH: &[AddressField] = &[AREA, BLOCK, ROAD, BUILDING, APARTMENT];
const QA: &[AddressField] = &[
    AREA,
    field("zone", "Zone number", "رقم المنطقة", 20)
        .hint("On the blue plate of the building", "على اللوحة الزرقاء للمبنى"),
    STREET,
    BUILDING,
    APARTMENT,
];
const OTHER: &[AddressField] = &[AREA, STREET, BUILDING, APARTMENT];
