//! A provider of ID tokens: real keys, published over real HTTP.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use accounts::social::{IdTokens, ProviderConfig};
use actix_web::http::StatusCode;
use actix_web::{App, HttpResponse, HttpServer, web};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use kernel::Ctx;
use secrecy::SecretString;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

pub const ISSUER: &str = "https://accounts.google.com";
pub const AUDIENCE: &str = "amoonis-web";
pub const NONCE: &str = "a nonce of these tests";

/// A key that signs, and its name.
#[derive(Clone)]
pub struct Key {
    pub id: &'static str,
    pub pair: Arc<KeyPair>,
}

impl Key {
    pub fn new(id: &'static str) -> Self {
        let pair = Arc::new(KeyPair::generate(KeySize::Rsa2048).unwrap());
        Self { id, pair }
    }

    pub fn modulus(&self) -> Vec<u8> {
        let public = self.pair.public_key();
        public.modulus().big_endian_without_leading_zero().to_vec()
    }

    fn published(&self) -> Value {
        let exponent = self.pair.public_key().exponent();
        let e = BASE64.encode(exponent.big_endian_without_leading_zero());
        json!({ "kty": "RSA", "alg": "RS256", "use": "sig", "kid": self.id, "n": BASE64.encode(self.modulus()), "e": e })
    }

    /// A token of this key that says these things.
    pub fn sign(&self, claims: &Value) -> SecretString {
        let text = unsigned(&json!({ "alg": "RS256", "kid": self.id, "typ": "JWT" }), claims);
        let mut signature = vec![0; self.pair.public_modulus_len()];
        self.pair
            .sign(
                &RSA_PKCS1_SHA256,
                &SystemRandom::new(),
                text.as_bytes(),
                &mut signature,
            )
            .unwrap();
        format!("{text}.{}", BASE64.encode(signature)).into()
    }
}

/// Header and claims as they are signed.
pub fn unsigned(header: &Value, claims: &Value) -> String {
    format!(
        "{}.{}",
        BASE64.encode(header.to_string()),
        BASE64.encode(claims.to_string())
    )
}

pub fn hashed(nonce: &str) -> String {
    let hash = Sha256::digest(nonce);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a good token says now about this person.
pub fn claims(ctx: &Ctx, subject: &str, email: &str, nonce: &str) -> Value {
    let now = ctx.now().timestamp();
    json!({
        "iss": ISSUER, "aud": AUDIENCE, "sub": subject, "iat": now, "exp": now + 3600, "nonce": hashed(nonce),
        "email": email, "email_verified": true, "name": "Layla Haddad",
    })
}

/// What the provider answers with when it is asked for its keys.
#[derive(Clone)]
pub struct Answer {
    pub status: StatusCode,
    pub cache_control: &'static str,
    pub body: String,
}

struct State {
    answer: Mutex<Answer>,
    asked: AtomicUsize,
}

pub struct TestProvider {
    state: Arc<State>,
    url: String,
}

impl TestProvider {
    /// Publishes this key for an hour.
    pub async fn start(key: &Key) -> Self {
        let answer = Answer {
            status: StatusCode::OK,
            cache_control: "public, max-age=3600",
            body: set_of(&[key]),
        };
        let state = Arc::new(State {
            answer: Mutex::new(answer),
            asked: AtomicUsize::new(0),
        });
        let shared = Arc::clone(&state);
        let server = HttpServer::new(move || {
            App::new()
                .app_data(web::Data::from(Arc::clone(&shared)))
                .route("/certs", web::get().to(certs))
        })
        .workers(1)
        .disable_signals()
        .bind(("127.0.0.1", 0))
        .unwrap();
        let url = format!("http://{}/certs", server.addrs()[0]);
        tokio::spawn(server.run());
        Self { state, url }
    }

    pub fn publish(&self, keys: &[&Key]) {
        self.change(|answer| answer.body = set_of(keys));
    }

    pub fn change(&self, change: impl FnOnce(&mut Answer)) {
        change(&mut self.state.answer.lock().unwrap());
    }

    /// How often it was asked for its keys.
    pub fn asked(&self) -> usize {
        self.state.asked.load(Ordering::SeqCst)
    }

    /// A verifier that trusts this provider as Google.
    pub fn verifier(&self) -> IdTokens {
        IdTokens::new(Some(self.config()), None).unwrap()
    }

    pub fn config(&self) -> ProviderConfig {
        ProviderConfig {
            issuers: vec![ISSUER.into(), "accounts.google.com".into()],
            audiences: vec![AUDIENCE.into(), "amoonis-app".into()],
            jwks_url: self.url.clone(),
        }
    }
}

fn set_of(keys: &[&Key]) -> String {
    let keys: Vec<Value> = keys.iter().map(|key| key.published()).collect();
    json!({ "keys": keys }).to_string()
}

async fn certs(state: web::Data<State>) -> HttpResponse {
    state.asked.fetch_add(1, Ordering::SeqCst);
    let answer = state.answer.lock().unwrap().clone();
    HttpResponse::build(answer.status)
        .insert_header(("cache-control", answer.cache_control))
        .insert_header(("location", "/certs"))
        .content_type("application/json")
        .body(answer.body)
}
