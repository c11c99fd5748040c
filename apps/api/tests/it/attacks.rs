//! Attacks on tokens and on what answers give away, over HTTP.

use accounts::{Device, Keys, Role, open_session};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use futures::future::join_all;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use kernel::AccountId;
use reqwest::Method;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use crate::app::App;
use crate::people::{PASSWORD, Session};

/// The key that is built in, and its name.
const KEY: &str = "development-only-access-token-secret";
const KEY_ID: &str = "development";

/// The claims of a token, unchecked.
fn claims(token: &str) -> Value {
    let payload = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

fn part(value: &Value) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(value.to_string())
}

fn signed(claims: &Value, algorithm: Algorithm, kid: Option<&str>, key: &str) -> String {
    let mut header = Header::new(algorithm);
    header.kid = kid.map(str::to_owned);
    encode(&header, claims, &EncodingKey::from_secret(key.as_bytes())).unwrap()
}

#[tokio::test]
async fn forged_and_foreign_tokens_are_nobodys() {
    let app = App::new().await;
    let owner = app.signed_in(Role::Admin).await;
    let good = claims(&owner);
    let with = |name: &str, value: Value| {
        let mut claims = good.clone();
        claims[name] = value;
        claims
    };
    let hs256 = |claims: &Value| signed(claims, Algorithm::HS256, Some(KEY_ID), KEY);
    // The forger's tools work: with the right key and claims they make a token that is taken.
    app.get_as(&hs256(&good), "/v1/admin/me").await.ok();

    let none = |algorithm: &str| part(&json!({"alg": algorithm, "typ": "JWT", "kid": KEY_ID}));
    let payload = part(&good);
    let signature = owner.rsplit('.').next().unwrap();
    let now = app.ctx.now().timestamp();
    let other = app.person(Role::Customer).await;
    let mut without_session = good.clone();
    without_session.as_object_mut().unwrap().remove("sid");
    let mut without_end = good.clone();
    without_end.as_object_mut().unwrap().remove("exp");
    let forged = [
        (
            "no algorithm, no signature",
            format!("{}.{payload}.", none("none")),
        ),
        (
            "no algorithm, old signature",
            format!("{}.{payload}.{signature}", none("nOnE")),
        ),
        (
            "RS256 with the secret as its key",
            format!("{}.{payload}.{signature}", none("RS256")),
        ),
        ("HS384", signed(&good, Algorithm::HS384, Some(KEY_ID), KEY)),
        ("HS512", signed(&good, Algorithm::HS512, Some(KEY_ID), KEY)),
        (
            "another key",
            signed(
                &good,
                Algorithm::HS256,
                Some(KEY_ID),
                "another secret of thirty-two letters",
            ),
        ),
        ("an empty key", signed(&good, Algorithm::HS256, Some(KEY_ID), "")),
        (
            "an unknown key id",
            signed(&good, Algorithm::HS256, Some("another"), KEY),
        ),
        (
            "a key id that is a path",
            signed(&good, Algorithm::HS256, Some("../../dev/null"), KEY),
        ),
        ("no key id", signed(&good, Algorithm::HS256, None, KEY)),
        ("another audience", hs256(&with("aud", json!("mail")))),
        ("another issuer", hs256(&with("iss", json!("somebody")))),
        ("ended", hs256(&with("exp", json!(now)))),
        ("never ends", hs256(&without_end)),
        ("no session", hs256(&without_session)),
        (
            "an unknown session",
            hs256(&with("sid", json!("019f9a4d-c776-7967-9e82-bfa008ba6532"))),
        ),
        ("somebody else's session", hs256(&with("sub", json!(other)))),
        (
            "changed payload",
            format!(
                "{}.{}.{signature}",
                none("HS256"),
                part(&with("sub", json!(other)))
            ),
        ),
        ("cut short", owner[..owner.len() - 4].to_owned()),
    ];
    for (what, token) in forged {
        for path in ["/v1/me", "/v1/admin/me"] {
            let answer = app.get_as(&token, path).await;
            assert_eq!(answer.status, 401, "{what}: {}", answer.text);
            answer.problem(401, "unauthenticated");
        }
    }
    app.get_as(&owner, "/v1/admin/me").await.ok();
}

#[tokio::test]
async fn tokens_end_with_their_session_and_their_key() {
    let (app, _, _) = App::opened().await;
    let session = app.customer("layla@example.com").await;
    app.clock.advance(TimeDelta::seconds(599));
    app.get_as(&session.access, "/v1/me").await.ok();
    app.clock.advance(TimeDelta::seconds(1));
    app.get_as(&session.access, "/v1/me")
        .await
        .problem(401, "unauthenticated");

    let next = Session::of(&app.refresh(&session.refresh).await);
    app.get_as(&next.access, "/v1/me").await.ok();
    let out = app
        .request(Method::POST, "/v1/auth/sign-out")
        .bearer_auth(&next.access);
    assert_eq!(app.send(out).await.status, 204);
    app.until("the news arrives", || async {
        app.get_as(&next.access, "/v1/me").await.status == 401
    })
    .await;

    // Signed with a key this process doesn't have, for a session that is open.
    let state = app.server.state();
    let id: AccountId = serde_json::from_value(session.account["id"].clone()).unwrap();
    let account = accounts::load_account(&state.db, id).await.unwrap().unwrap();
    let secret = || "a key that was taken out of the configuration".into();
    let old = Keys::new(vec![("old".into(), secret())], secret(), &secret()).unwrap();
    let opened = open_session(&state.db, &state.ctx, &old, account, &Device::default())
        .await
        .unwrap();
    app.get_as(opened.access_token.expose_secret(), "/v1/me")
        .await
        .problem(401, "unauthenticated");
}

/// A copied refresh token: whoever comes second, thief or owner, ends the session for both.
#[tokio::test]
async fn a_refresh_token_used_twice_ends_its_family() {
    let (app, _, _) = App::opened().await;
    let session = app.customer("layla@example.com").await;
    let answers = join_all((0..20).map(|_| app.refresh(&session.refresh))).await;
    let successors: Vec<Session> = answers.iter().map(Session::of).collect();
    assert!(successors.iter().all(|one| one.refresh == successors[0].refresh));
    let second = Session::of(&app.refresh(&successors[0].refresh).await);

    app.clock.advance(TimeDelta::seconds(11));
    let reused = join_all((0..5).map(|_| app.refresh(&session.refresh))).await;
    assert!(reused.iter().all(|answer| answer.status == 401));
    assert!(
        reused
            .iter()
            .any(|answer| answer.json()["code"] == "refresh_reused")
    );
    for token in [&session.refresh, &successors[0].refresh, &second.refresh] {
        assert_eq!(app.refresh(token).await.status, 401);
    }
    app.until("the news arrives", || async {
        app.get_as(&second.access, "/v1/me").await.status == 401
    })
    .await;
    // Other sessions of the account go on.
    Session::of(&app.sign_in("layla@example.com", PASSWORD).await);
}

/// Passwords hashed by this process so far, as operators see it.
async fn hashed(app: &App) -> u64 {
    let metrics = app.get("/metrics").await.text;
    let line = metrics
        .lines()
        .find(|line| line.starts_with("accounts_passwords_hashed_total"));
    line.map_or(0, |line| line.rsplit(' ').next().unwrap().parse().unwrap())
}

#[tokio::test]
async fn who_has_an_account_is_not_given_away() {
    let (app, _, _) = App::opened().await;
    app.customer("layla@example.com").await;
    let mut seen = Vec::new();
    for email in ["layla@example.com", "nobody@example.com"] {
        let before = hashed(&app).await;
        let wrong = app.sign_in(email, "wrong password").await;
        let mut problem = wrong.problem(401, "invalid_credentials");
        problem["request_id"] = Value::Null;
        let work = hashed(&app).await - before;
        let forgot = app
            .post("/v1/auth/forgot-password", &json!({"email": email}))
            .await;
        assert_eq!(forgot.status, 202);
        let mut headers: Vec<String> = forgot.headers.keys().map(ToString::to_string).collect();
        headers.sort_unstable();
        assert_eq!(
            hashed(&app).await - before,
            work,
            "asking for a link hashes nothing"
        );
        seen.push((problem, work, forgot.text.clone(), headers));
    }
    assert_eq!(seen[0].1, 1);
    assert_eq!(seen[0], seen[1]);
}

#[tokio::test]
async fn guessing_is_stopped_however_many_guess_at_once() {
    let (app, _, _) = App::opened().await;
    app.customer("layla@example.com").await;
    let mut guesses = 0;
    loop {
        let answers = join_all((0..30).map(|_| app.sign_in("layla@example.com", "wrong password"))).await;
        let looked_at = answers.iter().filter(|answer| answer.status == 401).count();
        guesses += looked_at;
        assert!(
            answers
                .iter()
                .all(|answer| matches!(answer.status.as_u16(), 401 | 429))
        );
        // One of a crowd may be refused for the others' sake; one alone is only refused once there were too many.
        if looked_at == 0 {
            let alone = app.sign_in("layla@example.com", "wrong password").await;
            if alone.status == 429 {
                break;
            }
            alone.problem(401, "invalid_credentials");
            guesses += 1;
        }
    }
    assert_eq!(guesses, 10);
    // Neither the right password nor another address helps this client now; nobody learns which of them there is.
    let mut titles = Vec::new();
    for email in ["layla@example.com", "nobody@example.com"] {
        let refused = app.sign_in(email, PASSWORD).await;
        titles.push(refused.problem(429, "too_many_attempts")["title"].clone());
        assert_eq!(refused.header("retry-after"), "900");
    }
    assert_eq!(titles[0], titles[1]);
    app.clock.advance(TimeDelta::minutes(15));
    Session::of(&app.sign_in("layla@example.com", PASSWORD).await);
}

/// Many addresses, one guess each: the client is refused before anything is hashed.
#[tokio::test]
async fn trying_many_accounts_is_stopped_too() {
    let app = App::with(&[("LIMITS__ENABLED", "true")]).await;
    let mut answers = Vec::new();
    for guess in 0..25 {
        let email = format!("p{guess}@example.com");
        answers.push(app.sign_in(&email, "wrong password").await);
    }
    let hashed = hashed(&app).await;
    assert!(hashed <= 10, "{hashed}");
    let codes: Vec<Value> = answers
        .iter()
        .map(|answer| answer.json()["code"].clone())
        .collect();
    assert!(
        codes[..10].iter().all(|code| code == "invalid_credentials"),
        "{codes:?}"
    );
    assert!(
        codes[10..20].iter().all(|code| code == "too_many_attempts"),
        "{codes:?}"
    );
    assert_eq!(codes[24], "rate_limited");
    assert!(answers[24].header("retry-after").parse::<u32>().unwrap() > 0);
}
