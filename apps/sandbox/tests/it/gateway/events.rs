//! Webhooks, read by the shop's own reader.

use payments::gateway::{
    Gateway as _, MyFatoorah, PaymentOrder, RefundStatus, TransactionStatus, WebhookEvent, WebhookHeaders,
    WebhookKind, WebhookRefused,
};
use serde_json::{Value, json};

use super::kit::*;
use crate::support::open;

fn read(gateway: &MyFatoorah, got: &Got) -> Result<WebhookEvent, WebhookRefused> {
    let headers = WebhookHeaders {
        signature: Some(&got.signature),
        version: Some(&got.version),
    };
    gateway.read_webhook(headers, &got.body)
}

fn status(gateway: &MyFatoorah, got: &Got) -> TransactionStatus {
    match read(gateway, got).unwrap().kind {
        WebhookKind::Payment { transaction, .. } => transaction,
        other => panic!("{other:?}"),
    }
}

async fn made(gateway: &MyFatoorah, name: &str, hook: &Hook) {
    let order = PaymentOrder {
        webhook_url: Some(hook.url.clone()),
        ..order(name)
    };
    assert!(gateway.create_hosted(&order, None).await.success().is_some());
}

#[tokio::test]
async fn both_versions_are_signed_as_the_reader_checks() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    let mut hook = Hook::open(vec![]).await;
    for (version, id) in [("v1", false), ("v2", true)] {
        set(
            &sandbox,
            "kw",
            json!({"webhooks": [version], "refunds": "operator"}),
        )
        .await;
        let name = format!("V-{version}");
        made(&gateway, &name, &hook).await;
        deed(&sandbox, &name, "decline", json!({"code": "MF010"})).await;
        let got = hook.next().await;
        assert_eq!(status(&gateway, &got), TransactionStatus::Failed);
        assert_eq!(got.version, version);
        deed(&sandbox, &name, "approve", json!({"method": "kn"})).await;
        let got = hook.next().await;
        let event = read(&gateway, &got).unwrap();
        assert_eq!(event.id.is_some(), id);
        let WebhookKind::Payment {
            invoice_id,
            reference: told,
            transaction,
            ..
        } = event.kind
        else {
            panic!("{event:?}");
        };
        assert_eq!(
            (told.as_deref(), transaction),
            (Some(name.as_str()), TransactionStatus::Succeeded)
        );
        // Another account's secret doesn't do.
        assert_eq!(
            read(&client(&sandbox, "ae"), &got),
            Err(WebhookRefused::BadSignature)
        );

        let refund = payments::gateway::RefundOrder {
            reference: reference(&format!("{name}-r")),
            invoice_id: invoice_id.clone(),
            amount: kwd(500),
            comment: "a, b".into(),
        };
        assert!(gateway.request_refund(&refund).await.success().is_some());
        sandbox
            .order(
                &format!("/control/myfatoorah/refunds/{name}-r/approve"),
                &json!({}),
            )
            .await;
        let event = read(&gateway, &hook.next().await).unwrap();
        let WebhookKind::Refund {
            invoice_id: of,
            status,
            ..
        } = event.kind
        else {
            panic!("{event:?}");
        };
        assert_eq!((of, status), (Some(invoice_id), RefundStatus::Refunded));
    }
}

#[tokio::test]
async fn an_event_is_brought_until_it_is_taken() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    let answer = sandbox
        .put("/control/myfatoorah/events", &json!({"retry_ms": 1}))
        .await;
    assert_eq!(answer.status(), 204);
    let mut hook = Hook::open(vec![500, 503]).await;
    made(&gateway, "RT", &hook).await;
    deed(&sandbox, "RT", "approve", json!({})).await;
    let bodies = [
        hook.next().await.body,
        hook.next().await.body,
        hook.next().await.body,
    ];
    assert!(bodies.iter().all(|body| *body == bodies[0]));
}

#[tokio::test]
async fn events_go_wrong_in_every_ordered_way() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    let mut hook = Hook::open(vec![]).await;
    let pay = async |name: &'static str, trouble: &str, hook: &Hook| {
        event_fault(&sandbox, json!({"event": trouble, "having": name})).await;
        made(&gateway, name, hook).await;
        deed(&sandbox, name, "approve", json!({})).await;
    };
    pay("T-twice", "twice", &hook).await;
    assert_eq!(hook.next().await.body, hook.next().await.body);

    pay("T-forged", "forged", &hook).await;
    let both = [hook.next().await, hook.next().await];
    let mut results: Vec<bool> = both.iter().map(|got| read(&gateway, got).is_ok()).collect();
    results.sort_unstable();
    assert_eq!(results, [false, true]);

    pay("T-inflated", "inflated", &hook).await;
    let got = hook.next().await;
    assert!(read(&gateway, &got).is_ok());
    let body: Value = serde_json::from_slice(&got.body).unwrap();
    assert_eq!(body["Data"]["Amount"]["ValueInDisplayCurrency"], "912.5");

    pay("T-first", "failed_first", &hook).await;
    assert_eq!(status(&gateway, &hook.next().await), TransactionStatus::Failed);
    assert_eq!(status(&gateway, &hook.next().await), TransactionStatus::Succeeded);
    pay("T-after", "failed_after", &hook).await;
    assert_eq!(status(&gateway, &hook.next().await), TransactionStatus::Succeeded);
    assert_eq!(status(&gateway, &hook.next().await), TransactionStatus::Failed);

    // Two that are held come in the other order, when they are released; one that is never sent can be, later.
    for name in ["T-held-1", "T-held-2"] {
        event_fault(&sandbox, json!({"event": "hold", "having": name})).await;
        let order = PaymentOrder {
            webhook_url: Some(hook.url.clone()),
            ..order(name)
        };
        assert!(gateway.create_hosted(&order, None).await.success().is_some());
        deed(&sandbox, name, "approve", json!({})).await;
    }
    assert!(hook.is_empty());
    sandbox
        .order("/control/myfatoorah/events/release", &json!({"reversed": true}))
        .await;
    for name in ["T-held-2", "T-held-1"] {
        let body = String::from_utf8(hook.next().await.body).unwrap();
        assert!(body.contains(name), "{body}");
    }
    pay("T-never", "never", &hook).await;
    let sent = sandbox.json("/control/myfatoorah/events?reference=T-never").await;
    assert_eq!(sent["items"][0]["answers"], json!([]));
    let number = &sent["items"][0]["number"];
    sandbox
        .order(&format!("/control/myfatoorah/events/{number}/resend"), &json!({}))
        .await;
    assert_eq!(status(&gateway, &hook.next().await), TransactionStatus::Succeeded);
}
