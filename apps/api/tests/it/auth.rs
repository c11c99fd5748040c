//! Signing in, going on, signing out.

use accounts::Role;
use chrono::TimeDelta;
use futures::future::join_all;
use reqwest::Method;
use serde_json::json;

use crate::app::App;
use crate::people::{PASSWORD, Session};

#[tokio::test]
async fn a_session_lasts_from_sign_in_to_sign_out() {
    let app = App::new().await;
    app.keeps_answers().await;
    let token = app.signed_in(Role::Customer).await;
    let me = app.get_as(&token, "/v1/me").await.ok();
    assert_eq!(
        (me["email"].as_str(), me["role"].as_str()),
        (Some("customer@example.com"), Some("customer"))
    );
    assert_eq!((me["locale"].as_str(), me["phone"].is_null()), (Some("ar"), true));
    let out = app.request(Method::POST, "/v1/auth/sign-out").bearer_auth(&token);
    assert_eq!(app.send(out).await.status, 204);
    // The very next request, not the first one after the news has gone round.
    let answer = app.get_as(&token, "/v1/me").await;
    answer.problem(401, "unauthenticated");
    assert_eq!(answer.header("www-authenticate"), "Bearer");
}

#[tokio::test]
async fn access_is_short_and_staff_sessions_end_by_themselves() {
    let app = App::new().await;
    app.person(Role::Admin).await;
    let session = Session::of(&app.sign_in("admin@example.com", PASSWORD).await);
    app.clock.advance(TimeDelta::minutes(10));
    app.get_as(&session.access, "/v1/admin/me")
        .await
        .problem(401, "unauthenticated");
    let next = Session::of(&app.refresh(&session.refresh).await);
    app.get_as(&next.access, "/v1/me").await.ok();
    app.clock.advance(TimeDelta::hours(12));
    app.refresh(&next.refresh).await.problem(401, "refresh_invalid");
}

#[tokio::test]
async fn twenty_refreshes_at_once_get_one_successor_and_a_copied_token_ends_the_session() {
    let app = App::new().await;
    app.shop().await;
    let session = app.customer("layla@example.com").await;
    let answers = join_all((0..20).map(|_| app.refresh(&session.refresh))).await;
    let sessions: Vec<Session> = answers.iter().map(Session::of).collect();
    let next = &sessions[0].refresh;
    assert!(sessions.iter().all(|session| session.refresh == *next));
    assert_ne!(*next, session.refresh);

    app.clock.advance(TimeDelta::seconds(11));
    app.refresh(&session.refresh).await.problem(401, "refresh_reused");
    app.refresh(next).await.problem(401, "refresh_invalid");
    app.refresh("guessed").await.problem(401, "refresh_invalid");
}

#[tokio::test]
async fn wrong_passwords_and_unknown_people_get_the_same_answer_until_there_are_too_many() {
    let app = App::new().await;
    app.signed_in(Role::Customer).await;
    let wrong = app
        .sign_in("customer@example.com", "wrong password")
        .await
        .problem(401, "invalid_credentials");
    let unknown = app
        .sign_in("nobody@example.com", "wrong password")
        .await
        .problem(401, "invalid_credentials");
    assert_eq!(
        (&wrong["title"], &wrong["fields"]),
        (&unknown["title"], &unknown["fields"])
    );
    for _ in 0..8 {
        app.sign_in("customer@example.com", "wrong password")
            .await
            .problem(401, "invalid_credentials");
    }
    let refused = app.sign_in("customer@example.com", PASSWORD).await;
    let problem = refused.problem(429, "too_many_attempts");
    assert!(
        problem["detail"]["en"].as_str().unwrap().contains("15 minutes"),
        "{problem}"
    );
    assert_eq!(refused.header("retry-after"), "900");
}

#[tokio::test]
async fn the_back_office_is_for_staff() {
    let app = App::new().await;
    let (customer, admin) = (
        app.signed_in(Role::Customer).await,
        app.signed_in(Role::Admin).await,
    );
    let paths = [
        "/v1/admin/me",
        "/v1/admin/orders",
        "/v1/admin/orders/019f9a4d-c776-7967-9e82-bfa008ba6532",
    ];
    for path in paths {
        app.get(path).await.problem(401, "unauthenticated");
        app.get_as("guessed", path).await.problem(401, "unauthenticated");
        app.get_as(&customer, path).await.problem(403, "forbidden");
    }
    let me = app.get_as(&admin, "/v1/admin/me").await.ok();
    let permissions = me["permissions"].as_array().unwrap();
    assert_eq!(permissions.len(), 17);
    let everything = |grant: &serde_json::Value| grant["level"] == "manage" && grant["regions"].is_null();
    assert!(permissions.iter().all(everything), "{me}");
    app.get_as(&admin, paths[2]).await.problem(404, "not_found");
}

#[tokio::test]
async fn the_second_factor_is_asked_for_once_it_is_set_up() {
    let app = App::new().await;
    let admin = app.signed_in(Role::Admin).await;
    let begin = app.request(Method::POST, "/v1/me/totp").bearer_auth(&admin);
    let begun = app.send(begin).await.ok();
    assert!(
        begun["otpauth_uri"]
            .as_str()
            .unwrap()
            .starts_with("otpauth://totp/")
    );
    let confirm = |code: String| {
        let body = json!({ "code": code });
        let request = app
            .request(Method::POST, "/v1/me/totp/confirm")
            .bearer_auth(&admin);
        request.json(&body)
    };
    let code = totp_code(begun["secret"].as_str().unwrap(), &app);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    app.send(confirm(wrong.into())).await.problem(401, "totp_invalid");
    let codes = app.send(confirm(code.clone())).await.ok();
    let codes = codes["recovery_codes"].as_array().unwrap();
    assert_eq!(codes.len(), 10);

    let with = |name: &str, code: &str| {
        let mut body = json!({"email": "admin@example.com", "password": PASSWORD});
        body[name] = code.into();
        body
    };
    app.sign_in("admin@example.com", PASSWORD)
        .await
        .problem(401, "totp_required");
    let used = app.post("/v1/auth/sign-in", &with("totp_code", &code)).await;
    used.problem(401, "totp_invalid");
    let recovery = with("recovery_code", codes[0].as_str().unwrap());
    app.post("/v1/auth/sign-in", &recovery).await.ok();
    app.post("/v1/auth/sign-in", &recovery)
        .await
        .problem(401, "totp_invalid");

    let customer = app.signed_in(Role::Customer).await;
    let begin = app.request(Method::POST, "/v1/me/totp").bearer_auth(&customer);
    app.send(begin).await.problem(403, "forbidden");
}

/// What an authenticator shows now for this secret.
pub fn totp_code(secret: &str, app: &App) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret).unwrap();
    let totp = totp_rs::Builder::new()
        .with_secret(secret)
        .with_account_name("admin@example.com")
        .build()
        .unwrap();
    let now = u64::try_from(app.ctx.now().timestamp()).unwrap();
    totp.generate(now).to_string()
}
