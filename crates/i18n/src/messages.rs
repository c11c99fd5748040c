use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::{Locale, Localized};

/// The Fluent files of a language. A message lives in one file only; the name says what it is for.
const FILES: [(Locale, &[&str]); 2] = [
    (
        Locale::En,
        &[
            include_str!("../locales/en/errors.ftl"),
            include_str!("../locales/en/fields.ftl"),
            include_str!("../locales/en/mails.ftl"),
            include_str!("../locales/en/rbac.ftl"),
        ],
    ),
    (
        Locale::Ar,
        &[
            include_str!("../locales/ar/errors.ftl"),
            include_str!("../locales/ar/fields.ftl"),
            include_str!("../locales/ar/mails.ftl"),
            include_str!("../locales/ar/rbac.ftl"),
        ],
    ),
];

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[Bundle; 2]> =
    LazyLock::new(|| FILES.map(|(locale, sources)| bundle(locale, sources)));

/// What a message is filled with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    Text(String),
    /// Each language is filled with its own part.
    Localized(Localized),
    /// Also selects the plural form.
    Number(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Localized> for Arg {
    fn from(text: Localized) -> Self {
        Self::Localized(text)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// The message `key` in both languages; `key` itself where there is no such message, so a forgotten message shows up
/// as its code and not as an empty line.
#[must_use]
pub fn text(key: &str, args: &[(&str, Arg)]) -> Localized {
    find(key, args).unwrap_or_else(|| Localized::new(key, key))
}

/// The message `key` in both languages. `name.attribute` reads an attribute of a message.
#[must_use]
pub fn find(key: &str, args: &[(&str, Arg)]) -> Option<Localized> {
    let [en, ar] = &*BUNDLES;
    Some(Localized {
        en: format(en, Locale::En, key, args)?,
        ar: format(ar, Locale::Ar, key, args)?,
    })
}

fn format(bundle: &Bundle, locale: Locale, key: &str, args: &[(&str, Arg)]) -> Option<String> {
    let (name, attribute) = key
        .split_once('.')
        .map_or((key, None), |(name, attribute)| (name, Some(attribute)));
    let message = bundle.get_message(name)?;
    let pattern = match attribute {
        Some(attribute) => message.get_attribute(attribute)?.value(),
        None => message.value()?,
    };
    let mut values = FluentArgs::with_capacity(args.len());
    for (name, arg) in args {
        values.set(Cow::Borrowed(*name), value(arg, locale));
    }
    // A missing argument shows as {$name}; the tests of this crate keep the languages' arguments the same.
    Some(
        bundle
            .format_pattern(pattern, Some(&values), &mut Vec::new())
            .into_owned(),
    )
}

fn value(arg: &Arg, locale: Locale) -> FluentValue<'_> {
    match arg {
        Arg::Text(text) => FluentValue::from(text.as_str()),
        Arg::Localized(text) => FluentValue::from(text.get(locale)),
        Arg::Number(number) => FluentValue::from(*number),
    }
}

fn bundle(locale: Locale, sources: &[&str]) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(vec![locale.language()]);
    // API clients put these texts into one-language surroundings; invisible direction marks would only end up in logs
    // and comparisons.
    bundle.set_use_isolating(false);
    for source in sources {
        let resource =
            FluentResource::try_new((*source).to_owned()).expect("the tests parse every Fluent file");
        bundle
            .add_resource(resource)
            .expect("the tests find no message twice");
    }
    bundle
}

#[cfg(test)]
mod tests;
