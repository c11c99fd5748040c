//! The public keys of a provider, fetched when they are needed and kept as long as the provider allows, but an hour at most.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::DecodingKey;
use kernel::Ctx;
use reqwest::header::CACHE_CONTROL;
use reqwest::{Client, StatusCode};
use serde::Deserialize;
use tokio::sync::Mutex as AsyncMutex;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
const TIMEOUT: Duration = Duration::from_secs(5);
/// Google's and Apple's answers have about 2 KB.
const MAX_BYTES: usize = 64 * 1024;
const MAX_KEYS: usize = 32;
/// The provider isn't asked more often, whatever tokens come in.
const ASK_AGAIN_AFTER: TimeDelta = TimeDelta::minutes(1);
const KEEP_AT_MOST: TimeDelta = TimeDelta::hours(1);

/// The provider's keys couldn't be had, or were asked for a moment ago in vain.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the provider's keys can't be fetched: {0}")]
pub struct KeysUnavailable(String);

/// Doesn't wait long, and stays at the address it was given.
pub(super) fn client() -> Result<Client, reqwest::Error> {
    Client::builder()
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(TIMEOUT)
        .redirect(reqwest::redirect::Policy::none())
        .build()
}

/// One provider's keys. Cheap to clone; clones share what was fetched.
#[derive(Clone)]
pub(super) struct Jwks(Arc<Inner>);

struct Inner {
    url: String,
    http: Client,
    known: Mutex<Known>,
    /// Held while the provider is asked: everybody else waits for the same answer.
    asking: AsyncMutex<()>,
}

#[derive(Default)]
struct Known {
    keys: HashMap<String, DecodingKey>,
    fresh_until: Option<DateTime<Utc>>,
    usable_until: Option<DateTime<Utc>>,
    asked_at: Option<DateTime<Utc>>,
    /// Why the last attempt failed.
    failed: Option<KeysUnavailable>,
}

impl Jwks {
    pub(super) fn new(http: Client, url: String) -> Self {
        Self(Arc::new(Inner {
            url,
            http,
            known: Mutex::default(),
            asking: AsyncMutex::default(),
        }))
    }

    /// The key of this id. `None`: the provider has no such key.
    pub(super) async fn find(&self, ctx: &Ctx, id: &str) -> Result<Option<DecodingKey>, KeysUnavailable> {
        if let Some(key) = self.fresh(id, ctx.now()) {
            return Ok(Some(key));
        }
        // On a task of its own: who asked first may hang up, the others still want the answer.
        let (asking, now) = (self.clone(), ctx.now());
        tokio::spawn(async move { asking.ask(now).await })
            .await
            .map_err(|error| KeysUnavailable(error.to_string()))?;
        let known = self.known();
        let key = known
            .keys
            .get(id)
            .filter(|_| known.usable_until > Some(ctx.now()));
        match (key, &known.failed) {
            (Some(key), _) => Ok(Some(key.clone())),
            (None, Some(failed)) => Err(failed.clone()),
            (None, None) => Ok(None),
        }
    }

    fn fresh(&self, id: &str, now: DateTime<Utc>) -> Option<DecodingKey> {
        let known = self.known();
        let key = known.keys.get(id).filter(|_| known.fresh_until > Some(now));
        key.cloned()
    }

    /// Fetches the keys, unless that was done within the last minute, perhaps while this call waited.
    async fn ask(&self, now: DateTime<Utc>) {
        let _asking = self.0.asking.lock().await;
        {
            let mut known = self.known();
            if known.asked_at.is_some_and(|asked| now - asked < ASK_AGAIN_AFTER) {
                return;
            }
            known.asked_at = Some(now);
        }
        let fetched = self.fetch().await;
        let mut known = self.known();
        match fetched {
            Ok((keys, lifetime)) => {
                *known = Known {
                    keys,
                    fresh_until: Some(now + lifetime),
                    usable_until: Some(now + KEEP_AT_MOST),
                    asked_at: known.asked_at,
                    failed: None,
                };
            }
            Err(error) => {
                tracing::warn!(url = self.0.url, %error, "no keys from the provider of ID tokens");
                known.failed = Some(error);
            }
        }
    }

    async fn fetch(&self) -> Result<(HashMap<String, DecodingKey>, TimeDelta), KeysUnavailable> {
        let mut answer = self.0.http.get(&self.0.url).send().await?;
        if answer.status() != StatusCode::OK {
            return Err(KeysUnavailable(format!("status {}", answer.status().as_u16())));
        }
        let lifetime = lifetime(answer.headers().get(CACHE_CONTROL).and_then(|v| v.to_str().ok()));
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await? {
            if body.len() + chunk.len() > MAX_BYTES {
                return Err(KeysUnavailable("the answer is too large".to_owned()));
            }
            body.extend_from_slice(&chunk);
        }
        Ok((parse(&body)?, lifetime))
    }

    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        self.0.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl From<reqwest::Error> for KeysUnavailable {
    fn from(error: reqwest::Error) -> Self {
        Self(error.without_url().to_string())
    }
}

#[derive(Deserialize)]
struct KeySet {
    keys: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct RsaKey {
    kty: String,
    kid: String,
    #[serde(default)]
    alg: Option<String>,
    #[serde(rename = "use", default)]
    used_for: Option<String>,
    n: String,
    e: String,
}

/// The RSA keys that sign; what is of another kind is passed over.
fn parse(body: &[u8]) -> Result<HashMap<String, DecodingKey>, KeysUnavailable> {
    let set: KeySet = serde_json::from_slice(body).map_err(|error| KeysUnavailable(error.to_string()))?;
    let keys = set.keys.into_iter().take(MAX_KEYS).filter_map(|key| {
        let key: RsaKey = serde_json::from_value(key).ok()?;
        let signs = key.used_for.as_deref().is_none_or(|used_for| used_for == "sig")
            && key.alg.as_deref().is_none_or(|alg| alg == "RS256");
        if key.kty != "RSA" || !signs {
            return None;
        }
        Some((key.kid, DecodingKey::from_rsa_components(&key.n, &key.e).ok()?))
    });
    Ok(keys.collect())
}

/// How long the answer counts without asking again.
fn lifetime(cache_control: Option<&str>) -> TimeDelta {
    let seconds = cache_control
        .unwrap_or_default()
        .split(',')
        .filter_map(|part| {
            part.trim()
                .to_ascii_lowercase()
                .strip_prefix("max-age=")?
                .parse()
                .ok()
        })
        .next()
        .unwrap_or(0);
    TimeDelta::try_seconds(seconds)
        .unwrap_or(KEEP_AT_MOST)
        .clamp(ASK_AGAIN_AFTER, KEEP_AT_MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_count_for_a_minute_to_an_hour() {
        for (header, minutes) in [
            (None, 1),
            (Some("no-store"), 1),
            (Some("public, max-age=5"), 1),
            (Some("public, max-age=1200, must-revalidate"), 20),
            (Some("Max-Age=86400"), 60),
            (Some("max-age=9223372036854775807"), 60),
            (Some("max-age=-1"), 1),
        ] {
            assert_eq!(lifetime(header), TimeDelta::minutes(minutes), "{header:?}");
        }
    }

    #[test]
    fn only_rsa_keys_that_sign_are_taken() {
        let key =
            |kid: &str, extra: &str| format!(r#"{{"kty":"RSA","kid":"{kid}","n":"AQAB","e":"AQAB"{extra}}}"#);
        let body = format!(
            r#"{{"keys":[{},{},{},{},{{"kty":"EC","kid":"e","crv":"P-256","x":"AQ","y":"AQ"}},{{}}]}}"#,
            key("a", ""),
            key("b", r#","use":"sig","alg":"RS256""#),
            key("c", r#","use":"enc""#),
            key("d", r#","alg":"RS512""#),
        );
        let mut ids: Vec<String> = parse(body.as_bytes()).unwrap().into_keys().collect();
        ids.sort();
        assert_eq!(ids, ["a", "b"]);
        assert!(parse(b"<html>").is_err());
    }
}
