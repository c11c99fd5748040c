//! Attempts found, verified and looked into; alerts; settings.

use chrono::TimeDelta;
use kernel::{Currency, Money};
use rbac::Level;
use serde_json::{Value, json};

use super::till::{TOTAL, Till};

fn codes(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["order"]["code"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn stuck_attempts_come_first_and_lists_narrow_down() {
    let mut till = Till::open().await;
    let (old, paid) = (till.waiting().await, till.paid().await);
    till.app.clock.advance(TimeDelta::hours(25));
    till.owner = till.again(&till.owner).await;
    let new = till.waiting().await;
    let list = till.get(&till.owner, "/payments").await.ok();
    assert_eq!(codes(&list), [&old.code, &new.code, &paid.code]);
    assert_eq!(list["state_counts"], json!({"paid": 1, "pending": 2}));
    assert_eq!((&list["total"], &list["stuck_count"]), (&json!(3), &json!(1)));
    let first = &list["items"][0];
    assert_eq!(
        (
            &first["is_stuck"],
            &first["region"],
            &first["channel"],
            &first["amount"]["minor"]
        ),
        (&json!(true), &json!("ae"), &json!("kn"), &json!(TOTAL))
    );
    // Page by page, while time goes on, nothing is shown twice.
    let (mut seen, mut path) = (Vec::new(), "/payments?limit=1".to_owned());
    loop {
        let page = till.get(&till.owner, &path).await.ok();
        seen.extend(codes(&page).into_iter().map(str::to_owned));
        till.app.clock.advance(TimeDelta::minutes(1));
        let Some(next) = page["next_cursor"].as_str() else {
            break;
        };
        path = format!("/payments?limit=1&cursor={next}");
    }
    assert_eq!(seen, [&*old.code, &*new.code, &*paid.code]);
    for (query, expected) in [
        ("state=paid", vec![&*paid.code]),
        ("stuck=true", vec![&*old.code]),
        ("region=ae&state=pending", vec![&*old.code, &*new.code]),
        ("region=sa", vec![]),
        ("q=Layla&state=paid", vec![&*paid.code]),
        (&format!("q={}", new.code), vec![&*new.code]),
        (&format!("q={}", paid.invoice), vec![&*paid.code]),
        ("q=%25", vec![]),
    ] {
        let list = till.get(&till.owner, &format!("/payments?{query}")).await.ok();
        assert_eq!(codes(&list), expected, "{query}");
        assert_eq!(list["total"], expected.len(), "{query}");
    }
    for (query, field) in [
        ("state=lost", "state"),
        ("limit=0", "limit"),
        ("cursor=x", "cursor"),
        ("stuck=1", "stuck"),
    ] {
        let problem = till.get(&till.owner, &format!("/payments?{query}")).await;
        let problem = problem.problem(422, "invalid_query");
        assert_eq!(problem["fields"][0]["path"], field, "{query}");
    }
}

#[tokio::test]
async fn what_the_provider_says_is_asked_for_shown_and_logged() {
    let till = Till::open().await;
    let order = till.waiting().await;
    let attempt = till.attempt(&order).await;
    assert_eq!(
        till.verify(&till.owner, &attempt).await.ok()["outcome"],
        "pending"
    );
    till.app.provider.approve(&order.invoice);
    for _ in 0..2 {
        let answer = till.verify(&till.owner, &attempt).await.ok();
        assert_eq!(
            (
                &answer["outcome"],
                &answer["payment"]["state"],
                &answer["payment"]["order"]["status"]
            ),
            (&json!("paid"), &json!("paid"), &json!("placed"))
        );
    }
    assert_eq!(till.logged("payments.verify").await, 3);
    let money = till.money(&till.owner, &order).await.ok();
    assert_eq!(
        (
            &money["intent"]["state"],
            &money["intent"]["captured"]["minor"],
            &money["refundable"]["minor"]
        ),
        (&json!("paid"), &json!(TOTAL), &json!(TOTAL))
    );
    assert_eq!(money["limit_left"], Value::Null);
    assert!(money["attempts"][0]["settled_at"].is_string());
    let kinds: Vec<&str> = money["ledger"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["kind"].as_str().unwrap())
        .collect();
    assert!(kinds.contains(&"sale") && kinds.contains(&"capture"), "{kinds:?}");
    let sum = |side: &str| -> i64 {
        let rows = money["ledger"].as_array().unwrap();
        rows.iter().map(|row| row[side]["minor"].as_i64().unwrap()).sum()
    };
    assert_eq!(sum("debit"), sum("credit"));
    let events = money["events"].as_array().unwrap();
    let mut said: Vec<&str> = events
        .iter()
        .map(|event| event["kind"].as_str().unwrap())
        .collect();
    said.sort_unstable();
    assert_eq!(said, ["execute", "poll", "poll"], "the same words are kept once");
    assert!(
        !money["events"].to_string().contains("Layla"),
        "names were left out"
    );
}

#[tokio::test]
async fn payments_are_for_those_who_hold_them_in_the_region() {
    let till = Till::open().await;
    let order = till.waiting().await;
    let attempt = till.attempt(&order).await;
    let (viewer, there) = (
        till.clerk(Level::View, None).await,
        till.clerk(Level::Manage, Some(till.elsewhere)).await,
    );
    till.money(&viewer, &order).await.ok();
    till.verify(&viewer, &attempt).await.problem(403, "forbidden");
    till.give_back(&viewer, &order, 1, "refund-viewer")
        .await
        .problem(403, "forbidden");
    let list = till.get(&there, "/payments").await.ok();
    assert_eq!((&list["total"], &list["state_counts"]), (&json!(0), &json!({})));
    till.money(&there, &order).await.problem(404, "not_found");
    till.verify(&there, &attempt).await.problem(404, "not_found");
    till.give_back(&there, &order, 1, "refund-there")
        .await
        .problem(404, "not_found");
    let report = "/payment-reports/daily?region=ae&date=2026-03-01";
    till.get(&there, report).await.problem(404, "not_found");
    till.get(&there, "/payment-settings/ae/channels")
        .await
        .problem(404, "not_found");
    let settings = till.get(&there, "/payment-settings").await.ok();
    assert_eq!(settings["items"].as_array().unwrap().len(), 1);
    assert_eq!(settings["items"][0]["region"], "sa");
    assert_eq!(till.logged("payments").await, 0);
}

#[tokio::test]
async fn an_altered_amount_waits_until_somebody_has_looked() {
    let till = Till::open().await;
    let order = till.waiting().await;
    let attempt = till.attempt(&order).await;
    till.app.provider.approve(&order.invoice);
    till.app
        .provider
        .alter_amount(&order.invoice, Money::new(1, Currency::Aed));
    assert_eq!(
        till.verify(&till.owner, &attempt).await.ok()["outcome"],
        "mismatch"
    );
    let stuck = till.get(&till.owner, "/payments?stuck=true").await.ok();
    assert_eq!(
        (&stuck["stuck_count"], &stuck["items"][0]["state"]),
        (&json!(1), &json!("integrity_failure"))
    );
    let there = till.clerk(Level::Manage, Some(till.elsewhere)).await;
    assert_eq!(till.get(&there, "/payment-alerts").await.ok()["total"], 0);
    let alerts = till.get(&till.owner, "/payment-alerts").await.ok();
    let alert = &alerts["items"][0];
    assert_eq!(
        (
            &alerts["total"],
            &alert["kind"],
            &alert["order"]["code"],
            &alert["region"],
            &alert["resolution"]
        ),
        (
            &json!(1),
            &json!("integrity_failure"),
            &json!(order.code),
            &json!("ae"),
            &Value::Null
        )
    );
    let path = format!("/payment-alerts/{}/resolve", alert["id"].as_str().unwrap());
    let words = json!({"resolution": "The provider mixed two invoices up."});
    till.post(&there, &path, &words).await.problem(404, "not_found");
    let blank = till.post(&till.owner, &path, &json!({"resolution": " "})).await;
    assert_eq!(
        blank.problem(422, "invalid_body")["fields"][0]["path"],
        "resolution"
    );
    let resolved = till.post(&till.owner, &path, &words).await.ok();
    assert_eq!(
        (
            &resolved["resolution"]["by"]["name"],
            &resolved["resolution"]["text"]
        ),
        (&json!("Olga"), &words["resolution"])
    );
    till.post(&till.owner, &path, &words)
        .await
        .problem(409, "alert_resolved");
    assert_eq!(till.get(&till.owner, "/payment-alerts").await.ok()["total"], 0);
    assert_eq!(
        till.get(&till.owner, "/payment-alerts?open=false").await.ok()["items"][0],
        resolved
    );
    assert_eq!(till.get(&till.owner, "/payments").await.ok()["stuck_count"], 0);
    assert_eq!(till.logged("payments.resolve_alert").await, 1);
}

#[tokio::test]
async fn settings_say_whether_and_how_a_region_takes_money() {
    let till = Till::open().await;
    let list = till.get(&till.owner, "/payment-settings").await.ok();
    let of = |index: usize, member: &str| list["items"][index][member].clone();
    assert_eq!(
        (of(0, "region"), of(0, "online_enabled"), of(0, "has_account")),
        (json!("ae"), json!(true), json!(true))
    );
    assert_eq!(
        (of(1, "region"), of(1, "version"), of(1, "has_account")),
        (json!("sa"), json!(0), json!(false))
    );
    let set = |enabled: bool, version: i32| json!({"online_enabled": enabled, "disabled_channels": ["stc"], "window_minutes": 45, "version": version});
    till.put(&till.owner, "/payment-settings/sa", &set(true, 0))
        .await
        .problem(409, "no_payment_account");
    assert_eq!(
        till.put(&till.owner, "/payment-settings/sa", &set(false, 0))
            .await
            .ok()["version"],
        1
    );
    let now = till
        .put(&till.owner, "/payment-settings/ae", &set(true, 1))
        .await
        .ok();
    assert_eq!((&now["version"], &now["window_minutes"]), (&json!(2), &json!(45)));
    let stale = till.put(&till.owner, "/payment-settings/ae", &set(true, 1)).await;
    assert_eq!(stale.problem(409, "stale_version")["version"], 2);
    let channels = till.get(&till.owner, "/payment-settings/ae/channels").await.ok();
    let disabled: Vec<&str> = channels["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|channel| channel["is_disabled"] == true)
        .map(|channel| channel["code"].as_str().unwrap())
        .collect();
    assert_eq!(disabled, ["stc"]);
    let offered = till
        .app
        .get("/v1/stores/ae/payment-channels?amount_minor=14000")
        .await
        .ok();
    assert!(!offered.to_string().contains("stc"), "{offered}");
    till.get(&till.owner, "/payment-settings/sa/channels")
        .await
        .problem(409, "no_payment_account");
    till.put(&till.owner, "/payment-settings/xx", &set(false, 0))
        .await
        .problem(404, "not_found");
    for (member, value, path) in [
        ("window_minutes", json!(4), "window_minutes"),
        ("window_minutes", json!(1441), "window_minutes"),
        ("disabled_channels", json!(["STC"]), "disabled_channels[0]"),
        ("disabled_channels", json!(["kn", "kn"]), "disabled_channels[1]"),
    ] {
        let mut body = set(true, 2);
        body[member] = value;
        let problem = till.put(&till.owner, "/payment-settings/ae", &body).await;
        assert_eq!(problem.problem(422, "invalid_body")["fields"][0]["path"], path);
    }
    let log = till
        .get(&till.owner, "/audit?action=payments.settings")
        .await
        .ok();
    assert_eq!(log["total"], 2);
    assert_eq!(
        log["items"][0]["before"],
        json!({"disabled_channels": [], "window_minutes": 30})
    );
    assert_eq!(
        log["items"][0]["after"],
        json!({"disabled_channels": ["stc"], "window_minutes": 45})
    );
}
