use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// The messages (and attributes) of a language with the variables each uses, read from the source text.
fn keys(locale: Locale) -> BTreeMap<String, BTreeSet<String>> {
    let (_, sources) = FILES.iter().find(|(of, _)| *of == locale).unwrap();
    let mut found = BTreeMap::new();
    let mut message = String::new();
    let mut current = String::new();
    for line in sources.iter().flat_map(|source| source.lines()) {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let head = line.split_once('=').map(|(name, _)| name.trim_end());
        match head {
            Some(name) if !line.starts_with(' ') => {
                message = name.to_owned();
                current = message.clone();
            }
            Some(name) if name.trim_start().starts_with('.') => {
                current = format!("{message}{}", name.trim_start());
            }
            _ => {}
        }
        let variables: &mut BTreeSet<String> = found.entry(current.clone()).or_default();
        for rest in line.split('$').skip(1) {
            variables.insert(
                rest.chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect(),
            );
        }
    }
    found
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables() {
    let (en, ar) = (keys(Locale::En), keys(Locale::Ar));
    assert!(en.len() > 40, "the files are read");
    assert_eq!(en, ar);
}

#[test]
fn every_message_can_be_filled_in_both_languages() {
    for (key, variables) in keys(Locale::En) {
        let args: Vec<(&str, Arg)> = variables
            .iter()
            .map(|name| (name.as_str(), Arg::Number(3)))
            .collect();
        let text = find(&key, &args).unwrap_or_else(|| panic!("{key} has a text"));
        for part in [&text.en, &text.ar] {
            assert!(!part.trim().is_empty() && !part.contains('{'), "{key}: {part}");
        }
        assert!(
            text.ar.chars().any(|c| ('\u{600}'..'\u{700}').contains(&c)),
            "{key} is Arabic: {}",
            text.ar
        );
        assert!(
            text.en.is_ascii() || text.en.contains('’'),
            "{key} is English: {}",
            text.en
        );
    }
}

#[test]
fn plurals_follow_the_language_and_no_direction_marks_are_added() {
    let many = |count: i64| text("out_of_stock.available", &[("available", Arg::Number(count))]);
    assert_eq!(many(1).en, "Only 1 is left.");
    assert_eq!(many(2).en, "Only 2 are left.");
    assert_eq!(many(1).ar, "بقيت قطعة واحدة فقط.");
    assert_eq!(many(2).ar, "بقيت قطعتان فقط.");
    assert_eq!(many(4).ar, "بقيت 4 قطع فقط.");
    assert_eq!(many(11).ar, "بقيت 11 قطعة فقط.");
}

#[test]
fn localized_arguments_fill_each_language_with_its_own_part() {
    let message = text(
        "address_field_required",
        &[("label", Localized::new("Street", "الشارع").into())],
    );
    assert_eq!(
        message,
        Localized::new("Street is required.", "حقل «الشارع» مطلوب.")
    );
}

#[test]
fn an_unknown_message_is_its_key() {
    assert_eq!(find("no_such_message", &[]), None);
    assert_eq!(text("no_such_message", &[]).ar, "no_such_message");
}
