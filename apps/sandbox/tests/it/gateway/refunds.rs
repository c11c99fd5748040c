use payments::gateway::{Gateway as _, InvoiceId, Outcome, RefundKey, RefundOrder, RefundStatus};
use serde_json::json;

use super::kit::*;
use crate::support::{Open, open};

async fn paid(sandbox: &Open, name: &str) -> InvoiceId {
    let made = hosted(&client(sandbox, "kw"), &order(name)).await;
    deed(sandbox, name, "approve", json!({})).await;
    made.invoice_id
}

fn refund(invoice_id: &InvoiceId, name: &str, minor: i64) -> RefundOrder {
    RefundOrder {
        reference: reference(name),
        invoice_id: invoice_id.clone(),
        amount: kwd(minor),
        comment: "a box, a ribbon".to_owned(),
    }
}

#[tokio::test]
async fn refunds_wait_for_an_operator_and_never_exceed_what_was_paid() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    let invoice = paid(&sandbox, "R-1").await;
    assert_eq!(
        gateway.find_refunds(RefundKey::Invoice(&invoice)).await,
        Outcome::Success(vec![])
    );
    let first = gateway
        .request_refund(&refund(&invoice, "R-1-a", 8_000))
        .await
        .success()
        .unwrap();
    let second = gateway
        .request_refund(&refund(&invoice, "R-1-b", 4_500))
        .await
        .success()
        .unwrap();
    let over = gateway.request_refund(&refund(&invoice, "R-1-c", 1)).await;
    assert!(matches!(over, Outcome::Refused(_)), "{over:?}");

    sandbox
        .order("/control/myfatoorah/refunds/R-1-a/approve", &json!({}))
        .await;
    sandbox
        .order(
            &format!("/control/myfatoorah/refunds/{}/reject", second.id),
            &json!({}),
        )
        .await;
    let again = sandbox
        .post("/control/myfatoorah/refunds/R-1-a/reject", &json!({}))
        .await;
    assert_eq!(again.status(), 409);
    let refunds = gateway
        .find_refunds(RefundKey::Invoice(&invoice))
        .await
        .success()
        .unwrap();
    let seen: Vec<_> = refunds
        .iter()
        .map(|refund| {
            (
                refund.reference.as_deref().unwrap(),
                refund.status.clone(),
                refund.amount.unwrap(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("R-1-a", RefundStatus::Refunded, kwd(8_000)),
            ("R-1-b", RefundStatus::Rejected, kwd(4_500)),
        ]
    );
    assert!(refunds[0].rrn.is_some());
    let one = gateway
        .find_refunds(RefundKey::Refund(&first.id))
        .await
        .success()
        .unwrap();
    assert_eq!(one.len(), 1);
    // What was rejected can be asked for again.
    assert!(
        gateway
            .request_refund(&refund(&invoice, "R-1-d", 4_500))
            .await
            .success()
            .is_some()
    );

    let statement = sandbox.get("/control/myfatoorah/statement?account=kw").await;
    let statement = statement.text().await.unwrap();
    let lines: Vec<&str> = statement.lines().collect();
    assert_eq!(lines[0], "type,reference,provider_id,date,amount,fee,currency");
    assert!(
        lines[1].starts_with("capture,R-1,") && lines[1].ends_with(",12.500,0.313,KWD"),
        "{statement}"
    );
    assert!(
        lines[2].starts_with("refund,R-1-a,") && lines[2].ends_with(",8.000,0.000,KWD"),
        "{statement}"
    );
    assert_eq!(lines.len(), 3);
}

#[tokio::test]
async fn an_account_can_decide_by_itself() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    let mut hook = Hook::open(vec![]).await;
    for (decision, word) in [("approve", "REFUNDED"), ("reject", "CANCELED")] {
        set(
            &sandbox,
            "kw",
            json!({"refunds": decision, "webhook_url": hook.url, "webhooks": ["v2"]}),
        )
        .await;
        let name = format!("R-2-{decision}");
        let invoice = paid(&sandbox, &name).await;
        let _paid = hook.next().await;
        assert!(
            gateway
                .request_refund(&refund(&invoice, &format!("{name}-r"), 500))
                .await
                .success()
                .is_some()
        );
        let event = String::from_utf8(hook.next().await.body).unwrap();
        assert!(
            event.contains("REFUND_STATUS_CHANGED") && event.contains(word),
            "{event}"
        );
    }
}

#[tokio::test]
async fn a_lost_answer_to_a_refund_is_found_by_its_reference() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    let invoice = paid(&sandbox, "R-3").await;
    fault(&sandbox, json!({"answer": "drop", "call": "refund"})).await;
    let lost = gateway.request_refund(&refund(&invoice, "R-3-a", 500)).await;
    assert!(matches!(lost, Outcome::Unknown(_)), "{lost:?}");
    let refunds = gateway
        .find_refunds(RefundKey::Invoice(&invoice))
        .await
        .success()
        .unwrap();
    assert_eq!(refunds[0].reference.as_deref(), Some("R-3-a"));

    let said = "The transaction is already under processing!";
    fault(
        &sandbox,
        json!({"answer": "refused_ok", "call": "refund", "message": said}),
    )
    .await;
    let busy = gateway.request_refund(&refund(&invoice, "R-3-b", 500)).await;
    assert!(matches!(busy, Outcome::Refused(_)), "{busy:?}");
}
