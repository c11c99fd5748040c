use std::num::NonZeroU32;
use std::time::Duration;

use chrono::{TimeDelta, Utc};
use kernel::{Currency, Email, Money, Phone};
use payments::gateway::{
    Account, ApplePayToken, Buyer, Gateway as _, Hosted, InvoiceId, Language, MyFatoorah, Outcome, Payment,
    PaymentKey, PaymentOrder, Policy, Reference,
};
use sandbox::{DEMO_ACCOUNTS, DemoAccount};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::support::Open;

pub const RETURN: &str = "https://shop.example.test/pay/return?order=1";

pub fn demo(name: &str) -> DemoAccount {
    *DEMO_ACCOUNTS.iter().find(|demo| demo.name == name).unwrap()
}

pub fn account(sandbox: &Open, name: &str) -> Account {
    let demo = demo(name);
    let base = &sandbox.addresses().myfatoorah;
    Account::simulated(base, demo.token.into(), demo.webhook_secret.into())
        .unwrap()
        .with_books(demo.time_zone, demo.currency)
}

/// Patient enough for a busy machine, and never tired.
pub fn policy() -> Policy {
    Policy {
        connect: Duration::from_secs(20),
        money: Duration::from_secs(20),
        ask: Duration::from_secs(20),
        tries: 1,
        failures_to_open: 1_000,
        per_second: NonZeroU32::new(1_000).unwrap(),
        ..Policy::default()
    }
}

pub fn client(sandbox: &Open, name: &str) -> MyFatoorah {
    MyFatoorah::new(account(sandbox, name), policy()).unwrap()
}

pub fn kwd(minor: i64) -> Money {
    Money::new(minor, Currency::Kwd)
}

pub fn reference(text: &str) -> Reference {
    Reference::parse(text).unwrap()
}

pub fn order(name: &str) -> PaymentOrder {
    PaymentOrder {
        reference: reference(name),
        amount: kwd(12_500),
        buyer: Buyer {
            name: "Test Buyer (VIP)".to_owned(),
            phone: Some(Phone::parse("50000001", "KW").unwrap()),
            email: Some(Email::parse("buyer@example.test").unwrap()),
        },
        language: Language::En,
        return_url: RETURN.to_owned(),
        webhook_url: None,
        expires_at: Some(now() + TimeDelta::minutes(30)),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the sandbox of these tests runs on the real clock"
)]
pub fn now() -> chrono::DateTime<Utc> {
    Utc::now()
}

/// `mark` tells tokens apart, and how they fail when there is a code in it.
pub fn apple_token(mark: &str) -> ApplePayToken {
    let token = json!({
        "paymentData": {"version": "EC_v1", "data": "ZGF0YQ==", "signature": "c2ln", "header": {"publicKeyHash": "aA=="}},
        "paymentMethod": {"displayName": "Visa 0008", "network": "Visa", "type": "credit"},
        "transactionIdentifier": mark,
    });
    ApplePayToken::parse(&token.to_string()).unwrap()
}

pub async fn hosted(gateway: &MyFatoorah, order: &PaymentOrder) -> Hosted {
    match gateway.create_hosted(order, None).await {
        Outcome::Success(made) => made,
        other => panic!("{}: {other:?}", order.reference),
    }
}

pub async fn found(gateway: &MyFatoorah, invoice: &InvoiceId) -> Payment {
    let found = gateway.find_payment(PaymentKey::Invoice(invoice)).await;
    found.success().flatten().unwrap()
}

/// Does something with an invoice, by the shop's reference.
pub async fn deed(sandbox: &Open, reference: &str, deed: &str, body: Value) {
    let path = format!("/control/myfatoorah/invoices/{reference}/{deed}");
    sandbox.order(&path, &body).await;
}

pub async fn fault(sandbox: &Open, fault: Value) {
    sandbox.order("/control/myfatoorah/faults", &fault).await;
}

pub async fn event_fault(sandbox: &Open, fault: Value) {
    sandbox.order("/control/myfatoorah/events/faults", &fault).await;
}

pub async fn set(sandbox: &Open, account: &str, settings: Value) {
    let path = format!("/control/myfatoorah/accounts/{account}");
    assert_eq!(sandbox.put(&path, &settings).await.status(), 204);
}

/// What the gateway's own record says.
pub async fn ledger(sandbox: &Open) -> Vec<Value> {
    let mut answer = sandbox.json("/control/myfatoorah/ledger").await;
    serde_json::from_value(answer["items"].take()).unwrap()
}

/// A webhook as it came in.
#[derive(Debug)]
pub struct Got {
    pub signature: String,
    pub version: String,
    pub body: Vec<u8>,
}

/// Where a shop would take events.
pub struct Hook {
    pub url: String,
    got: UnboundedReceiver<Got>,
    task: JoinHandle<()>,
}

const SOON: Duration = Duration::from_secs(20);

impl Hook {
    /// Answers with these statuses, one after the other, then 200 for ever.
    pub async fn open(mut statuses: Vec<u16>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let (send, got) = unbounded_channel();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let status = if statuses.is_empty() {
                    200
                } else {
                    statuses.remove(0)
                };
                if let Some(event) = take(stream, status).await {
                    let _closed = send.send(event);
                }
            }
        });
        Self { url, got, task }
    }

    pub async fn next(&mut self) -> Got {
        timeout(SOON, self.got.recv()).await.unwrap().unwrap()
    }

    pub fn is_empty(&mut self) -> bool {
        self.got.try_recv().is_err()
    }
}

impl Drop for Hook {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn take(mut stream: TcpStream, status: u16) -> Option<Got> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
    let header = |name: &str| {
        head.lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.to_owned())
    };
    let length: usize = header("content-length")?.parse().ok()?;
    let mut body = bytes.split_off(end + 4);
    while body.len() < length {
        if stream.read_buf(&mut body).await.ok()? == 0 {
            return None;
        }
    }
    let answer = format!("HTTP/1.1 {status} X\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    stream.write_all(answer.as_bytes()).await.ok()?;
    Some(Got {
        signature: header("myfatoorah-signature")?,
        version: header("myfatoorah-webhook-version")?,
        body,
    })
}
