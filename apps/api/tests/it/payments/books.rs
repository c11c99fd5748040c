//! The books proved on demand, days seen three ways, and statements of the provider.

use chrono::TimeDelta;
use kernel::{Currency, Money};
use payments::gateway::Fees;
use rbac::Level;
use serde_json::{Value, json};

use super::till::{Clerk, TOTAL, Till, Waiting};

const HEADER: &str = "type,reference,provider_id,date,amount,fee,currency\n";
/// The day on which tests happen.
const DAY: &str = "2026-03-01";

/// A minute later than what was before.
async fn books(till: &Till, who: &Clerk) -> Value {
    till.app.clock.advance(TimeDelta::minutes(1));
    let asked = till.post(&till.owner, "/books/audit", &Value::Null).await;
    assert_eq!(asked.status, 202, "{}", asked.text);
    assert!(asked.json()["running_since"].is_string());
    till.app.work().await;
    till.get(who, "/books").await.ok()
}

#[tokio::test]
async fn the_books_are_proved_when_staff_ask() {
    let till = Till::open().await;
    till.paid().await;
    till.app.work().await;
    assert_eq!(
        till.get(&till.owner, "/books").await.ok(),
        json!({"running_since": null, "last": null})
    );
    let right = books(&till, &till.owner).await;
    assert_eq!(
        (
            &right["running_since"],
            &right["last"]["difference_count"],
            &right["last"]["requested_by"]
        ),
        (&Value::Null, &json!(0), &json!("Olga"))
    );
    till.tamper(
        "UPDATE stock_levels SET available = available + 1; UPDATE payment_intents SET method = 'cod'",
    )
    .await;
    let wrong = books(&till, &till.owner).await;
    let areas = |books: &Value| -> Vec<String> {
        let found = books["last"]["differences"].as_array().unwrap();
        found
            .iter()
            .map(|one| one["area"].as_str().unwrap().to_owned())
            .collect()
    };
    let found = areas(&wrong);
    assert!(
        found.contains(&"orders".to_owned()) && found.contains(&"stock".to_owned()),
        "{wrong}"
    );
    assert_eq!(wrong["last"]["difference_count"], found.len());
    // Staff of another region aren't told about this one's orders.
    let there = till.clerk(Level::View, Some(till.elsewhere)).await;
    let local = till.get(&there, "/books").await.ok();
    assert!(areas(&local).iter().all(|area| area == "stock"), "{local}");
    assert_eq!(local["last"]["difference_count"], areas(&local).len());
    let alerts = till.get(&till.owner, "/payment-alerts").await.ok().to_string();
    assert!(alerts.contains("books_differ"), "{alerts}");
    let running = till.post(&till.owner, "/books/audit", &Value::Null).await;
    let again = till.post(&till.owner, "/books/audit", &Value::Null).await;
    assert_eq!(running.json()["running_since"], again.json()["running_since"]);
    assert_eq!(till.logged("payments.audit_books").await, 4);
}

async fn report(till: &Till, day: &str) -> Value {
    let path = format!("/payment-reports/daily?region=ae&date={day}");
    till.get(&till.owner, &path).await.ok()
}

async fn import(till: &Till, region: &str, lines: &str) -> crate::app::Answer {
    let body = json!({"region": region, "file_name": "statement.csv", "csv": format!("{HEADER}{lines}")});
    till.post(&till.owner, "/payment-statements", &body).await
}

fn line(order: &Waiting, amount: &str) -> String {
    format!(
        "capture,{}-1,{},{DAY},{amount},2.10,AED\n",
        order.code, order.invoice
    )
}

/// An order that is paid, of which the provider keeps 2.10.
async fn paid(till: &Till) -> Waiting {
    till.app.provider.set_fees(Fees {
        charge: Money::new(200, Currency::Aed),
        vat: Money::new(10, Currency::Aed),
    });
    till.paid().await
}

#[tokio::test]
async fn three_records_of_a_day_that_agree() {
    let till = Till::open().await;
    let (first, second) = (paid(&till).await, paid(&till).await);
    let before = report(&till, DAY).await;
    let totals = json!({
        "captures": 2, "captured": {"minor": 2 * TOTAL, "currency": "AED"}, "refunds": 0,
        "refunded": {"minor": 0, "currency": "AED"}, "fees": {"minor": 420, "currency": "AED"},
    });
    assert_eq!(
        before,
        json!({
            "region": "ae", "date": DAY, "ours": totals, "ledger": totals, "provider": null, "differences": [],
        })
    );
    let lines = format!("{}{}", line(&first, "140"), line(&second, "140.00"));
    let imported = import(&till, "ae", &lines).await;
    assert_eq!(imported.status, 201, "{}", imported.text);
    let imported = imported.json();
    assert_eq!(
        (
            &imported["lines"],
            &imported["first_day"],
            &imported["differences"]
        ),
        (&json!(2), &json!(DAY), &json!([]))
    );
    let after = report(&till, DAY).await;
    assert_eq!((&after["provider"], &after["differences"]), (&totals, &json!([])));
    assert_eq!(report(&till, "2026-03-02").await["ours"]["captures"], 0);
    import(&till, "ae", &lines).await.problem(409, "statement_known");
    // The same line in another file is the same line.
    let wider = format!("{lines}capture,OTHER-SHOP-1,9,2026-03-02,1,0,AED\n");
    import(&till, "ae", &wider).await.ok();
    assert_eq!(report(&till, DAY).await["provider"], totals);
    assert_eq!(till.logged("payments.import_statement").await, 2);
}

#[tokio::test]
async fn what_differs_is_named_and_told() {
    let till = Till::open().await;
    let (first, missing) = (paid(&till).await, paid(&till).await);
    let lines = format!(
        "{}capture,AM-NOBODYS-1,77,{DAY},5,0,AED\nrefund,{}-R1,78,{DAY},1,0,AED\n",
        line(&first, "139.99"),
        first.code
    );
    import(&till, "ae", &lines).await.ok();
    let report = report(&till, DAY).await;
    let told: Vec<(&str, &str)> = report["differences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["reference"].as_str().unwrap(), one["what"].as_str().unwrap()))
        .collect();
    let (first_reference, missing_reference) = (format!("{}-1", first.code), format!("{}-1", missing.code));
    let refund = format!("{}-R1", first.code);
    let mut expected = vec![
        ("AM-NOBODYS-1", "unknown_reference"),
        (&*first_reference, "amount"),
        (&*missing_reference, "not_in_statement"),
    ];
    expected.sort_unstable();
    expected.push((&*refund, "unknown_reference"));
    assert_eq!(told, expected);
    let first_difference = report["differences"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["what"] == "amount")
        .unwrap();
    assert_eq!(
        (
            &first_difference["provider"]["amount"]["minor"],
            &first_difference["ours"]["amount"]["minor"]
        ),
        (&json!(13_999), &json!(TOTAL))
    );
    assert_eq!(first_difference["order"]["code"], first.code.as_str());
    let alerts = till.get(&till.owner, "/payment-alerts").await.ok();
    let alert = &alerts["items"][0];
    assert_eq!(
        (&alerts["total"], &alert["kind"]),
        (&json!(1), &json!("statement_differs"))
    );
    // One day alone may be told in part: what is missing on it is no news.
    assert_eq!(alert["detail"]["differences"], 3);
}

#[tokio::test]
async fn files_that_arent_statements_are_refused_whole() {
    let till = Till::open().await;
    let order = paid(&till).await;
    let good = line(&order, "140");
    for (lines, field) in [
        (
            format!("{good}capture,=1+1,1,{DAY},1,0,AED\n"),
            "csv[3].reference",
        ),
        (
            format!("{good}capture,A-1,1,{DAY},1.234,0,AED\n"),
            "csv[3].amount",
        ),
        (format!("{good}capture,A-1,1,{DAY},1,0,KWD\n"), "csv[3].currency"),
        (format!("{good}capture,A-1\n"), "csv[3]"),
        (format!("{good}capture,A-1,1,2025-01-01,1,0,AED\n"), "csv"),
        (String::new(), "csv"),
    ] {
        let problem = import(&till, "ae", &lines).await.problem(422, "invalid_body");
        assert_eq!(problem["fields"][0]["path"], field, "{lines}");
    }
    let body = json!({"region": "ae", "file_name": "s.csv", "csv": "date,amount\n"});
    let problem = till
        .post(&till.owner, "/payment-statements", &body)
        .await
        .problem(422, "invalid_body");
    assert_eq!(problem["fields"][0]["code"], "statement_header");
    let body = json!({"region": "ae", "file_name": "=cmd()", "csv": good});
    let problem = till
        .post(&till.owner, "/payment-statements", &body)
        .await
        .problem(422, "invalid_body");
    assert_eq!(problem["fields"][0]["path"], "file_name");
    import(&till, "ae", &format!("capture,OTHER-1,1,{DAY},1,0,AED\n"))
        .await
        .problem(409, "statement_foreign");
    import(&till, "xx", &good).await.problem(404, "not_found");
    let there = till.clerk(Level::Manage, Some(till.elsewhere)).await;
    let body = json!({"region": "ae", "file_name": "s.csv", "csv": format!("{HEADER}{good}")});
    till.post(&there, "/payment-statements", &body)
        .await
        .problem(404, "not_found");
    assert_eq!(report(&till, DAY).await["provider"], Value::Null);
    for query in [
        "region=ae",
        "region=ae&date=1.3.2026",
        "region=ae&date=9999-01-01",
    ] {
        till.get(&till.owner, &format!("/payment-reports/daily?{query}"))
            .await
            .problem(422, "invalid_query");
    }
}
