//! How the shop reaches people, and who else may say who they are.

use accounts::social::ProviderConfig;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;

/// Google or Apple. Without client ids it isn't offered.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    pub client_ids: Vec<String>,
    pub issuers: Vec<String>,
    pub jwks_url: String,
    pub authorize_url: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sms {
    pub url: String,
    pub account: String,
    pub token: SecretString,
    pub from: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    pub url: SecretString,
    pub from: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Web {
    pub url: String,
}

impl Provider {
    /// The client id of the web shop.
    #[must_use]
    pub fn client_id(&self) -> Option<&str> {
        self.client_ids.first().map(String::as_str)
    }

    pub(super) fn for_accounts(&self) -> Option<ProviderConfig> {
        (!self.client_ids.is_empty()).then(|| ProviderConfig {
            issuers: self.issuers.clone(),
            audiences: self.client_ids.clone(),
            jwks_url: self.jwks_url.clone(),
        })
    }

    /// What can't work, each in a sentence; `name` is the section. Keys fetched in the clear could be anybody's.
    pub(super) fn faults(&self, name: &str) -> Vec<String> {
        if self.client_ids.is_empty() {
            return Vec::new();
        }
        let mut faults = Vec::new();
        if self.issuers.is_empty() {
            faults.push(format!("{name}.issuers must name at least one"));
        }
        for (key, url) in [
            ("jwks_url", &self.jwks_url),
            ("authorize_url", &self.authorize_url),
        ] {
            if !is_private(url) {
                faults.push(format!("{name}.{key} must be an https address"));
            }
        }
        faults
    }

    /// Whether it is a place on this machine, as in development.
    pub(super) fn is_local(&self) -> bool {
        !self.client_ids.is_empty() && (is_here(&self.jwks_url) || is_here(&self.authorize_url))
    }
}

impl Sms {
    #[must_use]
    pub fn is_configured(&self) -> bool {
        !self.account.is_empty()
    }

    pub(super) fn is_local(&self) -> bool {
        self.is_configured() && is_here(&self.url)
    }
}

impl Mail {
    #[must_use]
    pub fn is_configured(&self) -> bool {
        !self.url.expose_secret().is_empty()
    }
}

fn is_private(url: &str) -> bool {
    url.starts_with("https://") || is_here(url)
}

/// Whether a URL leads to this machine.
pub(super) fn is_here(url: &str) -> bool {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_told_from_others() {
        for url in [
            "http://localhost:9000/keys",
            "http://127.0.0.1",
            "https://[::1]:8443/a",
        ] {
            assert!(is_here(url), "{url}");
        }
        for url in [
            "https://example.com",
            "http://localhost.example.com",
            "http://127.0.0.1@example.com/",
            "",
            "localhost",
        ] {
            assert!(!is_here(url), "{url}");
        }
    }

    #[test]
    fn a_provider_needs_all_of_its_settings_once_it_is_offered() {
        let mut google = Provider {
            client_ids: Vec::new(),
            issuers: Vec::new(),
            jwks_url: "http://keys.example.com".into(),
            authorize_url: String::new(),
        };
        assert!(google.faults("google").is_empty());
        google.client_ids.push("shop".into());
        assert_eq!(google.faults("google").len(), 3);
    }
}
