//! Events against the worked examples of the reference (section 6.4), and what a forger may try.

use payments::gateway::{
    Gateway as _, InvoiceStatus, RefundId, RefundStatus, TransactionStatus, WebhookEvent, WebhookHeaders,
    WebhookKind, WebhookRefused, WebhookVersion,
};

use crate::support::*;

/// Example A; `{name}` is the customer's.
const PAYMENT_V1: &str = r#"{"EventType":1,"Event":"TransactionsStatusChanged","DateTime":"14032026101531","CountryIsoCode":"KWT","Data":{"InvoiceId":7000123,"InvoiceReference":"2026000456","CreatedDate":"14032026101530","CustomerReference":"GBX-1001-A1","CustomerName":"{name}","CustomerMobile":"96550000001","CustomerEmail":null,"TransactionStatus":"SUCCESS","PaymentMethod":"KNET","UserDefinedField":null,"ReferenceId":"607310000321","TrackId":"14-03-2026_3300777","PaymentId":"100202607312345678","AuthorizationId":"B00123","InvoiceValueInBaseCurrency":"12.5","BaseCurrency":"KWD","InvoiceValueInDisplayCurreny":"12.5","DisplayCurrency":"KWD","InvoiceValueInPayCurrency":"12.5","PayCurrency":"KWD"}}"#;
const SIGNATURE_A: &str = "GRQopxZEwQSLTt64mzQ0qHOZs+Y3z/sCdgmKZhF62CQ=";
const SIGNATURE_B: &str = "PqFEiywixejmHC9Ep16TVAdTHWTX/QekHe9nILSSxbQ=";

/// Example C.
const REFUND_V1: &str = r#"{"EventType":2,"Event":"RefundStatusChanged","DateTime":"15032026090001","CountryIsoCode":"KWT","Data":{"RefundId":4001,"RefundReference":"2026000031","CreatedDate":"15032026090000","RefundStatus":"REFUNDED","Amount":"12.5","Comments":"damaged ribbon","InvoiceId":"7000123","GatewayReference":{"PaymentId":"100202607312345678","RefundAmount":"12.5"}}}"#;
const SIGNATURE_C: &str = "hfebmGEairhrwLJLJC5O01W0OpY0YQ6AvZnL9iq8DQ8=";

/// Example D.
const PAYMENT_V2: &str = r#"{"Event":{"Code":1,"Name":"PAYMENT_STATUS_CHANGED","CountryIsoCode":"KWT","CreationDate":"2026-03-14T07:15:31.0000000Z","Reference":"WH-123456"},"Data":{"Invoice":{"Id":"7000123","Status":"PAID","Reference":"2026000456","CreationDate":"2026-03-14T07:12:07Z","ExpirationDate":"2026-03-17T07:12:07Z","UserDefinedField":"","ExternalIdentifier":"GBX-1001-A1","MetaData":null},"Transaction":{"Id":"9","Status":"SUCCESS","PaymentMethod":"KNET","PaymentId":"07077000123330077775","Error":{"Code":"","Message":""}},"Customer":{"Name":"Test Buyer","Mobile":"+96550000001","Email":"b***@example.test"},"Amount":{"BaseCurrency":"KWD","ValueInBaseCurrency":"12.5","DisplayCurrency":"KWD","ValueInDisplayCurrency":"12.5","PayCurrency":"KWD","ValueInPayCurrency":"12.5"},"Suppliers":[]}}"#;
const SIGNATURE_D: &str = "DW2v8l1qkoMFpL49a0/lnKFjsB/IXgVInT0tyyc2CkU=";

/// Example E: a failed try, without our reference.
const FAILED_V2: &str = r#"{"Event":{"Code":1,"Name":"PAYMENT_STATUS_CHANGED","CountryIsoCode":"KWT","Reference":"WH-123455"},"Data":{"Invoice":{"Id":"7000123","Status":"PENDING","ExternalIdentifier":null},"Transaction":{"Status":"FAILED","PaymentId":"07077000123330077675"}}}"#;
const SIGNATURE_E: &str = "msWOO3egoCM6paQ1OjOe5Ks5g6thhIgYf/LGADNei70=";

/// Example F, with the number of the refund as the table of the documents has it.
const REFUND_V2: &str = r#"{"Event":{"Code":2,"Name":"REFUND_STATUS_CHANGED","CountryIsoCode":"KWT","Reference":"WH-123457"},"Data":{"Refund":{"Id":4001,"Reference":"2026000031","Status":"REFUNDED","InvoiceId":"7000200"},"Amount":{"BaseCurrency":"KWD","ValueInBaseCurrency":"12.5"},"ReferencedInvoice":{"Id":"7000123","Reference":"2026000456","ExternalIdentifier":"GBX-1001-A1"}}}"#;
const SIGNATURE_F: &str = "iwL1EDLFnID1sBt1Yo0sHK/T0SJsANZb58NC704JDTw=";

/// Example G.
const DEPOSIT_V2: &str = r#"{"Event":{"Code":3,"Name":"BALANCE_TRANSFERRED","CountryIsoCode":"KWT","Reference":"WH-123458"},"Data":{"Deposit":{"Reference":"2026000009","ValueInBaseCurrency":15968.333,"NumberOfTransactions":511}}}"#;
const SIGNATURE_G: &str = "toACWYTXHtdZ3mbt8bNvAyXrOsPvgQWFj3AERHCXp74=";

async fn read(version: &str, signature: &str, body: &str) -> Result<WebhookEvent, WebhookRefused> {
    let server = Server::start().await;
    let headers = WebhookHeaders {
        signature: Some(signature),
        version: Some(version),
    };
    server.gateway().read_webhook(headers, body.as_bytes())
}

fn payment_v1(name: &str) -> String {
    PAYMENT_V1.replace("{name}", name)
}

#[tokio::test]
async fn examples_a_and_b_a_payment_of_version_1_in_both_scripts() {
    let event = read("v1", SIGNATURE_A, &payment_v1("Test Buyer")).await.unwrap();
    assert_eq!(
        event,
        WebhookEvent {
            version: WebhookVersion::V1,
            id: None,
            kind: WebhookKind::Payment {
                invoice_id: invoice("7000123"),
                payment_id: Some(payment("100202607312345678")),
                reference: Some("GBX-1001-A1".into()),
                invoice: None,
                transaction: TransactionStatus::Succeeded,
            },
        }
    );
    assert!(read("V1", SIGNATURE_B, &payment_v1("نورة")).await.is_ok());
    let escaped = payment_v1(r"\u0646\u0648\u0631\u0629");
    assert!(
        read("v1", SIGNATURE_B, &escaped).await.is_ok(),
        "escapes are undone before signing"
    );
}

#[tokio::test]
async fn example_c_a_refund_of_version_1_without_its_gateway_reference() {
    let event = read("v1", SIGNATURE_C, REFUND_V1).await.unwrap();
    let expected = WebhookKind::Refund {
        refund_id: RefundId::parse("4001").unwrap(),
        invoice_id: Some(invoice("7000123")),
        status: RefundStatus::Refunded,
    };
    assert_eq!(event.kind, expected);
    let other = read("v2", SIGNATURE_F, REFUND_V2).await.unwrap();
    assert_eq!(other.kind, expected, "example F: version 2 says the same");
    assert_eq!(other.fact(), event.fact());
}

#[tokio::test]
async fn examples_d_and_e_payments_of_version_2() {
    let event = read("v2", SIGNATURE_D, PAYMENT_V2).await.unwrap();
    assert_eq!(event.id.as_deref(), Some("WH-123456"));
    assert_eq!(
        event.kind,
        WebhookKind::Payment {
            invoice_id: invoice("7000123"),
            payment_id: Some(payment("07077000123330077775")),
            reference: Some("GBX-1001-A1".into()),
            invoice: Some(InvoiceStatus::Paid),
            transaction: TransactionStatus::Succeeded,
        }
    );
    let failed = read("v2", SIGNATURE_E, FAILED_V2).await.unwrap();
    assert!(matches!(
        failed.kind,
        WebhookKind::Payment {
            reference: None,
            transaction: TransactionStatus::Failed,
            ..
        }
    ));
    assert_ne!(failed.fact(), event.fact());
}

#[tokio::test]
async fn example_g_a_deposit_with_bare_numbers() {
    let event = read("v2", SIGNATURE_G, DEPOSIT_V2).await.unwrap();
    assert_eq!(
        event.kind,
        WebhookKind::Deposit {
            reference: Some("2026000009".into())
        }
    );
}

#[tokio::test]
async fn what_is_signed_cannot_be_changed() {
    for (version, signature, body, from, to) in [
        ("v1", SIGNATURE_A, payment_v1("Test Buyer"), "SUCCESS", "FAILED"),
        (
            "v1",
            SIGNATURE_A,
            payment_v1("Test Buyer"),
            r#"BaseCurrency":"12.5""#,
            r#"BaseCurrency":"12.6""#,
        ),
        (
            "v1",
            SIGNATURE_A,
            payment_v1("Test Buyer"),
            r#""UserDefinedField":null,"#,
            "",
        ),
        ("v2", SIGNATURE_E, FAILED_V2.into(), "FAILED", "SUCCESS"),
        ("v2", SIGNATURE_D, PAYMENT_V2.into(), "7000123", "7000124"),
        ("v2", SIGNATURE_D, PAYMENT_V2.into(), "GBX-1001-A1", "GBX-1002-A1"),
        ("v2", SIGNATURE_F, REFUND_V2.into(), "12.5", "12.50"),
        ("v2", SIGNATURE_G, DEPOSIT_V2.into(), "15968.333", "15968.3330"),
    ] {
        assert!(body.contains(from), "{from}");
        let changed = body.replacen(from, to, 1);
        assert_eq!(
            read(version, signature, &changed).await,
            Err(WebhookRefused::BadSignature),
            "{from}"
        );
    }
}

#[tokio::test]
async fn a_key_twice_is_no_event() {
    let twice = PAYMENT_V2.replacen(r#""Status":"PAID""#, r#""Status":"PENDING","Status":"PAID""#, 1);
    // Which of the two was signed must not matter.
    assert!(read("v2", SIGNATURE_D, &twice).await.is_err());
    let twice =
        payment_v1("Test Buyer").replacen(r#""PayCurrency""#, r#""PayCurrency":"KWD","PayCurrency""#, 1);
    assert!(read("v1", SIGNATURE_A, &twice).await.is_err());
}

#[tokio::test]
async fn unsigned_and_unreadable_events_are_refused_by_reason() {
    let server = Server::start().await;
    let gateway = server.gateway();
    let d = PAYMENT_V2.as_bytes();
    let refused = |signature, version, body: &[u8]| {
        gateway
            .read_webhook(WebhookHeaders { signature, version }, body)
            .unwrap_err()
    };
    assert_eq!(refused(None, Some("v2"), d), WebhookRefused::Unsigned);
    assert_eq!(refused(Some(" "), Some("v2"), d), WebhookRefused::Unsigned);
    assert_eq!(
        refused(Some(SIGNATURE_D), None, d),
        WebhookRefused::UnknownVersion
    );
    assert_eq!(
        refused(Some(SIGNATURE_D), Some("v3"), d),
        WebhookRefused::UnknownVersion
    );
    assert_eq!(
        refused(Some("not base64"), Some("v2"), d),
        WebhookRefused::BadSignature
    );
    assert_eq!(refused(Some("AAAA"), Some("v2"), d), WebhookRefused::BadSignature);
    for body in [
        "",
        "null",
        "[]",
        "{}",
        r#"{"Event":{},"Data":{}}"#,
        r#"{"Event":{"Code":"x"},"Data":{}}"#,
        "\u{0}",
    ] {
        assert_eq!(
            refused(Some(SIGNATURE_D), Some("v2"), body.as_bytes()),
            WebhookRefused::Malformed,
            "{body}"
        );
    }
    assert_eq!(
        refused(Some(SIGNATURE_D), Some("v2"), b"\xff\xfe"),
        WebhookRefused::Malformed
    );
    let unknown = PAYMENT_V2.replacen(r#""Code":1"#, r#""Code":99"#, 1);
    assert_eq!(
        refused(Some(SIGNATURE_D), Some("v2"), unknown.as_bytes()),
        WebhookRefused::UnknownEvent
    );
    let huge = format!("{PAYMENT_V2}{}", " ".repeat(300_000));
    assert_eq!(
        refused(Some(SIGNATURE_D), Some("v2"), huge.as_bytes()),
        WebhookRefused::TooLarge
    );
}
