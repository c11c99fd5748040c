//! What goes wrong, and what the adapter makes of it.

use std::time::Duration;

use payments::gateway::{Doubt, Gateway as _, MyFatoorah, Outcome, PaymentKey, Policy, RefusalCode};
use serde_json::json;

use super::kit::*;
use crate::support::open;

#[tokio::test]
async fn a_charge_whose_answer_is_lost_is_found_by_its_reference() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    for (number, answer) in ["drop", "half", "error", "html", "empty"].into_iter().enumerate() {
        let name = format!("F-{number}");
        fault(&sandbox, json!({"answer": answer, "call": "pay", "having": name})).await;
        let lost = gateway.pay_with_apple(&order(&name), &apple_token(&name)).await;
        assert!(matches!(lost, Outcome::Unknown(_)), "{answer}: {lost:?}");
        let found = gateway
            .find_payment(PaymentKey::Reference(&reference(&name)))
            .await;
        assert!(found.success().flatten().is_some(), "{answer}");
    }
    assert_eq!(ledger(&sandbox).await.len(), 5);
}

#[tokio::test]
async fn what_failed_before_anything_happened_left_nothing() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    for (number, answer) in [
        "drop",
        "error",
        "html",
        "blocked",
        "empty",
        "rate_limit",
        "bare_string",
        "refused_ok",
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("N-{number}");
        fault(
            &sandbox,
            json!({"answer": answer, "call": "pay", "applied": false, "ms": 1_000}),
        )
        .await;
        let lost = gateway.pay_with_apple(&order(&name), &apple_token(&name)).await;
        assert!(matches!(lost, Outcome::Unknown(_)), "{answer}: {lost:?}");
        let found = gateway
            .find_payment(PaymentKey::Reference(&reference(&name)))
            .await;
        assert_eq!(found, Outcome::Success(None), "{answer}");
    }
    for answer in ["invalid", "fields", "nameless", "in_data", "refused", "forbidden"] {
        fault(&sandbox, json!({"answer": answer, "call": "pay"})).await;
        let no = gateway.create_hosted(&order("N-no"), None).await;
        assert!(matches!(no, Outcome::Refused(_)), "{answer}: {no:?}");
    }
    assert!(ledger(&sandbox).await.is_empty());
}

#[tokio::test]
async fn a_slow_answer_is_a_doubt_and_the_money_is_taken() {
    let sandbox = open().await;
    let hurried = Policy {
        money: Duration::from_millis(300),
        ..policy()
    };
    let gateway = MyFatoorah::new(account(&sandbox, "kw"), hurried).unwrap();
    fault(&sandbox, json!({"answer": "slow", "call": "pay"})).await;
    let late = gateway.pay_with_apple(&order("W-1"), &apple_token("w1")).await;
    assert_eq!(late, Outcome::Unknown(Doubt::Timeout));
    assert_eq!(ledger(&sandbox).await.len(), 1);
}

#[tokio::test]
async fn too_many_requests_and_a_page_elsewhere_are_doubts() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    fault(
        &sandbox,
        json!({"answer": "rate_limit", "call": "read", "ms": 7_000}),
    )
    .await;
    let read = gateway
        .find_payment(PaymentKey::Reference(&reference("any")))
        .await;
    let retry_after = Some(Duration::from_secs(7));
    assert_eq!(read, Outcome::Unknown(Doubt::RateLimited { retry_after }));
    fault(&sandbox, json!({"answer": "foreign_page", "call": "pay"})).await;
    let page = gateway.create_hosted(&order("P-1"), None).await;
    assert!(
        matches!(page, Outcome::Unknown(Doubt::UntrustedUrl { .. })),
        "{page:?}"
    );
}

#[tokio::test]
async fn chance_is_repeatable_counted_and_ends() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    let chaos = json!({"seed": 11, "calls_per_mille": 500, "most_ms": 5});
    let mut runs = Vec::new();
    for run in ["a", "b"] {
        assert_eq!(
            sandbox.put("/control/myfatoorah/chaos", &chaos).await.status(),
            204
        );
        let mut seen = Vec::new();
        for number in 0..40 {
            let name = format!("C-{run}-{number}");
            seen.push(
                gateway
                    .pay_with_apple(&order(&name), &apple_token(&name))
                    .await
                    .label(),
            );
        }
        let ended: serde_json::Value = sandbox
            .delete("/control/myfatoorah/chaos")
            .await
            .json()
            .await
            .unwrap();
        let happened = ended["chaos"]["happened"].as_object().unwrap();
        let count: u64 = happened.values().filter_map(serde_json::Value::as_u64).sum();
        assert!((10..30).contains(&count), "{ended}");
        runs.push(seen);
    }
    assert_eq!(runs[0], runs[1]);
    assert!(runs[0].contains(&"success") && runs[0].contains(&"unknown"));
    // Whatever was answered, every charge has one line, and every order at most one charge.
    let mut names: Vec<String> = ledger(&sandbox)
        .await
        .iter()
        .map(|line| line["reference"].to_string())
        .collect();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
    assert!(
        hosted(&gateway, &order("after"))
            .await
            .invoice_id
            .as_str()
            .starts_with('7')
    );
}

#[tokio::test]
async fn tokens_open_their_own_account_only() {
    let sandbox = open().await;
    let url = &sandbox.addresses().myfatoorah;
    let said = async |token: &str| {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let answer = client
            .post(format!("{url}/v2/InitiatePayment"))
            .bearer_auth(token)
            .json(&json!({"InvoiceAmount": 1, "CurrencyIso": "KWD"}))
            .send()
            .await
            .unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    assert_eq!(said(demo("kw").token).await.0, 200);
    assert_eq!(said("no token at all").await, (401, String::new()));
    let (status, body) = said("SK_KWT_wrong").await;
    assert!(status == 401 && body.contains("The token is not valid or it is expired!"));
    let (status, body) = said("SK_EGY_elsewhere").await;
    assert!(status == 401 && body.contains("You are not Authorized to use API."));

    let stranger = payments::gateway::Account::simulated(url, "SK_KWT_wrong".into(), "s".into()).unwrap();
    let stranger = MyFatoorah::new(stranger, policy()).unwrap();
    let refused = stranger.create_hosted(&order("T"), None).await;
    let Outcome::Refused(refusal) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(refusal.code, RefusalCode::Unauthorized);
}
