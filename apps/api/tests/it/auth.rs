use accounts::{NewAccount, Role, create_account};
use chrono::TimeDelta;
use kernel::Email;
use reqwest::Method;
use serde_json::{Value, json};

use crate::app::{Answer, App};

pub const PASSWORD: &str = "seven quiet camels";

impl App {
    /// Makes an account `<role>@example.com` and signs it in; its token.
    pub async fn signed_in(&self, role: Role) -> String {
        let new = NewAccount {
            email: Email::parse(&format!("{role}@example.com")).unwrap(),
            password: PASSWORD.into(),
            full_name: format!("Test {role}"),
            phone: None,
            role,
            locale: "ar".into(),
        };
        create_account(self.test.db(), &self.ctx, new).await.unwrap();
        let answer = self.sign_in(&format!("{role}@example.com"), PASSWORD).await.ok();
        answer["access_token"].as_str().unwrap().to_owned()
    }

    async fn sign_in(&self, email: &str, password: &str) -> Answer {
        self.post("/v1/auth/sign-in", &json!({"email": email, "password": password}))
            .await
    }

    pub async fn get_as(&self, token: &str, path: &str) -> Answer {
        self.send(self.request(Method::GET, path).bearer_auth(token))
            .await
    }

    pub async fn post_as(&self, token: &str, path: &str, key: &str, body: &Value) -> Answer {
        let request = self
            .request(Method::POST, path)
            .bearer_auth(token)
            .header("Idempotency-Key", key)
            .json(body);
        self.send(request).await
    }
}

#[tokio::test]
async fn a_session_lasts_from_sign_in_to_sign_out() {
    let app = App::new().await;
    let token = app.signed_in(Role::Customer).await;
    let me = app.get_as(&token, "/v1/me").await.ok();
    assert_eq!(
        (me["email"].as_str(), me["role"].as_str()),
        (Some("customer@example.com"), Some("customer"))
    );
    assert_eq!((me["locale"].as_str(), me["phone"].is_null()), (Some("ar"), true));
    let out = app.request(Method::POST, "/v1/auth/sign-out").bearer_auth(&token);
    assert_eq!(app.send(out).await.status, 204);
    let answer = app.get_as(&token, "/v1/me").await;
    answer.problem(401, "unauthenticated");
    assert_eq!(answer.header("www-authenticate"), "Bearer");
}

#[tokio::test]
async fn sessions_end_by_themselves() {
    let app = App::new().await;
    let token = app.signed_in(Role::Manager).await;
    app.clock.advance(TimeDelta::hours(12));
    app.get_as(&token, "/v1/admin/me")
        .await
        .problem(401, "unauthenticated");
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
    assert_eq!(
        me["permissions"],
        json!([{"permission": "orders", "level": "manage", "regions": null}])
    );
    app.get_as(&admin, paths[2]).await.problem(404, "not_found");
}
