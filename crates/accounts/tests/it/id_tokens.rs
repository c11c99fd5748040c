//! Which ID tokens are believed.

use accounts::social::{
    IdTokenError, IdTokens, Provider, SocialSignIn, SocialSignInError, SocialSignedIn, sign_in,
};
use actix_web::http::StatusCode;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use chrono::TimeDelta;
use futures::future::join_all;
use hmac::{Hmac, KeyInit as _, Mac as _};
use kernel::{Ctx, FixedClock};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};
use sha2::Sha256;
use test_support::{TestDb, test_ctx};

use crate::people::{device, keys};
use crate::provider::{ISSUER, Key, NONCE, TestProvider, claims, hashed, unsigned};

struct Desk {
    test: TestDb,
    ctx: Ctx,
    clock: FixedClock,
    key: Key,
    provider: TestProvider,
    verifier: IdTokens,
}

type Outcome = Result<SocialSignedIn, SocialSignInError>;

impl Desk {
    async fn new() -> Self {
        let (test, (ctx, clock)) = (TestDb::with_connections(12).await, test_ctx());
        let key = Key::new("first");
        let provider = TestProvider::start(&key).await;
        let verifier = provider.verifier();
        Self {
            test,
            ctx,
            clock,
            key,
            provider,
            verifier,
        }
    }

    /// Good claims but for what is changed in them.
    fn claims_with(&self, change: impl FnOnce(&mut Value)) -> Value {
        let mut claims = claims(&self.ctx, "1001", "layla@example.com", NONCE);
        change(&mut claims);
        claims
    }

    async fn offer(&self, token: SecretString, nonce: &str) -> Outcome {
        self.offer_to(Provider::Google, token, nonce).await
    }

    async fn offer_to(&self, provider: Provider, id_token: SecretString, nonce: &str) -> Outcome {
        let offer = SocialSignIn {
            provider,
            id_token,
            nonce: nonce.into(),
            full_name: None,
            locale: "ar".into(),
            region: None,
            device: device(),
        };
        sign_in(self.test.db(), &self.ctx, &keys(), &self.verifier, offer).await
    }

    /// How many nonces are remembered.
    async fn nonces(&self) -> i64 {
        let sql = "SELECT count(*) AS nonces FROM used_nonces";
        let statement = Statement::from_string(DbBackend::Postgres, sql);
        let row = self.test.db().query_one_raw(statement).await.unwrap();
        row.unwrap().try_get("", "nonces").unwrap()
    }

    /// Signs in with a token of this key and a nonce of its own.
    async fn fresh(&self, key: &Key, nonce: &str) -> Outcome {
        let token = key.sign(&claims(&self.ctx, "1001", "layla@example.com", nonce));
        self.offer(token, nonce).await
    }
}

fn refusal(outcome: &Outcome) -> Option<&'static str> {
    match outcome {
        Err(SocialSignInError::IdToken(IdTokenError::Invalid(reason))) => Some(reason),
        _ => None,
    }
}

fn is_unavailable(outcome: &Outcome) -> bool {
    matches!(
        outcome,
        Err(SocialSignInError::IdToken(IdTokenError::Unavailable(_)))
    )
}

#[tokio::test]
async fn claims_that_are_not_for_this_shop_at_this_time_are_refused() {
    let desk = Desk::new().await;
    let now = desk.ctx.now().timestamp();
    let cases = [
        (
            "another issuer",
            desk.claims_with(|c| c["iss"] = json!("https://evil.example")),
        ),
        (
            "a claim is missing",
            desk.claims_with(|c| drop(c.as_object_mut().unwrap().remove("iss"))),
        ),
        (
            "another audience",
            desk.claims_with(|c| c["aud"] = json!("another-shop")),
        ),
        (
            "malformed",
            desk.claims_with(|c| c["aud"] = json!(["amoonis-web", "another-shop"])),
        ),
        ("expired", desk.claims_with(|c| c["exp"] = json!(now))),
        (
            "malformed",
            desk.claims_with(|c| drop(c.as_object_mut().unwrap().remove("exp"))),
        ),
        (
            "issued in the future",
            desk.claims_with(|c| c["iat"] = json!(now + 120)),
        ),
        (
            "issued long ago",
            desk.claims_with(|c| c["iat"] = json!(now - 660)),
        ),
        (
            "malformed",
            desk.claims_with(|c| drop(c.as_object_mut().unwrap().remove("iat"))),
        ),
        ("not good yet", desk.claims_with(|c| c["nbf"] = json!(now + 120))),
        ("no usable subject", desk.claims_with(|c| c["sub"] = json!(""))),
        (
            "another nonce",
            desk.claims_with(|c| c["nonce"] = json!(hashed("of somebody else"))),
        ),
        ("another nonce", desk.claims_with(|c| c["nonce"] = json!(NONCE))),
        (
            "no nonce",
            desk.claims_with(|c| drop(c.as_object_mut().unwrap().remove("nonce"))),
        ),
    ];
    for (reason, claims) in cases {
        let outcome = desk.offer(desk.key.sign(&claims), NONCE).await;
        assert_eq!(refusal(&outcome), Some(reason), "{claims}: {outcome:?}");
    }
    let good = desk.key.sign(&desk.claims_with(|_| {}));
    let short = desk.offer(good.clone(), "short").await;
    assert_eq!(refusal(&short), Some("a nonce of this length"));
    let apple = desk.offer_to(Provider::Apple, good.clone(), NONCE).await;
    assert!(matches!(
        apple,
        Err(SocialSignInError::IdToken(IdTokenError::NotConfigured))
    ));
    desk.offer(good, NONCE).await.unwrap();
    let mut other_name = claims(
        &desk.ctx,
        "1001",
        "layla@example.com",
        "another nonce of these tests",
    );
    other_name["iss"] = json!("accounts.google.com");
    let token = desk.key.sign(&other_name);
    desk.offer(token, "another nonce of these tests").await.unwrap();
}

#[tokio::test]
async fn only_the_providers_own_signature_counts() {
    let desk = Desk::new().await;
    let good = desk.claims_with(|_| {});
    let impostor = Key {
        id: "first",
        ..Key::new("first")
    };
    let outcome = desk.offer(impostor.sign(&good), NONCE).await;
    assert_eq!(refusal(&outcome), Some("another signature"));

    let stranger = Key::new("stranger");
    let outcome = desk.offer(stranger.sign(&good), NONCE).await;
    assert_eq!(refusal(&outcome), Some("unknown key"));

    // The public key, which everybody has, as the secret of a symmetric algorithm.
    let text = unsigned(&json!({ "alg": "HS256", "kid": "first" }), &good);
    let mut mac = Hmac::<Sha256>::new_from_slice(&desk.key.modulus()).unwrap();
    mac.update(text.as_bytes());
    let confused = format!("{text}.{}", BASE64.encode(mac.finalize().into_bytes()));
    let outcome = desk.offer(confused.into(), NONCE).await;
    assert_eq!(refusal(&outcome), Some("another algorithm"));

    for header in [json!({ "alg": "none", "kid": "first" }), json!({ "alg": "none" })] {
        let outcome = desk
            .offer(format!("{}.", unsigned(&header, &good)).into(), NONCE)
            .await;
        assert_eq!(refusal(&outcome), Some("unreadable header"));
    }
    let no_id = format!("{}.AA", unsigned(&json!({ "alg": "RS256" }), &good));
    assert_eq!(refusal(&desk.offer(no_id.into(), NONCE).await), Some("no key id"));

    // The right signature under other claims.
    let signed = desk.key.sign(&good);
    let (_, signature) = signed.expose_secret().rsplit_once('.').unwrap();
    let richer = desk.claims_with(|c| c["email"] = json!("owner@example.com"));
    let header = json!({ "alg": "RS256", "kid": "first", "typ": "JWT" });
    let bent = format!("{}.{signature}", unsigned(&header, &richer));
    let outcome = desk.offer(bent.into(), NONCE).await;
    assert_eq!(refusal(&outcome), Some("another signature"));

    for rubbish in ["", ".", "..", "a.b.c", "not a token"] {
        let outcome = desk.offer(rubbish.into(), NONCE).await;
        assert_eq!(refusal(&outcome), Some("unreadable header"), "{rubbish:?}");
    }
    let outcome = desk.offer("a".repeat(9000).into(), NONCE).await;
    assert_eq!(refusal(&outcome), Some("too long"));
    assert!(desk.offer(signed, NONCE).await.is_ok());
}

#[tokio::test]
async fn a_token_signs_in_once_also_at_once() {
    let desk = Desk::new().await;
    let token = desk.key.sign(&desk.claims_with(|_| {}));
    let outcomes = join_all((0..10).map(|_| desk.offer(token.clone(), NONCE))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    let again = desk.offer(token, NONCE).await;
    assert_eq!(refusal(&again), Some("used before"));
}

#[tokio::test]
async fn a_nonce_is_remembered_for_as_long_as_its_token_counts() {
    let desk = Desk::new().await;
    let token = desk.key.sign(&desk.claims_with(|_| {}));
    desk.offer(token.clone(), NONCE).await.unwrap();
    for _ in 0..12 {
        desk.clock.advance(TimeDelta::minutes(1));
        accounts::sweep(desk.test.db(), &desk.ctx).await.unwrap();
        assert!(desk.offer(token.clone(), NONCE).await.is_err());
    }
    assert_eq!(desk.nonces().await, 0, "and no longer");
}

#[tokio::test]
async fn an_address_the_provider_does_not_vouch_for_makes_no_account() {
    let desk = Desk::new().await;
    let cases = [
        desk.claims_with(|c| c["email_verified"] = json!(false)),
        desk.claims_with(|c| c["email_verified"] = json!("false")),
        desk.claims_with(|c| drop(c.as_object_mut().unwrap().remove("email_verified"))),
        desk.claims_with(|c| drop(c.as_object_mut().unwrap().remove("email"))),
        desk.claims_with(|c| c["email"] = json!("no address")),
    ];
    for claims in cases {
        let outcome = desk.offer(desk.key.sign(&claims), NONCE).await;
        assert!(
            matches!(outcome, Err(SocialSignInError::EmailNotVerified)),
            "{claims}"
        );
    }
    // Apple's way of saying so.
    let claims = desk.claims_with(|c| c["email_verified"] = json!("true"));
    assert!(desk.offer(desk.key.sign(&claims), NONCE).await.unwrap().is_new);
}

#[tokio::test]
async fn the_provider_is_asked_once_by_everybody_who_comes_at_once() {
    let desk = Desk::new().await;
    let nonces: Vec<String> = (0..10).map(|n| format!("nonce of visitor {n}")).collect();
    let outcomes = join_all(nonces.iter().map(|nonce| desk.fresh(&desk.key, nonce))).await;
    assert!(outcomes.iter().all(Result::is_ok));
    assert_eq!(desk.provider.asked(), 1);
    desk.clock.advance(TimeDelta::minutes(59));
    desk.fresh(&desk.key, "before the hour is over").await.unwrap();
    assert_eq!(desk.provider.asked(), 1);
    desk.clock.advance(TimeDelta::minutes(2));
    desk.fresh(&desk.key, "after the hour is over").await.unwrap();
    assert_eq!(desk.provider.asked(), 2);
}

#[tokio::test]
async fn a_new_key_is_found_and_an_old_one_forgotten() {
    let desk = Desk::new().await;
    desk.fresh(&desk.key, "with the first key").await.unwrap();
    let second = Key::new("second");
    desk.provider.publish(&[&second]);
    // Asked a moment ago: strangers' key ids don't make the shop ask all the time.
    let unknown = join_all((0..5).map(|_| desk.fresh(&second, "with the second key"))).await;
    assert!(
        unknown
            .iter()
            .all(|outcome| refusal(outcome) == Some("unknown key"))
    );
    assert_eq!(desk.provider.asked(), 1);
    desk.clock.advance(TimeDelta::minutes(1));
    desk.fresh(&second, "with the second key").await.unwrap();
    assert_eq!(desk.provider.asked(), 2);
    let outcome = desk.fresh(&desk.key, "with the first key again").await;
    assert_eq!(refusal(&outcome), Some("unknown key"));
}

#[tokio::test]
async fn a_provider_that_fails_is_left_alone_for_a_minute() {
    let desk = Desk::new().await;
    let mut good = String::new();
    desk.provider.change(|answer| good.clone_from(&answer.body));
    let failures: [(StatusCode, String); 4] = [
        (StatusCode::INTERNAL_SERVER_ERROR, good.clone()),
        (StatusCode::FOUND, good.clone()),
        (StatusCode::OK, "<html>".into()),
        (StatusCode::OK, format!("{good}{}", " ".repeat(70_000))),
    ];
    for (n, (status, body)) in failures.into_iter().enumerate() {
        desk.provider
            .change(|answer| (answer.status, answer.body) = (status, body));
        for _ in 0..3 {
            assert!(is_unavailable(&desk.fresh(&desk.key, NONCE).await), "{n}");
        }
        assert_eq!(desk.provider.asked(), n + 1);
        desk.clock.advance(TimeDelta::minutes(1));
    }
    desk.provider
        .change(|answer| (answer.status, answer.body) = (StatusCode::OK, good));
    desk.fresh(&desk.key, NONCE).await.unwrap();
}

#[tokio::test]
async fn known_keys_serve_while_the_provider_fails_but_not_beyond_the_hour() {
    let desk = Desk::new().await;
    desk.provider
        .change(|answer| answer.cache_control = "max-age=600");
    desk.fresh(&desk.key, "while all is well").await.unwrap();
    desk.provider
        .change(|answer| answer.status = StatusCode::SERVICE_UNAVAILABLE);
    desk.clock.advance(TimeDelta::minutes(30));
    desk.fresh(&desk.key, "while the provider fails").await.unwrap();
    assert_eq!(desk.provider.asked(), 2);
    desk.clock.advance(TimeDelta::minutes(30));
    assert!(is_unavailable(&desk.fresh(&desk.key, "for too long").await));
}

#[tokio::test]
async fn a_provider_that_is_not_there_is_unavailable() {
    let desk = Desk::new().await;
    let free = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let mut config = desk.provider.config();
    config.jwks_url = format!("http://{}/certs", free.local_addr().unwrap());
    drop(free);
    let verifier = IdTokens::new(None, Some(config)).unwrap();
    assert!(verifier.is_configured(Provider::Apple) && !verifier.is_configured(Provider::Google));
    let desk = Desk { verifier, ..desk };
    let token = desk.key.sign(&desk.claims_with(|c| c["iss"] = json!(ISSUER)));
    assert!(is_unavailable(
        &desk.offer_to(Provider::Apple, token, NONCE).await
    ));
}
