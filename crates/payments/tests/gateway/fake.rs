//! The fake keeps the rules the real provider has where money is concerned.

use kernel::Currency;
use payments::gateway::{
    Booking, FakeGateway, Fault, Fees, Gateway as _, Outcome, PaymentKey, PaymentOrder, RefundKey,
    RefundOrder, RefundStatus, Verdict, WebhookHeaders, WebhookKind,
};

use crate::support::*;

fn fake() -> FakeGateway {
    FakeGateway::new(Currency::Kwd, now())
}

fn refund(minor: i64, name: &str) -> RefundOrder {
    RefundOrder {
        reference: reference(name),
        invoice_id: invoice("7000001"),
        amount: kwd(minor),
        comment: String::new(),
    }
}

#[tokio::test]
async fn a_page_is_declined_then_paid_and_the_books_have_the_success_only() {
    let fake = fake();
    let made = fake.create_hosted(&order(), None).await.success().unwrap();
    fake.decline(&made.invoice_id, "MF002");
    let read = || async {
        fake.find_payment(PaymentKey::Invoice(&made.invoice_id))
            .await
            .success()
            .unwrap()
            .unwrap()
    };
    assert!(matches!(
        read().await.verdict(now()),
        Verdict::Open { decline: Some(_) }
    ));
    assert!(fake.ledger().is_empty());
    let paid = fake.approve(&made.invoice_id);
    assert_eq!(
        read().await.verdict(now()),
        Verdict::Paid {
            payment_id: Some(paid.clone()),
            twice: false
        }
    );
    assert_eq!(
        read()
            .await
            .check(Some(&made.invoice_id), &order().reference, order().amount),
        Ok(())
    );
    assert!(matches!(&fake.ledger()[..], [Booking::Charge { amount, .. }] if *amount == kwd(12_500)));
    fake.approve(&made.invoice_id);
    assert!(matches!(
        read().await.verdict(now()),
        Verdict::Paid { twice: true, .. }
    ));
    assert_eq!(fake.balance(), kwd(25_000));
}

#[tokio::test]
async fn a_lost_answer_is_found_by_reference_and_the_key_makes_no_second_charge() {
    let fake = fake();
    fake.fault(Fault::AnswerLost);
    assert!(matches!(
        fake.pay_with_apple(&order(), &apple_token()).await,
        Outcome::Unknown(_)
    ));
    let found = fake
        .find_payment(PaymentKey::Reference(&order().reference))
        .await
        .success()
        .unwrap();
    assert!(matches!(found.unwrap().verdict(now()), Verdict::Paid { .. }));
    let dearer = PaymentOrder {
        amount: kwd(99_000),
        ..order()
    };
    let again = fake
        .pay_with_apple(&dearer, &apple_token())
        .await
        .success()
        .unwrap();
    assert_eq!(
        again.details.unwrap().asked,
        Some(kwd(12_500)),
        "the first answer, whatever is asked"
    );
    assert_eq!((fake.balance(), fake.money_calls().len()), (kwd(12_500), 2));
}

#[tokio::test]
async fn a_lost_request_made_nothing() {
    let fake = fake();
    fake.fault(Fault::RequestLost);
    assert!(matches!(
        fake.create_hosted(&order(), None).await,
        Outcome::Unknown(_)
    ));
    assert_eq!(
        fake.find_payment(PaymentKey::Reference(&order().reference)).await,
        Outcome::Success(None)
    );
    fake.fault(Fault::ReadFails);
    assert!(matches!(
        fake.find_payment(PaymentKey::Reference(&order().reference)).await,
        Outcome::Unknown(_)
    ));
}

#[tokio::test]
async fn sessions_and_tokens_are_good_for_one_payment() {
    let fake = fake();
    let session = fake.create_session(&order()).await.success().unwrap().id;
    assert!(
        !fake
            .find_session(&session)
            .await
            .success()
            .unwrap()
            .unwrap()
            .is_used
    );
    assert!(
        fake.pay_with_session(&order(), &session)
            .await
            .success()
            .is_some()
    );
    assert!(
        fake.find_session(&session)
            .await
            .success()
            .unwrap()
            .unwrap()
            .is_used
    );
    let next = PaymentOrder {
        reference: reference("GBX-1001-A2"),
        ..order()
    };
    assert!(matches!(
        fake.pay_with_session(&next, &session).await,
        Outcome::Refused(_)
    ));
    fake.fault(Fault::Declined);
    assert!(
        fake.pay_with_apple(&next, &apple_token())
            .await
            .success()
            .is_some()
    );
    let third = PaymentOrder {
        reference: reference("GBX-1001-A3"),
        ..order()
    };
    assert!(matches!(
        fake.pay_with_apple(&third, &apple_token()).await,
        Outcome::Refused(_)
    ));
    assert_eq!(fake.balance(), kwd(12_500));
}

#[tokio::test]
async fn refunds_are_filed_then_decided_and_never_exceed_what_was_paid() {
    let fake = fake();
    let made = fake.create_hosted(&order(), None).await.success().unwrap();
    assert!(
        matches!(fake.request_refund(&refund(1, "R0")).await, Outcome::Refused(_)),
        "nothing paid yet"
    );
    fake.approve(&made.invoice_id);
    let first = fake
        .request_refund(&refund(10_000, "R1"))
        .await
        .success()
        .unwrap();
    assert_eq!(
        fake.request_refund(&refund(10_000, "R1")).await.success(),
        Some(first.clone())
    );
    assert!(matches!(
        fake.request_refund(&refund(2_501, "R2")).await,
        Outcome::Refused(_)
    ));
    assert_eq!(fake.balance(), kwd(12_500), "filed isn't paid");
    fake.decide_refund(&first.id, true);
    assert_eq!(fake.balance(), kwd(2_500));
    let second = fake.request_refund(&refund(2_500, "R3")).await.success().unwrap();
    fake.decide_refund(&second.id, false);
    let all = fake
        .find_refunds(RefundKey::Invoice(&made.invoice_id))
        .await
        .success()
        .unwrap();
    let states: Vec<_> = all.iter().map(|refund| refund.status.clone()).collect();
    assert_eq!(states, [RefundStatus::Refunded, RefundStatus::Rejected]);
    assert_eq!(fake.balance(), kwd(2_500));
}

#[tokio::test]
async fn its_events_pass_the_same_check_as_the_providers() {
    let fake = fake();
    let made = fake.create_hosted(&order(), None).await.success().unwrap();
    let paid = fake.approve(&made.invoice_id);
    let (signature, body) = fake.payment_event(&made.invoice_id);
    let headers = WebhookHeaders {
        signature: Some(&signature),
        version: Some("v2"),
    };
    match fake.read_webhook(headers, body.as_bytes()).unwrap().kind {
        WebhookKind::Payment { payment_id, .. } => assert_eq!(payment_id, Some(paid)),
        other => panic!("{other:?}"),
    }
    assert!(
        fake.read_webhook(headers, body.replace("SUCCESS", "FAILED").as_bytes())
            .is_err()
    );
    let filed = fake.request_refund(&refund(500, "R1")).await.success().unwrap();
    fake.decide_refund(&filed.id, true);
    let (signature, body) = fake.refund_event(&filed.id);
    let headers = WebhookHeaders {
        signature: Some(&signature),
        version: Some("v2"),
    };
    let event = fake.read_webhook(headers, body.as_bytes()).unwrap();
    assert!(matches!(
        event.kind,
        WebhookKind::Refund {
            status: RefundStatus::Refunded,
            ..
        }
    ));
}

#[tokio::test]
async fn a_challenge_charges_nothing_until_the_shopper_passed_it() {
    let fake = fake();
    fake.set_fees(Fees {
        charge: kwd(101),
        vat: kwd(5),
    });
    fake.fault(Fault::Challenged);
    let executed = fake
        .pay_with_apple(&order(), &apple_token())
        .await
        .success()
        .unwrap();
    assert!(executed.redirect.is_some() && fake.ledger().is_empty());
    fake.approve(&executed.invoice_id);
    let found = fake
        .find_payment(PaymentKey::Invoice(&executed.invoice_id))
        .await
        .success()
        .unwrap()
        .unwrap();
    assert_eq!(
        found.fees,
        Some(Fees {
            charge: kwd(101),
            vat: kwd(5)
        })
    );
    assert_eq!(fake.balance(), kwd(12_500));
}

#[tokio::test]
async fn what_it_says_can_be_made_wrong() {
    let fake = fake();
    let made = fake.create_hosted(&order(), None).await.success().unwrap();
    fake.approve(&made.invoice_id);
    fake.alter_amount(&made.invoice_id, kwd(1));
    let read = fake
        .find_payment(PaymentKey::Invoice(&made.invoice_id))
        .await
        .success()
        .unwrap()
        .unwrap();
    assert!(read.check(None, &order().reference, order().amount).is_err());
    fake.alter_reference(&made.invoice_id, "someone-elses");
    assert_eq!(fake.invoices(&order().reference), []);
}
