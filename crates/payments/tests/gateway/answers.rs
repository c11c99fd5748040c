//! What answers are read as.

use chrono::{TimeDelta, TimeZone as _, Utc};
use kernel::Currency;
use payments::gateway::{
    Account, Country, Decline, Doubt, Fees, Gateway as _, InvoiceStatus, MyFatoorah, Outcome, Payment,
    PaymentKey, RefundKey, RefundStatus, TransactionStatus, Verdict,
};

use crate::bodies::{self, DECLINED, Details, PAID};
use crate::support::*;

async fn read_v3(data: &str) -> Payment {
    let server = Server::start().await;
    server.on("GET /v3/invoices/7000123", ok(data));
    server
        .gateway()
        .find_payment(PaymentKey::Invoice(&invoice("7000123")))
        .await
        .success()
        .unwrap()
        .unwrap()
}

async fn read_v2(data: &str) -> Payment {
    let server = Server::start().await;
    server.on("POST /v2/GetPaymentStatus", ok(data));
    server
        .gateway()
        .find_payment(PaymentKey::Invoice(&invoice("7000123")))
        .await
        .success()
        .unwrap()
        .unwrap()
}

#[tokio::test]
async fn version_3_is_read_whole() {
    let read = read_v3(&PAID.one()).await;
    assert_eq!(read.invoice_id, invoice("7000123"));
    assert_eq!(read.reference.as_deref(), Some("GBX-1001-A1"));
    assert_eq!(read.status, InvoiceStatus::Paid);
    assert_eq!((read.asked, read.base), (Some(kwd(12_500)), Some(kwd(12_500))));
    assert_eq!(
        read.fees,
        Some(Fees {
            charge: kwd(101),
            vat: kwd(0)
        })
    );
    assert_eq!(
        read.expires_at,
        Some(Utc.with_ymd_and_hms(2026, 3, 17, 7, 12, 7).unwrap() + TimeDelta::milliseconds(293))
    );
    let [row] = &read.transactions[..] else {
        panic!("{read:?}")
    };
    assert_eq!(row.payment_id, Some(payment("07077000123330077775")));
    assert_eq!(row.status, TransactionStatus::Succeeded);
    assert_eq!(
        (row.method.as_deref(), row.bank_reference.as_deref()),
        (Some("APPLE_PAY"), Some("607310000321"))
    );
    assert_eq!(row.decline, None);
    assert_eq!(
        read.verdict(now()),
        Verdict::Paid {
            payment_id: Some(payment("07077000123330077775")),
            twice: false
        }
    );
}

#[tokio::test]
async fn version_2_is_read_to_the_same_thing() {
    let rows = [bodies::row(
        "07077000123330077775",
        "Succss",
        "2026-03-14T10:15:30.1",
    )];
    let (old, new) = (
        read_v2(&bodies::status("Paid", "12.500 KD", &rows)).await,
        read_v3(&PAID.one()).await,
    );
    assert_eq!(
        (old.invoice_id.clone(), &old.reference, &old.status),
        (new.invoice_id.clone(), &new.reference, &new.status)
    );
    assert_eq!((old.asked, old.base, old.fees), (new.asked, new.base, new.fees));
    assert_eq!(old.expires_at, new.expires_at);
    assert_eq!(old.transactions[0].at, new.transactions[0].at);
    assert_eq!(old.verdict(now()), new.verdict(now()));
}

#[tokio::test]
async fn a_decline_is_open_with_its_reason() {
    let read = read_v3(&DECLINED.one()).await;
    let decline = Some(Decline {
        code: "MF002".into(),
        message: String::new(),
    });
    assert_eq!(read.verdict(now()), Verdict::Open { decline });
}

#[tokio::test]
async fn an_unpaid_invoice_is_open_until_its_time_and_expired_after_it() {
    let open = read_v2(&bodies::status("Pending", "12.500 KD", &[])).await;
    assert_eq!(open.verdict(now()), Verdict::Open { decline: None });
    let later = now() + TimeDelta::days(4);
    assert_eq!(open.verdict(later), Verdict::Expired);
    let rows = [bodies::row("07", "InProgress", "2026-03-17T10:10:00")];
    let busy = read_v2(&bodies::status("Pending", "12.500 KD", &rows)).await;
    assert_eq!(
        busy.verdict(later),
        Verdict::Open { decline: None },
        "somebody is still at it"
    );
    let gone = read_v2(&bodies::status("Canceled", "12.500 KD", &[])).await;
    assert_eq!(gone.verdict(now()), Verdict::Cancelled);
}

#[tokio::test]
async fn words_nobody_knows_are_unclear_unless_there_is_a_success() {
    let strange = Details {
        invoice: "ON_HOLD",
        transaction: "FAILED",
        ..PAID
    };
    assert_eq!(read_v3(&strange.one()).await.verdict(now()), Verdict::Unclear);
    let strange = Details {
        invoice: "PENDING",
        transaction: "Success",
        ..PAID
    };
    assert_eq!(read_v3(&strange.one()).await.verdict(now()), Verdict::Unclear);
    let reserved = Details {
        invoice: "PENDING",
        transaction: "AUTHORIZE",
        ..PAID
    };
    assert_eq!(read_v3(&reserved.one()).await.verdict(now()), Verdict::Authorized);
}

#[tokio::test]
async fn methods_are_offers_by_code() {
    let server = Server::start().await;
    server.on("POST /v2/InitiatePayment", ok(bodies::METHODS));
    let offers = server
        .gateway()
        .payment_methods(kwd(12_500))
        .await
        .success()
        .unwrap();
    assert_eq!(
        server.only().body,
        r#"{"InvoiceAmount":12.500,"CurrencyIso":"KWD"}"#
    );
    assert_eq!(offers.len(), 3);
    assert_eq!(
        (offers[0].code.as_str(), offers[0].id, offers[0].name_ar.as_str()),
        ("kn", 1, "كي نت")
    );
    assert_eq!(
        (offers[0].service_charge, offers[0].total),
        (Some(kwd(101)), Some(kwd(12_500)))
    );
    assert_eq!(
        (offers[2].total, offers[2].pay_currency),
        (Some(kwd(12_750)), Some(Currency::Sar))
    );
}

#[tokio::test]
async fn refunds_are_read_in_each_state() {
    let server = Server::start().await;
    server.on("POST /v2/GetRefundStatus", ok(bodies::REFUNDS));
    let refunds = server
        .gateway()
        .find_refunds(RefundKey::Invoice(&invoice("7000123")))
        .await
        .success()
        .unwrap();
    let states: Vec<_> = refunds
        .iter()
        .map(|r| (r.id.as_str(), r.status.clone(), r.amount))
        .collect();
    assert_eq!(
        states,
        [
            ("4001", RefundStatus::Refunded, Some(kwd(5_000))),
            ("4002", RefundStatus::Pending, Some(kwd(2_500))),
            ("4003", RefundStatus::Rejected, Some(kwd(1_000))),
        ]
    );
    assert_eq!(
        (refunds[0].reference.as_deref(), refunds[0].rrn.as_deref()),
        (Some("GBX-1001-R1"), Some("607399000001"))
    );
    assert_eq!(
        (refunds[1].reference.as_deref(), refunds[1].rrn.as_deref()),
        (None, None)
    );
}

#[tokio::test]
async fn nothing_found_needs_a_clear_word_of_both_versions() {
    let nothing = || no(200, "No invoices match this InvoiceId");
    let key = invoice("7000123");
    let server = Server::start().await;
    server.on("GET /v3/invoices/7000123", nothing());
    server.on("POST /v2/GetPaymentStatus", nothing());
    assert_eq!(
        server.gateway().find_payment(PaymentKey::Invoice(&key)).await,
        Outcome::Success(None)
    );

    // Version 3 knows nothing of it; version 2 does.
    let server = Server::start().await;
    server.on("GET /v3/invoices/7000123", nothing());
    server.on(
        "POST /v2/GetPaymentStatus",
        ok(&bodies::status("Pending", "12.500 KD", &[])),
    );
    assert!(
        server
            .gateway()
            .find_payment(PaymentKey::Invoice(&key))
            .await
            .success()
            .unwrap()
            .is_some()
    );

    // One of them can't say: then nobody knows.
    for (line, other) in [
        ("GET /v3/invoices/7000123", "POST /v2/GetPaymentStatus"),
        ("POST /v2/GetPaymentStatus", "GET /v3/invoices/7000123"),
    ] {
        let server = Server::start().await;
        server.on(line, nothing());
        server.on(other, json(503, "{}"));
        let found = server.gateway().find_payment(PaymentKey::Invoice(&key)).await;
        assert_eq!(
            found,
            Outcome::Unknown(Doubt::ServerError { status: 503 }),
            "{line}"
        );
    }
}

#[tokio::test]
async fn refunds_not_found_are_an_empty_list_and_a_failed_read_is_not() {
    let server = Server::start().await;
    server.on(
        "POST /v2/GetRefundStatus",
        no(400, "No refunds match this InvoiceId"),
    );
    let key = invoice("7000123");
    assert_eq!(
        server.gateway().find_refunds(RefundKey::Invoice(&key)).await,
        Outcome::Success(vec![])
    );
    let server = Server::start().await;
    server.on(
        "POST /v2/GetRefundStatus",
        no(401, "The token is not valid or it is expired!"),
    );
    assert!(
        server
            .gateway()
            .find_refunds(RefundKey::Invoice(&key))
            .await
            .success()
            .is_none()
    );
}

#[test]
fn an_account_is_made_of_its_country() {
    for country in Country::ALL {
        let account = Account::live(country, "t".into(), "s".into()).unwrap();
        let gateway = MyFatoorah::new(account, quick()).unwrap();
        assert_eq!(gateway.base_currency(), country.currency());
    }
}

#[tokio::test]
async fn an_answer_can_be_kept_as_json_without_anything_private() {
    let kept = serde_json::to_value(read_v3(&DECLINED.one()).await).unwrap();
    assert_eq!(kept["status"], "pending");
    assert_eq!(
        kept["asked"],
        serde_json::json!({"minor": 12_500, "currency": "KWD"})
    );
    assert_eq!(kept["transactions"][0]["status"], "failed");
    assert_eq!(kept["transactions"][0]["decline"]["code"], "MF002");
    let text = kept.to_string();
    for private in [
        "450875",
        "T BUYER",
        "Test Buyer",
        "50000001",
        "secret",
        "203.0.113.7",
    ] {
        assert!(!text.contains(private), "{text}");
    }
}
