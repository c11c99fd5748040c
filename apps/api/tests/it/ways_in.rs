//! Signing in by telephone, with Google and Apple, and by invitation.

use accounts::Role;
use kernel::{Email, StaffActor};
use rbac::Grants;
use rbac::invitation::{Invite, create};
use reqwest::Method;
use sandbox::{Options, Running};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::app::{Answer, App};
use crate::people::{PASSWORD, Session};

const SMS: [(&str, &str); 3] = [
    ("SMS__ACCOUNT", "AC0123"),
    ("SMS__TOKEN", "a token"),
    ("SMS__FROM", "+15005550006"),
];

/// An API that knows a Google and an Apple, whose clock is the API's.
async fn with_providers() -> (App, Running) {
    let (ctx, _) = test_support::test_ctx();
    let sandbox = sandbox::start(Options::anywhere(), ctx).await.unwrap();
    let places = sandbox.addresses().clone();
    let mut settings = Vec::new();
    for (name, issuer) in [("GOOGLE", &places.google), ("APPLE", &places.apple)] {
        settings.push((format!("{name}__CLIENT_IDS"), "shop".to_owned()));
        settings.push((format!("{name}__ISSUERS"), issuer.clone()));
        settings.push((format!("{name}__JWKS_URL"), format!("{issuer}/keys")));
        settings.push((format!("{name}__AUTHORIZE_URL"), format!("{issuer}/authorize")));
    }
    let settings: Vec<(&str, &str)> = settings
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    (App::with(&settings).await, sandbox)
}

/// A token of the provider for somebody, good with this nonce.
async fn id_token(app: &App, sandbox: &Running, provider: &str, nonce: &str, who: Value) -> String {
    let mut order = json!({"client_id": "shop", "nonce": hashed(nonce), "name": "Layla Hassan"});
    order
        .as_object_mut()
        .unwrap()
        .extend(who.as_object().unwrap().clone());
    let url = format!("{}/oidc/{provider}/tokens", sandbox.addresses().http);
    let made: Value = app
        .http
        .post(url)
        .json(&order)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    made["id_token"].as_str().unwrap().to_owned()
}

fn hashed(nonce: &str) -> String {
    Sha256::digest(nonce)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

async fn sign_in_with(app: &App, provider: &str, token: &str, nonce: &str) -> Answer {
    let body = json!({"id_token": token, "nonce": nonce, "locale": "en"});
    app.post(&format!("/v1/auth/{provider}"), &body).await
}

#[tokio::test]
async fn only_what_is_configured_is_offered() {
    let plain = App::new().await;
    let none = json!({"google": null, "apple": null, "phone": false, "email": false});
    assert_eq!(plain.get("/v1/auth/options").await.ok(), none);
    let social = json!({"id_token": "a.b.c", "nonce": "n", "locale": "en"});
    let code = json!({"phone": "0501234567", "locale": "en"});
    let by_phone = json!({"phone": "0501234567", "locale": "en", "code": "123456"});
    for (path, body) in [
        ("google", &social),
        ("apple", &social),
        ("phone/code", &code),
        ("phone/sign-in", &by_phone),
    ] {
        plain
            .post(&format!("/v1/auth/{path}"), body)
            .await
            .problem(404, "not_found");
    }
    let phone = App::with(&SMS).await;
    assert_eq!(phone.get("/v1/auth/options").await.ok()["phone"], true);
    let (app, _sandbox) = with_providers().await;
    let options = app.get("/v1/auth/options").await.ok();
    assert_eq!(options["apple"]["client_id"], "shop");
    assert!(
        options["google"]["authorize_url"]
            .as_str()
            .unwrap()
            .ends_with("/oidc/google/authorize")
    );
}

#[tokio::test]
async fn google_and_apple_open_an_account_and_find_it_again() {
    let (app, sandbox) = with_providers().await;
    for provider in ["google", "apple"] {
        let nonces = [
            format!("first nonce, {provider}"),
            format!("second nonce, {provider}"),
        ];
        let who = json!({"email": format!("{provider}@people.example")});
        let first = id_token(&app, &sandbox, provider, &nonces[0], who.clone()).await;
        let opened = sign_in_with(&app, provider, &first, &nonces[0]).await;
        assert_eq!(opened.status, 201);
        let account = Session::of(&opened).account;
        assert_eq!(
            (
                &account["providers"],
                &account["email_verified"],
                &account["has_password"]
            ),
            (&json!([provider]), &json!(true), &json!(false))
        );
        sign_in_with(&app, provider, &first, &nonces[0])
            .await
            .problem(401, "id_token_invalid");
        let second = id_token(&app, &sandbox, provider, &nonces[1], who).await;
        sign_in_with(&app, provider, &second, "not the nonce it was made for")
            .await
            .problem(401, "id_token_invalid");
        let again = sign_in_with(&app, provider, &second, &nonces[1]).await;
        assert_eq!(
            (again.status.as_u16(), &Session::of(&again).account["id"]),
            (200, &account["id"])
        );
    }
}

#[tokio::test]
async fn an_account_opened_with_somebody_elses_address_is_not_linked_to_them() {
    let (app, sandbox) = with_providers().await;
    let squatter = Session::of(&app.sign_up("layla@people.example").await);
    let unverified = json!({"email": "layla@people.example", "email_verified": false});
    let token = id_token(
        &app,
        &sandbox,
        "google",
        "the first nonce of this test",
        unverified,
    )
    .await;
    sign_in_with(&app, "google", &token, "the first nonce of this test")
        .await
        .problem(403, "email_not_verified");

    let who = json!({"email": "layla@people.example"});
    let token = id_token(&app, &sandbox, "google", "the second nonce of this test", who).await;
    let owner = Session::of(&sign_in_with(&app, "google", &token, "the second nonce of this test").await);
    assert_ne!(owner.account["id"], squatter.account["id"]);
    app.refresh(&squatter.refresh)
        .await
        .problem(401, "refresh_invalid");
    app.sign_in("layla@people.example", PASSWORD)
        .await
        .problem(401, "invalid_credentials");
}

#[tokio::test]
async fn a_verified_account_is_linked_and_staff_are_not() {
    let (app, sandbox) = with_providers().await;
    app.shop().await;
    let mine = app.customer("layla@people.example").await;
    let who = json!({"email": "layla@people.example"});
    let token = id_token(&app, &sandbox, "apple", "the first nonce of this test", who).await;
    let linked = Session::of(&sign_in_with(&app, "apple", &token, "the first nonce of this test").await);
    assert_eq!(linked.account["id"], mine.account["id"]);
    app.person(Role::Admin).await;
    let token = id_token(
        &app,
        &sandbox,
        "google",
        "the second nonce of this test",
        json!({"email": "admin@example.com"}),
    )
    .await;
    sign_in_with(&app, "google", &token, "the second nonce of this test")
        .await
        .problem(403, "staff_sign_in");
}

#[tokio::test]
async fn a_telephone_opens_an_account_by_the_code_sent_to_it() {
    let app = App::with(&SMS).await;
    let ask = json!({"phone": "050 123 4567", "locale": "ar"});
    let sent = app.post("/v1/auth/phone/code", &ask).await;
    assert_eq!(sent.status, 202);
    assert_eq!(
        sent.json(),
        json!({"resend_after_seconds": 60, "expires_in_seconds": 600})
    );
    app.post("/v1/auth/phone/code", &ask)
        .await
        .problem(429, "too_many_attempts");
    app.work().await;
    let sms = app.sms.to("+971501234567").pop().unwrap().text;
    assert!(sms.contains("@localhost #"), "{sms}");
    let code = sms.rsplit('#').next().unwrap().to_owned();
    let offer =
        |code: &str| json!({"phone": "+971501234567", "code": code, "locale": "ar", "full_name": "ليلى"});
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let refused = app.post("/v1/auth/phone/sign-in", &offer(wrong)).await;
    assert_eq!(refused.problem(401, "code_invalid")["tries_left"], 4);
    let opened = app.post("/v1/auth/phone/sign-in", &offer(&code)).await;
    assert_eq!(opened.status, 201);
    let session = Session::of(&opened);
    assert_eq!(
        (
            &session.account["phone"],
            &session.account["phone_verified"],
            &session.account["email"]
        ),
        (&json!("+971501234567"), &json!(true), &Value::Null)
    );
    app.post("/v1/auth/phone/sign-in", &offer(&code))
        .await
        .problem(401, "code_invalid");
    app.delete_as(&session.access, "/v1/me/phone")
        .await
        .problem(409, "last_sign_in");
    let bad = json!({"phone": "12", "locale": "ar"});
    let problem = app
        .post("/v1/auth/phone/code", &bad)
        .await
        .problem(422, "invalid_body");
    assert_eq!(problem["fields"][0]["code"], "invalid_phone");
}

#[tokio::test]
async fn an_invitation_makes_a_member_of_staff_once() {
    let app = App::new().await;
    let owner = app.person(Role::Admin).await;
    let actor = StaffActor {
        id: owner,
        name: "Test admin".into(),
        request_id: "a-test".into(),
        client_address: None,
    };
    let invite = Invite {
        email: Email::parse("yousef@example.com").unwrap(),
        full_name: "Yousef".into(),
        title: "Order desk".into(),
        locale: "ar".into(),
        role: Role::Manager,
        grants: Grants::everything(),
    };
    create(app.test.db(), &app.ctx, &actor, invite).await.unwrap();
    app.work().await;
    assert!(
        app.mail("yousef@example.com")
            .contains("http://localhost:3000/admin/ar/invitation?token=")
    );
    let token = app.mailed_token("yousef@example.com");
    let preview = app
        .post("/v1/auth/invitations/preview", &json!({ "token": token }))
        .await
        .ok();
    assert_eq!(
        preview,
        json!({"email": "yousef@example.com", "full_name": "Yousef", "title": "Order desk", "role": "manager", "locale": "ar"})
    );
    let accept = json!({"token": token, "password": PASSWORD, "full_name": "يوسف خليل"});
    let accepted = app.post("/v1/auth/invitations/accept", &accept).await;
    assert_eq!(accepted.status, 201);
    let session = Session::of(&accepted);
    assert_eq!(session.account["full_name"], "يوسف خليل");
    let orders = app
        .request(Method::GET, "/v1/admin/orders")
        .bearer_auth(&session.access);
    app.send(orders).await.ok();
    for path in ["preview", "accept"] {
        let body = if path == "preview" {
            json!({ "token": token })
        } else {
            accept.clone()
        };
        app.post(&format!("/v1/auth/invitations/{path}"), &body)
            .await
            .problem(410, "link_expired");
    }
}
