//! Text in the shop's two languages: content ([`Localized`]), the languages themselves ([`Locale`]) and the program's own
//! sentences ([`text`], from the Fluent files in `locales/`).

mod locale;
mod localized;
mod messages;

pub use locale::{Locale, UnknownLocale};
pub use localized::Localized;
pub use messages::{Arg, find, text};
