use std::collections::BTreeMap;

use super::invisible::{is_blank, is_stray};
use super::{AddressField, Format, fields};

/// Something a human must fix in an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressProblem {
    pub key: String,
    pub kind: ProblemKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    Required,
    /// Longer than this many characters.
    TooLong(usize),
    BadFormat,
    /// An address in this country has no such field.
    Unknown,
}

/// Normalises an address: runs of white space become one space, characters that only hide go, values without anything to see
/// are left out, and values with a format are brought into it. All problems are told at once, in the order of the form.
pub fn check(
    country: &str,
    address: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, Vec<AddressProblem>> {
    let fields = fields(country);
    let mut normal = BTreeMap::new();
    let mut problems = Vec::new();
    let mut problem = |key: &str, kind| {
        problems.push(AddressProblem {
            key: key.to_owned(),
            kind,
        });
    };
    for field in fields {
        let text = tidy(address.get(field.key).map_or("", String::as_str));
        if text.is_empty() {
            if field.required {
                problem(field.key, ProblemKind::Required);
            }
            continue;
        }
        match formatted(field, text) {
            Ok(value) => drop(normal.insert(field.key.to_owned(), value)),
            Err(kind) => problem(field.key, kind),
        }
    }
    for key in address.keys() {
        if !fields.iter().any(|field| field.key == key) {
            problem(key, ProblemKind::Unknown);
        }
    }
    if problems.is_empty() {
        Ok(normal)
    } else {
        Err(problems)
    }
}

fn formatted(field: &AddressField, text: String) -> Result<String, ProblemKind> {
    let text = match field.format {
        Format::Free => text,
        Format::Number | Format::ShortAddress => {
            text.chars().filter(|c| *c != ' ').map(ascii_upper).collect()
        }
    };
    if text.chars().count() > field.max_length {
        return Err(ProblemKind::TooLong(field.max_length));
    }
    let fits = match field.format {
        Format::Free => true,
        Format::Number => text.bytes().all(|b| b.is_ascii_digit()),
        Format::ShortAddress => is_short_address(&text),
    };
    if fits {
        Ok(text)
    } else {
        Err(ProblemKind::BadFormat)
    }
}

fn is_short_address(text: &str) -> bool {
    text.len() == 8
        && text.bytes().take(4).all(|b| b.is_ascii_uppercase())
        && text.bytes().skip(4).all(|b| b.is_ascii_digit())
}

/// Upper case, with Arabic-Indic and Persian digits as ASCII ones.
fn ascii_upper(c: char) -> char {
    let zero = match c {
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return c.to_ascii_uppercase(),
    };
    char::from_digit(c as u32 - zero as u32, 10).unwrap_or(c)
}

/// Empty when there is nothing to see.
fn tidy(text: &str) -> String {
    if is_blank(text) {
        return String::new();
    }
    let shown: String = text.chars().filter(|c| !is_stray(*c)).collect();
    let words: Vec<&str> = shown
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect()
    }

    #[test]
    fn values_are_tidied_and_blank_ones_left_out() {
        let typed = address(&[
            ("area", "  Al\tQuoz \n 3 "),
            ("street", "شارع ٨"),
            ("building", "12"),
            ("apartment", "  "),
        ]);
        assert_eq!(
            check("AE", &typed),
            Ok(address(&[
                ("area", "Al Quoz 3"),
                ("street", "شارع ٨"),
                ("building", "12")
            ]))
        );
    }

    #[test]
    fn all_problems_are_told_at_once_in_the_order_of_the_form() {
        let typed = address(&[
            ("district", ""),
            ("street", &"ش".repeat(121)),
            ("building", "4"),
            ("short_address", "RRR2929"),
            ("zip", "1"),
        ]);
        let problems = check("SA", &typed).unwrap_err();
        let told: Vec<_> = problems.iter().map(|p| (p.key.as_str(), p.kind)).collect();
        assert_eq!(
            told,
            [
                ("short_address", ProblemKind::BadFormat),
                ("district", ProblemKind::Required),
                ("street", ProblemKind::TooLong(120)),
                ("zip", ProblemKind::Unknown),
            ]
        );
    }

    #[test]
    fn a_short_address_is_brought_into_its_form() {
        let typed = |short| {
            address(&[
                ("district", "Olaya"),
                ("street", "King Fahd"),
                ("building", "4"),
                ("short_address", short),
            ])
        };
        for good in ["RRRD2929", "rrrd 2929", " RRRD٢٩٢٩"] {
            assert_eq!(
                check("SA", &typed(good)).unwrap()["short_address"],
                "RRRD2929",
                "{good}"
            );
        }
        for bad in ["RRRD292", "2929RRRD", "RRR22929", "حححح2929"] {
            assert!(check("SA", &typed(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_value_nobody_can_see_is_missing_and_hidden_characters_are_dropped() {
        let typed = address(&[
            ("area", "\u{200B}\u{FEFF}"),
            ("street", "\u{3164}"),
            ("building", "\u{202E}21\u{2069}"),
            ("apartment", "\u{2800}"),
        ]);
        let problems = check("AE", &typed).unwrap_err();
        let told: Vec<_> = problems.iter().map(|p| (p.key.as_str(), p.kind)).collect();
        assert_eq!(
            told,
            [("area", ProblemKind::Required), ("street", ProblemKind::Required)]
        );
        let seen = address(&[
            ("area", "Mirdif"),
            ("street", "\u{200F}شارع ٨"),
            ("building", "\u{202E}21\u{2069}"),
            ("apartment", "\u{200B}"),
        ]);
        let normal = check("AE", &seen).unwrap();
        assert_eq!(
            (normal["building"].as_str(), normal.get("apartment")),
            ("21", None)
        );
    }

    #[test]
    fn blocks_and_roads_of_bahrain_and_zones_of_qatar_are_numbers_in_any_digits() {
        let bahrain = |block| {
            address(&[
                ("area", "Seef"),
                ("block", block),
                ("road", "2819"),
                ("building", "94"),
            ])
        };
        assert_eq!(check("BH", &bahrain("٤٢٨")).unwrap()["block"], "428");
        assert!(check("BH", &bahrain("next to the mall")).is_err());
        let qatar = address(&[("zone", "۶۱"), ("street", "840"), ("building", "12")]);
        assert_eq!(check("QA", &qatar).unwrap()["zone"], "61");
    }

    #[test]
    fn a_saudi_address_needs_its_short_form() {
        let typed = address(&[("district", "Olaya"), ("street", "King Fahd"), ("building", "4")]);
        let problems = check("SA", &typed).unwrap_err();
        assert_eq!(
            problems,
            [AddressProblem {
                key: "short_address".into(),
                kind: ProblemKind::Required
            }]
        );
    }

    #[test]
    fn every_country_has_required_fields_with_labels_in_both_languages_and_distinct_keys() {
        for country in ["AE", "SA", "KW", "OM", "BH", "QA", "XX"] {
            let fields = fields(country);
            assert!(
                fields.iter().filter(|field| field.required).count() >= 3,
                "{country}"
            );
            let mut keys: Vec<_> = fields.iter().map(|field| field.key).collect();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), fields.len(), "{country}");
            assert!(
                fields
                    .iter()
                    .all(|field| !field.label.en.is_empty() && !field.label.ar.is_empty())
            );
        }
    }
}
