use chrono::TimeDelta;
use i18n::{Arg, Locale, Localized};
use kernel::Email;
use secrecy::{ExposeSecret as _, SecretString};

mod layout;
mod words;

use layout::Letter;
use words::{Words, duration, isolated};

/// What a mail can be about. Links that sign somebody in or change something are secrets; the others lead to a page
/// that asks who is there.
#[derive(Clone, Debug)]
pub enum Message {
    /// To a new customer: is this address yours?
    VerifyEmail {
        name: String,
        link: SecretString,
        valid_for: TimeDelta,
    },
    ResetPassword {
        name: String,
        link: SecretString,
        valid_for: TimeDelta,
    },
    /// To the address an account has: may it change to another?
    ConfirmOldEmail {
        name: String,
        new_email: Email,
        link: SecretString,
        valid_for: TimeDelta,
    },
    /// To the address an account shall get: is it yours?
    ConfirmNewEmail {
        name: String,
        link: SecretString,
        valid_for: TimeDelta,
    },
    /// To somebody who shall work in the admin panel.
    Invitation {
        name: String,
        invited_by: String,
        link: SecretString,
        valid_for: TimeDelta,
    },
    /// Security notices. `link` leads to where something can be done about it.
    PasswordChanged { name: String, link: String },
    /// To the address the account had.
    EmailChanged {
        name: String,
        new_email: Email,
        link: String,
    },
    /// The second factor of a staff member was switched on or off.
    TotpChanged {
        name: String,
        enabled: bool,
        link: String,
    },
    /// A staff member signed in. `device` is what their browser calls itself, short.
    StaffSignIn {
        name: String,
        device: String,
        link: String,
    },
}

/// A mail without its recipient.
#[derive(Clone, PartialEq, Eq)]
pub struct Content {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// What an SMS can be about.
#[derive(Clone, Debug)]
pub enum Text {
    /// A one-time code. `site` is the host of the shop's pages: its last line lets browsers fill in the code there and
    /// nowhere else.
    Code {
        code: SecretString,
        site: String,
        valid_for: TimeDelta,
    },
}

impl Message {
    /// The mail in one language: the same words as text and as HTML.
    #[must_use]
    pub fn render(&self, locale: Locale) -> Content {
        let words = Words::new(locale, self.key(), self.args());
        let (name, link) = self.name_and_link();
        layout::render(&Letter {
            locale,
            subject: words.subject(),
            greeting: words::greeting(locale, name),
            intro: words.part("intro"),
            action: words.part("action"),
            link,
            note: words.part("note"),
        })
    }

    const fn key(&self) -> &'static str {
        match self {
            Self::VerifyEmail { .. } => "mail_verify_email",
            Self::ResetPassword { .. } => "mail_reset_password",
            Self::ConfirmOldEmail { .. } => "mail_confirm_old_email",
            Self::ConfirmNewEmail { .. } => "mail_confirm_new_email",
            Self::Invitation { .. } => "mail_invitation",
            Self::PasswordChanged { .. } => "mail_password_changed",
            Self::EmailChanged { .. } => "mail_email_changed",
            Self::TotpChanged { enabled: true, .. } => "mail_totp_enabled",
            Self::TotpChanged { enabled: false, .. } => "mail_totp_disabled",
            Self::StaffSignIn { .. } => "mail_staff_sign_in",
        }
    }

    /// What the words are filled with.
    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::VerifyEmail { valid_for, .. }
            | Self::ResetPassword { valid_for, .. }
            | Self::ConfirmNewEmail { valid_for, .. } => vec![("duration", duration(*valid_for).into())],
            Self::ConfirmOldEmail {
                new_email, valid_for, ..
            } => vec![
                ("email", isolated(new_email.as_str()).into()),
                ("duration", duration(*valid_for).into()),
            ],
            Self::Invitation {
                invited_by,
                valid_for,
                ..
            } => vec![
                ("inviter", inviter(invited_by).into()),
                ("duration", duration(*valid_for).into()),
            ],
            Self::EmailChanged { new_email, .. } => vec![("email", isolated(new_email.as_str()).into())],
            Self::StaffSignIn { device, .. } => vec![("device", isolated(device).into())],
            Self::PasswordChanged { .. } | Self::TotpChanged { .. } => Vec::new(),
        }
    }

    fn name_and_link(&self) -> (&str, &str) {
        match self {
            Self::VerifyEmail { name, link, .. }
            | Self::ResetPassword { name, link, .. }
            | Self::ConfirmOldEmail { name, link, .. }
            | Self::ConfirmNewEmail { name, link, .. }
            | Self::Invitation { name, link, .. } => (name, link.expose_secret()),
            Self::PasswordChanged { name, link }
            | Self::EmailChanged { name, link, .. }
            | Self::TotpChanged { name, link, .. }
            | Self::StaffSignIn { name, link, .. } => (name, link),
        }
    }
}

/// Who invites, or the shop when their name is nothing to print.
fn inviter(name: &str) -> Localized {
    words::printable_name(name).map_or_else(|| i18n::text("mail_brand", &[]), isolated)
}

impl Text {
    /// The SMS in one language, short enough for two parts at most.
    #[must_use]
    pub fn render(&self, locale: Locale) -> String {
        match self {
            Self::Code {
                code,
                site,
                valid_for,
            } => {
                let code = code.expose_secret();
                let words = Words::new(
                    locale,
                    "sms_code",
                    vec![("code", code.into()), ("duration", duration(*valid_for).into())],
                );
                // The form of "origin-bound one-time codes", which telephones understand.
                format!("{}\n\n@{site} #{code}", words.subject())
            }
        }
    }
}

/// Without the texts, which hold one-time links.
impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Content")
            .field("subject", &self.subject)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
