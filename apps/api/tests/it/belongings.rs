//! Address book and wishlist, and that nobody reaches somebody else's.

use accounts::Role;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::app::{App, checkout_form};

fn address() -> Value {
    json!({
        "region": "ae", "zone": "dubai", "label": "Home",
        "recipient": {"name": "Layla Hassan", "phone": "050 123 4567"},
        "fields": {"area": "Jumeirah 1", "street": "Al Wasl Road", "building": "Villa 12"},
    })
}

#[tokio::test]
async fn the_form_of_every_gulf_country_is_told() {
    let app = App::new().await;
    for (country, dial) in [
        ("AE", "+971"),
        ("SA", "+966"),
        ("KW", "+965"),
        ("QA", "+974"),
        ("BH", "+973"),
        ("om", "+968"),
    ] {
        let answer = app.get(&format!("/v1/address-schemas/{country}")).await;
        assert!(answer.header("cache-control").contains("public"), "{country}");
        let schema = answer.ok();
        assert_eq!(schema["phone_country_code"], dial);
        assert!(schema["fields"].as_array().unwrap().len() >= 3);
    }
    app.get("/v1/address-schemas/FR").await.problem(404, "not_found");
}

#[tokio::test]
async fn an_address_book_has_exactly_one_default() {
    let app = App::new().await;
    app.shop().await;
    let me = app.customer("layla@example.com").await.access;
    let mut ids = Vec::new();
    for label in ["Home", "Work"] {
        let mut body = address();
        body["label"] = label.into();
        let made = app.send_as(&me, Method::POST, "/v1/me/addresses", &body).await;
        assert_eq!(made.status, 201);
        let made = made.json();
        assert_eq!(
            (&made["one_line"], &made["recipient"]["phone"]),
            (
                &json!("Jumeirah 1, Al Wasl Road, Villa 12"),
                &json!("+971501234567")
            )
        );
        ids.push(made["id"].as_str().unwrap().to_owned());
    }
    let default = async || {
        let book = app.get_as(&me, "/v1/me/addresses").await.ok();
        let items = book["items"].as_array().unwrap().clone();
        let mut defaults = items.iter().filter(|item| item["is_default"] == true);
        let found = defaults.next().unwrap()["label"].clone();
        assert!(defaults.next().is_none());
        found
    };
    assert_eq!(default().await, "Home");
    let set = app.request(Method::PUT, &format!("/v1/me/addresses/{}/default", ids[1]));
    assert_eq!(app.send(set.bearer_auth(&me)).await.status, 204);
    assert_eq!(default().await, "Work");
    let gone = app.delete_as(&me, &format!("/v1/me/addresses/{}", ids[1])).await;
    assert_eq!(gone.status, 204);
    assert_eq!(default().await, "Home");
    let mut changed = address();
    changed["zone"] = Value::Null;
    let path = format!("/v1/me/addresses/{}", ids[0]);
    let changed = app.send_as(&me, Method::PUT, &path, &changed).await.ok();
    assert_eq!(
        (&changed["zone"], &changed["is_default"]),
        (&Value::Null, &json!(true))
    );
}

#[tokio::test]
async fn everything_wrong_with_an_address_is_told_at_once() {
    let app = App::new().await;
    app.shop().await;
    let me = app.customer("layla@example.com").await.access;
    let wrong = json!({
        "region": "ae", "zone": "moon", "recipient": {"name": " ", "phone": "12"},
        "fields": {"area": "\u{200b}", "street": "x", "building": "x".repeat(500), "planet": "Mars"},
    });
    let answer = app.send_as(&me, Method::POST, "/v1/me/addresses", &wrong).await;
    let problem = answer.problem(422, "invalid_body");
    let fields: Vec<(&str, &str)> = problem["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| (field["path"].as_str().unwrap(), field["code"].as_str().unwrap()))
        .collect();
    assert_eq!(
        fields,
        [
            ("zone", "zone_unknown"),
            ("recipient.name", "blank"),
            ("recipient.phone", "invalid_phone"),
            ("fields.area", "address_field_required"),
            ("fields.building", "address_field_too_long"),
            ("fields.planet", "address_field_unknown"),
        ]
    );
    let mut nowhere = address();
    nowhere["region"] = "xx".into();
    let answer = app.send_as(&me, Method::POST, "/v1/me/addresses", &nowhere).await;
    assert_eq!(
        answer.problem(422, "invalid_body")["fields"][0]["code"],
        "unknown_region"
    );
}

#[tokio::test]
async fn wishes_of_a_device_join_those_of_the_account() {
    let app = App::new().await;
    app.shop().await;
    let me = app.customer("layla@example.com").await.access;
    let product = app.get("/v1/stores/ae/products").await.ok()["items"][0]["id"].clone();
    let merge = |ids: Value| {
        let body = json!({ "product_ids": ids });
        let request = app
            .request(Method::POST, "/v1/me/wishlist/merge")
            .bearer_auth(&me);
        app.send(request.json(&body))
    };
    for _ in 0..2 {
        assert_eq!(merge(json!([product, Uuid::nil()])).await.status, 204);
    }
    let list = app.get_as(&me, "/v1/me/wishlist?region=ae").await.ok();
    let items = list["items"].as_array().unwrap();
    assert_eq!((items.len(), &items[0]["product"]["id"]), (1, &product));
    let many: Vec<Uuid> = (0..101).map(Uuid::from_u128).collect();
    merge(json!(many)).await.problem(422, "invalid_body");
    for query in ["?region=xx", ""] {
        let answer = app.get_as(&me, &format!("/v1/me/wishlist{query}")).await;
        answer.problem(422, "invalid_query");
    }
    let unknown = format!("/v1/me/wishlist/{}", Uuid::nil());
    let wish = app.request(Method::PUT, &unknown).bearer_auth(&me);
    app.send(wish).await.problem(404, "not_found");
    let path = format!("/v1/me/wishlist/{}", product.as_str().unwrap());
    for _ in 0..2 {
        assert_eq!(app.delete_as(&me, &path).await.status, 204);
    }
    assert_eq!(
        app.get_as(&me, "/v1/me/wishlist?region=ae").await.ok()["items"],
        json!([])
    );
}

/// Every operation on one's own things, with the id of somebody else's: for whoever asks, it doesn't exist.
#[tokio::test]
async fn what_is_somebody_elses_does_not_exist() {
    let app = App::new().await;
    let (shop, variant) = app.shop().await;
    let layla = app.customer("layla@example.com").await;
    let made = app
        .send_as(&layla.access, Method::POST, "/v1/me/addresses", &address())
        .await
        .ok();
    let sessions = app.get_as(&layla.access, "/v1/me/sessions").await.ok();
    let bag = app.new_cart().await;
    app.add(&bag, variant, 1).await.ok();
    let checkout = app
        .request(Method::POST, "/v1/carts/current/checkout")
        .bearer_auth(&layla.access)
        .header("Cart-Token", &bag)
        .header("Idempotency-Key", "checkout-1")
        .json(&checkout_form(14_000, shop.delivery_date()));
    let placed = app.send(checkout).await.ok();

    let book = format!("/v1/me/addresses/{}", made["id"].as_str().unwrap());
    let session = format!("/v1/me/sessions/{}", sessions["items"][0]["id"].as_str().unwrap());
    let order = format!("/v1/orders/{}", placed["order"]["code"].as_str().unwrap());
    let claim = json!({"code": placed["order"]["code"], "token": "guessed"});
    let attempts = [
        (Method::PUT, book.clone(), Some(address())),
        (Method::PUT, format!("{book}/default"), None),
        (Method::DELETE, book.clone(), None),
        (Method::DELETE, session, None),
        (Method::GET, order.clone(), None),
        (Method::POST, "/v1/me/orders/claim".to_owned(), Some(claim)),
    ];
    let (other, admin) = (
        app.customer("dana@example.com").await.access,
        app.signed_in(Role::Admin).await,
    );
    for (method, path, body) in attempts {
        for stranger in [&other, &admin] {
            let request = app.request(method.clone(), &path).bearer_auth(stranger);
            let request = match &body {
                Some(body) => request.json(body),
                None => request,
            };
            app.send(request).await.problem(404, "not_found");
        }
        let nobody = app.request(method, &path);
        let nobody = match &body {
            Some(body) => nobody.json(body),
            None => nobody,
        };
        let expected = if path == order { 404 } else { 401 };
        assert_eq!(app.send(nobody).await.status.as_u16(), expected, "{path}");
    }
    let mine = app.get_as(&layla.access, "/v1/me/addresses").await.ok();
    assert_eq!(mine["items"][0]["label"], "Home");
    app.refresh(&layla.refresh).await.ok();
    for path in ["/v1/me/addresses", "/v1/me/orders", "/v1/me/wishlist?region=ae"] {
        let theirs = app.get_as(&other, path).await.ok();
        assert_eq!(theirs["items"], json!([]), "{path}");
    }
}
