//! Paying, in all the ways the adapter knows.

use chrono::TimeDelta;
use kernel::{Currency, Money};
use payments::gateway::{
    Gateway as _, Language, MethodCode, Outcome, PaymentId, PaymentKey, PaymentOrder, TransactionStatus,
    Verdict,
};
use serde_json::json;

use super::kit::*;
use crate::support::open;

#[tokio::test]
async fn methods_have_numbers_of_the_account_and_fees() {
    let sandbox = open().await;
    let kw = client(&sandbox, "kw")
        .payment_methods(kwd(12_500))
        .await
        .success()
        .unwrap();
    let sa = client(&sandbox, "sa");
    let sa = sa
        .payment_methods(Money::new(10_000, Currency::Sar))
        .await
        .success()
        .unwrap();
    let codes = |offers: &[payments::gateway::MethodOffer]| -> Vec<String> {
        offers.iter().map(|offer| offer.code.to_string()).collect()
    };
    assert_eq!(codes(&kw), ["kn", "vm", "md", "ap", "stc", "vm", "gp"]);
    assert_eq!(codes(&sa), ["vm", "md", "ap", "stc", "vm", "gp"]);
    let id = |offers: &[payments::gateway::MethodOffer]| {
        offers
            .iter()
            .find(|offer| offer.code.as_str() == "md")
            .unwrap()
            .id
    };
    assert_ne!(id(&kw), id(&sa));
    let knet = &kw[0];
    assert_eq!(knet.service_charge, Some(kwd(125)));
    assert_eq!(knet.total, Some(kwd(12_500)));
    assert!(kw.iter().any(|offer| offer.is_direct));

    set(&sandbox, "kw", json!({"customer_bears_fee": true})).await;
    let dear = client(&sandbox, "kw")
        .payment_methods(kwd(12_500))
        .await
        .success()
        .unwrap();
    assert_eq!(dear[0].total, Some(kwd(12_625)));
}

#[tokio::test]
async fn a_declined_invoice_can_still_be_paid_and_both_rows_are_told() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    let order = order("H-1");
    let made = hosted(&gateway, &order).await;
    let open = found(&gateway, &made.invoice_id).await;
    assert_eq!(
        open.check(Some(&made.invoice_id), &order.reference, order.amount),
        Ok(())
    );
    assert_eq!(open.verdict(now()), Verdict::Open { decline: None });

    deed(
        &sandbox,
        "H-1",
        "decline",
        json!({"code": "MF004", "method": "kn"}),
    )
    .await;
    let declined = found(&gateway, &made.invoice_id).await;
    let Verdict::Open {
        decline: Some(decline),
    } = declined.verdict(now())
    else {
        panic!("{declined:?}");
    };
    assert_eq!(decline.code, "MF004");

    deed(&sandbox, "H-1", "approve", json!({"method": "vm"})).await;
    let paid = found(&gateway, &made.invoice_id).await;
    assert!(matches!(paid.verdict(now()), Verdict::Paid { twice: false, .. }));
    assert_eq!(paid.transactions.len(), 2);
    assert!(
        paid.transactions[0]
            .payment_id
            .as_ref()
            .unwrap()
            .as_str()
            .starts_with("100")
    );
    assert!(
        paid.transactions[1]
            .payment_id
            .as_ref()
            .unwrap()
            .as_str()
            .starts_with("0707")
    );
    assert_eq!(paid.fees.unwrap().charge, kwd(313));

    // By every key, version 2 (when 3 has no answer) as well as 3.
    let payment = paid.transactions[1].payment_id.clone().unwrap();
    for key in [
        PaymentKey::Payment(&payment),
        PaymentKey::Invoice(&made.invoice_id),
        PaymentKey::Reference(&order.reference),
    ] {
        for v3_is_down in [false, true] {
            if v3_is_down {
                fault(
                    &sandbox,
                    json!({"answer": "error", "call": "read", "having": "/v3/", "applied": false}),
                )
                .await;
            }
            let found = gateway.find_payment(key).await.success().flatten().unwrap();
            assert_eq!(
                found.check(Some(&made.invoice_id), &order.reference, order.amount),
                Ok(()),
                "{key:?}"
            );
            assert!(
                matches!(found.verdict(now()), Verdict::Paid { .. }),
                "{key:?} {v3_is_down}"
            );
        }
    }
    let again = sandbox
        .post("/control/myfatoorah/invoices/H-1/approve", &json!({}))
        .await;
    assert_eq!(again.status(), 409);
    deed(&sandbox, "H-1", "approve", json!({"again": true})).await;
    let twice = found(&gateway, &made.invoice_id).await;
    assert!(matches!(twice.verdict(now()), Verdict::Paid { twice: true, .. }));
    let charges = ledger(&sandbox).await;
    assert_eq!(charges.len(), 2);
    assert!(
        charges
            .iter()
            .all(|line| line["amount_minor"] == 12_500 && line["reference"] == "H-1")
    );
}

#[tokio::test]
async fn every_account_pays_in_its_own_currency_and_tells_its_own_time() {
    let sandbox = open().await;
    for demo in sandbox::DEMO_ACCOUNTS {
        let gateway = client(&sandbox, demo.name);
        let amount = Money::new(1_234_560, demo.currency);
        let order = PaymentOrder {
            amount,
            language: Language::Ar,
            ..order(&format!("A-{}", demo.name))
        };
        // A method of version 2 where the account has one, else cards by version 3.
        let code = match demo.name {
            "sa" => "stc",
            "qa" => "np",
            "bh" => "bn",
            "om" => "on",
            "kw" => "md",
            _ => "vm",
        };
        let made = gateway
            .create_hosted(&order, MethodCode::parse(code).as_ref())
            .await
            .success()
            .unwrap();
        assert!(
            made.page
                .as_str()
                .contains(&format!("/Ar/{}/PayInvoice/Checkout", demo.country))
        );
        for v3_is_down in [true, false] {
            if v3_is_down {
                fault(
                    &sandbox,
                    json!({"answer": "html", "call": "read", "having": "/v3/"}),
                )
                .await;
            }
            let found = found(&gateway, &made.invoice_id).await;
            assert_eq!(
                found.check(Some(&made.invoice_id), &order.reference, amount),
                Ok(()),
                "{}",
                demo.name
            );
            assert_eq!(found.base, Some(amount));
            let expires = found.expires_at.unwrap() - order.expires_at.unwrap();
            assert!(expires.abs() < TimeDelta::seconds(1), "{} {expires}", demo.name);
        }
    }
}

#[tokio::test]
async fn another_currency_than_the_accounts_is_shown_as_asked_and_kept_in_base() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    let order = PaymentOrder {
        amount: Money::new(1_234_567, Currency::Aed),
        ..order("D-1")
    };
    let made = hosted(&gateway, &order).await;
    for (v3_is_down, iso) in [(false, false), (true, false), (true, true)] {
        set(&sandbox, "kw", json!({"iso_display": iso})).await;
        if v3_is_down {
            fault(
                &sandbox,
                json!({"answer": "drop", "call": "read", "having": "/v3/", "applied": false}),
            )
            .await;
        }
        let found = found(&gateway, &made.invoice_id).await;
        assert_eq!(found.asked, Some(order.amount), "{v3_is_down} {iso}");
        assert_eq!(found.base, Some(kwd(1_030_863)), "{v3_is_down} {iso}");
    }
}

#[tokio::test]
async fn apple_pay_is_charged_at_once_and_a_token_once() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    let good = gateway
        .pay_with_apple(&order("AP-1"), &apple_token("t1"))
        .await
        .success()
        .unwrap();
    assert!(good.redirect.is_none());
    let details = good.details.unwrap();
    assert!(matches!(details.verdict(now()), Verdict::Paid { .. }));
    assert_eq!(details.transactions[0].method.as_deref(), Some("APPLE_PAY"));

    // Carried out and failed: "completed" isn't "paid".
    let bad = gateway
        .pay_with_apple(&order("AP-2"), &apple_token("t2-MF002"))
        .await
        .success()
        .unwrap();
    assert!(bad.payment_id.is_some() && bad.redirect.is_none());
    let Verdict::Open {
        decline: Some(decline),
    } = bad.details.unwrap().verdict(now())
    else {
        panic!("not declined");
    };
    assert_eq!(decline.code, "MF002");

    let spent = gateway.pay_with_apple(&order("AP-3"), &apple_token("t1")).await;
    assert!(matches!(spent, Outcome::Refused(_)), "{spent:?}");
    let nothing = gateway
        .find_payment(PaymentKey::Reference(&reference("AP-3")))
        .await;
    assert_eq!(nothing, Outcome::Success(None));
    assert_eq!(ledger(&sandbox).await.len(), 1);
}

#[tokio::test]
async fn a_session_pays_when_a_card_filled_it_and_once() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    let session = gateway.create_session(&order("S-1")).await.success().unwrap();
    let raw = gateway.pay_with_session(&order("S-1"), &session.id).await;
    assert!(matches!(raw, Outcome::Refused(_)), "{raw:?}");

    let fill = format!("/control/myfatoorah/sessions/{}/fill", session.id.expose());
    sandbox.order(&fill, &json!({})).await;
    let state = gateway
        .find_session(&session.id)
        .await
        .success()
        .flatten()
        .unwrap();
    assert!(!state.is_used && state.expires_at.is_some());
    let paid = gateway
        .pay_with_session(&order("S-2"), &session.id)
        .await
        .success()
        .unwrap();
    assert!(matches!(
        paid.details.unwrap().verdict(now()),
        Verdict::Paid { .. }
    ));
    assert!(
        gateway
            .find_session(&session.id)
            .await
            .success()
            .flatten()
            .unwrap()
            .is_used
    );

    let again = gateway.pay_with_session(&order("S-3"), &session.id).await;
    assert!(matches!(again, Outcome::Refused(_)), "{again:?}");
    set(&sandbox, "kw", json!({"spent_session": "charge_again"})).await;
    let again = gateway
        .pay_with_session(&order("S-4"), &session.id)
        .await
        .success()
        .unwrap();
    assert_ne!(again.invoice_id, paid.invoice_id);
    assert_eq!(ledger(&sandbox).await.len(), 2);
}

#[tokio::test]
async fn three_d_secure_comes_first_where_the_bank_wants_it() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    let session = gateway.create_session(&order("3D")).await.success().unwrap();
    let fill = format!("/control/myfatoorah/sessions/{}/fill", session.id.expose());
    sandbox.order(&fill, &json!({"challenge": true})).await;
    let begun = gateway
        .pay_with_session(&order("3D"), &session.id)
        .await
        .success()
        .unwrap();
    let page = begun.redirect.unwrap();
    let open = found(&gateway, &begun.invoice_id).await;
    assert_eq!(open.transactions[0].status, TransactionStatus::InProgress);
    let path = page.as_str().strip_prefix(&sandbox.addresses().http).unwrap();
    let shown = sandbox.get(path).await.text().await.unwrap();
    let action = super::pages::action(&shown);
    let answer = sandbox.post_form(&action, &[("deed", "approve")]).await;
    let payment = begun.payment_id.unwrap();
    let back = answer.headers()["location"].to_str().unwrap();
    assert_eq!(back, format!("{RETURN}&paymentId={payment}&Id={payment}"));
    let paid = found(&gateway, &begun.invoice_id).await;
    assert!(matches!(paid.verdict(now()), Verdict::Paid { .. }));
}

#[tokio::test]
async fn the_first_answer_to_a_key_comes_again_whatever_is_asked() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    let first = hosted(&gateway, &order("K-1")).await;
    let dearer = PaymentOrder {
        amount: kwd(99_000),
        ..order("K-1")
    };
    let again = hosted(&gateway, &dearer).await;
    assert_eq!(again, first);
    // Version 2 heeds no key unless it is told to.
    let stc = MethodCode::parse("stc");
    let make = async || {
        let made = gateway.create_hosted(&order("K-2"), stc.as_ref()).await;
        made.success().unwrap().invoice_id
    };
    let one = make().await;
    assert_ne!(make().await, one);
    set(&sandbox, "kw", json!({"idempotent_v2": true})).await;
    let two = make().await;
    assert_eq!(make().await, two);
    // The latest of them is what a reference finds.
    let latest = gateway
        .find_payment(PaymentKey::Reference(&reference("K-2")))
        .await;
    assert_eq!(latest.success().flatten().unwrap().invoice_id, two);
}

#[tokio::test]
async fn an_expired_invoice_is_not_paid_on_its_page_but_money_can_still_come() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    let made = hosted(&gateway, &order("E-1")).await;
    deed(&sandbox, "E-1", "start", json!({})).await;
    deed(&sandbox, "E-1", "expire", json!({})).await;
    assert_eq!(
        found(&gateway, &made.invoice_id).await.verdict(now()),
        Verdict::Expired
    );
    let path = made
        .page
        .as_str()
        .strip_prefix(&sandbox.addresses().http)
        .unwrap();
    let shown = sandbox.get(path).await.text().await.unwrap();
    assert!(shown.contains("The time to pay this invoice is over") && !shown.contains("<form"));
    deed(&sandbox, "E-1", "approve", json!({})).await;
    let late = found(&gateway, &made.invoice_id).await;
    assert!(matches!(late.verdict(now()), Verdict::Paid { .. }));
}

#[tokio::test]
async fn what_nobody_made_is_clearly_not_there_and_belongs_to_one_account() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    let payment = PaymentId::parse("07077000999330000175").unwrap();
    for key in [
        PaymentKey::Payment(&payment),
        PaymentKey::Reference(&reference("never")),
    ] {
        assert_eq!(gateway.find_payment(key).await, Outcome::Success(None), "{key:?}");
    }
    let made = hosted(&gateway, &order("X-1")).await;
    let other = client(&sandbox, "bh");
    let theirs = other.find_payment(PaymentKey::Invoice(&made.invoice_id)).await;
    assert_eq!(theirs, Outcome::Success(None));
}

#[tokio::test]
async fn a_lie_is_seen_by_the_checks() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    let order = order("L-1");
    let made = hosted(&gateway, &order).await;
    deed(&sandbox, "L-1", "approve", json!({})).await;
    for lie in [
        json!({"amount_minor": 12_499}),
        json!({"currency": "BHD"}),
        json!({"reference": "somebody-else"}),
    ] {
        deed(&sandbox, "L-1", "lie", lie.clone()).await;
        let told = found(&gateway, &made.invoice_id).await;
        let checked = told.check(Some(&made.invoice_id), &order.reference, order.amount);
        assert!(checked.is_err(), "{lie}");
    }
    deed(&sandbox, "L-1", "lie", json!({})).await;
    let told = found(&gateway, &made.invoice_id).await;
    assert_eq!(
        told.check(Some(&made.invoice_id), &order.reference, order.amount),
        Ok(())
    );
}
