use futures::future::join_all;
use reqwest::Method;
use serde_json::json;

use crate::app::App;

const LIMITED: [(&str, &str); 3] = [
    ("LIMITS__ENABLED", "true"),
    ("LIMITS__REQUESTS_PER_SECOND", "1"),
    ("LIMITS__REQUEST_BURST", "5"),
];

#[tokio::test]
async fn a_client_that_asks_too_often_is_told_when_to_come_back() {
    let app = App::with(&LIMITED).await;
    let answers = join_all((0..20).map(|_| app.get("/healthz"))).await;
    let refused = answers
        .iter()
        .find(|answer| answer.status == 429)
        .expect("20 at once are more than five");
    refused.problem(429, "rate_limited");
    assert!(refused.header("retry-after").parse::<u64>().unwrap() >= 1);
}

#[tokio::test]
async fn clients_are_told_apart_only_by_what_a_trusted_proxy_says() {
    let trusting = [LIMITED.as_slice(), &[("HTTP__TRUSTED_PROXIES", "127.0.0.0/8")]].concat();
    for (app, told_apart) in [
        (App::with(&trusting).await, true),
        (App::with(&LIMITED).await, false),
    ] {
        let asks = (0..20).map(|client| {
            let request = app
                .request(Method::GET, "/healthz")
                .header("x-forwarded-for", format!("192.0.2.{client}"));
            app.send(request)
        });
        let refused = join_all(asks)
            .await
            .iter()
            .filter(|answer| answer.status == 429)
            .count();
        assert_eq!(refused == 0, told_apart, "{refused} refused");
    }
}

#[tokio::test]
async fn a_trusted_proxys_request_id_is_kept() {
    let app = App::with(&[("HTTP__TRUSTED_PROXIES", "127.0.0.0/8")]).await;
    let with = |id: &str| app.request(Method::GET, "/healthz").header("x-request-id", id);
    assert_eq!(
        app.send(with("edge-1234567890")).await.header("x-request-id"),
        "edge-1234567890"
    );
    assert_ne!(app.send(with("bad id!")).await.header("x-request-id"), "bad id!");
}

#[tokio::test]
async fn sign_ins_are_limited_more_tightly() {
    let app = App::with(&[("LIMITS__ENABLED", "true"), ("LIMITS__SIGN_INS_PER_MINUTE", "2")]).await;
    let attempt = json!({"email": "nobody@example.com", "password": "wrong password"});
    for _ in 0..2 {
        app.post("/v1/auth/sign-in", &attempt)
            .await
            .problem(401, "invalid_credentials");
    }
    app.post("/v1/auth/sign-in", &attempt)
        .await
        .problem(429, "rate_limited");
    app.get("/healthz").await.ok();
}
