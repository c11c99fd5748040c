//! Parts of the gateway's API that the shop's adapter doesn't use, and its words to the letter.

use serde_json::{Value, json};

use super::kit::{RETURN, deed, demo, set};
use crate::support::{Open, open};

async fn call(sandbox: &Open, path: &str, body: Value) -> (u16, Value) {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = client
        .post(sandbox.url(path))
        .bearer_auth(demo("kw").token)
        .json(&body)
        .send()
        .await
        .unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

fn execute(extra: &Value) -> Value {
    let mut body = json!({
        "InvoiceValue": 12345, "CallBackUrl": RETURN, "CustomerReference": "W-1", "CustomerName": "Test Buyer",
    });
    body.as_object_mut()
        .unwrap()
        .extend(extra.as_object().unwrap().clone());
    body
}

#[tokio::test]
async fn version_two_has_its_own_spelling() {
    let sandbox = open().await;
    let (status, made) = call(
        &sandbox,
        "/v2/ExecutePayment",
        execute(&json!({"PaymentMethodId": 1})),
    )
    .await;
    assert_eq!((status, &made["IsSuccess"]), (200, &json!(true)), "{made}");
    let invoice = made["Data"]["InvoiceId"].as_u64().unwrap();
    assert_eq!(invoice.to_string().len(), 7);
    deed(&sandbox, "W-1", "approve", json!({})).await;
    let (_, told) = call(
        &sandbox,
        "/v2/GetPaymentStatus",
        json!({"Key": invoice, "KeyType": "invoiceId"}),
    )
    .await;
    let data = &told["Data"];
    assert_eq!(data["InvoiceStatus"], "Paid");
    assert_eq!(data["InvoiceDisplayValue"], "12,345.000 KD");
    let row = &data["InvoiceTransactions"][0];
    assert_eq!(row["TransactionStatus"], "Succss");
    assert_eq!(row["TransationValue"], "12,345.000");
    assert_eq!(row["TotalServiceCharge"], "123.450");
    assert_eq!(row["PaymentGateway"], "KNET");
}

#[tokio::test]
async fn what_is_wrong_with_a_request_is_said_by_field() {
    let sandbox = open().await;
    for (extra, field) in [
        (json!({"InvoiceValue": 0}), "InvoiceValue"),
        (json!({"InvoiceValue": "1.2345"}), "InvoiceValue"),
        (json!({"DisplayCurrencyIso": "XXX"}), "Currency"),
        (json!({"CallBackUrl": "shop"}), "CallBackUrl"),
        (
            json!({"CallBackUrl": format!("https://x.test/{}", "y".repeat(250))}),
            "CallBackUrl",
        ),
        (json!({"CustomerName": "A (b)"}), "CustomerName"),
        (json!({"CustomerEmail": ""}), "CustomerEmail"),
        (json!({"CustomerMobile": "965500000012"}), "CustomerMobile"),
        (json!({"ExpiryDate": "2020-01-01T00:00:00"}), "ExpiryDate"),
        (json!({"PaymentMethodId": 99}), "PaymentMethodId"),
        (json!({"PaymentMethodId": null, "SessionId": "x"}), "SessionId"),
        (
            json!({"InvoiceItems": [{"ItemName": "a", "Quantity": 2, "UnitPrice": 6000}]}),
            "invoiceCreate.InvoiceItems",
        ),
    ] {
        let mut body = execute(&json!({"PaymentMethodId": 1}));
        body.as_object_mut()
            .unwrap()
            .extend(extra.as_object().unwrap().clone());
        let (status, no) = call(&sandbox, "/v2/ExecutePayment", body).await;
        assert_eq!((status, &no["IsSuccess"]), (400, &json!(false)), "{extra}");
        assert_eq!(no["ValidationErrors"][0]["Name"], field, "{no}");
    }
    let items = json!([
        {"ItemName": "a", "Quantity": 2, "UnitPrice": 6200},
        {"ItemName": "discount", "Quantity": 1, "UnitPrice": "-55"},
    ]);
    let (status, _) = call(
        &sandbox,
        "/v2/ExecutePayment",
        execute(&json!({"PaymentMethodId": 1, "InvoiceItems": items})),
    )
    .await;
    assert_eq!(status, 200);
    set(&sandbox, "kw", json!({"refuse_localhost": true})).await;
    let local = execute(&json!({"PaymentMethodId": 1, "CallBackUrl": "http://localhost:3000/pay"}));
    assert_eq!(call(&sandbox, "/v2/ExecutePayment", local).await.0, 400);
}

#[tokio::test]
async fn apple_pay_of_version_two_is_charged_by_calling_its_page() {
    let sandbox = open().await;
    let (_, fresh) = call(&sandbox, "/v2/InitiateSession", json!({})).await;
    let fresh = fresh["Data"]["SessionId"].as_str().unwrap().to_owned();
    let token =
        json!({"paymentData": {}, "paymentMethod": {}, "transactionIdentifier": "v2-apple"}).to_string();
    let fill = json!({"SessionId": fresh, "Token": token, "TokenType": "applepay"});
    let (_, filled) = call(&sandbox, "/v2/UpdateSession", fill).await;
    let filled = filled["Data"]["SessionId"].as_str().unwrap().to_owned();
    assert_ne!(filled, fresh);
    // The first one holds nothing.
    assert_eq!(
        call(
            &sandbox,
            "/v2/ExecutePayment",
            execute(&json!({"SessionId": fresh}))
        )
        .await
        .0,
        400
    );
    let (_, made) = call(
        &sandbox,
        "/v2/ExecutePayment",
        execute(&json!({"SessionId": filled})),
    )
    .await;
    let page = made["Data"]["PaymentURL"].as_str().unwrap().to_owned();
    assert!(page.contains("ApplePayComplete"), "{page}");
    let status = async || {
        let lookup = json!({"Key": "W-1", "KeyType": "CustomerReference"});
        call(&sandbox, "/v2/GetPaymentStatus", lookup).await.1["Data"]["InvoiceStatus"].clone()
    };
    assert_eq!(status().await, "Pending");
    let path = page.strip_prefix(&sandbox.addresses().http).unwrap();
    for _ in 0..2 {
        assert_eq!(sandbox.post(path, &json!({})).await.status(), 303);
        assert_eq!(status().await, "Paid");
    }
    assert_eq!(
        call(
            &sandbox,
            "/v2/ExecutePayment",
            execute(&json!({"SessionId": filled}))
        )
        .await
        .0,
        400
    );
}

#[tokio::test]
async fn what_is_authorized_is_captured_or_let_go_once() {
    let sandbox = open().await;
    for (operation, status, transaction) in
        [("Capture", "Paid", "Succss"), ("Release", "Pending", "Canceled")]
    {
        let reserve = json!({"PaymentMethodId": 2, "CustomerReference": operation, "ProcessingDetails": {"AutoCapture": false}});
        call(&sandbox, "/v2/ExecutePayment", execute(&reserve)).await;
        deed(&sandbox, operation, "approve", json!({})).await;
        let update = json!({"Operation": operation, "Amount": 12000, "Key": operation, "KeyType": "CustomerReference"});
        let (_, told) = call(&sandbox, "/v2/UpdatePaymentStatus", update.clone()).await;
        assert_eq!(told["Data"]["InvoiceStatus"], status);
        assert_eq!(
            told["Data"]["InvoiceTransactions"][0]["TransactionStatus"],
            transaction
        );
        assert_eq!(call(&sandbox, "/v2/UpdatePaymentStatus", update).await.0, 400);
    }
}

#[tokio::test]
async fn odd_answers_are_as_odd_as_the_real_ones() {
    let sandbox = open().await;
    let (status, no) = call(&sandbox, "/v2/NoSuchThing", json!({})).await;
    assert_eq!(status, 404);
    assert!(no.get("IsSuccess").is_none() && no["MessageDetail"].is_string());
    let (status, no) = call(
        &sandbox,
        "/v2/GetPaymentStatus",
        json!({"Key": "1", "KeyType": "InvoiceId"}),
    )
    .await;
    assert_eq!((status, &no["IsSuccess"]), (400, &json!(false)));
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let rates: Value = client
        .get(sandbox.url("/v2/GetCurrenciesExchangeList"))
        .bearer_auth(demo("kw").token)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert!(
        rates
            .as_array()
            .unwrap()
            .contains(&json!({"Text": "KWD", "Value": "1.00000000"}))
    );
    let (_, sent) = call(
        &sandbox,
        "/v2/SendPayment",
        execute(&json!({"NotificationOption": "LNK"})),
    )
    .await;
    assert!(sent["Data"]["InvoiceURL"].as_str().unwrap().contains("/KWT/ie/"));
}
