//! What is sent, field for field.

use payments::gateway::{Gateway as _, Language, MethodCode, PaymentKey, RefundKey, RefundOrder, SessionId};
use serde_json::json;

use crate::bodies;
use crate::support::*;

#[tokio::test]
async fn a_hosted_payment_is_one_call_of_version_3() {
    let server = Server::start().await;
    server.on(
        "POST /v3/payments",
        ok(&bodies::hosted("https://demo.MyFatoorah.com/KWT/ie/key")),
    );
    let code = MethodCode::parse("kn").unwrap();
    let made = server
        .gateway()
        .create_hosted(&order(), Some(&code))
        .await
        .success()
        .unwrap();
    assert_eq!(made.invoice_id.as_str(), "7000123");
    assert_eq!(made.page.as_str(), "https://demo.myfatoorah.com/KWT/ie/key");
    let seen = server.only();
    assert_eq!(seen.headers["authorization"], format!("Bearer {TOKEN}"));
    assert_eq!(seen.headers["idempotency-key"], "GBX-1001-A1");
    assert_eq!(seen.headers["content-type"], "application/json");
    assert!(
        seen.body.contains(r#""Amount":12.500,"#),
        "all digits, as a number: {}",
        seen.body
    );
    assert_eq!(
        seen.json(),
        json!({
            "Order": {"Amount": 12.5, "Currency": "KWD", "ExternalIdentifier": "GBX-1001-A1"},
            "PaymentMethod": "KNET",
            "PaymentExpiry": "2026-03-14T07:42:07Z",
            "Customer": {"Name": "Test Buyer VIP", "Mobile": {"CountryCode": "+965", "Number": "50000001"}, "Email": "buyer@example.test"},
            "IntegrationUrls": {"Redirection": "https://shop.example.test/pay/return?order=1", "Webhook": "https://api.example.test/v1/webhooks/myfatoorah/kw"},
            "Language": "EN",
        })
    );
}

#[tokio::test]
async fn without_a_method_the_page_has_them_all_and_empty_fields_stay_out() {
    let server = Server::start().await;
    server.on(
        "POST /v3/payments",
        ok(&bodies::hosted("https://demo.MyFatoorah.com/KWT/ie/key")),
    );
    let mut order = order();
    order.buyer.name = "***".into();
    order.buyer.phone = None;
    order.buyer.email = None;
    order.webhook_url = None;
    order.expires_at = None;
    order.language = Language::Ar;
    assert!(
        server
            .gateway()
            .create_hosted(&order, None)
            .await
            .success()
            .is_some()
    );
    assert_eq!(
        server.only().json(),
        json!({
            "Order": {"Amount": 12.5, "Currency": "KWD", "ExternalIdentifier": "GBX-1001-A1"},
            "Customer": {},
            "IntegrationUrls": {"Redirection": "https://shop.example.test/pay/return?order=1"},
            "Language": "AR",
        })
    );
}

#[tokio::test]
async fn apple_pay_sends_the_token_as_one_string() {
    let server = Server::start().await;
    server.on(
        "POST /v3/payments",
        json(
            201,
            &format!(
                r#"{{"IsSuccess":"true","Data":{}}}"#,
                bodies::completed(&bodies::PAID.one())
            ),
        ),
    );
    assert!(
        server
            .gateway()
            .pay_with_apple(&order(), &apple_token())
            .await
            .success()
            .is_some()
    );
    let sent = server.only().json();
    assert_eq!(sent["PaymentMethod"], "APPLE_PAY");
    let token: serde_json::Value =
        serde_json::from_str(sent["SourceOfFund"]["Token"].as_str().unwrap()).unwrap();
    assert_eq!(token["paymentData"]["version"], "EC_v1");
    assert_eq!(token["transactionIdentifier"], "7f31");
}

#[tokio::test]
async fn a_session_only_collects_and_is_charged_by_us() {
    let server = Server::start().await;
    server.on("POST /v3/sessions", ok(bodies::SESSION));
    server.on(
        "POST /v3/payments",
        ok(&bodies::hosted(
            "https://demo.myfatoorah.com/En/KWT/PayInvoice/MpgsAuthentication?paymentId=07&sessionId=S",
        )),
    );
    let gateway = server.gateway();
    let session = gateway.create_session(&order()).await.success().unwrap();
    assert_eq!(session.id.expose(), "KWT-5f0c2a7e-91d1-4a56-9a5e-1c2a7e5f0c2a");
    assert_eq!(session.expires_at, order().expires_at);
    let executed = gateway
        .pay_with_session(&order(), &session.id)
        .await
        .success()
        .unwrap();
    assert!(
        executed.redirect.is_some() && executed.details.is_none(),
        "3-D Secure first"
    );
    let seen = server.seen();
    assert_eq!(
        seen[0].json(),
        json!({
            "PaymentMode": "COLLECT_DETAILS",
            "Order": {"Amount": 12.5, "Currency": "KWD", "ExternalIdentifier": "GBX-1001-A1"},
            "Customer": {"Name": "Test Buyer VIP", "Mobile": {"CountryCode": "+965", "Number": "50000001"}, "Email": "buyer@example.test"},
            "IntegrationUrls": {"Redirection": "https://shop.example.test/pay/return?order=1", "Webhook": "https://api.example.test/v1/webhooks/myfatoorah/kw"},
            "Language": "EN",
            "expiry": "2026-03-14T07:42:07Z",
        })
    );
    let paid = seen[1].json();
    assert_eq!(paid["SourceOfFund"], json!({"SessionId": session.id.expose()}));
    assert!(paid.get("PaymentMethod").is_none());
}

#[tokio::test]
async fn a_session_is_asked_about_by_its_id() {
    let server = Server::start().await;
    server.on(
        "GET /v3/sessions/KWT-1",
        ok(r#"{"SessionExpiry":"2026-03-14T07:42:07Z","IsUsed":true,"OperationType":"PAY"}"#),
    );
    let state = server
        .gateway()
        .find_session(&SessionId::parse("KWT-1").unwrap())
        .await
        .success()
        .unwrap()
        .unwrap();
    assert!(state.is_used);
    assert_eq!(state.expires_at, order().expires_at);
}

#[tokio::test]
async fn a_refund_names_invoice_amount_and_our_reference() {
    let server = Server::start().await;
    server.on("POST /v2/MakeRefund", ok(bodies::REFUND_MADE));
    let refund = RefundOrder {
        reference: reference("GBX-1001-R1"),
        invoice_id: invoice("7000123"),
        amount: kwd(12_500),
        comment: "damaged ribbon".into(),
    };
    let filed = server.gateway().request_refund(&refund).await.success().unwrap();
    assert_eq!(
        (filed.id.as_str(), filed.number.as_deref()),
        ("4001", Some("2026000031"))
    );
    let seen = server.only();
    assert_eq!(seen.headers["idempotency-key"], "GBX-1001-R1");
    assert_eq!(
        seen.json(),
        json!({"KeyType": "InvoiceId", "Key": "7000123", "Amount": 12.5, "ServiceChargeOnCustomer": false, "Comment": "damaged ribbon", "ExternalIdentifier": "GBX-1001-R1"})
    );
}

#[tokio::test]
async fn reads_go_to_the_address_of_their_key() {
    let server = Server::start().await;
    let details = ok(&bodies::PAID.one());
    for line in [
        "GET /v3/payments/07077000123330077775",
        "GET /v3/invoices/7000123",
        "GET /v3/invoices/externalIdentifier/GBX-1001-A1",
    ] {
        server.on(line, details.clone());
    }
    let gateway = server.gateway();
    for key in [
        PaymentKey::Payment(&payment("07077000123330077775")),
        PaymentKey::Invoice(&invoice("7000123")),
        PaymentKey::Reference(&reference("GBX-1001-A1")),
    ] {
        assert!(gateway.find_payment(key).await.success().unwrap().is_some());
    }
    assert_eq!(server.seen().len(), 3);
    assert!(
        server
            .seen()
            .iter()
            .all(|seen| !seen.headers.contains_key("idempotency-key"))
    );
}

#[tokio::test]
async fn version_2_is_asked_by_the_three_kinds_of_key() {
    let server = Server::start().await;
    server.on(
        "POST /v2/GetPaymentStatus",
        ok(&bodies::status("Pending", "12.500 KD", &[])),
    );
    server.on("POST /v2/GetRefundStatus", ok(bodies::REFUNDS));
    let gateway = server.gateway();
    for (key, expected) in [
        (
            PaymentKey::Payment(&payment("0707")),
            json!({"Key": "0707", "KeyType": "PaymentId"}),
        ),
        (
            PaymentKey::Invoice(&invoice("7000123")),
            json!({"Key": "7000123", "KeyType": "InvoiceId"}),
        ),
        (
            PaymentKey::Reference(&reference("R")),
            json!({"Key": "R", "KeyType": "CustomerReference"}),
        ),
    ] {
        assert!(gateway.find_payment(key).await.success().unwrap().is_some());
        assert_eq!(server.seen().last().unwrap().json(), expected);
    }
    assert_eq!(
        gateway
            .find_refunds(RefundKey::Invoice(&invoice("7000123")))
            .await
            .success()
            .unwrap()
            .len(),
        3
    );
    assert_eq!(
        server.seen().last().unwrap().json(),
        json!({"Key": "7000123", "KeyType": "InvoiceId"})
    );
}
