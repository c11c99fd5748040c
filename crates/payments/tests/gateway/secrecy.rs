//! Nothing secret in what is printed or logged, whatever goes wrong.

use std::io;
use std::sync::{Arc, Mutex};

use payments::gateway::{Gateway as _, PaymentKey, SessionId, WebhookHeaders};
use tracing_subscriber::fmt::MakeWriter;

use crate::bodies::{self, PAID};
use crate::support::*;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// What must never be seen: token, webhook secret, session, Apple Pay token, encryption key, cards, buyer, payment page.
const SECRETS: [&str; 15] = [
    TOKEN,
    "do-not-print",
    SECRET,
    "5f0c2a7e-91d1",
    "YXBwbGUtc2VjcmV0",
    "c2lnbmF0dXJl",
    "ZW5jcnlwdGlvbi1rZXktc2VjcmV0",
    "card-token-secret",
    "pan-secret",
    "450875",
    "888888",
    "Test Buyer",
    "50000001",
    "buyer@example",
    "invoice-key-secret",
];

#[tokio::test]
async fn trap_28_neither_logs_nor_debug_output_show_a_secret() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let session = SessionId::parse("KWT-5f0c2a7e-91d1-4a56-9a5e-1c2a7e5f0c2a").unwrap();
    let echo = format!("Invalid data {TOKEN}-{TOKEN} buyer@example.test 5123450000000008");
    let mut printed = String::new();
    for reply in [
        ok(&bodies::hosted(
            "https://demo.myfatoorah.com/KWT/ie/invoice-key-secret",
        )),
        ok(&bodies::completed(&PAID.one())),
        ok(&PAID.one()),
        ok(bodies::SESSION),
        ok(&bodies::status(
            "Paid",
            "12.500 KD",
            &[bodies::row("07", "Succss", "2026-03-14T10:15:30")],
        )),
        no(400, &echo),
        no(200, &echo),
        json(200, r#"{"IsSuccess":true,"Data":{"Card":"5123450000000008"}}"#),
        json(400, &format!("\"{TOKEN}\"")),
        html(403, &format!("<p>{TOKEN}</p>")),
        Reply::Drop,
    ] {
        let server = Server::start().await;
        for line in [
            "POST /v3/payments",
            "POST /v3/sessions",
            "GET /v3/invoices/7000123",
            "POST /v2/GetPaymentStatus",
            "GET /v3/sessions/KWT-5f0c2a7e-91d1-4a56-9a5e-1c2a7e5f0c2a",
        ] {
            server.on(line, reply.clone());
        }
        let gateway = server.gateway();
        printed += &format!("{gateway:?}\n{:?}\n{:?}\n", order().buyer, server.account());
        printed += &format!("{:?}\n", gateway.create_hosted(&order(), None).await);
        printed += &format!("{:?}\n", gateway.create_session(&order()).await);
        printed += &format!("{:?}\n", gateway.pay_with_session(&order(), &session).await);
        printed += &format!("{:?}\n", gateway.find_session(&session).await);
        printed += &format!("{:?}\n", gateway.pay_with_apple(&order(), &apple_token()).await);
        printed += &format!(
            "{:?}\n",
            gateway
                .find_payment(PaymentKey::Invoice(&invoice("7000123")))
                .await
        );
        let headers = WebhookHeaders {
            signature: Some("AAAA"),
            version: Some("v2"),
        };
        printed += &format!(
            "{:?}\n",
            gateway.read_webhook(headers, br#"{"Event":{"Code":1},"Data":{}}"#)
        );
    }
    let logged = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(
        logged.contains("create_payment") && logged.contains("make") | logged.contains("get_invoice"),
        "{logged}"
    );
    for secret in SECRETS {
        assert!(!logged.contains(secret), "{secret} in the log:\n{logged}");
        assert!(!printed.contains(secret), "{secret} printed:\n{printed}");
    }
}
