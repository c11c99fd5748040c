use bytes::Bytes;
use media::{NewAsset, store_asset};
use reqwest::Method;
use reqwest::header::IF_NONE_MATCH;

use crate::app::App;

#[tokio::test]
async fn a_region_tells_what_a_checkout_form_needs() {
    let app = App::new().await;
    let (shop, _) = app.shop().await;
    let regions = app.get("/v1/regions").await.ok();
    assert_eq!(regions["items"][0]["slug"], "ae");
    let store = app.get("/v1/stores/ae").await.ok();
    assert_eq!(
        (store["currency"].as_str(), store["currency_exponent"].as_i64()),
        (Some("AED"), Some(2))
    );
    assert_eq!(store["phone_country_code"], "+971");
    assert_eq!(store["payment_methods"], serde_json::json!(["cod"]));
    assert_eq!(
        store["zones"][0]["shipping_fee"],
        serde_json::json!({"minor": 2000, "currency": "AED"})
    );
    let keys: Vec<&str> = store["address_fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field["key"].as_str().unwrap())
        .collect();
    assert_eq!(keys, ["area", "street", "building", "apartment", "landmark"]);
    assert_eq!(store["zones"][0]["id"], shop.store.zones[0].id.to_string());
}

#[tokio::test]
async fn products_are_listed_and_found_by_the_slug_of_either_language() {
    let app = App::new().await;
    let (_, variant) = app.shop().await;
    let list = app.get("/v1/stores/ae/products?q=box&limit=1").await.ok();
    assert_eq!(
        (list["total"].as_i64(), list["next_cursor"].is_null()),
        (Some(1), true)
    );
    let card = &list["items"][0];
    assert_eq!(card["default_variant_id"], variant.to_string());
    assert_eq!(
        (card["badge"].as_str(), card["availability"].as_str()),
        (Some("low_stock"), Some("low_stock"))
    );
    for language in ["en", "ar"] {
        let slug = card["slug"][language].as_str().unwrap();
        let product = app.get(&format!("/v1/stores/ae/products/{slug}")).await.ok();
        assert_eq!(product["id"], card["id"]);
        assert_eq!(product["variants"][0]["units_left"], 5);
        assert_eq!(
            product["vat_note"],
            serde_json::json!({"rate_bp": 500, "included": true})
        );
    }
    let home = app.get("/v1/stores/ae/home").await.ok();
    assert_eq!(home["categories"][0]["product_count"], 1);
    let category = home["categories"][0]["slug"]["ar"].as_str().unwrap();
    assert_eq!(
        app.get(&format!("/v1/stores/ae/categories/{category}"))
            .await
            .ok()["id"],
        home["categories"][0]["id"]
    );
    assert_eq!(
        app.get("/v1/stores/ae/categories").await.ok()["items"],
        home["categories"]
    );
}

#[tokio::test]
async fn the_calendar_says_why_a_day_is_closed() {
    let app = App::new().await;
    app.shop().await;
    let days = app
        .get("/v1/stores/ae/delivery-days?zone=dubai&lead_days=2")
        .await
        .ok();
    let (first, third) = (&days["items"][0], &days["items"][2]);
    assert_eq!(
        (first["date"].as_str(), first["reason"]["code"].as_str()),
        (Some("2026-03-01"), Some("lead_time"))
    );
    assert!(!first["reason"]["text"]["ar"].as_str().unwrap().is_empty());
    assert_eq!(
        (third["is_available"].as_bool(), third["reason"].is_null()),
        (Some(true), true)
    );
    for (query, path) in [("zone=dubai&lead_days=31", "lead_days"), ("lead_days=1", "zone")] {
        let problem = app
            .get(&format!("/v1/stores/ae/delivery-days?{query}"))
            .await
            .problem(422, "invalid_query");
        assert_eq!(problem["fields"][0]["path"], path);
    }
}

#[tokio::test]
async fn files_are_served_to_be_kept_for_ever() {
    let app = App::new().await;
    let drawing = NewAsset {
        key: "demo/rose.svg".into(),
        content_type: "image/svg+xml".into(),
        bytes: Bytes::from_static(b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        width: 10,
        height: 10,
    };
    let state = app.server.state();
    store_asset(&state.db, &app.ctx, &*state.media, drawing)
        .await
        .unwrap();
    let answer = app.get("/media/demo/rose.svg").await;
    assert_eq!(
        (answer.header("content-type"), answer.text.starts_with("<svg")),
        ("image/svg+xml", true)
    );
    assert_eq!(
        answer.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert!(
        answer.header("content-security-policy").contains("sandbox"),
        "a drawing opened by itself runs nothing"
    );
    let again = app
        .request(Method::GET, "/media/demo/rose.svg")
        .header(IF_NONE_MATCH, answer.header("etag"));
    assert_eq!(app.send(again).await.status, 304);
}
