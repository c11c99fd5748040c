use accounts::Role;
use kernel::VariantId;
use promos::fixtures::{NewPromoCode, ensure_promo_code};
use reqwest::Method;
use serde_json::{Value, json};

use crate::app::{Answer, App, checkout_form};

impl App {
    pub async fn new_cart(&self) -> String {
        let answer = self.post("/v1/stores/ae/carts", &json!({})).await;
        assert_eq!(answer.status, 201);
        answer.json()["token"].as_str().unwrap().to_owned()
    }

    async fn cart(&self, method: Method, path: &str, token: &str, body: Option<&Value>) -> Answer {
        let request = self
            .request(method, &format!("/v1/carts/current{path}"))
            .header("Cart-Token", token);
        self.send(match body {
            Some(body) => request.json(body),
            None => request,
        })
        .await
    }

    pub async fn add(&self, token: &str, variant: VariantId, quantity: i32) -> Answer {
        let line = json!({"variant_id": variant, "quantity": quantity});
        self.cart(Method::POST, "/lines", token, Some(&line)).await
    }

    pub async fn checkout(&self, token: &str, key: &str, form: &Value) -> Answer {
        let request = self.request(Method::POST, "/v1/carts/current/checkout");
        self.send(
            request
                .header("Cart-Token", token)
                .header("Idempotency-Key", key)
                .json(form),
        )
        .await
    }
}

#[tokio::test]
async fn a_bag_is_filled_changed_and_emptied() {
    let app = App::new().await;
    let (_, variant) = app.shop().await;
    let token = app.new_cart().await;
    let empty = app.cart(Method::GET, "", &token, None).await.ok();
    assert_eq!(
        (empty["region"].as_str(), empty["problems"][0]["code"].as_str()),
        (Some("ae"), Some("cart_empty"))
    );

    let line =
        json!({"variant_id": variant, "quantity": 1, "gift_message": "With love", "custom_name": "Noor"});
    app.cart(Method::POST, "/lines", &token, Some(&line)).await.ok();
    let cart = app.cart(Method::POST, "/lines", &token, Some(&line)).await.ok();
    let id = cart["lines"][0]["id"].as_str().unwrap();
    assert_eq!(
        (
            cart["lines"].as_array().unwrap().len(),
            cart["item_count"].as_i64()
        ),
        (1, Some(2))
    );
    assert_eq!(cart["lines"][0]["subtotal"]["minor"], 2 * (12_000 + 1_000));
    assert_eq!(
        (
            cart["lines"][0]["max_quantity"].as_i64(),
            cart["lines"][0]["gift_message"].as_str()
        ),
        (Some(5), Some("With love"))
    );
    assert_eq!(
        (
            cart["totals"]["shipping"]["minor"].as_i64(),
            cart["totals"]["shipping_is_estimate"].as_bool()
        ),
        (Some(0), Some(true))
    );

    let one = app
        .cart(
            Method::PATCH,
            &format!("/lines/{id}"),
            &token,
            Some(&json!({"quantity": 1, "custom_name": ""})),
        )
        .await
        .ok();
    assert_eq!(
        (
            one["lines"][0]["custom_name"].is_null(),
            one["totals"]["total"]["minor"].as_i64()
        ),
        (true, Some(14_000))
    );
    let quote = app
        .cart(Method::POST, "/quote", &token, Some(&json!({"zone": "dubai"})))
        .await
        .ok();
    assert_eq!(quote["totals"]["shipping_is_estimate"], false);
    let codes: Vec<&str> = quote["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["code"].as_str().unwrap())
        .collect();
    assert!(
        codes.contains(&"contact_phone_invalid") && codes.contains(&"delivery_date_required"),
        "{codes:?}"
    );
    for _ in 0..2 {
        let gone = app
            .cart(Method::DELETE, &format!("/lines/{id}"), &token, None)
            .await
            .ok();
        assert_eq!(gone["lines"], json!([]));
    }
}

#[tokio::test]
async fn a_repeated_addition_with_its_key_adds_nothing() {
    let app = App::new().await;
    let (_, variant) = app.shop().await;
    let token = app.new_cart().await;
    let add = |quantity: i32| {
        let request = app
            .request(Method::POST, "/v1/carts/current/lines")
            .header("Cart-Token", &token);
        let body = json!({"variant_id": variant, "quantity": quantity});
        app.send(request.header("Idempotency-Key", "add-0001").json(&body))
    };
    for _ in 0..2 {
        assert_eq!(add(1).await.ok()["item_count"], 1);
    }
    add(2).await.problem(422, "idempotency_key_reused");
}

#[tokio::test]
async fn a_bag_refuses_what_it_cannot_hold() {
    let app = App::new().await;
    let (_, variant) = app.shop().await;
    let token = app.new_cart().await;
    let problem = app.add(&token, variant, 6).await.problem(409, "out_of_stock");
    assert_eq!(
        problem["lines"],
        json!([{"line_id": null, "variant_id": variant, "requested": 6, "available": 5}])
    );
    let unknown: VariantId = uuid::Uuid::from_u128(7).into();
    app.add(&token, unknown, 1).await.problem(404, "not_found");
    let none = app.add(&token, variant, 0).await.problem(422, "invalid_body");
    assert_eq!(
        (
            none["fields"][0]["path"].as_str(),
            none["fields"][0]["code"].as_str()
        ),
        (Some("quantity"), Some("quantity_out_of_range"))
    );

    app.get("/v1/carts/current")
        .await
        .problem(401, "cart_token_missing");
    app.cart(Method::GET, "", "guessed", None)
        .await
        .problem(404, "cart_not_found");
    app.cart(
        Method::PATCH,
        "/lines/not-an-id",
        &token,
        Some(&json!({"quantity": 1})),
    )
    .await
    .problem(404, "not_found");
}

#[tokio::test]
async fn a_promo_code_is_taken_or_refused_with_the_reason() {
    let app = App::new().await;
    let (_, variant) = app.shop().await;
    ensure_promo_code(app.test.db(), &app.ctx, NewPromoCode::percentage("TEN", 1_000))
        .await
        .unwrap();
    let token = app.new_cart().await;
    app.add(&token, variant, 1).await.ok();
    let promo = |code: &str| json!({ "code": code });
    let cart = app
        .cart(Method::PUT, "/promo", &token, Some(&promo(" ten ")))
        .await
        .ok();
    assert_eq!(
        (
            cart["promo"]["status"].as_str(),
            cart["totals"]["discount"]["minor"].as_i64()
        ),
        (Some("applied"), Some(1_200))
    );
    let refused = app
        .cart(Method::PUT, "/promo", &token, Some(&promo("NOPE")))
        .await
        .problem(409, "promo_not_applicable");
    assert_eq!(refused["fields"][0]["code"], "promo_unknown");
    let still = app.cart(Method::GET, "", &token, None).await.ok();
    assert_eq!(still["promo"]["code"], "TEN", "the bag stays as it is");
    assert!(app.cart(Method::DELETE, "/promo", &token, None).await.ok()["promo"].is_null());
}

#[tokio::test]
async fn checkout_makes_one_order_that_its_link_shows() {
    let app = App::new().await;
    let (shop, variant) = app.shop().await;
    let token = app.new_cart().await;
    app.add(&token, variant, 2).await.ok();
    let form = checkout_form(26_000, shop.delivery_date());
    let placed = app.checkout(&token, "checkout-1", &form).await;
    assert_eq!(placed.status, 201, "{}", placed.text);
    let answer = placed.json();
    let (code, link) = (
        answer["order"]["code"].as_str().unwrap(),
        answer["link_token"].as_str().unwrap(),
    );

    let again = app.checkout(&token, "checkout-1", &form).await;
    assert_eq!(
        (again.status.as_u16(), again.json()["order"]["code"].as_str()),
        (200, Some(code))
    );
    let other_key = app.checkout(&token, "checkout-2", &form).await;
    assert_eq!(
        (
            other_key.status.as_u16(),
            other_key.json()["order"]["code"].as_str()
        ),
        (200, Some(code))
    );
    let ordered = app
        .cart(Method::GET, "", &token, None)
        .await
        .problem(409, "cart_ordered");
    assert_eq!(ordered["order_code"], code);

    let path = format!("/v1/orders/{code}");
    let order = app
        .send(app.request(Method::GET, &path).header("Order-Token", link))
        .await
        .ok();
    assert_eq!(order, answer["order"]);
    assert_eq!(
        (order["status"].as_str(), order["contact"]["phone"].as_str()),
        (Some("placed"), Some("+971501234567"))
    );
    assert_eq!(order["recipient"]["name"], "Layla Hassan");
    app.get(&path).await.problem(404, "not_found");
    app.send(app.request(Method::GET, &path).header("Order-Token", "guessed"))
        .await
        .problem(404, "not_found");
}

#[tokio::test]
async fn checkout_refuses_with_everything_a_customer_must_know() {
    let app = App::new().await;
    let (shop, variant) = app.shop().await;
    let token = app.new_cart().await;
    app.add(&token, variant, 1).await.ok();
    let form = checkout_form(14_000, shop.delivery_date());

    let mut wrong = form.clone();
    wrong["contact"] = json!({"name": " ", "phone": "12"});
    wrong["address"] = json!({"area": "Jumeirah 1", "planet": "Mars"});
    wrong["delivery_date"] = json!("2026-03-01");
    let problem = app
        .checkout(&token, "checkout-1", &wrong)
        .await
        .problem(422, "checkout_invalid");
    let paths: Vec<&str> = problem["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field["path"].as_str().unwrap())
        .collect();
    for path in [
        "contact.name",
        "contact.phone",
        "address.street",
        "address.building",
        "address.planet",
        "delivery_date",
    ] {
        assert!(paths.contains(&path), "{path} in {paths:?}");
    }
    assert!(
        problem["fields"]
            .as_array()
            .unwrap()
            .iter()
            .all(|field| !field["message"]["ar"].as_str().unwrap().is_empty())
    );

    let mut cheap = form.clone();
    cheap["expected_total"]["minor"] = json!(1);
    let changed = app
        .checkout(&token, "checkout-2", &cheap)
        .await
        .problem(409, "total_changed");
    assert_eq!(changed["cart"]["totals"]["total"]["minor"], 14_000);

    let missing = app.cart(Method::POST, "/checkout", &token, Some(&form)).await;
    missing.problem(422, "idempotency_key_required");
    app.checkout(&token, "short", &form)
        .await
        .problem(422, "idempotency_key_required");

    let rival = app.new_cart().await;
    app.add(&rival, variant, 5).await.ok();
    assert_eq!(
        app.checkout(&rival, "checkout-3", &checkout_form(60_000, shop.delivery_date()))
            .await
            .status,
        201
    );
    let short = app
        .checkout(&token, "checkout-4", &form)
        .await
        .problem(409, "out_of_stock");
    assert_eq!(
        short["lines"],
        json!([{"line_id": null, "variant_id": variant, "requested": 1, "available": 0}])
    );
}

#[tokio::test]
async fn a_customers_orders_are_listed_for_that_customer_only() {
    let app = App::new().await;
    let (shop, variant) = app.shop().await;
    let (customer, other) = (
        app.signed_in(Role::Customer).await,
        app.signed_in(Role::Manager).await,
    );
    let token = app.new_cart().await;
    app.add(&token, variant, 1).await.ok();
    let request = app
        .request(Method::POST, "/v1/carts/current/checkout")
        .bearer_auth(&customer);
    let request = request
        .header("Cart-Token", &token)
        .header("Idempotency-Key", "checkout-1");
    let placed = app
        .send(request.json(&checkout_form(14_000, shop.delivery_date())))
        .await
        .ok();
    let code = placed["order"]["code"].as_str().unwrap();

    let mine = app.get_as(&customer, "/v1/me/orders").await.ok();
    assert_eq!(
        (mine["total"].as_i64(), mine["items"][0]["code"].as_str()),
        (Some(1), Some(code))
    );
    assert_eq!(app.get_as(&other, "/v1/me/orders").await.ok()["total"], 0);
    assert_eq!(
        app.get_as(&customer, &format!("/v1/orders/{code}")).await.ok()["code"],
        code
    );
    app.get_as(&other, &format!("/v1/orders/{code}"))
        .await
        .problem(404, "not_found");
    app.get_as("expired", &format!("/v1/orders/{code}"))
        .await
        .problem(401, "unauthenticated");
}
