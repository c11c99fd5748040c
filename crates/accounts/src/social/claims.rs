use chrono::{DateTime, TimeDelta, Utc};
use kernel::Email;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use super::{KeysUnavailable, Provider};

/// Clocks differ.
const SKEW: TimeDelta = TimeDelta::minutes(1);
/// A token is used right after it was issued; an older one was kept by somebody.
const MAX_AGE: TimeDelta = TimeDelta::minutes(10);
/// Of the nonce before it is hashed, in bytes.
const NONCE_LENGTH: std::ops::RangeInclusive<usize> = 16..=256;

/// Why an ID token proves nothing. The reason is for logs; people are told that it didn't work.
#[derive(Debug, thiserror::Error)]
pub enum IdTokenError {
    #[error("signing in with this provider isn't set up")]
    NotConfigured,
    #[error("the ID token isn't good: {0}")]
    Invalid(&'static str),
    #[error(transparent)]
    Unavailable(#[from] KeysUnavailable),
}

/// What a good ID token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub provider: Provider,
    /// The provider's own id of the person, the one thing about them that never changes.
    pub subject: String,
    pub email: Option<Email>,
    /// Whether the provider knows that the mailbox is theirs.
    pub email_verified: bool,
    pub name: Option<String>,
    pub(super) nonce_hash: [u8; 32],
    pub(super) expires_at: DateTime<Utc>,
}

/// The claims as they are sent. `aud` is one text: a token for several readers could be one that another of them passes on.
#[derive(Deserialize)]
pub(super) struct Claims {
    #[serde(rename = "aud")]
    _one_reader: String,
    sub: String,
    exp: i64,
    iat: i64,
    #[serde(default)]
    nbf: Option<i64>,
    #[serde(default)]
    nonce: Option<String>,
    #[serde(default)]
    email: Option<String>,
    #[serde(default)]
    email_verified: Option<Flag>,
    #[serde(default)]
    name: Option<String>,
}

/// Apple says `"true"`.
#[derive(Deserialize)]
#[serde(untagged)]
enum Flag {
    Bool(bool),
    Text(String),
}

impl Flag {
    fn is_true(&self) -> bool {
        match self {
            Self::Bool(flag) => *flag,
            Self::Text(text) => text == "true",
        }
    }
}

impl Claims {
    /// Checks the times and the nonce; signature, issuer and audience have been.
    pub(super) fn into_person(
        self,
        provider: Provider,
        raw_nonce: &SecretString,
        now: DateTime<Utc>,
    ) -> Result<Person, IdTokenError> {
        let at =
            |seconds| DateTime::from_timestamp(seconds, 0).ok_or(IdTokenError::Invalid("time out of range"));
        let (issued_at, expires_at) = (at(self.iat)?, at(self.exp)?);
        if expires_at <= now {
            return Err(IdTokenError::Invalid("expired"));
        }
        if issued_at > now + SKEW {
            return Err(IdTokenError::Invalid("issued in the future"));
        }
        if issued_at < now - MAX_AGE {
            return Err(IdTokenError::Invalid("issued long ago"));
        }
        if let Some(from) = self.nbf
            && at(from)? > now + SKEW
        {
            return Err(IdTokenError::Invalid("not good yet"));
        }
        if self.sub.is_empty() || self.sub.len() > 255 || self.sub.contains('\0') {
            return Err(IdTokenError::Invalid("no usable subject"));
        }
        let email = self.email.as_deref().and_then(|email| Email::parse(email).ok());
        Ok(Person {
            provider,
            subject: self.sub,
            email_verified: email.is_some() && self.email_verified.is_some_and(|flag| flag.is_true()),
            email,
            name: self.name,
            nonce_hash: check_nonce(raw_nonce, self.nonce.as_deref())?,
            // The token counts as fresh no longer than that, so its nonce needs remembering no longer.
            expires_at: expires_at.min(issued_at + MAX_AGE) + SKEW,
        })
    }
}

/// The provider was given the SHA-256 of the nonce, in hexadecimal: who only sees the token can't tell what to send along with it.
fn check_nonce(raw: &SecretString, claimed: Option<&str>) -> Result<[u8; 32], IdTokenError> {
    let raw = raw.expose_secret();
    if !NONCE_LENGTH.contains(&raw.len()) {
        return Err(IdTokenError::Invalid("a nonce of this length"));
    }
    let hash: [u8; 32] = Sha256::digest(raw).into();
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let claimed = claimed.ok_or(IdTokenError::Invalid("no nonce"))?;
    if bool::from(hex.as_bytes().ct_eq(claimed.as_bytes())) {
        Ok(hash)
    } else {
        Err(IdTokenError::Invalid("another nonce"))
    }
}
