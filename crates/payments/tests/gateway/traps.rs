//! The traps of the reference (section 12) that concern the client; numbers are theirs. Traps 22, 23, 25 and 28 are also
//! tested beside the code they concern, and those missing here concern settling, the shop or the simulator.

use chrono::TimeDelta;
use kernel::{Currency, Money};
use payments::gateway::{
    Account, Doubt, Gateway as _, MethodCode, Mismatch, Outcome, Payment, PaymentKey, PaymentOrder,
    Reference, RefundKey, RefundOrder, RefundStatus, RefusalCode, TransactionStatus, Verdict, WebhookHeaders,
    sign,
};
use serde_json::json;

use crate::bodies::{self, DECLINED, Details, PAID};
use crate::support::*;

async fn read(server: &Server) -> Payment {
    server
        .gateway()
        .find_payment(PaymentKey::Invoice(&invoice("7000123")))
        .await
        .success()
        .unwrap()
        .unwrap()
}

async fn read_v3(data: &str) -> Payment {
    let server = Server::start().await;
    server.on("GET /v3/invoices/7000123", ok(data));
    read(&server).await
}

async fn read_v2(data: &str) -> Payment {
    let server = Server::start().await;
    server.on("POST /v2/GetPaymentStatus", ok(data));
    read(&server).await
}

fn check(payment: &Payment) -> Result<(), Mismatch> {
    payment.check(Some(&invoice("7000123")), &order().reference, order().amount)
}

#[tokio::test]
async fn trap_01_success_is_spelled_differently_in_each_version_and_nothing_else_is_success() {
    for (word, expected) in [
        ("Succss", true),
        ("Success", false),
        ("SUCCESS", false),
        ("succss", false),
        ("Paid", false),
    ] {
        let read = read_v2(&bodies::status(
            "Pending",
            "12.500 KD",
            &[bodies::row("07", word, "2026-03-14T10:15:30")],
        ))
        .await;
        assert_eq!(
            matches!(read.verdict(now()), Verdict::Paid { .. }),
            expected,
            "{word}"
        );
    }
    for (word, expected) in [
        ("SUCCESS", true),
        ("Succss", false),
        ("Success", false),
        ("PAID", false),
    ] {
        let read = read_v3(
            &Details {
                invoice: "PENDING",
                transaction: word,
                ..PAID
            }
            .one(),
        )
        .await;
        assert_eq!(
            matches!(read.verdict(now()), Verdict::Paid { .. }),
            expected,
            "{word}"
        );
    }
}

#[tokio::test]
async fn trap_02_a_completed_payment_of_a_successful_call_can_be_a_declined_one() {
    let server = Server::start().await;
    server.on(
        "POST /v3/payments",
        json(
            201,
            &format!(
                r#"{{"IsSuccess":true,"Message":"","ValidationErrors":null,"Data":{}}}"#,
                bodies::completed(&DECLINED.one())
            ),
        ),
    );
    let executed = server
        .gateway()
        .pay_with_apple(&order(), &apple_token())
        .await
        .success()
        .unwrap();
    assert_eq!(executed.redirect, None);
    let details = executed.details.unwrap();
    match details.verdict(now()) {
        Verdict::Open {
            decline: Some(decline),
        } => assert_eq!(decline.code, "MF002"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn trap_02_a_completed_payment_without_details_says_nothing() {
    let server = Server::start().await;
    server.on("POST /v3/payments", ok(&bodies::completed("null")));
    let executed = server
        .gateway()
        .pay_with_apple(&order(), &apple_token())
        .await
        .success()
        .unwrap();
    assert_eq!((executed.details, executed.redirect), (None, None));
}

#[tokio::test]
async fn trap_04_a_paid_invoice_of_another_order_is_not_ours() {
    let paid = read_v3(&PAID.one()).await;
    assert_eq!(check(&paid), Ok(()));
    assert!(matches!(
        paid.check(Some(&invoice("7000124")), &order().reference, order().amount),
        Err(Mismatch::Invoice { .. })
    ));
    assert!(matches!(
        paid.check(None, &reference("GBX-1002-A1"), order().amount),
        Err(Mismatch::Reference { .. })
    ));
    assert!(matches!(
        paid.check(None, &order().reference, kwd(12_501)),
        Err(Mismatch::Amount { .. })
    ));
    let aed = Money::new(12_500, Currency::Aed);
    assert!(matches!(
        paid.check(None, &order().reference, aed),
        Err(Mismatch::Amount { .. })
    ));
    let mut nameless = paid;
    nameless.reference = None;
    assert!(matches!(
        check(&nameless),
        Err(Mismatch::Reference { found: None, .. })
    ));
}

#[tokio::test]
async fn trap_04_details_of_another_invoice_in_the_answer_are_a_contradiction() {
    let server = Server::start().await;
    let other = PAID.one().replacen(r#""Id":"7000123""#, r#""Id":"7000999""#, 1);
    server.on("POST /v3/payments", ok(&bodies::completed(&other)));
    let executed = server.gateway().pay_with_apple(&order(), &apple_token()).await;
    assert!(matches!(executed, Outcome::Unknown(Doubt::Contradiction(_))));
}

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
async fn trap_11_any_success_wins_whatever_follows_or_comes_before() {
    let (failed, good) = (
        ("0701", "FAILED", "2026-03-14T07:15:00Z"),
        ("0702", "SUCCESS", "2026-03-14T07:16:00Z"),
    );
    let later = ("0703", "FAILED", "2026-03-14T07:20:00Z");
    for rows in [&[failed, good][..], &[good, later], &[later, good, failed]] {
        let read = read_v3(
            &Details {
                invoice: "PENDING",
                ..PAID
            }
            .many(rows),
        )
        .await;
        assert_eq!(
            read.verdict(now()),
            Verdict::Paid {
                payment_id: Some(payment("0702")),
                twice: false
            }
        );
    }
    let read = read_v3(
        &Details {
            invoice: "PENDING",
            error: "MF004",
            ..PAID
        }
        .many(&[later, failed]),
    )
    .await;
    assert!(
        matches!(read.verdict(now()), Verdict::Open { decline: Some(_) }),
        "failed is not final"
    );
    // The latest try speaks, not the last listed.
    let trying = ("0704", "INPROGRESS", "2026-03-14T07:30:00Z");
    let read = read_v3(
        &Details {
            invoice: "PENDING",
            ..PAID
        }
        .many(&[trying, failed]),
    )
    .await;
    assert_eq!(read.verdict(now()), Verdict::Open { decline: None });
}

#[tokio::test]
async fn trap_12_paid_twice_and_paid_late_are_both_seen() {
    let twice = [
        ("0701", "SUCCESS", "2026-03-14T07:15:00Z"),
        ("0702", "SUCCESS", "2026-03-14T07:16:00Z"),
    ];
    assert!(matches!(
        read_v3(&PAID.many(&twice)).await.verdict(now()),
        Verdict::Paid { twice: true, .. }
    ));
    let rows = [bodies::row("0701", "Succss", "2026-03-14T10:15:30")];
    let read = read_v2(&bodies::status("DuplicatePayment", "12.500 KD", &rows)).await;
    assert!(matches!(read.verdict(now()), Verdict::Paid { twice: true, .. }));
    let after_expiry = now() + TimeDelta::days(30);
    assert!(matches!(
        read_v3(&PAID.one()).await.verdict(after_expiry),
        Verdict::Paid { .. }
    ));
    let cancelled = read_v3(
        &Details {
            invoice: "CANCELED",
            ..PAID
        }
        .one(),
    )
    .await;
    assert!(matches!(cancelled.verdict(now()), Verdict::Paid { .. }));
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
async fn trap_18_a_display_value_is_read_through_its_symbol_or_not_at_all() {
    for (display, expected) in [
        ("12.500 KD", Some(kwd(12_500))),
        ("12.500 KWD", Some(kwd(12_500))),
        ("12,345.000 KD", Some(kwd(12_345_000))),
        ("150.00 SR", Some(Money::new(15_000, Currency::Sar))),
        ("12.500 JD", None),
        ("12.500", None),
    ] {
        let read = read_v2(&bodies::status("Paid", display, &[])).await;
        assert_eq!(read.asked, expected, "{display}");
        if expected.is_none() {
            assert_eq!(check(&read), Err(Mismatch::AmountUnreadable));
        }
    }
}

#[tokio::test]
async fn trap_19_the_invoices_value_is_base_currency_and_is_not_what_was_asked() {
    // Asked for 150 riyals on the test account, whose books are in dinars.
    let read = read_v2(&bodies::status("Paid", "150.00 SR", &[])).await;
    assert_eq!(
        (read.base, read.asked),
        (Some(kwd(12_500)), Some(Money::new(15_000, Currency::Sar)))
    );
    let read = read_v3(
        &Details {
            display: "SAR",
            value: "150",
            ..PAID
        }
        .one(),
    )
    .await;
    assert_eq!(
        (read.base, read.asked),
        (Some(kwd(12_500)), Some(Money::new(15_000, Currency::Sar)))
    );
    // A live account of another country reads the same number in its own currency.
    let server = Server::start().await;
    server.on(
        "POST /v2/GetPaymentStatus",
        ok(&bodies::status("Paid", "12.50 AED", &[])),
    );
    let account = server.account().with_books(chrono_tz::Asia::Dubai, Currency::Aed);
    let gateway = payments::gateway::MyFatoorah::new(account, quick()).unwrap();
    let found = gateway
        .find_payment(PaymentKey::Invoice(&invoice("7000123")))
        .await
        .success()
        .unwrap()
        .unwrap();
    assert_eq!(found.base, Some(Money::new(1_250, Currency::Aed)));
}

#[tokio::test]
async fn trap_20_money_has_the_digits_of_its_currency_and_rounding_up_of_fees_does_not_touch_the_check() {
    // Due and paid values of the row say 12.510; the invoice says what we asked.
    let rows = [bodies::row("0701", "Succss", "2026-03-14T10:15:30")];
    let read = read_v2(&bodies::status("Paid", "12.500 KD", &rows)).await;
    assert_eq!(check(&read), Ok(()));
    let odd = PaymentOrder {
        amount: kwd(12_345),
        ..order()
    };
    let server = Server::start().await;
    server.on(
        "POST /v3/payments",
        ok(&bodies::hosted("https://demo.myfatoorah.com/x")),
    );
    assert!(
        server
            .gateway()
            .create_hosted(&odd, None)
            .await
            .success()
            .is_some()
    );
    assert!(server.only().body.contains(r#""Amount":12.345,"#));
    // Finer than a minor unit is unreadable, never rounded.
    let read = read_v3(
        &Details {
            display: "AED",
            value: "12.345",
            ..PAID
        }
        .one(),
    )
    .await;
    assert_eq!(check(&read), Err(Mismatch::AmountUnreadable));
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

#[tokio::test]
async fn trap_29_ids_are_text_with_their_leading_zeros_and_numbers_become_text() {
    let old = read_v2(&bodies::status(
        "Paid",
        "12.500 KD",
        &[bodies::row(
            "07077000123330077775",
            "Succss",
            "2026-03-14T10:15:30",
        )],
    ))
    .await;
    let new = read_v3(&PAID.one()).await;
    assert_eq!(old.invoice_id, new.invoice_id);
    assert_eq!(old.transactions[0].payment_id, new.transactions[0].payment_id);
    assert_eq!(
        old.transactions[0].payment_id.as_ref().unwrap().as_str(),
        "07077000123330077775"
    );
    assert_eq!(old.transactions[0].status, TransactionStatus::Succeeded);
    assert!(
        Reference::parse("../../v2/MakeRefund").is_err(),
        "nor can an id lead elsewhere"
    );
}
