use chrono::TimeDelta;
use i18n::{Arg, Locale, Localized};

/// A longer one is no name.
const LONGEST_NAME: usize = 60;
const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// The sentences of one message in one language, from `mails.ftl`.
pub(super) struct Words {
    locale: Locale,
    key: &'static str,
    args: Vec<(&'static str, Arg)>,
}

impl Words {
    pub(super) const fn new(locale: Locale, key: &'static str, args: Vec<(&'static str, Arg)>) -> Self {
        Self { locale, key, args }
    }

    /// The message itself: a mail's subject, an SMS' text.
    pub(super) fn subject(&self) -> String {
        in_locale(self.locale, self.key, &self.args)
    }

    pub(super) fn part(&self, name: &str) -> String {
        in_locale(self.locale, &format!("{}.{name}", self.key), &self.args)
    }
}

/// One sentence that belongs to no message in particular.
pub(super) fn in_locale(locale: Locale, key: &str, args: &[(&str, Arg)]) -> String {
    let Localized { en, ar } = i18n::text(key, args);
    match locale {
        Locale::En => en,
        Locale::Ar => ar,
    }
}

/// Anybody can sign up somebody else's address under a "name" of their choice; the shop's letter must not carry their
/// advertisement there. Such a name is left out.
pub(super) fn greeting(locale: Locale, name: &str) -> String {
    printable_name(name).map_or_else(
        || in_locale(locale, "mail_hello", &[]),
        |name| in_locale(locale, "mail_hello_name", &[("name", isolated(name).into())]),
    )
}

/// `name` when it looks like one: short, on one line, and nothing a mail program makes a link of.
pub(super) fn printable_name(name: &str) -> Option<&str> {
    let name = name.trim();
    let is_short = (1..=LONGEST_NAME).contains(&name.chars().count());
    let bad = |c: char| c.is_control() || matches!(c, '/' | '@' | ':' | '<' | '>' | '\\');
    // "Dr. Layla" is a name, "example.com" is an address.
    let mut pairs = name.chars().zip(name.chars().skip(1));
    let has_address = pairs.any(|(dot, next)| dot == '.' && !next.is_whitespace());
    (is_short && !name.contains(bad) && !has_address).then_some(name)
}

/// `text`, set apart so that it can't turn around the words beside it: in Arabic always, in English when it isn't Latin.
pub(super) fn isolated(text: &str) -> Localized {
    let apart = format!("\u{2068}{text}\u{2069}");
    let en = if text.is_ascii() {
        text.to_owned()
    } else {
        apart.clone()
    };
    Localized::new(en, apart)
}

/// "30 minutes", "2 days": whole units, the largest in which it is at least two (or exactly one).
pub(super) fn duration(of: TimeDelta) -> Localized {
    let seconds = of.num_seconds();
    let (key, unit) = [("duration_days", DAY), ("duration_hours", HOUR)]
        .into_iter()
        .find(|(_, unit)| seconds == *unit || seconds >= 2 * unit)
        .unwrap_or(("duration_minutes", MINUTE));
    i18n::text(key, &[("count", (seconds / unit).into())])
}
