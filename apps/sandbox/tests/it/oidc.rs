use std::collections::HashMap;

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde_json::{Value, json};

use crate::support::{Open, open};

const REDIRECT: &str = "http://localhost:3000/api/auth/google/callback";

/// The claims, when the token holds by the provider's published keys, for client `shop`.
async fn verified(sandbox: &Open, provider: &str, token: &str) -> Result<Value, String> {
    let keys: JwkSet = serde_json::from_value(sandbox.json(&format!("/oidc/{provider}/keys")).await).unwrap();
    let header = decode_header(token).map_err(|error| error.to_string())?;
    let key = keys.find(&header.kid.unwrap()).ok_or("no such key")?;
    let mut rules = Validation::new(Algorithm::RS256);
    rules.set_audience(&["shop"]);
    rules.set_issuer(&[format!("{}/oidc/{provider}", sandbox.addresses().http)]);
    decode::<Value>(token, &DecodingKey::from_jwk(key).unwrap(), &rules)
        .map(|token| token.claims)
        .map_err(|error| error.to_string())
}

fn authorize(provider: &str, changes: &[(&str, &str)]) -> String {
    let types = if provider == "apple" {
        "code id_token"
    } else {
        "id_token"
    };
    let mut query = HashMap::from([
        ("client_id", "shop"),
        ("redirect_uri", REDIRECT),
        ("response_type", types),
        ("response_mode", "form_post"),
        ("scope", "openid email name"),
        ("nonce", "hash-of-nonce"),
        ("state", "st\"ate<1>"),
    ]);
    query.extend(changes.iter().copied());
    let base = format!("http://x/oidc/{provider}/authorize");
    let url = reqwest::Url::parse_with_params(&base, query).unwrap();
    format!("{}?{}", url.path(), url.query().unwrap())
}

/// The hidden fields of a page's form, and where it leads.
fn form(page: &str) -> (String, HashMap<String, String>) {
    let plain = |text: &str| {
        text.replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
    };
    let action = page.split("action=\"").nth(1).unwrap().split('"').next().unwrap();
    let fields = page
        .split(r#"<input type="hidden" name=""#)
        .skip(1)
        .map(|rest| {
            let mut parts = rest.split('"');
            let (name, value) = (parts.next().unwrap(), parts.nth(1).unwrap());
            (name.to_owned(), plain(value))
        })
        .collect();
    (plain(action), fields)
}

async fn mint(sandbox: &Open, provider: &str, changes: Value) -> String {
    let mut order = json!({"client_id": "shop", "email": "a@people.example", "name": "A B", "nonce": "n"});
    order
        .as_object_mut()
        .unwrap()
        .extend(changes.as_object().unwrap().clone());
    let answer = sandbox.post(&format!("/oidc/{provider}/tokens"), &order).await;
    assert_eq!(answer.status(), 201);
    answer.json::<Value>().await.unwrap()["id_token"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn discovery_leads_to_everything() {
    let sandbox = open().await;
    for issuer in [&sandbox.addresses().google, &sandbox.addresses().apple] {
        let path = issuer.trim_start_matches(sandbox.addresses().http.as_str());
        let document = sandbox
            .json(&format!("{path}/.well-known/openid-configuration"))
            .await;
        assert_eq!(document["issuer"], *issuer);
        assert_eq!(document["jwks_uri"], format!("{issuer}/keys"));
        assert_eq!(document["authorization_endpoint"], format!("{issuer}/authorize"));
        let keys = sandbox.get(&format!("{path}/keys")).await;
        assert_eq!(keys.headers()["cache-control"], "public, max-age=300");
        assert_eq!(
            keys.json::<Value>().await.unwrap()["keys"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
    }
    assert_eq!(sandbox.get("/oidc/facebook/keys").await.status(), 404);
}

#[tokio::test]
async fn a_person_signs_in_with_google() {
    let sandbox = open().await;
    let page = sandbox.get(&authorize("google", &[])).await;
    assert_eq!(page.status(), 200);
    assert!(page.text().await.unwrap().contains("layla@amoonis.example"));

    let choice = [("who", "layla@amoonis.example"), ("email", ""), ("name", "")];
    let page = sandbox
        .post_form(&authorize("google", &[]), &choice)
        .await
        .text()
        .await
        .unwrap();
    let (action, fields) = form(&page);
    assert_eq!(action, REDIRECT);
    assert_eq!(fields["state"], "st\"ate<1>");
    let claims = verified(&sandbox, "google", &fields["id_token"]).await.unwrap();
    assert_eq!(claims["email"], "layla@amoonis.example");
    assert_eq!(claims["email_verified"], true);
    assert_eq!(claims["nonce"], "hash-of-nonce");
    assert_eq!(claims["given_name"], "Layla");
    assert_eq!(claims["sub"].as_str().unwrap().len(), 21);

    // Somebody else, whose address the provider hasn't checked.
    let choice = [
        ("who", "someone"),
        ("email", "New@People.example"),
        ("name", "نورة"),
    ];
    let page = sandbox
        .post_form(&authorize("google", &[]), &choice)
        .await
        .text()
        .await
        .unwrap();
    let claims = verified(&sandbox, "google", &form(&page).1["id_token"])
        .await
        .unwrap();
    assert_eq!(claims["email"], "new@people.example");
    assert_eq!(claims["email_verified"], false);
    assert_eq!(claims["name"], "نورة");
}

#[tokio::test]
async fn a_person_signs_in_with_apple_and_tells_the_name_once() {
    let sandbox = open().await;
    let choice = [("who", "maryam@people.example"), ("hide_email", "on")];
    let mut subjects = Vec::new();
    for is_first in [true, false] {
        let page = sandbox
            .post_form(&authorize("apple", &[]), &choice)
            .await
            .text()
            .await
            .unwrap();
        let (_, fields) = form(&page);
        assert!(fields["code"].starts_with('c'));
        assert_eq!(fields.contains_key("user"), is_first);
        if is_first {
            let user: Value = serde_json::from_str(&fields["user"]).unwrap();
            assert_eq!(
                user["name"],
                json!({"firstName": "Maryam", "lastName": "Al Farsi"})
            );
        }
        let claims = verified(&sandbox, "apple", &fields["id_token"]).await.unwrap();
        assert_eq!(claims["email_verified"], "true");
        assert_eq!(claims["is_private_email"], "true");
        assert!(
            claims["email"]
                .as_str()
                .unwrap()
                .ends_with("@privaterelay.appleid.com")
        );
        assert!(claims["c_hash"].is_string());
        assert!(claims.get("name").is_none());
        subjects.push(claims["sub"].clone());
    }
    assert_eq!(subjects[0], subjects[1]);
}

#[tokio::test]
async fn turning_back_is_told_in_the_providers_words() {
    let sandbox = open().await;
    for (provider, error) in [("google", "access_denied"), ("apple", "user_cancelled_authorize")] {
        let page = sandbox
            .post_form(&authorize(provider, &[]), &[("who", "nobody")])
            .await;
        let (action, fields) = form(&page.text().await.unwrap());
        assert_eq!(action, REDIRECT);
        assert_eq!(fields["error"], error);
        assert_eq!(fields["state"], "st\"ate<1>");
        assert!(!fields.contains_key("id_token"));
    }
}

#[tokio::test]
async fn a_clients_mistakes_are_said_on_the_page() {
    let sandbox = open().await;
    for (provider, change, said) in [
        ("google", ("client_id", ""), "client_id"),
        ("google", ("redirect_uri", "javascript:alert(1)"), "redirect_uri"),
        ("google", ("redirect_uri", "/relative"), "redirect_uri"),
        ("google", ("response_type", "token"), "unsupported_response_type"),
        (
            "apple",
            ("response_type", "id_token"),
            "unsupported_response_type",
        ),
        ("google", ("response_mode", "fragment"), "response_mode"),
        ("google", ("scope", "email"), "scope"),
        ("apple", ("scope", "name"), "scope"),
        ("google", ("nonce", ""), "nonce"),
    ] {
        for page in [
            sandbox.get(&authorize(provider, &[change])).await,
            sandbox
                .post_form(
                    &authorize(provider, &[change]),
                    &[("who", "layla@amoonis.example")],
                )
                .await,
        ] {
            assert_eq!(page.status(), 400, "{change:?}");
            let page = page.text().await.unwrap();
            assert!(
                page.contains(said) && !page.contains("id=\"back\""),
                "{change:?}: {page}"
            );
        }
    }
    for choice in [
        &[("who", "stranger@x.example")][..],
        &[("who", "someone"), ("email", "nobody")],
        &[],
    ] {
        assert_eq!(
            sandbox
                .post_form(&authorize("google", &[]), choice)
                .await
                .status(),
            400
        );
    }
    let injected = sandbox
        .get(&authorize(
            "google",
            &[("client_id", "<script>alert(1)</script>")],
        ))
        .await;
    assert!(!injected.text().await.unwrap().contains("<script>alert"));
}

#[tokio::test]
async fn tests_get_tokens_right_and_wrong() {
    let sandbox = open().await;
    let good = mint(&sandbox, "google", json!({})).await;
    assert_eq!(
        verified(&sandbox, "google", &good).await.unwrap()["email"],
        "a@people.example"
    );
    let apple = mint(&sandbox, "apple", json!({"email_verified": false})).await;
    let claims = verified(&sandbox, "apple", &apple).await.unwrap();
    assert_eq!(claims["email_verified"], "false");
    assert!(claims.get("is_private_email").is_none());

    for (changes, said) in [
        (json!({"claims": {"exp": 1_000}}), "ExpiredSignature"),
        (json!({"claims": {"aud": "other"}}), "InvalidAudience"),
        (
            json!({"claims": {"iss": "https://evil.example"}}),
            "InvalidIssuer",
        ),
        (json!({"claims": {"exp": null}}), "exp"),
        (json!({"forgery": "bad_signature"}), "InvalidSignature"),
        (json!({"forgery": "unknown_key"}), "no such key"),
        (json!({"forgery": "hs256"}), "InvalidAlgorithm"),
        // No library even reads this header.
        (json!({"forgery": "alg_none"}), "none"),
    ] {
        let token = mint(&sandbox, "google", changes.clone()).await;
        let error = verified(&sandbox, "google", &token).await.unwrap_err();
        assert!(error.contains(said), "{changes}: {error}");
    }
}

#[tokio::test]
async fn keys_change_with_and_without_the_old_one() {
    let sandbox = open().await;
    let before = mint(&sandbox, "google", json!({})).await;
    let rotate = async |keep: bool| {
        let order = json!({ "keep_previous": keep });
        let answer = sandbox.post("/oidc/google/keys/rotate", &order).await;
        assert_eq!(answer.status(), 200);
        answer.json::<Value>().await.unwrap()["key_ids"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(rotate(true).await, 2);
    verified(&sandbox, "google", &before).await.unwrap();
    let after = mint(&sandbox, "google", json!({})).await;
    verified(&sandbox, "google", &after).await.unwrap();
    assert_eq!(rotate(false).await, 1);
    for token in [&before, &after] {
        assert_eq!(
            verified(&sandbox, "google", token).await.unwrap_err(),
            "no such key"
        );
    }
    let state = sandbox.json("/oidc/google/state").await;
    assert_eq!(state["key_requests"], 4);

    let order = json!({"status": 503, "times": 2});
    assert_eq!(
        sandbox.post("/oidc/google/keys/faults", &order).await.status(),
        204
    );
    for status in [503, 503, 200] {
        assert_eq!(sandbox.get("/oidc/google/keys").await.status(), status);
    }
    sandbox.post("/oidc/google/keys/faults", &order).await;
    assert_eq!(sandbox.delete("/oidc/google/keys/faults").await.status(), 204);
    assert_eq!(sandbox.get("/oidc/google/keys").await.status(), 200);
}
