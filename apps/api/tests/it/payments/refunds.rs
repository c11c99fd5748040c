//! Money given back by staff, each within their limits.

use chrono::TimeDelta;
use payments::gateway::RefundId;
use rbac::Level;
use serde_json::{Value, json};

use super::till::{Clerk, TOTAL, Till};

fn limits(minor: i64) -> Value {
    json!({"limits": [{"minor": minor, "currency": "AED"}]})
}

fn path(of: &Clerk) -> String {
    format!("/refund-limits/{}", of.id)
}

#[tokio::test]
async fn a_refund_is_asked_for_once_and_counts_when_the_provider_paid_it_out() {
    let till = Till::open().await;
    let order = till.paid().await;
    let answer = till.give_back(&till.owner, &order, 4_000, "refund-0001").await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let refund = answer.json();
    assert_eq!(
        (
            &refund["state"],
            &refund["cause"],
            &refund["amount"]["minor"],
            &refund["requested_by"]["name"]
        ),
        (
            &json!("requested"),
            &json!("staff"),
            &json!(4_000),
            &json!("Olga")
        )
    );
    let again = till
        .give_back(&till.owner, &order, 4_000, "refund-0001")
        .await
        .ok();
    assert_eq!(again["id"], refund["id"]);
    till.give_back(&till.owner, &order, 5_000, "refund-0001")
        .await
        .problem(422, "idempotency_key_reused");
    let body = json!({"amount": {"minor": 1, "currency": "AED"}, "reason": "Wilted", "restock": false});
    let without_key = till
        .post(&till.owner, &format!("/orders/{}/refunds", order.id), &body)
        .await;
    without_key.problem(422, "idempotency_key_required");
    let too_much = till
        .give_back(&till.owner, &order, TOTAL - 3_999, "refund-0002")
        .await;
    assert_eq!(
        too_much.problem(409, "refund_too_much")["left"]["minor"],
        TOTAL - 4_000
    );
    for minor in [0, -1] {
        let nothing = till
            .give_back(&till.owner, &order, minor, &format!("refund-no{minor}"))
            .await;
        nothing.problem(409, "refund_too_much");
    }
    assert_eq!(till.logged("payments.refund").await, 1);

    till.app.work().await;
    let money = till.money(&till.owner, &order).await.ok();
    assert_eq!(
        (
            &money["refunds"][0]["state"],
            &money["intent"]["refunding"]["minor"],
            &money["intent"]["refunded"]["minor"]
        ),
        (&json!("pending_provider"), &json!(4_000), &json!(0))
    );
    let provider_id = money["refunds"][0]["provider_refund_id"].as_str().unwrap();
    till.app
        .provider
        .decide_refund(&RefundId::parse(provider_id).unwrap(), true);
    let (db, ctx) = (till.app.test.db(), &till.app.ctx);
    let id: kernel::RefundId = refund["id"].as_str().unwrap().parse().unwrap();
    orders::payment::refund::advance(db, ctx, &till.app.gateways, id)
        .await
        .unwrap();
    let money = till.money(&till.owner, &order).await.ok();
    assert_eq!(
        (
            &money["refunds"][0]["state"],
            &money["intent"]["state"],
            &money["refundable"]["minor"]
        ),
        (
            &json!("refunded"),
            &json!("partially_refunded"),
            &json!(TOTAL - 4_000)
        )
    );
}

#[tokio::test]
async fn nobody_gives_back_more_in_a_day_than_they_may() {
    let till = Till::open().await;
    let (order, clerk) = (till.paid().await, till.clerk(Level::Manage, None).await);
    let refused = till.give_back(&clerk, &order, 1, "refund-0001").await;
    assert_eq!(refused.problem(403, "refund_beyond_limit")["left"]["minor"], 0);
    assert_eq!(till.money(&clerk, &order).await.ok()["limit_left"]["minor"], 0);

    till.put(&clerk, &path(&clerk), &limits(5_000))
        .await
        .problem(403, "forbidden");
    let set = till.put(&till.owner, &path(&clerk), &limits(5_000)).await.ok();
    assert_eq!(
        (&set["is_unlimited"], &set["limits"], &set["given"][0]["minor"]),
        (&json!(false), &limits(5_000)["limits"], &json!(0))
    );
    till.give_back(&clerk, &order, 3_000, "refund-0002").await.ok();
    let beyond = till.give_back(&clerk, &order, 2_001, "refund-0003").await;
    assert_eq!(beyond.problem(403, "refund_beyond_limit")["left"]["minor"], 2_000);
    assert_eq!(
        till.money(&clerk, &order).await.ok()["limit_left"]["minor"],
        2_000
    );
    // A repeat isn't another refund, even when nothing is left.
    till.give_back(&clerk, &order, 2_000, "refund-0004").await.ok();
    till.give_back(&clerk, &order, 2_000, "refund-0004").await.ok();
    let told = till.get(&till.owner, &path(&clerk)).await.ok();
    assert_eq!(told["given"][0]["minor"], 5_000);
    // Each day anew.
    till.app
        .clock
        .advance(TimeDelta::hours(24) + TimeDelta::seconds(1));
    let owner = till.again(&till.owner).await;
    assert_eq!(till.get(&owner, &path(&clerk)).await.ok()["given"][0]["minor"], 0);
}

#[tokio::test]
async fn limits_are_set_by_owners_for_staff_and_logged() {
    let till = Till::open().await;
    let clerk = till.clerk(Level::Manage, None).await;
    let owner = till.get(&till.owner, &path(&till.owner)).await.ok();
    assert_eq!(
        (&owner["is_unlimited"], &owner["limits"]),
        (&json!(true), &json!([]))
    );
    till.put(&till.owner, &path(&clerk), &limits(5_000)).await.ok();
    till.app.clock.advance(TimeDelta::minutes(1));
    till.put(
        &till.owner,
        &path(&clerk),
        &json!({"limits": [
            {"minor": 100, "currency": "SAR"}, {"minor": 7_000, "currency": "AED"},
        ]}),
    )
    .await
    .ok();
    let entries = till
        .get(&till.owner, "/audit?action=payments.refund_limit")
        .await
        .ok();
    assert_eq!(entries["total"], 2);
    assert_eq!(
        entries["items"][0]["before"],
        json!({"daily_minor": {"AED": 5_000}})
    );
    assert_eq!(
        entries["items"][0]["after"],
        json!({"daily_minor": {"AED": 7_000, "SAR": 100}})
    );
    for (body, field) in [
        (
            json!({"limits": [{"minor": -1, "currency": "AED"}]}),
            "limits[0].minor",
        ),
        (
            json!({"limits": [{"minor": 1, "currency": "AED"}, {"minor": 2, "currency": "AED"}]}),
            "limits[1].currency",
        ),
        (
            json!({"limits": [{"minor": 1, "currency": "USD"}]}),
            "limits[0].currency",
        ),
    ] {
        let problem = till.put(&till.owner, &path(&clerk), &body).await;
        assert_eq!(problem.problem(422, "invalid_body")["fields"][0]["path"], field);
    }
    let customer = till.app.customer("layla@example.com").await;
    let id = customer.account["id"].as_str().unwrap();
    till.put(&till.owner, &format!("/refund-limits/{id}"), &limits(1))
        .await
        .problem(404, "not_found");
    till.get(&till.owner, &format!("/refund-limits/{id}"))
        .await
        .problem(404, "not_found");
}

#[tokio::test]
async fn goods_come_back_only_when_the_order_is_over_and_all_money_goes_back() {
    let till = Till::open().await;
    let order = till.paid().await;
    let ask = |minor: i64| json!({"amount": {"minor": minor, "currency": "AED"}, "reason": "Unwanted", "restock": true});
    let path = format!("/v1/admin/orders/{}/refunds", order.id);
    let part = till
        .app
        .post_as(&till.owner.token, &path, "refund-0001", &ask(1))
        .await;
    assert_eq!(
        part.problem(422, "invalid_body")["fields"][0]["code"],
        "restock_needs_full_refund"
    );
    let early = till
        .app
        .post_as(&till.owner.token, &path, "refund-0002", &ask(TOTAL))
        .await;
    early.problem(409, "goods_on_the_way");
    let silent = json!({"amount": {"minor": 1, "currency": "AED"}, "reason": " ", "restock": false});
    let silent = till
        .app
        .post_as(&till.owner.token, &path, "refund-0003", &silent)
        .await;
    assert_eq!(
        silent.problem(422, "invalid_body")["fields"][0]["code"],
        "reason_required"
    );
    let unpaid = till.waiting().await;
    till.give_back(&till.owner, &unpaid, 1, "refund-0004")
        .await
        .problem(409, "refund_too_much");
}
