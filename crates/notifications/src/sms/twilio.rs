use std::time::Duration;

use async_trait::async_trait;
use kernel::Phone;
use reqwest::{Client, Response, StatusCode, Url, redirect};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;

use crate::error::{is_loopback, without_names};
use crate::{InvalidSettings, SendError, Sms};

const CONNECT: Duration = Duration::from_secs(5);
const ANSWER: Duration = Duration::from_secs(15);
/// What a messaging service's id starts with; anything else is a sender's number or name.
const SERVICE: &str = "MG";

/// An account with a provider that speaks Twilio's Messages API.
#[derive(Clone, Debug)]
pub struct TwilioAccount {
    /// `https://api.twilio.com`, or another place that answers alike.
    pub base_url: String,
    pub account: String,
    pub token: SecretString,
    /// The sender: a number in E.164 form, a name the networks allow, or the id of a messaging service (`MG…`).
    pub from: String,
}

/// SMS through Twilio's Messages API.
#[derive(Debug)]
pub struct TwilioSms {
    client: Client,
    messages: Url,
    account: TwilioAccount,
}

/// The part of an error's body that says something. `code` is one of Twilio's own.
#[derive(Default, Deserialize)]
struct Problem {
    code: Option<u32>,
    message: Option<String>,
}

impl TwilioSms {
    /// No connection is made before the first message.
    ///
    /// # Errors
    /// Names the setting that can't work. `http://` to another machine is one: every message carries the token.
    pub fn new(account: TwilioAccount) -> Result<Self, InvalidSettings> {
        for (setting, value) in [("sms.account", &account.account), ("sms.from", &account.from)] {
            if value.trim().is_empty() {
                return Err(InvalidSettings::new(setting, "is empty"));
            }
        }
        if account.token.expose_secret().is_empty() {
            return Err(InvalidSettings::new("sms.token", "is empty"));
        }
        let (messages, is_local) = endpoint(&account)?;
        let builder = Client::builder()
            .connect_timeout(CONNECT)
            .timeout(ANSWER)
            .redirect(redirect::Policy::none());
        // A proxy of the network can't reach this machine's loopback.
        let builder = if is_local { builder.no_proxy() } else { builder };
        let client = builder
            .build()
            .map_err(|error| InvalidSettings::new("sms.url", error.to_string()))?;
        Ok(Self {
            client,
            messages,
            account,
        })
    }
}

fn endpoint(account: &TwilioAccount) -> Result<(Url, bool), InvalidSettings> {
    let mut url = Url::parse(&account.base_url)
        .map_err(|_| InvalidSettings::new("sms.url", "not a URL: write https://api.twilio.com"))?;
    let is_local = url.host_str().is_some_and(is_loopback);
    if url.scheme() != "https" && !(url.scheme() == "http" && is_local) {
        return Err(InvalidSettings::new("sms.url", "must start with https://"));
    }
    url.path_segments_mut()
        .map_err(|()| InvalidSettings::new("sms.url", "can't have a path"))?
        .pop_if_empty()
        .extend(["2010-04-01", "Accounts", &account.account, "Messages.json"]);
    Ok((url, is_local))
}

#[async_trait]
impl Sms for TwilioSms {
    async fn send(&self, to: &Phone, text: &str) -> Result<(), SendError> {
        let TwilioAccount {
            account, token, from, ..
        } = &self.account;
        let sender = if from.starts_with(SERVICE) {
            "MessagingServiceSid"
        } else {
            "From"
        };
        let answer = self
            .client
            .post(self.messages.clone())
            .basic_auth(account, Some(token.expose_secret()))
            .form(&[("To", to.as_str()), (sender, from), ("Body", text)])
            .send()
            .await
            .map_err(|error| SendError::Unavailable(unreachable(&error)))?;
        if answer.status().is_success() {
            return Ok(());
        }
        Err(classified(answer).await)
    }
}

/// Whether a provider's refusal is about this message or about the moment (or us).
async fn classified(answer: Response) -> SendError {
    let status = answer.status();
    let Problem { code, message } = answer.json().await.unwrap_or_default();
    let code = code.map_or_else(String::new, |code| format!(" (error {code})"));
    let message = without_names(&message.unwrap_or_default());
    let text = format!("the SMS provider answered {}{code} {message}", status.as_u16());
    match status {
        // The account is wrong, closed, or out of money.
        StatusCode::UNAUTHORIZED | StatusCode::PAYMENT_REQUIRED | StatusCode::FORBIDDEN => {
            SendError::Unavailable(text)
        }
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => SendError::Unavailable(text),
        status if status.is_client_error() => SendError::Refused(text),
        _ => SendError::Unavailable(text),
    }
}

/// Without the URL, which has the account in it.
fn unreachable(error: &reqwest::Error) -> String {
    let why = if error.is_timeout() {
        "took too long"
    } else if error.is_connect() {
        "can't be reached"
    } else {
        "broke off"
    };
    format!("the SMS provider {why}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(base_url: &str) -> TwilioAccount {
        TwilioAccount {
            base_url: base_url.into(),
            account: "AC0123".into(),
            token: "hunter22".into(),
            from: "+15005550006".into(),
        }
    }

    #[test]
    fn the_endpoint_is_below_the_account_whatever_the_base_ends_with() {
        for (base, expected) in [
            (
                "https://api.twilio.com",
                "https://api.twilio.com/2010-04-01/Accounts/AC0123/Messages.json",
            ),
            (
                "http://127.0.0.1:9999/sms/",
                "http://127.0.0.1:9999/sms/2010-04-01/Accounts/AC0123/Messages.json",
            ),
        ] {
            assert_eq!(endpoint(&account(base)).unwrap().0.as_str(), expected);
        }
    }

    #[test]
    fn what_cannot_work_is_refused_and_the_token_is_not_shown() {
        for base in ["", "api.twilio.com", "http://api.twilio.com", "ftp://127.0.0.1"] {
            assert_eq!(
                TwilioSms::new(account(base)).unwrap_err().setting,
                "sms.url",
                "{base}"
            );
        }
        let nobody = TwilioAccount {
            account: " ".into(),
            ..account("https://api.twilio.com")
        };
        assert_eq!(TwilioSms::new(nobody).unwrap_err().setting, "sms.account");
        let good = TwilioSms::new(account("https://api.twilio.com")).unwrap();
        assert!(!format!("{good:?}").contains("hunter22"));
    }
}
