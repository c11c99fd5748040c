use accounts::social;
use regions::Names;
use secrecy::ExposeSecret as _;

use super::{Account, DeviceSession, Provider, Session};
use crate::dto::common::Locale;
use crate::dto::device::describe;

impl From<social::Provider> for Provider {
    fn from(provider: social::Provider) -> Self {
        match provider {
            social::Provider::Google => Self::Google,
            social::Provider::Apple => Self::Apple,
        }
    }
}

impl From<Provider> for social::Provider {
    fn from(provider: Provider) -> Self {
        match provider {
            Provider::Google => Self::Google,
            Provider::Apple => Self::Apple,
        }
    }
}

/// A language as the database has it; anything unknown is English.
pub(crate) fn locale(code: &str) -> Locale {
    code.parse::<i18n::Locale>().unwrap_or_default().into()
}

impl Account {
    #[must_use]
    pub fn of(
        account: accounts::Account,
        names: &Names,
        providers: Vec<social::Provider>,
        totp_enrolled: bool,
    ) -> Self {
        let region = account.region_id.and_then(|region| names.slug(region));
        Self {
            id: account.id.uuid(),
            email: account.email,
            email_verified: account.email_verified,
            full_name: account.full_name,
            phone: account.phone,
            phone_verified: account.phone_verified,
            role: account.role.into(),
            locale: locale(&account.locale),
            title: account.title,
            region: region.map(str::to_owned),
            has_password: account.has_password,
            providers: providers.into_iter().map(Provider::from).collect(),
            totp_enrolled,
            marketing_consent: account.marketing_consent,
            created_at: account.created_at,
            version: account.version,
        }
    }
}

impl Session {
    /// `account` is the tokens' own, as clients see it.
    #[must_use]
    pub fn of(tokens: &accounts::Tokens, account: Account) -> Self {
        Self {
            access_token: tokens.access_token.expose_secret().to_owned(),
            access_expires_at: tokens.access_expires_at,
            refresh_token: tokens.refresh_token.expose_secret().to_owned(),
            refresh_expires_at: tokens.refresh_expires_at,
            account,
        }
    }
}

impl DeviceSession {
    /// `current` is the session that asks.
    #[must_use]
    pub fn of(session: accounts::SessionInfo, current: kernel::SessionId) -> Self {
        Self {
            id: session.id.uuid(),
            device: describe(session.user_agent.as_deref()),
            is_current: session.id == current,
            user_agent: session.user_agent,
            client_address: session.client_address,
            created_at: session.created_at,
            last_seen_at: session.last_seen_at,
        }
    }
}
