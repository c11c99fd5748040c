use std::path::PathBuf;

use kernel::Ctx;
use payments::gateway::{Gateway as _, Outcome, PaymentKey, Verdict};
use sandbox::Options;
use serde_json::json;

use super::kit::*;
use crate::support::{open, open_with};

/// A file of its own, gone with this value.
struct File(PathBuf);

impl File {
    fn new() -> Self {
        let name = format!("sandbox-{}.jsonl", Ctx::system().new_secret());
        Self(std::env::temp_dir().join(name))
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _gone = std::fs::remove_file(&self.0);
    }
}

#[tokio::test]
async fn the_journal_keeps_the_books_over_a_restart() {
    let file = File::new();
    let options = || Options {
        journal: Some(file.0.clone()),
        ..Options::anywhere()
    };
    let before = open_with(options(), Ctx::system()).await;
    let gateway = client(&before, "kw");
    let made = hosted(&gateway, &order("J-1")).await;
    deed(&before, "J-1", "decline", json!({})).await;
    deed(&before, "J-1", "approve", json!({})).await;
    let refund = payments::gateway::RefundOrder {
        reference: reference("J-1-r"),
        invoice_id: made.invoice_id.clone(),
        amount: kwd(500),
        comment: "c".into(),
    };
    assert!(gateway.request_refund(&refund).await.success().is_some());
    let token = apple_token("once");
    assert!(
        gateway
            .pay_with_apple(&order("J-2"), &token)
            .await
            .success()
            .is_some()
    );
    let books = ledger(&before).await;
    assert_eq!(books.len(), 3);
    before.stop().await;
    // Killed in the middle of a line.
    let mut text = std::fs::read_to_string(&file.0).unwrap();
    text.push_str("{\"invoice\":{\"id\":70");
    std::fs::write(&file.0, text).unwrap();

    let after = open_with(options(), Ctx::system()).await;
    assert_eq!(ledger(&after).await, books);
    let gateway = client(&after, "kw");
    assert!(matches!(
        found(&gateway, &made.invoice_id).await.verdict(now()),
        Verdict::Paid { .. }
    ));
    // The page is where the first sandbox was, which the adapter rightly doubts; what counts is that nothing new was made.
    let _doubted = gateway.create_hosted(&order("J-1"), None).await;
    let invoices = after.json("/control/myfatoorah/invoices?reference=J-1").await;
    assert_eq!(
        invoices["items"].as_array().unwrap().len(),
        1,
        "keys are remembered"
    );
    let spent = gateway.pay_with_apple(&order("J-3"), &token).await;
    assert!(matches!(spent, Outcome::Refused(_)));
    let next = hosted(&gateway, &order("J-4")).await;
    assert_ne!(next.invoice_id, made.invoice_id);
    after.stop().await;
    let third = open_with(options(), Ctx::system()).await;
    let found = client(&third, "kw")
        .find_payment(PaymentKey::Reference(&reference("J-4")))
        .await;
    assert_eq!(found.success().flatten().unwrap().invoice_id, next.invoice_id);
}

#[tokio::test]
async fn what_cannot_be_done_is_said() {
    let sandbox = open().await;
    for (path, status) in [
        ("/control/myfatoorah/invoices/none/approve", 404),
        ("/control/myfatoorah/invoices/none/expire", 404),
        ("/control/myfatoorah/refunds/none/approve", 404),
        ("/control/myfatoorah/sessions/none/fill", 404),
        ("/control/myfatoorah/events/7/resend", 404),
    ] {
        assert_eq!(sandbox.post(path, &json!({})).await.status(), status, "{path}");
    }
    hosted(&client(&sandbox, "kw"), &order("N")).await;
    for (deed, body, status) in [
        ("decline", json!({"code": "MF999"}), 409),
        ("approve", json!({"method": "np"}), 404),
        ("dance", json!({}), 404),
        ("approve", json!({"unknown": 1}), 400),
    ] {
        let path = format!("/control/myfatoorah/invoices/N/{deed}");
        assert_eq!(sandbox.post(&path, &body).await.status(), status, "{deed}");
    }
    assert_eq!(
        sandbox
            .post("/control/myfatoorah/faults", &json!({"answer": "dance"}))
            .await
            .status(),
        400
    );
    assert_eq!(
        sandbox
            .put("/control/myfatoorah/accounts/xx", &json!({}))
            .await
            .status(),
        404
    );
    let accounts = sandbox.json("/control/myfatoorah/accounts").await;
    assert_eq!(accounts["items"].as_array().unwrap().len(), 6);
    let invoices = sandbox.json("/control/myfatoorah/invoices?reference=N").await;
    assert_eq!(invoices["items"][0]["status"], "pending");
    assert_eq!(invoices["items"][0]["amount_minor"], 12_500);
}
