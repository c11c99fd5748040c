use std::fmt;

use chrono_tz::Tz;
use kernel::Currency;
use reqwest::Url;
use secrecy::{ExposeSecret as _, SecretString};

use super::super::payment_url::UrlPolicy;

/// A country the provider keeps accounts in and the shop sells to. Codes are the provider's (ISO 3166 alpha-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Country {
    Are,
    Bhr,
    Kwt,
    Omn,
    Qat,
    Sau,
}

impl Country {
    pub const ALL: [Self; 6] = [Self::Are, Self::Bhr, Self::Kwt, Self::Omn, Self::Qat, Self::Sau];

    /// By ISO 3166 alpha-2 (a region's country) or alpha-3 (the provider's).
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|country| country.code() == code || country.alpha2() == code)
    }

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Are => "ARE",
            Self::Bhr => "BHR",
            Self::Kwt => "KWT",
            Self::Omn => "OMN",
            Self::Qat => "QAT",
            Self::Sau => "SAU",
        }
    }

    const fn alpha2(self) -> &'static str {
        match self {
            Self::Are => "AE",
            Self::Bhr => "BH",
            Self::Kwt => "KW",
            Self::Omn => "OM",
            Self::Qat => "QA",
            Self::Sau => "SA",
        }
    }

    /// Kuwait, Bahrain and Oman share a host.
    #[must_use]
    pub const fn host(self) -> &'static str {
        match self {
            Self::Bhr | Self::Kwt | Self::Omn => "https://api.myfatoorah.com",
            Self::Are => "https://api-ae.myfatoorah.com",
            Self::Qat => "https://api-qa.myfatoorah.com",
            Self::Sau => "https://api-sa.myfatoorah.com",
        }
    }

    /// Of the account, in which version 2 writes its dates: for Bahrain and Oman it is Kuwait's.
    #[must_use]
    pub const fn time_zone(self) -> Tz {
        match self {
            Self::Bhr | Self::Kwt | Self::Omn => chrono_tz::Asia::Kuwait,
            Self::Are => chrono_tz::Asia::Dubai,
            Self::Qat => chrono_tz::Asia::Qatar,
            Self::Sau => chrono_tz::Asia::Riyadh,
        }
    }

    #[must_use]
    pub const fn currency(self) -> Currency {
        match self {
            Self::Are => Currency::Aed,
            Self::Bhr => Currency::Bhd,
            Self::Kwt => Currency::Kwd,
            Self::Omn => Currency::Omr,
            Self::Qat => Currency::Qar,
            Self::Sau => Currency::Sar,
        }
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// One account of the provider: a token is good on one host only, and dates, base currency and secret go with it.
#[derive(Clone, Debug)]
pub struct Account {
    pub(super) base: Url,
    pub(super) token: SecretString,
    pub(super) webhook_secret: SecretString,
    pub(super) time_zone: Tz,
    pub(super) base_currency: Currency,
    pub(super) pages: UrlPolicy,
}

/// The settings of an account can't work. Says which and why, without their value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{setting}: {why}")]
pub struct InvalidAccount {
    pub setting: &'static str,
    pub why: &'static str,
}

const TEST_HOST: &str = "https://apitest.myfatoorah.com";

impl Account {
    /// An account that takes real money.
    pub fn live(
        country: Country,
        token: SecretString,
        webhook_secret: SecretString,
    ) -> Result<Self, InvalidAccount> {
        let (zone, currency) = (country.time_zone(), country.currency());
        Self::new(parsed(country.host())?, token, webhook_secret, (zone, currency))
    }

    /// The provider's test host, whose one account is Kuwait's whatever the country: dates in its time zone, books in dinars.
    pub fn test(token: SecretString, webhook_secret: SecretString) -> Result<Self, InvalidAccount> {
        Self::new(parsed(TEST_HOST)?, token, webhook_secret, TEST_BOOKS)
    }

    /// A simulator, which behaves as the test host and shows its payment pages on its own origin. `http` only on this machine.
    pub fn simulated(
        base_url: &str,
        token: SecretString,
        webhook_secret: SecretString,
    ) -> Result<Self, InvalidAccount> {
        let base = parsed(base_url)?;
        if base.scheme() != "https" && !(base.scheme() == "http" && is_local(&base)) {
            return Err(InvalidAccount {
                setting: "gateway.url",
                why: "must start with https://",
            });
        }
        let pages = UrlPolicy::also_at(base.clone());
        Ok(Self {
            pages,
            ..Self::new(base, token, webhook_secret, TEST_BOOKS)?
        })
    }

    /// The same account, keeping its books in another currency: what a simulator of another country's account does.
    #[must_use]
    pub fn with_books(self, time_zone: Tz, base_currency: Currency) -> Self {
        Self {
            time_zone,
            base_currency,
            ..self
        }
    }

    /// Whether this is the provider itself, test or live, and not a simulator.
    #[must_use]
    pub fn is_provider(&self) -> bool {
        self.pages == UrlPolicy::provider_only()
    }

    fn new(
        base: Url,
        token: SecretString,
        webhook_secret: SecretString,
        (time_zone, base_currency): (Tz, Currency),
    ) -> Result<Self, InvalidAccount> {
        let visible = |secret: &SecretString| {
            let text = secret.expose_secret();
            !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic())
        };
        if !visible(&token) {
            return Err(InvalidAccount {
                setting: "gateway.token",
                why: "is empty or has spaces in it",
            });
        }
        // Without it every event could be forged.
        if !visible(&webhook_secret) {
            return Err(InvalidAccount {
                setting: "gateway.webhook_secret",
                why: "is empty or has spaces in it",
            });
        }
        let pages = UrlPolicy::provider_only();
        Ok(Self {
            base,
            token,
            webhook_secret,
            time_zone,
            base_currency,
            pages,
        })
    }
}

const TEST_BOOKS: (Tz, Currency) = (chrono_tz::Asia::Kuwait, Currency::Kwd);

fn parsed(url: &str) -> Result<Url, InvalidAccount> {
    let invalid = |why| InvalidAccount {
        setting: "gateway.url",
        why,
    };
    let url = Url::parse(url).map_err(|_| invalid("not a URL"))?;
    if url.cannot_be_a_base()
        || url.host_str().is_none()
        || !url.username().is_empty()
        || url.password().is_some()
    {
        return Err(invalid("not the address of a server"));
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err(invalid("can't have a path"));
    }
    Ok(url)
}

pub(super) fn is_local(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> SecretString {
        text.into()
    }

    #[test]
    fn trap_23_a_country_brings_its_host_its_clock_and_its_currency() {
        let sau = Account::live(Country::Sau, secret("t"), secret("s")).unwrap();
        assert_eq!(sau.base.as_str(), "https://api-sa.myfatoorah.com/");
        assert_eq!(
            (sau.time_zone, sau.base_currency),
            (chrono_tz::Asia::Riyadh, Currency::Sar)
        );
        let omn = Account::live(Country::Omn, secret("t"), secret("s")).unwrap();
        assert_eq!(omn.base.as_str(), "https://api.myfatoorah.com/");
        assert_eq!(
            (omn.time_zone, omn.base_currency),
            (chrono_tz::Asia::Kuwait, Currency::Omr)
        );
        let test = Account::test(secret("t"), secret("s")).unwrap();
        assert_eq!(
            (test.time_zone, test.base_currency),
            (chrono_tz::Asia::Kuwait, Currency::Kwd)
        );
    }

    #[test]
    fn a_country_goes_by_two_or_three_letters_never_by_its_currency() {
        for country in Country::ALL {
            assert_eq!(Country::parse(country.code()), Some(country));
            assert_eq!(Country::parse(country.alpha2()), Some(country));
            assert_eq!(Country::parse(country.currency().code()), None);
        }
    }

    #[test]
    fn what_cannot_work_is_named_and_no_secret_is_shown() {
        for bad in [
            "",
            "127.0.0.1:1",
            "http://gateway.test",
            "ftp://127.0.0.1",
            "http://u:p@127.0.0.1",
            "http://127.0.0.1/v2",
        ] {
            let error = Account::simulated(bad, secret("t"), secret("s")).unwrap_err();
            assert_eq!(error.setting, "gateway.url", "{bad}");
        }
        for (token, hook) in [("", "s"), ("a b", "s"), ("t\n", "s"), ("t", "")] {
            assert!(Account::test(secret(token), secret(hook)).is_err());
        }
        let account =
            Account::simulated("http://[::1]:4010", secret("hunter22"), secret("hunter33")).unwrap();
        let printed = format!("{account:?}");
        assert!(!printed.contains("hunter"), "{printed}");
        assert!(!account.is_provider());
    }
}
