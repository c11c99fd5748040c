use std::fmt;

use async_trait::async_trait;
use i18n::Locale;
use kernel::Email;

use crate::{Content, SendError};

#[cfg(feature = "fixtures")]
mod kept;
mod smtp;

#[cfg(feature = "fixtures")]
pub use kept::KeptMails;
pub use smtp::Smtp;

/// Something that brings mails to people.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Hands one mail over. `Ok` means the next server took the responsibility for it, not that somebody read it. Ends
    /// within half a minute.
    async fn send(&self, mail: Mail) -> Result<(), SendError>;
}

/// One mail to one person.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    pub to: Email,
    pub subject: String,
    /// The same words for programs that show no HTML.
    pub text: String,
    pub html: String,
    pub locale: Locale,
}

impl Mail {
    #[must_use]
    pub fn new(to: Email, locale: Locale, content: Content) -> Self {
        Self {
            to,
            subject: content.subject,
            text: content.text,
            html: content.html,
            locale,
        }
    }
}

/// Without the recipient and the text, which hold personal data and one-time links.
impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mail")
            .field("subject", &self.subject)
            .field("locale", &self.locale)
            .finish_non_exhaustive()
    }
}
