//! One typed configuration, read once at start: built-in values, then a TOML file, then the environment.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use accounts::social::IdTokens;
use ipnet::IpNet;
use notifications::{InvalidSettings, Mailer, NotConfigured, Smtp, TwilioAccount, TwilioSms};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;

mod keys;
mod load;
mod payments;
mod reach;

pub use keys::{KEYS, Key, reference};
pub use load::{ConfigError, load};
pub use payments::Payments;
pub use reach::{Mail, Provider, Sms, Web};

/// Everything that can be set. What each key means and its built-in value: [`KEYS`].
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub mode: Mode,
    pub database: Database,
    pub http: Http,
    pub limits: Limits,
    pub cache: Cache,
    pub media: Media,
    pub secrets: Secrets,
    pub web: Web,
    pub mail: Mail,
    pub sms: Sms,
    pub google: Provider,
    pub apple: Provider,
    pub payments: Payments,
    pub log: Log,
    pub worker: Worker,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    Development,
    Production,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    pub url: SecretString,
    pub max_connections: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Http {
    pub bind: SocketAddr,
    pub public_url: String,
    pub workers: usize,
    pub cors_origins: Vec<String>,
    pub trusted_proxies: Vec<IpNet>,
    pub metrics_from: Vec<IpNet>,
    pub shutdown_seconds: u64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    pub enabled: bool,
    pub requests_per_second: u32,
    pub request_burst: u32,
    pub sign_ins_per_minute: u32,
    pub body_kib: usize,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cache {
    pub enabled: bool,
    pub max_mib: u64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Media {
    pub dir: PathBuf,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Secrets {
    pub order_code: SecretString,
    pub access_keys: Vec<SecretString>,
    pub pepper: SecretString,
    pub encryption: SecretString,
}

impl Secrets {
    /// The secrets of accounts and sessions.
    pub fn keys(&self) -> Result<accounts::Keys, accounts::InvalidKeys> {
        let access = self.access_keys.iter().map(|key| {
            let (id, secret) = key.expose_secret().split_once(':').unwrap_or_default();
            (id.to_owned(), secret.into())
        });
        accounts::Keys::new(access.collect(), self.pepper.clone(), &self.encryption)
    }

    /// Which of them are built in and known to everybody.
    fn well_known(&self) -> impl Iterator<Item = &'static str> {
        let known = |secret: &SecretString| secret.expose_secret().contains(keys::DEVELOPMENT_SECRET);
        [
            ("secrets.order_code", known(&self.order_code)),
            ("secrets.access_keys", self.access_keys.iter().any(known)),
            ("secrets.pepper", known(&self.pepper)),
            ("secrets.encryption", known(&self.encryption)),
        ]
        .into_iter()
        .filter_map(|(name, known)| known.then_some(name))
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    pub format: LogFormat,
    pub filter: String,
    pub cached_sample: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// JSON in production, text else.
    Auto,
    Json,
    Text,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Worker {
    pub concurrency: u16,
}

impl Config {
    #[must_use]
    pub fn is_production(&self) -> bool {
        self.mode == Mode::Production
    }

    #[must_use]
    pub fn logs_json(&self) -> bool {
        match self.log.format {
            LogFormat::Auto => self.is_production(),
            LogFormat::Json => true,
            LogFormat::Text => false,
        }
    }

    #[must_use]
    pub fn shutdown_timeout(&self) -> Duration {
        Duration::from_secs(self.http.shutdown_seconds)
    }

    /// Who checks what Google and Apple say about people.
    ///
    /// # Errors
    /// When this machine can't speak TLS.
    pub fn id_tokens(&self) -> Result<IdTokens, impl std::error::Error + use<>> {
        IdTokens::new(self.google.for_accounts(), self.apple.for_accounts())
    }

    /// What brings mails to people.
    pub fn mailer(&self) -> Result<Arc<dyn Mailer>, InvalidSettings> {
        if self.mail.is_configured() {
            return Ok(Arc::new(Smtp::new(&self.mail.url, &self.mail.from)?));
        }
        Ok(Arc::new(NotConfigured))
    }

    /// What brings short messages to telephones.
    pub fn sms(&self) -> Result<Arc<dyn notifications::Sms>, InvalidSettings> {
        if !self.sms.is_configured() {
            return Ok(Arc::new(NotConfigured));
        }
        let Sms {
            url,
            account,
            token,
            from,
        } = self.sms.clone();
        Ok(Arc::new(TwilioSms::new(TwilioAccount {
            base_url: url,
            account,
            token,
            from,
        })?))
    }

    /// Everything that is wrong with the values, each in a sentence.
    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut check = |fine: bool, fault: &str| {
            if !fine {
                faults.push(fault.to_owned());
            }
        };
        check(
            !self.database.url.expose_secret().is_empty(),
            "database.url (or DATABASE_URL) must name a Postgres database",
        );
        check(
            self.database.max_connections > 0,
            "database.max_connections must be at least 1",
        );
        check(
            is_origin(&self.http.public_url),
            "http.public_url must be like https://api.example.com, without a path",
        );
        check(
            is_origin(&self.web.url),
            "web.url must be like https://shop.example.com, without a path",
        );
        check(
            self.http
                .cors_origins
                .iter()
                .all(|origin| origin == "*" || is_origin(origin)),
            "http.cors_origins must hold origins like https://shop.example.com, without a path",
        );
        check(
            self.limits.requests_per_second > 0
                && self.limits.request_burst > 0
                && self.limits.sign_ins_per_minute > 0,
            "limits must be at least 1; limits.enabled switches them off",
        );
        check(
            (1..=10_240).contains(&self.limits.body_kib),
            "limits.body_kib must be between 1 and 10240",
        );
        check(self.log.cached_sample > 0, "log.cached_sample must be at least 1");
        check(
            self.worker.concurrency > 0,
            "worker.concurrency must be at least 1",
        );
        if let Err(error) = self.secrets.keys() {
            check(false, &format!("secrets: {error}"));
        }
        for (name, provider) in [("google", &self.google), ("apple", &self.apple)] {
            for fault in provider.faults(name) {
                check(false, &fault);
            }
            check(
                !(self.is_production() && provider.is_local()),
                &format!("{name} may not be a place on this machine in production"),
            );
        }
        if let Err(error) = self.id_tokens() {
            check(false, &format!("nothing can be asked over https: {error}"));
        }
        if let Err(error) = self.mailer() {
            check(false, &error.to_string());
        }
        if let Err(error) = self.sms() {
            check(false, &error.to_string());
        }
        if let Err(error) = self.payments.gateways() {
            check(false, &error);
        }
        if self.is_production() {
            for region in self.payments.pretended() {
                check(
                    false,
                    &format!("payments.accounts: {region} must take real money in production"),
                );
            }
            for name in self.secrets.well_known() {
                check(
                    false,
                    &format!("{name} must be a random secret in production, not the built-in one"),
                );
            }
            check(
                self.secrets.order_code.expose_secret().len() >= 32,
                "secrets.order_code must have at least 32 characters in production",
            );
            let wildcard = self.http.cors_origins.iter().any(|origin| origin == "*");
            check(!wildcard, "http.cors_origins may not be * in production");
            check(
                self.http.public_url.starts_with("https://"),
                "http.public_url must be https in production",
            );
            check(
                self.web.url.starts_with("https://"),
                "web.url must be https in production: mails lead there",
            );
            check(
                !self.sms.is_local(),
                "sms.url may not be a place on this machine in production",
            );
            check(
                self.limits.enabled,
                "limits may not be switched off in production",
            );
        }
        faults
    }
}

/// `scheme://host[:port]`, as browsers send it.
fn is_origin(text: &str) -> bool {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ', '*']))
}
