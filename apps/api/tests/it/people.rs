//! People who sign up and in, and what they get by mail.

use accounts::{NewAccount, Role, create_account};
use kernel::{AccountId, Email};
use reqwest::Method;
use serde_json::{Value, json};

use crate::app::{Answer, App};

pub const PASSWORD: &str = "seven quiet camels";

/// What a client holds of a session.
pub struct Session {
    pub access: String,
    pub refresh: String,
    pub account: Value,
}

impl Session {
    #[track_caller]
    pub fn of(answer: &Answer) -> Self {
        let session = answer.ok();
        let text = |name: &str| session[name].as_str().unwrap().to_owned();
        Self {
            access: text("access_token"),
            refresh: text("refresh_token"),
            account: session["account"].clone(),
        }
    }
}

impl App {
    /// The account `<role>@example.com` with a verified address.
    pub async fn person(&self, role: Role) -> AccountId {
        let new = NewAccount {
            email: Email::parse(&format!("{role}@example.com")).unwrap(),
            password: PASSWORD.into(),
            full_name: format!("Test {role}"),
            phone: None,
            role,
            locale: "ar".into(),
        };
        create_account(self.test.db(), &self.ctx, new).await.unwrap().id
    }

    /// Makes an account `<role>@example.com` and signs it in; its access token.
    pub async fn signed_in(&self, role: Role) -> String {
        self.person(role).await;
        let answer = self.sign_in(&format!("{role}@example.com"), PASSWORD).await;
        Session::of(&answer).access
    }

    pub async fn sign_in(&self, email: &str, password: &str) -> Answer {
        self.post("/v1/auth/sign-in", &json!({"email": email, "password": password}))
            .await
    }

    pub async fn sign_up(&self, email: &str) -> Answer {
        let body = json!({"email": email, "password": PASSWORD, "full_name": "Layla Hassan", "locale": "en"});
        self.post("/v1/auth/sign-up", &body).await
    }

    /// A new customer, whose address is verified by the link they were sent.
    pub async fn customer(&self, email: &str) -> Session {
        let session = Session::of(&self.sign_up(email).await);
        self.work().await;
        let link = json!({"token": self.mailed_token(email)});
        let verified = self.post("/v1/auth/verify-email", &link).await;
        assert_eq!(verified.status, 204, "{}", verified.text);
        session
    }

    pub async fn refresh(&self, token: &str) -> Answer {
        self.post("/v1/auth/refresh", &json!({"refresh_token": token}))
            .await
    }

    /// The newest mail to this address, as text.
    #[track_caller]
    pub fn mail(&self, to: &str) -> String {
        let mails = self.mails.to(to);
        mails
            .last()
            .unwrap_or_else(|| panic!("no mail to {to}"))
            .text
            .clone()
    }

    /// The secret in the link of the newest mail to this address.
    #[track_caller]
    pub fn mailed_token(&self, to: &str) -> String {
        let text = self.mail(to);
        let (_, rest) = text
            .split_once("?token=")
            .unwrap_or_else(|| panic!("no link: {text}"));
        rest.split_whitespace().next().unwrap().to_owned()
    }

    pub async fn get_as(&self, token: &str, path: &str) -> Answer {
        self.send(self.request(Method::GET, path).bearer_auth(token))
            .await
    }

    pub async fn delete_as(&self, token: &str, path: &str) -> Answer {
        self.send(self.request(Method::DELETE, path).bearer_auth(token))
            .await
    }

    /// With a body.
    pub async fn send_as(&self, token: &str, method: Method, path: &str, body: &Value) -> Answer {
        self.send(self.request(method, path).bearer_auth(token).json(body))
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
