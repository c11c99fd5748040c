//! Input that is well-formed but that a database wouldn't take, and answers nobody else may keep.

use accounts::Role;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use reqwest::Method;
use serde_json::{Value, json};

use crate::app::{App, checkout_form};

#[tokio::test]
async fn a_text_with_the_character_nul_is_refused_wherever_it_stands() {
    let app = App::new().await;
    let (shop, variant) = app.shop().await;
    let token = app.new_cart().await;
    let line =
        |text: &str| json!({"variant_id": variant, "quantity": 1, "gift_message": text, "custom_name": ""});
    let mut form = checkout_form(14_000, shop.delivery_date());
    form["contact"]["name"] = "Lay\0la".into();
    for (method, path, body, place) in [
        (Method::POST, "/lines", line("With\0love"), "gift_message"),
        (Method::PUT, "/promo", json!({"code": "TEN\0"}), "code"),
        (Method::POST, "/checkout", form, "contact.name"),
    ] {
        let request = app.request(method, &format!("/v1/carts/current{path}"));
        let request = request
            .header("Cart-Token", &token)
            .header("Idempotency-Key", "some-key-1");
        let problem = app.send(request.json(&body)).await.problem(422, "invalid_body");
        let field = &problem["fields"][0];
        assert_eq!(
            (field["path"].as_str(), field["code"].as_str()),
            (Some(place), Some("invalid_value")),
            "{path}"
        );
    }
    // A backslash and what looks like a NUL after it is a text like any other.
    let harmless = app.request(Method::POST, "/v1/carts/current/lines");
    let harmless = harmless.header("Cart-Token", &token).json(&line(r"C:\u0000"));
    let cart = app.send(harmless).await.ok();
    assert_eq!(cart["lines"][0]["gift_message"], r"C:\u0000");

    for query in ["q=%00", "category=a%00", "cursor=%00", "%00=1"] {
        let answer = app.get(&format!("/v1/stores/ae/products?{query}")).await;
        answer.problem(422, "invalid_query");
    }
    let admin = app.signed_in(Role::Admin).await;
    let searched = app.get_as(&admin, "/v1/admin/orders?q=%00").await;
    searched.problem(422, "invalid_query");
    let linked = app
        .request(Method::GET, "/v1/orders/AM-%00")
        .header("Order-Token", "token");
    app.send(linked).await.problem(404, "not_found");
}

#[tokio::test]
async fn years_no_calendar_of_the_database_has_are_refused() {
    let app = App::new().await;
    app.shop().await;
    let admin = app.signed_in(Role::Admin).await;
    let cursor = |key: Value| BASE64_URL_SAFE_NO_PAD.encode(key.to_string());
    let id = "01980000-0000-7000-8000-000000000001";
    for query in [
        "from=-9999-01-01".to_owned(),
        "to=-9999-01-01".to_owned(),
        "to=%2B99999-01-01".to_owned(),
        format!("cursor={}", cursor(json!(["-9999-01-01T00:00:00Z", id]))),
        format!("sort=delivery_date&cursor={}", cursor(json!(["-9999-01-01", id]))),
    ] {
        let answer = app.get_as(&admin, &format!("/v1/admin/orders?{query}")).await;
        answer.problem(422, "invalid_query");
    }
    let newest = cursor(json!({"newest": ["-9999-01-01T00:00:00Z", id]}));
    let answer = app
        .get(&format!("/v1/stores/ae/products?sort=newest&cursor={newest}"))
        .await;
    answer.problem(422, "invalid_query");
}

#[tokio::test]
async fn what_belongs_to_somebody_is_kept_by_no_cache() {
    let app = App::new().await;
    let (shop, variant) = app.shop().await;
    let admin = app.signed_in(Role::Admin).await;
    let token = app.new_cart().await;
    let added = app.add(&token, variant, 1).await;
    let placed = app
        .checkout(&token, "checkout-1", &checkout_form(14_000, shop.delivery_date()))
        .await;
    let order = placed.ok();
    let linked = app
        .request(
            Method::GET,
            &format!("/v1/orders/{}", order["order"]["code"].as_str().unwrap()),
        )
        .header("Order-Token", order["link_token"].as_str().unwrap());
    for answer in [
        added,
        placed,
        app.send(linked).await,
        app.get_as(&admin, "/v1/me").await,
        app.get_as(&admin, "/v1/admin/orders").await,
    ] {
        assert!(answer.status.is_success(), "{}", answer.text);
        assert_eq!(answer.header("cache-control"), "no-store", "{}", answer.text);
    }
}

/// Bodies nobody's browser sends, at every operation that takes a secret or a name from a stranger.
#[tokio::test]
async fn strange_values_are_refused_by_name_and_never_break_anything() {
    let app = App::new().await;
    app.shop().await;
    let long = "x".repeat(20_000);
    let texts = [
        "",
        " ",
        "\u{202e}",
        "a\u{0}b",
        "'; DROP TABLE accounts; --",
        "%00",
        &long,
    ];
    let token = |text: &str| json!({ "token": text });
    for text in texts {
        for (path, body) in [
            ("sign-in", json!({"email": text, "password": text})),
            (
                "sign-in",
                json!({"email": "a@example.com", "password": "x", "totp_code": text, "recovery_code": text}),
            ),
            (
                "sign-up",
                json!({"email": text, "password": text, "full_name": text, "locale": "en"}),
            ),
            ("refresh", json!({ "refresh_token": text })),
            ("forgot-password", json!({ "email": text })),
            (
                "reset-password",
                json!({"token": text, "password": "seven quiet camels"}),
            ),
            ("verify-email", token(text)),
            ("confirm-email-change", token(text)),
            ("invitations/preview", token(text)),
            (
                "invitations/accept",
                json!({"token": text, "password": "seven quiet camels", "full_name": text}),
            ),
            ("google", json!({"id_token": text, "nonce": text, "locale": "en"})),
            (
                "phone/code",
                json!({"phone": text, "country": text, "locale": "en"}),
            ),
        ] {
            let answer = app.post(&format!("/v1/auth/{path}"), &body).await;
            assert!(
                answer.status.is_client_error(),
                "{path} {text:?}: {}",
                answer.text
            );
            answer.json();
        }
    }
    let me = app.customer("layla@example.com").await.access;
    for text in texts {
        for (method, path, body) in [
            (Method::PATCH, "/v1/me", json!({ "full_name": text })),
            (Method::POST, "/v1/me/reauthenticate", json!({ "password": text })),
            (
                Method::PUT,
                "/v1/me/password",
                json!({"current_password": text, "new_password": text}),
            ),
            (Method::POST, "/v1/me/email", json!({ "email": text })),
            (
                Method::POST,
                "/v1/me/orders/claim",
                json!({"code": text, "token": text}),
            ),
            (
                Method::POST,
                "/v1/me/addresses",
                json!({"region": text, "recipient": {"name": text, "phone": text}, "fields": {text: text}}),
            ),
        ] {
            let answer = app.send_as(&me, method, path, &body).await;
            let is_name = path == "/v1/me" && (text.starts_with('\'') || text == "%00");
            assert!(
                is_name || answer.status.is_client_error(),
                "{path} {text:?}: {}",
                answer.text
            );
            answer.json();
        }
    }
    for path in ["addresses/x", "sessions/%00", "wishlist/1"] {
        let answer = app.delete_as(&me, &format!("/v1/me/{path}")).await;
        assert!(
            [404, 405].contains(&answer.status.as_u16()),
            "{path}: {}",
            answer.text
        );
    }
}
