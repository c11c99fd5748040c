//! The merchant accounts of the shop.

use std::sync::Arc;

use orders::payment::Gateways;
use payments::gateway::{Account, Country, Gateway, InvalidAccount, MyFatoorah, Policy};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payments {
    /// `region;where;token;webhook secret` each.
    pub accounts: Vec<SecretString>,
}

/// One of them, taken apart.
struct Line<'a> {
    region: &'a str,
    place: &'a str,
    token: &'a str,
    webhook_secret: &'a str,
}

impl Payments {
    /// The accounts, ready to be asked. Connections are made when they are needed.
    pub fn gateways(&self) -> Result<Gateways, String> {
        let accounts: Vec<(String, Arc<dyn Gateway>)> = self
            .lines()?
            .iter()
            .map(|line| {
                let fault = |error: InvalidAccount| format!("payments.accounts: {}: {error}", line.region);
                let account = line.account().map_err(fault)?;
                let gateway = MyFatoorah::new(account, Policy::default()).map_err(fault)?;
                Ok((line.region.to_owned(), Arc::new(gateway) as Arc<dyn Gateway>))
            })
            .collect::<Result<_, String>>()?;
        Ok(Gateways::new(accounts))
    }

    /// The regions whose accounts can't take real money.
    pub(super) fn pretended(&self) -> Vec<String> {
        let lines = self.lines().unwrap_or_default();
        let pretends = |line: &&Line<'_>| Country::parse(line.place).is_none();
        lines
            .iter()
            .filter(pretends)
            .map(|line| line.region.to_owned())
            .collect()
    }

    fn lines(&self) -> Result<Vec<Line<'_>>, String> {
        self.accounts
            .iter()
            .map(|line| Line::parse(line.expose_secret()))
            .collect()
    }
}

impl<'a> Line<'a> {
    fn parse(text: &'a str) -> Result<Self, String> {
        let parts: Vec<&str> = text.split(';').map(str::trim).collect();
        let [region, place, token, webhook_secret] = parts.as_slice() else {
            return Err("payments.accounts must hold `region;where;token;webhook secret`".to_owned());
        };
        if [region, place, token, webhook_secret]
            .iter()
            .any(|part| part.is_empty())
        {
            return Err(format!("payments.accounts: {region}: nothing may be empty"));
        }
        Ok(Self {
            region,
            place,
            token,
            webhook_secret,
        })
    }

    fn account(&self) -> Result<Account, InvalidAccount> {
        let (token, secret) = (
            SecretString::from(self.token),
            SecretString::from(self.webhook_secret),
        );
        let simulated = self
            .place
            .split_once('@')
            .map(|(country, base)| (Country::parse(country), base));
        match (self.place, Country::parse(self.place), simulated) {
            ("test", ..) => Account::test(token, secret),
            (_, Some(country), _) => Account::live(country, token, secret),
            (_, _, Some((Some(country), base))) => {
                Ok(Account::simulated(base, token, secret)?
                    .with_books(country.time_zone(), country.currency()))
            }
            (base, ..) => Account::simulated(base, token, secret),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payments(lines: &[&str]) -> Payments {
        Payments {
            accounts: lines.iter().map(|line| SecretString::from(*line)).collect(),
        }
    }

    #[test]
    fn accounts_are_live_test_or_simulated() {
        let payments = payments(&[
            "ae;AE;live-token-of-the-emirates;webhook-secret",
            "kw;test;test-token-of-kuwait;webhook-secret",
            "sa;SA@http://127.0.0.1:8025;sandbox-token-of-arabia;webhook-secret",
        ]);
        let gateways = payments.gateways().unwrap();
        assert!(
            ["ae", "kw", "sa"]
                .iter()
                .all(|region| gateways.of(region).is_some())
        );
        assert!(gateways.of("om").is_none());
        assert_eq!(payments.pretended(), ["kw", "sa"]);
    }

    #[test]
    fn half_an_account_is_a_fault() {
        for line in [
            "",
            "ae",
            "ae;AE;token",
            "ae;AE;;secret",
            "ae;AE;token;secret;more",
        ] {
            assert!(payments(&[line]).gateways().is_err(), "{line}");
        }
    }
}
