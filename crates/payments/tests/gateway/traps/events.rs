//! What is signed.

use payments::gateway::{Gateway as _, WebhookHeaders, sign};

use crate::support::*;

#[tokio::test]
async fn trap_05_neither_the_raw_body_nor_the_other_versions_text_is_what_is_signed() {
    let server = Server::start().await;
    let gateway = server.gateway();
    let body = r#"{"Event":{"Code":1,"Reference":"WH-1"},"Data":{"Invoice":{"Id":"7","Status":"PAID","ExternalIdentifier":"R"},"Transaction":{"Status":"SUCCESS","PaymentId":"8"}}}"#;
    let right = "Invoice.Id=7,Invoice.Status=PAID,Transaction.Status=SUCCESS,Transaction.PaymentId=8,Invoice.ExternalIdentifier=R";
    let sorted = "Invoice.ExternalIdentifier=R,Invoice.Id=7,Invoice.Status=PAID,Transaction.PaymentId=8,Transaction.Status=SUCCESS";
    for (text, version, is_good) in [
        (right, "v2", true),
        (right, "v1", false),
        (sorted, "v2", false),
        (body, "v2", false),
    ] {
        let signature = sign(&SECRET.into(), text);
        let headers = WebhookHeaders {
            signature: Some(&signature),
            version: Some(version),
        };
        assert_eq!(
            gateway.read_webhook(headers, body.as_bytes()).is_ok(),
            is_good,
            "{version} {text}"
        );
    }
}

#[tokio::test]
async fn trap_06_an_altered_amount_passes_the_signature_so_events_carry_no_amount() {
    let server = Server::start().await;
    let gateway = server.gateway();
    let body = |amount: &str| {
        format!(
            r#"{{"Event":{{"Code":1,"Reference":"WH-1"}},"Data":{{"Invoice":{{"Id":"7","Status":"PAID","ExternalIdentifier":"R"}},"Transaction":{{"Status":"SUCCESS","PaymentId":"8"}},"Amount":{{"ValueInDisplayCurrency":"{amount}","DisplayCurrency":"KWD"}}}}}}"#
        )
    };
    let text = "Invoice.Id=7,Invoice.Status=PAID,Transaction.Status=SUCCESS,Transaction.PaymentId=8,Invoice.ExternalIdentifier=R";
    let signature = sign(&SECRET.into(), text);
    let headers = WebhookHeaders {
        signature: Some(&signature),
        version: Some("v2"),
    };
    let event = |amount| gateway.read_webhook(headers, body(amount).as_bytes()).unwrap();
    assert_eq!(
        event("12.5"),
        event("0.001"),
        "what can be forged isn't passed on"
    );
}

#[tokio::test]
async fn trap_07_numbers_are_signed_as_written() {
    let server = Server::start().await;
    let body = r#"{"Event":{"Code":3,"Reference":"WH-1"},"Data":{"Deposit":{"Reference":20260000091234567890123,"ValueInBaseCurrency":10.10,"NumberOfTransactions":1}}}"#;
    let text = "Deposit.Reference=20260000091234567890123,Deposit.ValueInBaseCurrency=10.10,Deposit.NumberOfTransactions=1";
    let signature = sign(&SECRET.into(), text);
    let headers = WebhookHeaders {
        signature: Some(&signature),
        version: Some("v2"),
    };
    assert!(server.gateway().read_webhook(headers, body.as_bytes()).is_ok());
}
