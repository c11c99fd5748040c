//! Signing in with Google or Apple: the person brings an ID token that the provider signed for this shop.

use std::fmt;
use std::str::FromStr;

use db::Conn;
use kernel::AccountId;
use sea_orm::{DbErr, FromQueryResult, raw_sql};

mod claims;
mod jwks;
mod sign_in;
mod verifier;

pub use claims::{IdTokenError, Person};
pub use jwks::KeysUnavailable;
pub use sign_in::{ProveError, SocialSignIn, SocialSignInError, SocialSignedIn, prove, sign_in};
pub use verifier::{IdTokens, ProviderConfig};

/// Who vouches for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Provider {
    Google,
    Apple,
}

impl Provider {
    pub const ALL: [Self; 2] = [Self::Google, Self::Apple];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Google => "google",
            Self::Apple => "apple",
        }
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Provider {
    type Err = DbErr;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|provider| provider.code() == text)
            .ok_or_else(|| DbErr::Type(format!("unknown provider {text:?}")))
    }
}

#[derive(FromQueryResult)]
struct ProviderRow {
    provider: String,
}

/// The providers an account can be signed into with, in alphabetical order.
pub async fn providers(conn: &impl Conn, account: AccountId) -> Result<Vec<Provider>, DbErr> {
    let account = account.uuid();
    let rows = ProviderRow::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT provider FROM identities WHERE account_id = {account} ORDER BY provider"#
    ))
    .all(conn)
    .await?;
    rows.iter().map(|row| row.provider.parse()).collect()
}
