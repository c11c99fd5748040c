//! What an answer means.

use chrono::TimeDelta;
use kernel::{Currency, Money};
use payments::gateway::{
    Doubt, Gateway as _, Mismatch, Outcome, Payment, PaymentKey, PaymentOrder, Reference, TransactionStatus,
    Verdict,
};

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
