//! Bad input, and what every answer carries.

use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, ORIGIN};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::app::App;

#[tokio::test]
async fn what_does_not_exist_is_404_and_a_wrong_method_405() {
    let app = App::new().await;
    app.shop().await;
    for path in [
        "/nothing",
        "/v1/stores/xx",
        "/v1/stores/xx/home",
        "/v1/stores/ae/products/no-such-thing",
        "/v1/stores/ae/categories/no-such-thing",
        "/v1/stores/ae/products?category=no-such-thing",
        "/v1/stores/ae/delivery-days?zone=moon",
        "/v1/orders/AM-00000000",
        "/media/../secret",
        "/media/no/such.webp",
    ] {
        app.get(path).await.problem(404, "not_found");
    }
    let wrong = app.request(Method::DELETE, "/v1/stores/ae/products");
    let answer = app.send(wrong).await;
    answer.problem(405, "method_not_allowed");
    assert_eq!(answer.header("allow"), "GET");
}

#[tokio::test]
async fn bodies_that_are_not_understood_name_the_place() {
    let app = App::new().await;
    for (body, path, code) in [
        ("{", "", "malformed_json"),
        ("", "", "malformed_json"),
        (
            r#"{"email":"a@b.c","password":"x","admin":true}"#,
            "admin",
            "unknown_field",
        ),
        (r#"{"email":"a@b.c"}"#, "password", "missing_field"),
        (r#"{"email":7,"password":"x"}"#, "email", "invalid_value"),
    ] {
        let request = app
            .request(Method::POST, "/v1/auth/sign-in")
            .header(CONTENT_TYPE, "application/json")
            .body(body);
        let problem = app.send(request).await.problem(422, "invalid_body");
        let field = &problem["fields"][0];
        assert_eq!(
            (field["path"].as_str(), field["code"].as_str()),
            (Some(path), Some(code)),
            "{body}"
        );
        assert!(!field["message"]["ar"].as_str().unwrap().is_empty());
    }
}

#[tokio::test]
async fn queries_that_are_not_understood_name_the_parameter() {
    let app = App::new().await;
    app.shop().await;
    for (query, path, code) in [
        ("limit=0", "limit", "too_small"),
        ("limit=101", "limit", "too_large"),
        ("limit=many", "limit", "invalid_value"),
        ("page=2", "page", "unknown_field"),
        ("sort=random", "sort", "invalid_value"),
        ("colour=red", "colour", "invalid_value"),
        ("min_price=-1", "min_price", "too_small"),
        ("cursor=nonsense", "cursor", "invalid_cursor"),
    ] {
        let problem = app
            .get(&format!("/v1/stores/ae/products?{query}"))
            .await
            .problem(422, "invalid_query");
        let field = &problem["fields"][0];
        assert_eq!(
            (field["path"].as_str(), field["code"].as_str()),
            (Some(path), Some(code)),
            "{query}"
        );
    }
}

#[tokio::test]
async fn oversized_bodies_and_other_content_types_are_refused() {
    let app = App::with(&[("LIMITS__BODY_KIB", "4")]).await;
    let sign_in = || app.request(Method::POST, "/v1/auth/sign-in");
    let large = json!({"email": "a@b.c", "password": "x".repeat(5000)}).to_string();
    let known = sign_in()
        .header(CONTENT_TYPE, "application/json")
        .body(large.clone());
    let problem = app.send(known).await.problem(413, "body_too_large");
    assert!(problem["detail"]["en"].as_str().unwrap().contains("4 KB"));

    // Without a length the body is counted as it comes.
    let mut stream = TcpStream::connect(app.server.address()).await.unwrap();
    let head = "POST /v1/auth/sign-in HTTP/1.1\r\nHost: api\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
    let chunked = format!("{head}{:x}\r\n{large}\r\n0\r\n\r\n", large.len());
    stream.write_all(chunked.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 413 ") && answer.contains("body_too_large"),
        "{answer}"
    );

    for content_type in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
    ] {
        let request = sign_in().header(CONTENT_TYPE, content_type).body("{}");
        app.send(request).await.problem(415, "unsupported_media_type");
    }
    let charset = sign_in()
        .header(CONTENT_TYPE, "application/json; charset=utf-8")
        .body("{}");
    app.send(charset).await.problem(422, "invalid_body");
}

#[tokio::test]
async fn every_answer_has_an_id_and_says_what_browsers_may_do_with_it() {
    let app = App::new().await;
    app.shop().await;
    app.keeps_answers().await;
    let mut ids = std::collections::HashSet::new();
    for path in [
        "/healthz",
        "/v1/regions",
        "/v1/regions",
        "/nothing",
        "/openapi.json",
    ] {
        let answer = app.get(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(
            answer
                .header("content-security-policy")
                .contains("default-src 'none'"),
            "{path}"
        );
        assert!(ids.insert(answer.header("x-request-id").to_owned()), "{path}");
    }
    let forged = app
        .request(Method::GET, "/healthz")
        .header("x-request-id", "forged-by-client");
    assert_ne!(app.send(forged).await.header("x-request-id"), "forged-by-client");
}

#[tokio::test]
async fn head_is_answered_like_get_without_a_body() {
    let app = App::new().await;
    app.shop().await;
    let answer = app.send(app.request(Method::HEAD, "/v1/stores/ae")).await;
    assert_eq!((answer.status.as_u16(), answer.text.as_str()), (200, ""));
    assert!(!answer.header("etag").is_empty());
}

#[tokio::test]
async fn only_listed_origins_may_call_from_a_browser() {
    let app = App::with(&[("HTTP__CORS_ORIGINS", "https://shop.example.com")]).await;
    app.shop().await;
    app.keeps_answers().await;
    for _ in 0..2 {
        let ask = |origin| app.send(app.request(Method::GET, "/v1/regions").header(ORIGIN, origin));
        let ours = ask("https://shop.example.com").await;
        assert_eq!(
            ours.header("access-control-allow-origin"),
            "https://shop.example.com"
        );
        assert!(ours.header("vary").contains("Origin"));
        assert_eq!(
            ask("https://evil.example.com")
                .await
                .header("access-control-allow-origin"),
            ""
        );
        assert!(app.get("/v1/regions").await.header("vary").contains("Origin"));
    }
    let preflight = |origin| {
        app.request(Method::OPTIONS, "/v1/carts/current/checkout")
            .header(ORIGIN, origin)
            .header("access-control-request-method", "POST")
            .header(
                "access-control-request-headers",
                "cart-token,idempotency-key,content-type",
            )
    };
    assert_eq!(app.send(preflight("https://shop.example.com")).await.status, 200);
    assert_eq!(app.send(preflight("https://evil.example.com")).await.status, 400);
    // Pages may read problems too.
    let problem = app
        .request(Method::GET, "/nothing")
        .header(ORIGIN, "https://shop.example.com");
    assert_eq!(
        app.send(problem).await.header("access-control-allow-origin"),
        "https://shop.example.com"
    );
}

#[tokio::test]
async fn operators_see_health_and_metrics_and_strangers_do_not() {
    let app = App::new().await;
    assert_eq!(app.get("/healthz").await.ok()["status"], "ok");
    assert_eq!(app.get("/readyz").await.ok()["status"], "ready");
    let metrics = app.get("/metrics").await;
    assert!(
        metrics
            .text
            .contains(r#"http_requests_total{method="GET",route="/healthz",status="200"} 1"#),
        "{}",
        metrics.text
    );
    let strange = App::with(&[("HTTP__METRICS_FROM", "10.0.0.0/8")]).await;
    strange.get("/metrics").await.problem(404, "not_found");
}

#[tokio::test]
async fn a_stopping_server_is_not_ready_and_ends() {
    let app = App::new().await;
    let address = app.server.address();
    app.get("/readyz").await.ok();
    app.server.stop().await.unwrap();
    assert!(
        TcpStream::connect(address).await.is_err(),
        "nobody listens any more"
    );
}
