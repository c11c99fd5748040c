//! The same client against the provider's real test host, when a token is at hand: `just test-live`.

use chrono::{TimeDelta, Utc};
use payments::gateway::{
    Account, Gateway as _, MyFatoorah, Outcome, PaymentKey, PaymentOrder, Policy, Verdict,
};

use crate::support::*;

const VARIABLE: &str = "MYFATOORAH_TEST_TOKEN";

#[tokio::test]
#[ignore = "needs the network and a token of the provider's test host in MYFATOORAH_TEST_TOKEN"]
#[expect(clippy::disallowed_methods, reason = "a token and a moment of the real world")]
async fn live_contract() {
    let Ok(token) = std::env::var(VARIABLE) else {
        println!("skipped: set {VARIABLE} to a token of the provider's test host");
        return;
    };
    let account = Account::test(token.trim().into(), "not-used-here".into()).unwrap();
    let gateway = MyFatoorah::new(account, Policy::default()).unwrap();
    let now = Utc::now();

    let offers = gateway
        .payment_methods(kwd(12_500))
        .await
        .success()
        .expect("the account's methods");
    assert!(
        offers.iter().any(|offer| offer.code.as_str() == "kn"),
        "{offers:?}"
    );

    let order = PaymentOrder {
        reference: reference(&format!("contract-{}", now.timestamp_micros())),
        expires_at: Some(now + TimeDelta::minutes(30)),
        ..order()
    };
    let made = gateway
        .create_hosted(&order, None)
        .await
        .success()
        .expect("a payment page");
    let again = gateway
        .create_hosted(&order, None)
        .await
        .success()
        .expect("the same page");
    assert_eq!(
        again.invoice_id, made.invoice_id,
        "the key makes no second invoice"
    );

    for key in [
        PaymentKey::Invoice(&made.invoice_id),
        PaymentKey::Reference(&order.reference),
    ] {
        let found = gateway
            .find_payment(key)
            .await
            .success()
            .flatten()
            .expect("the invoice just made");
        assert_eq!(
            found.check(Some(&made.invoice_id), &order.reference, order.amount),
            Ok(()),
            "{key:?}"
        );
        assert_eq!(found.verdict(now), Verdict::Open { decline: None });
    }
    let unknown = gateway
        .find_payment(PaymentKey::Reference(&reference("contract-never-made")))
        .await;
    assert_eq!(
        unknown,
        Outcome::Success(None),
        "nothing by that reference, clearly said"
    );
}
