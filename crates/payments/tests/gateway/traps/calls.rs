//! What is sent, and how often.

use kernel::{Currency, Money};
use payments::gateway::{
    Account, Doubt, Gateway as _, MethodCode, Outcome, PaymentKey, PaymentOrder, RefundKey, RefundOrder,
    RefundStatus, RefusalCode,
};
use serde_json::json;

use crate::bodies::{self, PAID};
use crate::support::*;

#[tokio::test]
async fn trap_08_calls_that_move_money_are_sent_once_whatever_comes_back() {
    for reply in [
        Reply::Drop,
        Reply::Half("{".into()),
        json(500, ""),
        json(502, "<html>"),
        html(403, "<p>"),
        json(429, ""),
        json(200, ""),
    ] {
        let server = Server::start().await;
        server
            .on("POST /v3/payments", reply.clone())
            .on("POST /v2/MakeRefund", reply);
        let gateway = server.gateway();
        let session = payments::gateway::SessionId::parse("KWT-1").unwrap();
        let refund = RefundOrder {
            reference: reference("R1"),
            invoice_id: invoice("7"),
            amount: kwd(1),
            comment: String::new(),
        };
        assert!(matches!(
            gateway.create_hosted(&order(), None).await,
            Outcome::Unknown(_)
        ));
        assert!(matches!(
            gateway.pay_with_apple(&order(), &apple_token()).await,
            Outcome::Unknown(_)
        ));
        assert!(matches!(
            gateway.pay_with_session(&order(), &session).await,
            Outcome::Unknown(_)
        ));
        assert!(matches!(
            gateway.request_refund(&refund).await,
            Outcome::Unknown(_)
        ));
        assert_eq!(server.seen().len(), 4, "{:?}", server.lines());
    }
}

#[tokio::test]
async fn trap_09_the_key_is_the_attempts_reference_on_every_call_that_moves_money() {
    let server = Server::start().await;
    server
        .on("POST /v3/payments", ok(&bodies::hosted("https://demo.myfatoorah.com/x")))
        .on("POST /v2/InitiatePayment", ok(bodies::METHODS))
        .on("POST /v2/ExecutePayment", ok(r#"{"InvoiceId":7000124,"IsDirectPayment":false,"PaymentURL":"https://demo.MyFatoorah.com/x"}"#));
    let gateway = server.gateway();
    for name in ["GBX-1001-A1", "GBX-1001-A2"] {
        let order = PaymentOrder {
            reference: reference(name),
            ..order()
        };
        assert!(gateway.create_hosted(&order, None).await.success().is_some());
        let seen = server.seen().pop().unwrap();
        assert_eq!(seen.headers["idempotency-key"], name);
        assert_eq!(seen.json()["Order"]["ExternalIdentifier"], name);
    }
    let stc = MethodCode::parse("stc").unwrap();
    assert!(
        gateway
            .create_hosted(&order(), Some(&stc))
            .await
            .success()
            .is_some()
    );
    let seen = server.seen().pop().unwrap();
    assert_eq!(seen.headers["idempotency-key"], "GBX-1001-A1");
    assert_eq!(seen.json()["CustomerReference"], "GBX-1001-A1");
}

#[tokio::test]
async fn trap_10_our_reference_finds_the_invoice_in_both_versions() {
    let server = Server::start().await;
    server
        .on(
            "GET /v3/invoices/externalIdentifier/GBX-1001-A1",
            no(200, "No invoices match this ExternalIdentifier"),
        )
        .on(
            "POST /v2/GetPaymentStatus",
            ok(&bodies::status("Pending", "12.500 KD", &[])),
        );
    let found = server
        .gateway()
        .find_payment(PaymentKey::Reference(&order().reference))
        .await;
    assert_eq!(found.success().unwrap().unwrap().invoice_id, invoice("7000123"));
    assert_eq!(
        server.seen()[1].json(),
        json!({"Key": "GBX-1001-A1", "KeyType": "CustomerReference"})
    );
}

#[tokio::test]
async fn trap_13_a_methods_number_is_looked_up_by_its_code_and_never_sent_with_a_session() {
    let server = Server::start().await;
    server
        .on("POST /v2/InitiatePayment", ok(bodies::METHODS))
        .on("POST /v2/ExecutePayment", ok(r#"{"InvoiceId":7000124,"IsDirectPayment":false,"PaymentURL":"https://demo.MyFatoorah.com/En/KWT/PayInvoice/Checkout?invoiceKey=k&paymentGatewayId=14","CustomerReference":"GBX-1001-A1","UserDefinedField":null,"RecurringId":""}"#));
    let gateway = server.gateway();
    let made = gateway
        .create_hosted(&order(), MethodCode::parse("stc").as_ref())
        .await
        .success()
        .unwrap();
    assert_eq!(made.invoice_id, invoice("7000124"));
    let sent = server.seen()[1].json();
    assert_eq!(
        sent["PaymentMethodId"], 14,
        "not 20, which wants card data from us"
    );
    assert!(sent.get("SessionId").is_none());
    let refused = gateway
        .create_hosted(&order(), MethodCode::parse("np").as_ref())
        .await;
    match refused {
        Outcome::Refused(refusal) => assert_eq!(refusal.code, RefusalCode::MethodUnavailable),
        other => panic!("{other:?}"),
    }
    assert_eq!(
        server.seen().len(),
        3,
        "nothing was made for a method that isn't there"
    );
}

#[tokio::test]
async fn trap_13_when_the_methods_cannot_be_had_nothing_was_made() {
    let server = Server::start().await;
    server.on("POST /v2/InitiatePayment", json(503, ""));
    match server
        .gateway()
        .create_hosted(&order(), MethodCode::parse("stc").as_ref())
        .await
    {
        Outcome::Refused(refusal) => assert_eq!(refusal.code, RefusalCode::NotSent),
        other => panic!("{other:?}"),
    }
    assert!(
        server
            .lines()
            .iter()
            .all(|line| line == "POST /v2/InitiatePayment")
    );
}

#[tokio::test]
async fn trap_14_a_session_answered_with_an_error_is_not_tried_again_and_can_be_asked_about() {
    let server = Server::start().await;
    server
        .on("POST /v3/payments", no(400, "The session is already used"))
        .on(
            "GET /v3/sessions/KWT-1",
            ok(r#"{"SessionExpiry":"2026-03-14T07:42:07Z","IsUsed":true}"#),
        );
    let session = payments::gateway::SessionId::parse("KWT-1").unwrap();
    let gateway = server.gateway();
    assert!(matches!(
        gateway.pay_with_session(&order(), &session).await,
        Outcome::Refused(_)
    ));
    assert!(
        gateway
            .find_session(&session)
            .await
            .success()
            .unwrap()
            .unwrap()
            .is_used
    );
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn trap_15_apple_pay_is_one_call_and_no_page_is_called_for_it() {
    let server = Server::start().await;
    server.on("POST /v3/payments", ok(&bodies::completed(&PAID.one())));
    assert!(
        server
            .gateway()
            .pay_with_apple(&order(), &apple_token())
            .await
            .success()
            .is_some()
    );
    assert_eq!(server.lines(), ["POST /v3/payments"]);
}

#[tokio::test]
async fn trap_21_no_items_are_sent_that_would_have_to_add_up() {
    let server = Server::start().await;
    server.on("POST /v2/InitiatePayment", ok(bodies::METHODS)).on(
        "POST /v2/ExecutePayment",
        ok(r#"{"InvoiceId":7000124,"IsDirectPayment":false,"PaymentURL":"https://demo.MyFatoorah.com/x"}"#),
    );
    assert!(
        server
            .gateway()
            .create_hosted(&order(), MethodCode::parse("stc").as_ref())
            .await
            .success()
            .is_some()
    );
    let sent = server.seen()[1].json();
    assert!(sent.get("InvoiceItems").is_none());
    assert_eq!(sent["InvoiceValue"], 12.5);
}

#[tokio::test]
async fn trap_22_an_expiry_is_utc_in_version_3_and_the_accounts_wall_clock_in_version_2() {
    let server = Server::start().await;
    server
        .on("POST /v3/payments", ok(&bodies::hosted("https://demo.myfatoorah.com/x")))
        .on("POST /v2/InitiatePayment", ok(bodies::METHODS))
        .on("POST /v2/ExecutePayment", ok(r#"{"InvoiceId":7000124,"IsDirectPayment":false,"PaymentURL":"https://demo.MyFatoorah.com/x"}"#));
    let gateway = server.gateway();
    assert!(gateway.create_hosted(&order(), None).await.success().is_some());
    assert!(
        gateway
            .create_hosted(&order(), MethodCode::parse("stc").as_ref())
            .await
            .success()
            .is_some()
    );
    assert_eq!(server.seen()[0].json()["PaymentExpiry"], "2026-03-14T07:42:07Z");
    assert_eq!(server.seen()[2].json()["ExpiryDate"], "2026-03-14T10:42:07");
}

#[tokio::test]
async fn trap_23_a_token_of_another_country_is_a_matter_for_staff_not_a_failed_payment() {
    let server = Server::start().await;
    for line in ["GET /v3/invoices/7000123", "POST /v2/GetPaymentStatus"] {
        server.on(line, no(401, "You are not Authorized to use API."));
    }
    match server
        .gateway()
        .find_payment(PaymentKey::Invoice(&invoice("7000123")))
        .await
    {
        Outcome::Refused(refusal) => assert_eq!(refusal.code, RefusalCode::Unauthorized),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn trap_24_a_refund_is_filed_not_paid_and_in_base_currency_only() {
    let server = Server::start().await;
    server
        .on("POST /v2/MakeRefund", ok(bodies::REFUND_MADE))
        .on("POST /v2/GetRefundStatus", ok(bodies::REFUNDS));
    let gateway = server.gateway();
    let refund = RefundOrder {
        reference: reference("GBX-1001-R1"),
        invoice_id: invoice("7000123"),
        amount: kwd(12_500),
        comment: "damaged ribbon".into(),
    };
    let filed = gateway.request_refund(&refund).await.success().unwrap();
    let found = gateway
        .find_refunds(RefundKey::Refund(&filed.id))
        .await
        .success()
        .unwrap();
    let states: Vec<_> = found.iter().map(|refund| &refund.status).collect();
    assert_eq!(
        states,
        [
            &RefundStatus::Refunded,
            &RefundStatus::Pending,
            &RefundStatus::Rejected
        ]
    );
    let foreign = RefundOrder {
        amount: Money::new(15_000, Currency::Sar),
        ..refund
    };
    assert!(matches!(
        gateway.request_refund(&foreign).await,
        Outcome::Refused(_)
    ));
    assert_eq!(server.seen().len(), 2, "the wrong currency wasn't sent");
}

#[tokio::test]
async fn trap_25_names_and_numbers_are_made_to_fit_before_they_are_sent() {
    let server = Server::start().await;
    server.on("POST /v2/InitiatePayment", ok(bodies::METHODS)).on(
        "POST /v2/ExecutePayment",
        ok(r#"{"InvoiceId":7000124,"IsDirectPayment":false,"PaymentURL":"https://demo.MyFatoorah.com/x"}"#),
    );
    let mut order = order();
    order.buyer.name = "نورة (VIP) #1".into();
    order.buyer.phone = Some(kernel::Phone::parse("٠٥٠١٢٣٤٥٦٧", "AE").unwrap());
    order.buyer.email = None;
    assert!(
        server
            .gateway()
            .create_hosted(&order, MethodCode::parse("stc").as_ref())
            .await
            .success()
            .is_some()
    );
    let sent = server.seen()[1].json();
    assert_eq!(sent["CustomerName"], "نورة VIP 1");
    assert_eq!(
        (&sent["MobileCountryCode"], &sent["CustomerMobile"]),
        (&json!("+971"), &json!("501234567"))
    );
    assert!(sent.get("CustomerEmail").is_none());
}

#[tokio::test]
async fn trap_27_nobody_is_sent_to_a_page_of_another_host() {
    for url in [
        "https://demo.myfatoorah.com.evil.test/KWT/ie/k",
        "http://demo.myfatoorah.com/KWT/ie/k",
        "http://127.0.0.1:1/pay",
        "",
        "null",
    ] {
        let server = Server::start().await;
        server
            .on("POST /v3/payments", ok(&bodies::hosted(url)))
            .on("POST /v2/InitiatePayment", ok(bodies::METHODS))
            .on(
                "POST /v2/ExecutePayment",
                ok(&format!(
                    r#"{{"InvoiceId":7000124,"IsDirectPayment":false,"PaymentURL":"{url}"}}"#
                )),
            );
        let gateway = server.gateway();
        for method in [None, MethodCode::parse("stc")] {
            let made = gateway.create_hosted(&order(), method.as_ref()).await;
            assert!(
                matches!(made, Outcome::Unknown(Doubt::UntrustedUrl { .. })),
                "{url}"
            );
        }
    }
    // The simulator's own origin is the one exception, and only for an account that has one.
    let server = Server::start().await;
    server.on(
        "POST /v3/payments",
        ok(&bodies::hosted(&format!("{}/pay/1", server.url))),
    );
    assert!(
        server
            .gateway()
            .create_hosted(&order(), None)
            .await
            .success()
            .is_some()
    );
    assert!(Account::simulated("http://gateway.example.test", "t".into(), "s".into()).is_err());
}
