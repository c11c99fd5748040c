//! What the shop tells people by e-mail and SMS: the letters ([`Message`], [`Text`]) and the way out ([`Mailer`],
//! [`Sms`]). Nothing here decides when to send or whom to; jobs do.

mod error;
mod mail;
mod message;
mod not_configured;
mod sms;

pub use error::{InvalidSettings, SendError};
pub use mail::{Mail, Mailer, Smtp};
pub use message::{Content, Message, Text};
pub use not_configured::NotConfigured;
pub use sms::{Sms, TwilioAccount, TwilioSms};

#[cfg(feature = "fixtures")]
pub use mail::KeptMails;
#[cfg(feature = "fixtures")]
pub use sms::{KeptSms, SentSms};
