//! What customers do with their accounts, from signing up to leaving.

use accounts::Role;
use chrono::TimeDelta;
use reqwest::Method;
use serde_json::json;

use crate::app::{App, checkout_form};
use crate::people::{PASSWORD, Session};

const LAYLA: &str = "layla@example.com";

/// One of the fields a problem names, with its code.
#[track_caller]
fn field(problem: &serde_json::Value) -> (&str, &str) {
    let field = &problem["fields"][0];
    (field["path"].as_str().unwrap(), field["code"].as_str().unwrap())
}

#[tokio::test]
async fn a_guests_order_is_the_accounts_once_the_address_is_verified() {
    let app = App::new().await;
    let (shop, variant) = app.shop().await;
    let bag = app.new_cart().await;
    app.add(&bag, variant, 1).await.ok();
    // The form's contact is layla@example.com.
    let placed = app
        .checkout(&bag, "checkout-1", &checkout_form(14_000, shop.delivery_date()))
        .await
        .ok();
    let code = placed["order"]["code"].as_str().unwrap();

    let session = Session::of(&app.sign_up(LAYLA).await);
    assert_eq!(session.account["email_verified"], false);
    let orders = app.get_as(&session.access, "/v1/me/orders").await.ok();
    assert_eq!(orders["total"], 0);
    app.work().await;
    assert!(
        app.mail(LAYLA)
            .contains("http://localhost:3000/ae/en/verify-email?token=")
    );

    let link = json!({"token": app.mailed_token(LAYLA)});
    assert_eq!(app.post("/v1/auth/verify-email", &link).await.status, 204);
    app.post("/v1/auth/verify-email", &link)
        .await
        .problem(410, "link_expired");
    app.work().await;
    let me = app.get_as(&session.access, "/v1/me").await.ok();
    assert_eq!(me["email_verified"], true);
    let orders = app.get_as(&session.access, "/v1/me/orders").await.ok();
    assert_eq!(orders["items"][0]["code"], code);
}

#[tokio::test]
async fn an_order_of_another_address_is_claimed_by_its_link() {
    let app = App::new().await;
    let (shop, variant) = app.shop().await;
    let bag = app.new_cart().await;
    app.add(&bag, variant, 1).await.ok();
    let placed = app
        .checkout(&bag, "checkout-1", &checkout_form(14_000, shop.delivery_date()))
        .await
        .ok();
    let link = json!({"code": placed["order"]["code"], "token": placed["link_token"]});
    let (noura, dana) = (
        app.customer("noura@example.com").await,
        app.customer("dana@example.com").await,
    );
    let claim = |session: &Session, body| {
        let request = app
            .request(Method::POST, "/v1/me/orders/claim")
            .bearer_auth(&session.access);
        app.send(request.json(body))
    };
    let guessed = json!({"code": placed["order"]["code"], "token": "guessed"});
    claim(&noura, &guessed).await.problem(404, "not_found");
    assert_eq!(claim(&noura, &link).await.ok()["code"], link["code"]);
    assert_eq!(claim(&noura, &link).await.ok()["code"], link["code"]);
    claim(&dana, &link).await.problem(404, "not_found");
    let mine = app.get_as(&noura.access, "/v1/me/orders").await.ok();
    assert_eq!(mine["total"], 1);
}

#[tokio::test]
async fn what_cannot_become_an_account_is_told_by_field() {
    let app = App::new().await;
    let form = |email: &str, password: &str, name: &str, region: &str| json!({"email": email, "password": password, "full_name": name, "locale": "en", "region": region});
    app.shop().await;
    for (body, expected) in [
        (
            form("no address", PASSWORD, "Layla", "ae"),
            ("email", "invalid_email"),
        ),
        (
            form(LAYLA, "peony", "Layla", "ae"),
            ("password", "password_too_short"),
        ),
        (
            form(LAYLA, "password12345", "Layla", "ae"),
            ("password", "password_common"),
        ),
        (
            form(LAYLA, &"x".repeat(129), "Layla", "ae"),
            ("password", "password_too_long"),
        ),
        (
            form(LAYLA, PASSWORD, "\u{200b} ", "ae"),
            ("full_name", "invalid_name"),
        ),
        (form(LAYLA, PASSWORD, "Layla", "xx"), ("region", "unknown_region")),
    ] {
        let problem = app
            .post("/v1/auth/sign-up", &body)
            .await
            .problem(422, "invalid_body");
        assert_eq!(field(&problem), expected);
    }
    let session = app
        .post("/v1/auth/sign-up", &form(LAYLA, PASSWORD, "Layla", "ae"))
        .await;
    assert_eq!(session.status, 201);
    assert_eq!(session.ok()["account"]["region"], "ae");
    app.sign_up("Layla@Example.com").await.problem(409, "email_taken");
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_link_and_all_sessions_end() {
    let app = App::new().await;
    app.shop().await;
    let session = app.customer(LAYLA).await;
    for email in [LAYLA, "nobody@example.com"] {
        let asked = app
            .post(
                "/v1/auth/forgot-password",
                &json!({"email": email, "region": "ae"}),
            )
            .await;
        assert_eq!((asked.status.as_u16(), asked.text.as_str()), (202, ""));
    }
    app.work().await;
    assert!(app.mails.to("nobody@example.com").is_empty());
    let reset = |password: &str| json!({"token": app.mailed_token(LAYLA), "password": password});
    let weak = app.post("/v1/auth/reset-password", &reset("layla12345")).await;
    assert_eq!(
        field(&weak.problem(422, "invalid_body")),
        ("password", "password_common")
    );
    let used = reset("nine loud pelicans");
    assert_eq!(app.post("/v1/auth/reset-password", &used).await.status, 204);
    app.post("/v1/auth/reset-password", &used)
        .await
        .problem(410, "link_expired");
    app.refresh(&session.refresh)
        .await
        .problem(401, "refresh_invalid");
    app.sign_in(LAYLA, PASSWORD)
        .await
        .problem(401, "invalid_credentials");
    app.sign_in(LAYLA, "nine loud pelicans").await.ok();
    app.work().await;
    assert!(
        app.mails
            .to(LAYLA)
            .last()
            .unwrap()
            .subject
            .to_lowercase()
            .contains("password")
    );
}

#[tokio::test]
async fn a_link_that_is_too_old_does_nothing() {
    let app = App::new().await;
    app.shop().await;
    app.customer(LAYLA).await;
    app.post("/v1/auth/forgot-password", &json!({"email": LAYLA}))
        .await;
    app.work().await;
    let link = json!({"token": app.mailed_token(LAYLA), "password": "nine loud pelicans"});
    app.clock.advance(TimeDelta::minutes(31));
    app.post("/v1/auth/reset-password", &link)
        .await
        .problem(410, "link_expired");
}

#[tokio::test]
async fn another_password_keeps_this_session_and_ends_the_others() {
    let app = App::new().await;
    app.shop().await;
    let here = app.customer(LAYLA).await;
    let there = Session::of(&app.sign_in(LAYLA, PASSWORD).await);
    let change = |current: &str| json!({"current_password": current, "new_password": "nine loud pelicans"});
    let put = async |body: serde_json::Value| {
        app.send_as(&here.access, Method::PUT, "/v1/me/password", &body)
            .await
    };
    put(change("wrong password"))
        .await
        .problem(401, "invalid_credentials");
    put(json!({"new_password": "nine loud pelicans"}))
        .await
        .problem(401, "invalid_credentials");
    assert_eq!(put(change(PASSWORD)).await.status, 204);
    app.refresh(&here.refresh).await.ok();
    app.refresh(&there.refresh).await.problem(401, "refresh_invalid");
}

#[tokio::test]
async fn an_address_changes_when_both_mailboxes_agree() {
    let app = App::new().await;
    app.shop().await;
    let session = app.customer(LAYLA).await;
    let change = json!({"email": "layla.hassan@example.com"});
    let ask = || app.send_as(&session.access, Method::POST, "/v1/me/email", &change);
    assert_eq!(ask().await.status, 202);
    app.work().await;
    let links = [
        app.mailed_token(LAYLA),
        app.mailed_token("layla.hassan@example.com"),
    ];
    for (link, done) in links.iter().zip([false, true]) {
        let agreed = app
            .post("/v1/auth/confirm-email-change", &json!({ "token": link }))
            .await
            .ok();
        assert_eq!(agreed["done"], done);
    }
    let me = app.get_as(&session.access, "/v1/me").await.ok();
    assert_eq!(me["email"], "layla.hassan@example.com");
    app.work().await;
    assert!(
        app.mail(LAYLA).contains("layla.hassan@example.com"),
        "the old mailbox hears of it"
    );
}

#[tokio::test]
async fn what_an_empty_desk_may_not_do_asks_for_a_new_proof() {
    let app = App::new().await;
    app.shop().await;
    let first = app.customer(LAYLA).await;
    app.clock.advance(TimeDelta::minutes(11));
    let session = Session::of(&app.refresh(&first.refresh).await);
    let change = json!({"email": "layla.hassan@example.com"});
    let ask = || app.send_as(&session.access, Method::POST, "/v1/me/email", &change);
    ask().await.problem(403, "reauthentication_required");
    app.delete_as(&session.access, "/v1/me")
        .await
        .problem(403, "reauthentication_required");

    let prove = async |body: serde_json::Value| {
        app.send_as(&session.access, Method::POST, "/v1/me/reauthenticate", &body)
            .await
    };
    prove(json!({"password": "wrong password"}))
        .await
        .problem(401, "invalid_credentials");
    for unclear in [json!({}), json!({"password": PASSWORD, "phone_code": "123456"})] {
        assert_eq!(
            field(&prove(unclear).await.problem(422, "invalid_body")),
            ("", "proof_required")
        );
    }
    prove(json!({"phone_code": "123456"}))
        .await
        .problem(401, "code_invalid");
    assert_eq!(prove(json!({ "password": PASSWORD })).await.status, 204);
    assert_eq!(ask().await.status, 202);
}

#[tokio::test]
async fn who_leaves_is_forgotten_and_their_orders_stay() {
    let app = App::new().await;
    let (shop, variant) = app.shop().await;
    let session = app.customer(LAYLA).await;
    let bag = app.new_cart().await;
    app.add(&bag, variant, 1).await.ok();
    let placed = app
        .checkout(&bag, "checkout-1", &checkout_form(14_000, shop.delivery_date()))
        .await
        .ok();
    let product = app.get("/v1/stores/ae/products").await.ok()["items"][0]["id"].clone();
    let wish = format!("/v1/me/wishlist/{}", product.as_str().unwrap());
    let wished = app.request(Method::PUT, &wish).bearer_auth(&session.access);
    assert_eq!(app.send(wished).await.status, 204);

    assert_eq!(app.delete_as(&session.access, "/v1/me").await.status, 204);
    app.work().await;
    app.refresh(&session.refresh)
        .await
        .problem(401, "refresh_invalid");
    app.sign_in(LAYLA, PASSWORD)
        .await
        .problem(401, "invalid_credentials");
    let code = placed["order"]["code"].as_str().unwrap();
    let by_link = app
        .request(Method::GET, &format!("/v1/orders/{code}"))
        .header("Order-Token", placed["link_token"].as_str().unwrap());
    assert_eq!(app.send(by_link).await.ok()["contact"]["name"], "Layla Hassan");
    assert_eq!(app.sign_up(LAYLA).await.status, 201, "the address is free again");

    let admin = app.signed_in(Role::Admin).await;
    app.delete_as(&admin, "/v1/me")
        .await
        .problem(409, "staff_account");
}

#[tokio::test]
async fn a_profile_changes_by_version() {
    let app = App::new().await;
    app.shop().await;
    let session = app.customer(LAYLA).await;
    let patch =
        async |body: serde_json::Value| app.send_as(&session.access, Method::PATCH, "/v1/me", &body).await;
    let changed = patch(json!({"full_name": "ليلى حسن", "locale": "ar", "marketing_consent": true}))
        .await
        .ok();
    assert_eq!(
        (
            &changed["full_name"],
            &changed["locale"],
            &changed["marketing_consent"]
        ),
        (&json!("ليلى حسن"), &json!("ar"), &json!(true))
    );
    let version = changed["version"].as_i64().unwrap();
    patch(json!({"full_name": "L", "version": version - 1}))
        .await
        .problem(409, "stale_version");
    let changed = patch(json!({"full_name": "L", "version": version})).await.ok();
    assert_eq!(
        (&changed["full_name"], &changed["locale"]),
        (&json!("L"), &json!("ar"))
    );
}

#[tokio::test]
async fn devices_are_listed_and_signed_out() {
    let app = App::new().await;
    app.shop().await;
    let here = app.customer(LAYLA).await;
    let body = json!({"email": LAYLA, "password": PASSWORD});
    let phone = app.request(Method::POST, "/v1/auth/sign-in").header(
        "user-agent",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) Version/19.1 Safari/604.1",
    );
    let there = Session::of(&app.send(phone.json(&body)).await);
    let list = app.get_as(&here.access, "/v1/me/sessions").await.ok();
    let items = list["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    let other = items
        .iter()
        .find(|session| session["is_current"] == false)
        .unwrap();
    assert_eq!(other["device"], "Safari · iPhone");
    let path = format!("/v1/me/sessions/{}", other["id"].as_str().unwrap());
    assert_eq!(app.delete_as(&here.access, &path).await.status, 204);
    app.delete_as(&here.access, &path).await.problem(404, "not_found");
    app.refresh(&there.refresh).await.problem(401, "refresh_invalid");
    Session::of(&app.sign_in(LAYLA, PASSWORD).await);
    assert_eq!(app.delete_as(&here.access, "/v1/me/sessions").await.status, 204);
    let list = app.get_as(&here.access, "/v1/me/sessions").await.ok();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
}
