use accounts::{Claims, Role, verify_access};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use hmac::{Hmac, KeyInit as _, Mac as _};
use kernel::{AccountId, SessionId};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use sha2::Sha256;
use test_support::{TestDb, test_ctx, test_time};

use crate::people::{keys, keys_named, layla, offer, signed_in};

const SECRET: &str = "new access key of tests, long enough";

fn part(value: &Value) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(value.to_string())
}

/// A token made by hand, signed with HMAC whatever its header says.
fn token(header: &Value, payload: &Value, secret: &str) -> String {
    let message = format!("{}.{}", part(header), part(payload));
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(message.as_bytes());
    format!(
        "{message}.{}",
        BASE64_URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    )
}

fn header() -> Value {
    json!({"typ": "JWT", "alg": "HS256", "kid": "new"})
}

fn payload() -> Value {
    let now = test_time().timestamp();
    json!({
        "iss": "amoonis", "aud": "api", "sub": "019f9a4d-c776-7967-9e82-bfa008ba6531",
        "sid": "019f9a4d-c776-7967-9e82-bfa008ba6532", "iat": now, "exp": now + 600,
    })
}

fn with(mut value: Value, member: &str, new: Value) -> Value {
    value[member] = new;
    value
}

fn verified(token: &str) -> Option<Claims> {
    verify_access(&keys(), &test_ctx().0, token)
}

#[test]
fn a_token_made_as_described_is_good() {
    let claims = verified(&token(&header(), &payload(), SECRET)).unwrap();
    let (account, session): (AccountId, SessionId) = (
        "019f9a4d-c776-7967-9e82-bfa008ba6531".parse().unwrap(),
        "019f9a4d-c776-7967-9e82-bfa008ba6532".parse().unwrap(),
    );
    assert_eq!((claims.account, claims.session), (account, session));
    assert_eq!(claims.expires_at, test_time() + TimeDelta::minutes(10));
}

#[test]
fn every_other_token_is_refused() {
    let now = test_time().timestamp();
    let mut bare = payload();
    bare.as_object_mut().unwrap().remove("exp");
    let forged = [
        ("another key", token(&header(), &payload(), "another key")),
        (
            "the older key under the newer's name",
            token(&header(), &payload(), "old access key of tests, long enough"),
        ),
        (
            "unknown kid",
            token(&with(header(), "kid", json!("other")), &payload(), SECRET),
        ),
        (
            "no kid",
            token(&json!({"typ": "JWT", "alg": "HS256"}), &payload(), SECRET),
        ),
        (
            "RS256",
            token(&with(header(), "alg", json!("RS256")), &payload(), SECRET),
        ),
        (
            "HS512",
            token(&with(header(), "alg", json!("HS512")), &payload(), SECRET),
        ),
        (
            "none",
            token(&with(header(), "alg", json!("none")), &payload(), SECRET),
        ),
        (
            "none, unsigned",
            format!(
                "{}.{}.",
                part(&with(header(), "alg", json!("none"))),
                part(&payload())
            ),
        ),
        ("unsigned", format!("{}.{}.", part(&header()), part(&payload()))),
        (
            "expired",
            token(&header(), &with(payload(), "exp", json!(now)), SECRET),
        ),
        ("without an end", token(&header(), &bare, SECRET)),
        (
            "for somebody else",
            token(&header(), &with(payload(), "aud", json!("web")), SECRET),
        ),
        (
            "by somebody else",
            token(&header(), &with(payload(), "iss", json!("other")), SECRET),
        ),
        (
            "for nobody",
            token(&header(), &with(payload(), "sub", json!("")), SECRET),
        ),
        ("empty", String::new()),
        ("noise", "a.b.c".into()),
    ];
    for (what, token) in forged {
        assert_eq!(verified(&token), None, "{what}");
    }
}

#[test]
fn a_changed_token_is_refused() {
    let good = token(&header(), &payload(), SECRET);
    let other = token(
        &header(),
        &with(payload(), "sub", json!("019f9a4d-c776-7967-9e82-bfa008ba6539")),
        SECRET,
    );
    let (good, other): (Vec<&str>, Vec<&str>) = (good.split('.').collect(), other.split('.').collect());
    assert_eq!(verified(&[good[0], other[1], good[2]].join(".")), None);
}

#[tokio::test]
async fn keys_are_replaced_without_anybody_signing_in_again() {
    let (test, (ctx, clock)) = (TestDb::new().await, test_ctx());
    layla(test.db(), &ctx, Role::Customer).await;
    let before = accounts::sign_in(
        test.db(),
        &ctx,
        &keys_named(&["old"]),
        offer("layla@example.com", crate::people::PASSWORD),
    )
    .await
    .unwrap();
    let after = signed_in(test.db(), &ctx).await;
    let is_good = |keys: &accounts::Keys, token: &accounts::Tokens| {
        verify_access(keys, &ctx, token.access_token.expose_secret()).is_some()
    };
    assert!(is_good(&keys(), &before) && is_good(&keys(), &after));
    assert!(!is_good(&keys_named(&["old"]), &after), "signed with the new key");
    assert!(
        !is_good(&keys_named(&["new"]), &before),
        "the old key was dropped"
    );
    clock.advance(TimeDelta::minutes(10));
    assert!(!is_good(&keys(), &before));
}
