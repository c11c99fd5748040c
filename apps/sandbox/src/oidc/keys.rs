use anyhow::anyhow;
use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use kernel::Ctx;
use serde_json::{Map, Value, json};

/// A provider's signing keys: the one in use, those before it that still count, and one nobody was told of, once a
/// forgery asked for it.
pub(super) struct Keys {
    current: Key,
    previous: Vec<Key>,
    unpublished: Option<Key>,
}

struct Key {
    id: String,
    pair: RsaKeyPair,
}

/// What can be wrong with a token's signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Forgery {
    /// Signed by another key under the current key's id.
    BadSignature,
    /// Signed by a key that was never published, under its own id.
    UnknownKey,
    /// `alg: none` and no signature.
    AlgNone,
    /// `alg: HS256`, with the published modulus as the shared secret.
    Hs256,
}

impl Keys {
    pub(super) fn new(first: NewKey) -> Self {
        Self {
            current: first.0,
            previous: Vec::new(),
            unpublished: None,
        }
    }

    /// Whether this forgery needs a key of its own that isn't there yet.
    pub(super) const fn lacks_key_for(&self, forgery: Option<Forgery>) -> bool {
        matches!(forgery, Some(Forgery::BadSignature | Forgery::UnknownKey)) && self.unpublished.is_none()
    }

    pub(super) fn set_unpublished(&mut self, key: NewKey) {
        self.unpublished = Some(key.0);
    }

    fn unpublished(&self) -> anyhow::Result<&Key> {
        self.unpublished
            .as_ref()
            .ok_or_else(|| anyhow!("no key to forge with"))
    }

    /// Signs with a new key from now on. The one before it stays published, or not, as when it was stolen.
    pub(super) fn rotate(&mut self, next: NewKey, keep_previous: bool) {
        let before = std::mem::replace(&mut self.current, next.0);
        if keep_previous {
            self.previous.insert(0, before);
        } else {
            self.previous.clear();
        }
    }

    /// As JSON web keys.
    pub(super) fn published(&self) -> Vec<Value> {
        self.all().map(Key::public).collect()
    }

    /// The ids of the published keys, the one in use first.
    pub(super) fn ids(&self) -> Vec<String> {
        self.all().map(|key| key.id.clone()).collect()
    }

    fn all(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.current).chain(&self.previous)
    }

    /// The claims as a signed token, or one with a forged signature.
    pub(super) fn sign(
        &self,
        claims: &Map<String, Value>,
        forgery: Option<Forgery>,
    ) -> anyhow::Result<String> {
        let (alg, id) = match forgery {
            None | Some(Forgery::BadSignature) => ("RS256", &self.current.id),
            Some(Forgery::UnknownKey) => ("RS256", &self.unpublished()?.id),
            Some(Forgery::AlgNone) => ("none", &self.current.id),
            Some(Forgery::Hs256) => ("HS256", &self.current.id),
        };
        let header = json!({"alg": alg, "kid": id, "typ": "JWT"});
        let signed = format!(
            "{}.{}",
            BASE64_URL_SAFE_NO_PAD.encode(header.to_string()),
            BASE64_URL_SAFE_NO_PAD.encode(serde_json::to_vec(claims)?)
        );
        let signature = match forgery {
            None => self.current.sign(&signed)?,
            Some(Forgery::BadSignature | Forgery::UnknownKey) => self.unpublished()?.sign(&signed)?,
            Some(Forgery::AlgNone) => Vec::new(),
            Some(Forgery::Hs256) => self.current.hmac_with_modulus(&signed),
        };
        Ok(format!("{signed}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature)))
    }
}

/// A key that was made beforehand: making one takes too long to hold a lock or the runtime's thread meanwhile.
pub(super) struct NewKey(Key);

impl NewKey {
    pub(super) async fn make(ctx: &Ctx) -> anyhow::Result<Self> {
        let ctx = ctx.clone();
        tokio::task::spawn_blocking(move || Key::new(&ctx))
            .await?
            .map(Self)
    }
}

impl Key {
    fn new(ctx: &Ctx) -> anyhow::Result<Self> {
        let made = aws_lc_rs::rsa::KeyPair::generate(KeySize::Rsa2048).map_err(|_| anyhow!("no RSA key"))?;
        let der: Pkcs8V1Der<'_> = made
            .as_der()
            .map_err(|_| anyhow!("an RSA key that can't be written"))?;
        let pair = RsaKeyPair::from_pkcs8(der.as_ref())?;
        let id = ctx.new_secret()[..16].to_owned();
        Ok(Self { id, pair })
    }

    fn public(&self) -> Value {
        let key = self.pair.public_key();
        json!({
            "kty": "RSA",
            "kid": self.id,
            "use": "sig",
            "alg": "RS256",
            "n": BASE64_URL_SAFE_NO_PAD.encode(key.modulus().big_endian_without_leading_zero()),
            "e": BASE64_URL_SAFE_NO_PAD.encode(key.exponent().big_endian_without_leading_zero()),
        })
    }

    fn sign(&self, text: &str) -> anyhow::Result<Vec<u8>> {
        let mut signature = vec![0; self.pair.public_modulus_len()];
        self.pair
            .sign(
                &RSA_PKCS1_SHA256,
                &SystemRandom::new(),
                text.as_bytes(),
                &mut signature,
            )
            .map_err(|_| anyhow!("signing failed"))?;
        Ok(signature)
    }

    fn hmac_with_modulus(&self, text: &str) -> Vec<u8> {
        let modulus = self.pair.public_key().modulus();
        let key = aws_lc_rs::hmac::Key::new(
            aws_lc_rs::hmac::HMAC_SHA256,
            modulus.big_endian_without_leading_zero(),
        );
        aws_lc_rs::hmac::sign(&key, text.as_bytes()).as_ref().to_vec()
    }
}
