use accounts::Role;
use serde_json::{Value, json};

use crate::app::{App, checkout_form};

struct Placed {
    admin: String,
    link: String,
    order: Value,
}

/// One order of 140.00 dirhams and an admin to work on it.
async fn placed(app: &App) -> Placed {
    let (shop, variant) = app.shop().await;
    let admin = app.signed_in(Role::Admin).await;
    let token = app.new_cart().await;
    app.add(&token, variant, 1).await.ok();
    let answer = app
        .checkout(&token, "checkout-1", &checkout_form(14_000, shop.delivery_date()))
        .await
        .ok();
    let id = answer["order"]["id"].as_str().unwrap();
    let order = app.get_as(&admin, &format!("/v1/admin/orders/{id}")).await.ok();
    Placed {
        admin,
        link: answer["link_token"].as_str().unwrap().to_owned(),
        order,
    }
}

impl Placed {
    fn path(&self, rest: &str) -> String {
        format!("/v1/admin/orders/{}{rest}", self.order["id"].as_str().unwrap())
    }
}

#[tokio::test]
async fn staff_find_an_order_and_see_what_can_be_done() {
    let app = App::new().await;
    let placed = placed(&app).await;
    let code = placed.order["code"].as_str().unwrap();
    for query in [
        "",
        "?status=placed",
        "?region=ae",
        "?q=Layla",
        &format!("?q={code}"),
        "?from=2026-03-01&to=2026-03-01",
        "?sort=delivery_date",
    ] {
        let list = app
            .get_as(&placed.admin, &format!("/v1/admin/orders{query}"))
            .await
            .ok();
        assert_eq!(
            (list["total"].as_i64(), list["items"][0]["code"].as_str()),
            (Some(1), Some(code)),
            "{query}"
        );
        assert_eq!(list["status_counts"], json!({"placed": 1}));
    }
    assert_eq!(
        app.get_as(&placed.admin, "/v1/admin/orders?status=delivered")
            .await
            .ok()["total"],
        0
    );
    for (query, path) in [
        ("region=xx", "region"),
        ("status=lost", "status"),
        ("limit=0", "limit"),
        ("from=2026-03-02&to=2026-03-01", "to"),
        ("cursor=x", "cursor"),
    ] {
        let problem = app
            .get_as(&placed.admin, &format!("/v1/admin/orders?{query}"))
            .await
            .problem(422, "invalid_query");
        assert_eq!(problem["fields"][0]["path"], path, "{query}");
    }
    let next: Vec<&str> = placed.order["next_statuses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|next| next["to"].as_str().unwrap())
        .collect();
    assert_eq!(next, ["preparing", "on_hold", "cancelled"]);
}

#[tokio::test]
async fn an_order_is_moved_along_and_its_customer_sees_no_names() {
    let app = App::new().await;
    let placed = placed(&app).await;
    let moves = [
        ("preparing", json!({})),
        ("out_for_delivery", json!({})),
        ("delivered", json!({"cash_collected": true})),
    ];
    let mut order = placed.order.clone();
    for (index, (to, more)) in moves.into_iter().enumerate() {
        let mut body = json!({"to": to, "version": order["version"]});
        body.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let key = format!("transition-{index}");
        order = app
            .post_as(&placed.admin, &placed.path("/transitions"), &key, &body)
            .await
            .ok();
        let again = app
            .post_as(&placed.admin, &placed.path("/transitions"), &key, &body)
            .await
            .ok();
        assert_eq!(
            (order["status"].as_str(), &again),
            (Some(to), &order),
            "repeating changes nothing"
        );
    }
    assert_eq!(order["payment_status"], "paid");
    app.post_as(
        &placed.admin,
        &placed.path("/notes"),
        "note-0001",
        &json!({"text": "Rang twice."}),
    )
    .await
    .ok();

    let code = order["code"].as_str().unwrap();
    let request = app
        .request(reqwest::Method::GET, &format!("/v1/orders/{code}"))
        .header("Order-Token", &placed.link);
    let seen = app.send(request).await.ok();
    assert_eq!(seen["status"], "delivered");
    let text = seen["timeline"].to_string();
    assert!(
        !text.contains("Test admin") && !text.contains("Rang twice"),
        "{text}"
    );
    let staff = app.get_as(&placed.admin, &placed.path("")).await.ok()["timeline"].to_string();
    assert!(
        staff.contains("Test admin") && staff.contains("Rang twice"),
        "{staff}"
    );
}

#[tokio::test]
async fn moves_that_cannot_be_are_refused() {
    let app = App::new().await;
    let placed = placed(&app).await;
    let refused = [
        (
            json!({"to": "delivered", "version": 1}),
            409,
            "illegal_transition",
            "",
        ),
        (json!({"to": "preparing", "version": 7}), 409, "stale_version", ""),
        (
            json!({"to": "cancelled", "version": 1, "restock": true}),
            422,
            "invalid_body",
            "reason",
        ),
        (
            json!({"to": "cancelled", "version": 1, "reason": "Asked to"}),
            422,
            "invalid_body",
            "restock",
        ),
        (json!({"to": "lost", "version": 1}), 422, "invalid_body", "to"),
        (
            json!({"to": "preparing", "version": 1, "by": "me"}),
            422,
            "invalid_body",
            "by",
        ),
    ];
    for (index, (body, status, code, path)) in refused.into_iter().enumerate() {
        let answer = app
            .post_as(
                &placed.admin,
                &placed.path("/transitions"),
                &format!("transition-{index}"),
                &body,
            )
            .await;
        let problem = answer.problem(status, code);
        assert_eq!(
            problem["fields"][0]["path"].as_str().unwrap_or_default(),
            path,
            "{body}"
        );
    }
    app.post_as(
        &placed.admin,
        &placed.path("/notes"),
        "note-0001",
        &json!({"text": " "}),
    )
    .await
    .problem(422, "invalid_body");
    let cancel = json!({"to": "cancelled", "version": 1, "reason": "Asked to", "restock": true});
    let order = app
        .post_as(
            &placed.admin,
            &placed.path("/transitions"),
            "transition-ok",
            &cancel,
        )
        .await
        .ok();
    assert_eq!(
        (order["status"].as_str(), order["payment_status"].as_str()),
        (Some("cancelled"), Some("void"))
    );
}
