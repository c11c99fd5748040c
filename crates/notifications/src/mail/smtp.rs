use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::{Error, PoolConfig};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use secrecy::{ExposeSecret as _, SecretString};

use crate::error::{is_loopback, without_names};
use crate::{InvalidSettings, Mail, Mailer, SendError};

const CONNECT: Duration = Duration::from_secs(10);
/// For a whole mail, with connecting and waiting for a connection of the pool.
const SEND: Duration = Duration::from_secs(30);
const CONNECTIONS: u32 = 4;

/// Mails over SMTP, on a few connections that are kept open between mails.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp")
            .field("from", &self.from.to_string())
            .finish_non_exhaustive()
    }
}

impl Smtp {
    /// `url` is `smtps://user:password@host` (TLS from the start), `smtp://user:password@host:587?tls=required`
    /// (STARTTLS), or `smtp://host:port` for a server on this machine; user and password are percent-encoded. `from` is
    /// `Name <address>`. No connection is made before the first mail.
    ///
    /// # Errors
    /// Names the setting that can't work. An unencrypted connection to another machine is one: the mails hold links
    /// that sign people in.
    pub fn new(url: &SecretString, from: &str) -> Result<Self, InvalidSettings> {
        let from = from.parse().map_err(|_| {
            InvalidSettings::new(
                "mail.from",
                "not a sender: write Name <address>, or an address alone",
            )
        })?;
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(encrypted(url.expose_secret())?)
            // The error would quote the URL.
            .map_err(|_| InvalidSettings::new("mail.url", "not the URL of a mail server"))?
            .timeout(Some(CONNECT))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS))
            .build();
        Ok(Self { transport, from })
    }

    fn message(&self, mail: Mail) -> Result<Message, SendError> {
        let to: Address = mail
            .to
            .as_str()
            .parse()
            .map_err(|_| SendError::Refused("the address can't be written in a mail".into()))?;
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(mail.subject)
            .message_id(None)
            .multipart(MultiPart::alternative_plain_html(mail.text, mail.html))
            .map_err(|error| SendError::Refused(format!("the mail can't be written: {error}")))?;
        for (name, value) in [
            // Keeps holiday notices and other robots from answering.
            ("Auto-Submitted", "auto-generated"),
            ("Content-Language", mail.locale.code()),
        ] {
            let name = HeaderName::new_from_ascii_str(name);
            message
                .headers_mut()
                .insert_raw(HeaderValue::new(name, value.to_owned()));
        }
        Ok(message)
    }
}

#[async_trait]
impl Mailer for Smtp {
    async fn send(&self, mail: Mail) -> Result<(), SendError> {
        let message = self.message(mail)?;
        match tokio::time::timeout(SEND, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(classified(&error)),
            Err(_) => Err(SendError::Unavailable(format!(
                "the mail server took longer than {} s",
                SEND.as_secs()
            ))),
        }
    }
}

/// `url` itself, unless it would send over the network in the clear.
fn encrypted(url: &str) -> Result<&str, InvalidSettings> {
    let parsed = reqwest::Url::parse(url)
        .map_err(|_| InvalidSettings::new("mail.url", "not a URL: write smtps://user:password@host"))?;
    let has_tls = match parsed.scheme() {
        "smtps" => true,
        "smtp" => parsed
            .query_pairs()
            .any(|(name, value)| name == "tls" && value == "required"),
        _ => {
            return Err(InvalidSettings::new(
                "mail.url",
                "must start with smtps:// or smtp://",
            ));
        }
    };
    if has_tls || parsed.host_str().is_some_and(is_loopback) {
        return Ok(url);
    }
    Err(InvalidSettings::new(
        "mail.url",
        "sends in the clear: use smtps://, or smtp://…?tls=required for STARTTLS",
    ))
}

/// The other side's answer, as far as it matters to whoever decides about another try.
fn classified(error: &Error) -> SendError {
    let said = std::error::Error::source(error)
        .map(|source| without_names(&source.to_string()))
        .unwrap_or_default();
    let code = error.status().map(u16::from);
    let text = match code {
        Some(code) => format!("the mail server answered {code} {said}"),
        None => format!("the mail server can't be used: {said}"),
    };
    // Our credentials or our right to send are in question, not this mail.
    let about_us = matches!(code, Some(530 | 534 | 535 | 538));
    if (error.is_permanent() && !about_us) || error.is_client() {
        SendError::Refused(text)
    } else {
        SendError::Unavailable(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn smtp(url: &str, from: &str) -> Result<Smtp, InvalidSettings> {
        Smtp::new(&SecretString::from(url), from)
    }

    #[tokio::test]
    async fn urls_that_protect_the_mail_are_taken() {
        for url in [
            "smtps://user:p%40ss@mail.example.com",
            "smtp://user:pass@mail.example.com:587?tls=required",
            "smtp://127.0.0.1:2525",
            "smtp://localhost:2525",
        ] {
            smtp(url, "Amoonis <hello@example.com>").unwrap();
        }
    }

    #[tokio::test]
    async fn what_cannot_work_is_said_without_the_password() {
        for url in [
            "",
            "mail.example.com",
            "https://user:hunter22@mail.example.com",
            "smtp://user:hunter22@mail.example.com",
            "smtp://user:hunter22@mail.example.com?tls=opportunistic",
        ] {
            let error = smtp(url, "hello@example.com").unwrap_err();
            assert_eq!(error.setting, "mail.url", "{url}");
            assert!(!format!("{error} {error:?}").contains("hunter22"), "{error}");
        }
        assert_eq!(
            smtp("smtp://localhost", "no address").unwrap_err().setting,
            "mail.from"
        );
        let open = smtp("smtps://user:hunter22@mail.example.com", "a@example.com").unwrap();
        assert!(!format!("{open:?}").contains("hunter22"));
    }
}
