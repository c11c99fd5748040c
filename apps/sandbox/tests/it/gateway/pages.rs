//! The pages, as a shopper's browser sees them.

use payments::gateway::{Gateway as _, Language, MethodCode, PaymentOrder, Verdict};
use serde_json::json;

use super::kit::*;
use crate::support::{Open, open};

/// Where the form of a page leads.
pub fn action(page: &str) -> String {
    let (_, rest) = page.split_once("action=\"").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

fn path<'a>(sandbox: &Open, url: &'a str) -> &'a str {
    url.strip_prefix(&sandbox.addresses().http).unwrap()
}

#[tokio::test]
async fn a_shopper_declines_stays_pays_and_comes_back() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    let made = hosted(&gateway, &order("PG-1")).await;
    let at = path(&sandbox, made.page.as_str());
    let page = sandbox.get(at).await.text().await.unwrap();
    assert!(
        page.contains("<html lang=\"en\" dir=\"ltr\">")
            && page.contains("12.500 KWD")
            && page.contains("KNET")
    );
    let form = action(&page);

    let stays = sandbox
        .post_form(
            &form,
            &[
                ("deed", "decline"),
                ("code", "MF007"),
                ("method", "kn"),
                ("stay", "on"),
            ],
        )
        .await;
    let page = stays.text().await.unwrap();
    assert!(page.contains("MF007 The card is expired"), "{page}");
    let left = sandbox
        .post_form(&form, &[("deed", "leave"), ("method", "vm")])
        .await;
    assert!(left.text().await.unwrap().contains("in progress"));
    let back = sandbox
        .post_form(&form, &[("deed", "approve"), ("method", "vm")])
        .await;
    assert_eq!(back.status(), 303);
    let location = back.headers()["location"].to_str().unwrap().to_owned();
    let paid = found(&gateway, &made.invoice_id).await;
    let Verdict::Paid {
        payment_id: Some(id),
        twice: false,
    } = paid.verdict(now())
    else {
        panic!("{paid:?}");
    };
    assert_eq!(location, format!("{RETURN}&paymentId={id}&Id={id}"));
    assert_eq!(
        paid.transactions.len(),
        2,
        "the row that was left open is the one that was paid"
    );

    let page = sandbox.get(at).await.text().await.unwrap();
    assert!(page.contains("This invoice is paid.") && !page.contains("<form"));
    // A second click pays nothing.
    let second = sandbox
        .post_form(&form, &[("deed", "approve"), ("method", "vm")])
        .await;
    assert_eq!(second.status(), 200);
    assert_eq!(ledger(&sandbox).await.len(), 1);
}

#[tokio::test]
async fn the_page_of_one_method_is_arabic_for_arabs() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "sa");
    let order = PaymentOrder {
        language: Language::Ar,
        amount: kernel::Money::new(9_900, kernel::Currency::Sar),
        ..order("PG-2")
    };
    let made = gateway
        .create_hosted(&order, MethodCode::parse("stc").as_ref())
        .await
        .success()
        .unwrap();
    let at = path(&sandbox, made.page.as_str()).to_owned();
    let page = sandbox.get(&at).await.text().await.unwrap();
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">") && page.contains("إس تي سي باي"));
    assert!(!page.contains("value=\"vm\""));
    let english = sandbox.get(&format!("{at}&lang=en")).await.text().await.unwrap();
    assert!(english.contains("<html lang=\"en\" dir=\"ltr\">"));

    let back = sandbox.post_form(&action(&page), &[("deed", "cancel")]).await;
    assert_eq!(back.status(), 303);
    let Verdict::Open {
        decline: Some(decline),
    } = found(&gateway, &made.invoice_id).await.verdict(now())
    else {
        panic!("not cancelled");
    };
    assert_eq!(decline.code, "MF006");
    let gone = sandbox
        .post_form(&action(&page), &[("deed", "vanish"), ("method", "stc")])
        .await;
    assert_eq!(gone.status(), 200);
    assert!(matches!(
        found(&gateway, &made.invoice_id).await.verdict(now()),
        Verdict::Paid { .. }
    ));
    assert_eq!(sandbox.get("/KWT/ie/nothing").await.status(), 404);
}

#[tokio::test]
async fn a_card_goes_from_the_frame_into_the_session() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    let session = gateway.create_session(&order("PG-3")).await.success().unwrap();
    assert!(
        sandbox
            .get("/sessions/v1/session.js")
            .await
            .text()
            .await
            .unwrap()
            .contains("myfatoorah")
    );
    let frame = format!(
        "/cardview/{}?origin=https%3A%2F%2Fshop.example.test",
        session.id.expose()
    );
    assert!(
        sandbox
            .get(&frame)
            .await
            .text()
            .await
            .unwrap()
            .contains("4508750015741019")
    );
    let form = [("card", "0"), ("origin", "https://shop.example.test")];
    let done = sandbox.post_form(&frame, &form).await.text().await.unwrap();
    assert!(done.contains("data-origin=\"https://shop.example.test\""));
    let paid = gateway
        .pay_with_session(&order("PG-3"), &session.id)
        .await
        .success()
        .unwrap();
    assert!(matches!(
        paid.details.unwrap().verdict(now()),
        Verdict::Paid { .. }
    ));
    assert_eq!(sandbox.get(&frame).await.status(), 404);
}

#[tokio::test]
async fn the_gateways_people_decide_on_their_page() {
    let sandbox = open().await;
    let gateway = client(&sandbox, "kw");
    let made = hosted(&gateway, &order("PG-4")).await;
    let page = sandbox.get("/myfatoorah").await.text().await.unwrap();
    assert!(page.contains("PG-4") && page.contains("No refund waits"));
    let invoice = made.invoice_id.as_str();
    let done = sandbox
        .post_form("/myfatoorah", &[("deed", "approve"), ("invoice", invoice)])
        .await;
    assert_eq!(done.status(), 303);
    let refund = payments::gateway::RefundOrder {
        reference: reference("PG-4-r"),
        invoice_id: made.invoice_id.clone(),
        amount: kwd(12_500),
        comment: "<b>ribbon</b>".into(),
    };
    let filed = gateway.request_refund(&refund).await.success().unwrap();
    let page = sandbox.get("/myfatoorah").await.text().await.unwrap();
    assert!(page.contains("PG-4-r") && page.contains("&lt;b&gt;ribbon"));
    let form = [("deed", "approve"), ("refund", filed.id.as_str())];
    assert_eq!(sandbox.post_form("/myfatoorah", &form).await.status(), 303);
    let said = sandbox
        .post_form("/myfatoorah", &form)
        .await
        .text()
        .await
        .unwrap();
    assert!(said.contains("the refund is decided"));
    let refunds = sandbox.json("/control/myfatoorah/refunds?reference=PG-4-r").await;
    assert_eq!(refunds["items"][0]["status"], json!("refunded"));
}
