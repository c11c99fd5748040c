use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::Provider;
use super::identity::Identity;

const HOUR: i64 = 3_600;

/// What a token is made for.
pub(super) struct For<'a> {
    pub(super) issuer: &'a str,
    pub(super) client: &'a str,
    pub(super) nonce: Option<&'a str>,
    /// The authorization code that is given beside it.
    pub(super) code: Option<&'a str>,
    pub(super) now: DateTime<Utc>,
}

/// An ID token's claims as the real provider writes them.
pub(super) fn claims(provider: Provider, who: &Identity, what_for: &For<'_>) -> Map<String, Value> {
    let now = what_for.now.timestamp();
    let (given, family) = who.names();
    let mut claims = match provider {
        Provider::Google => json!({
            "iss": what_for.issuer,
            "azp": what_for.client,
            "aud": what_for.client,
            "sub": who.subject,
            "email": who.email,
            "email_verified": who.email_verified,
            "name": who.name,
            "given_name": given,
            "family_name": family,
            "nbf": now - 300,
            "iat": now,
            "exp": now + HOUR,
            "jti": jti(who, what_for),
        }),
        Provider::Apple => json!({
            "iss": what_for.issuer,
            "aud": what_for.client,
            "exp": now + 24 * HOUR,
            "iat": now,
            "sub": who.subject,
            "email": who.email,
            // Apple writes these booleans as texts, and the second only when it is true.
            "email_verified": who.email_verified.to_string(),
            "is_private_email": who.is_private_email.then_some("true"),
            "auth_time": now,
            "nonce_supported": true,
            "c_hash": what_for.code.map(left_half_of_hash),
        }),
    };
    claims["nonce"] = json!(what_for.nonce);
    match claims {
        Value::Object(claims) => claims.into_iter().filter(|(_, value)| !value.is_null()).collect(),
        _ => Map::new(),
    }
}

/// Binds a code to the token beside it (OpenID Connect Core, 3.3.2.11).
fn left_half_of_hash(code: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(&Sha256::digest(code)[..16])
}

fn jti(who: &Identity, what_for: &For<'_>) -> String {
    let text = format!("{}{:?}{}", who.subject, what_for.nonce, what_for.now);
    Sha256::digest(text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
