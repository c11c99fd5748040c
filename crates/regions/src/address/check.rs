use std::collections::BTreeMap;

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

/// Normalises an address: runs of white space become one space, control characters go, blank values are left out, and values
/// with a format are brought into it. All problems are told at once, in the order of the form.
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
        Format::ShortAddress => text.chars().filter(|c| *c != ' ').map(ascii_upper).collect(),
    };
    if text.chars().count() > field.max_length {
        return Err(ProblemKind::TooLong(field.max_length));
    }
    match field.format {
        Format::ShortAddress if !is_short_address(&text) => Err(ProblemKind::BadFormat),
        Format::ShortAddress | Format::Free => Ok(text),
    }
}

fn is_short_address(text: &str) -> bool {
    text.len() == 8
        && text.bytes().take(4).all(|b| b.is_ascii_uppercase())
        && text.bytes().skip(4).all(|b| b.is_ascii_digit())
}

/// Upper case, with Arabic-Indic digits as ASCII ones.
fn ascii_upper(c: char) -> char {
    match c {
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10).unwrap_or(c),
        _ => c.to_ascii_uppercase(),
    }
}

fn tidy(text: &str) -> String {
    let words: Vec<&str> = text
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
                ("district", ProblemKind::Required),
                ("street", ProblemKind::TooLong(120)),
                ("short_address", ProblemKind::BadFormat),
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
