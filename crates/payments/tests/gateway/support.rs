use std::collections::{HashMap, VecDeque};
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeZone as _, Utc};
use kernel::{Currency, Email, Money, Phone};
use payments::gateway::{
    Account, ApplePayToken, Buyer, InvoiceId, Language, MyFatoorah, PaymentId, PaymentOrder, Policy,
    Reference,
};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

pub const TOKEN: &str = "SK_KWT_do-not-print-me";
pub const SECRET: &str = "gbx-demo-secret-0001";

/// What the server does with a request.
#[derive(Clone)]
pub enum Reply {
    Answer {
        status: u16,
        headers: Vec<(&'static str, String)>,
        body: Vec<u8>,
    },
    /// Reads the request and says nothing for ever.
    Hang,
    /// Reads the request and hangs up.
    Drop,
    /// Promises more than it sends, then hangs up.
    Half(String),
}

pub fn json(status: u16, body: &str) -> Reply {
    let headers = vec![("content-type", "application/json; charset=utf-8".to_owned())];
    Reply::Answer {
        status,
        headers,
        body: body.as_bytes().to_vec(),
    }
}

pub fn html(status: u16, body: &str) -> Reply {
    let headers = vec![("content-type", "text/html".to_owned())];
    Reply::Answer {
        status,
        headers,
        body: body.as_bytes().to_vec(),
    }
}

/// An answer as the provider wraps it.
pub fn ok(data: &str) -> Reply {
    json(
        200,
        &format!(r#"{{"IsSuccess":true,"Message":"","ValidationErrors":null,"Data":{data}}}"#),
    )
}

pub fn no(status: u16, message: &str) -> Reply {
    json(
        status,
        &format!(r#"{{"IsSuccess":false,"Message":"{message}","ValidationErrors":null,"Data":null}}"#),
    )
}

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Seen {
    pub line: String,
    pub headers: HashMap<String, String>,
    pub body: String,
}

impl Seen {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

#[derive(Default)]
struct Script {
    /// By `METHOD /path`; the last reply of a line stays.
    replies: HashMap<String, VecDeque<Reply>>,
    seen: Vec<Seen>,
}

/// An HTTP/1.1 server that does what it is told, one request per connection.
pub struct Server {
    pub url: String,
    script: Arc<Mutex<Script>>,
    task: JoinHandle<()>,
}

impl Server {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let script = Arc::new(Mutex::new(Script::default()));
        let shared = Arc::clone(&script);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        Self { url, script, task }
    }

    pub fn on(&self, line: &str, reply: Reply) -> &Self {
        self.script
            .lock()
            .unwrap()
            .replies
            .entry(line.to_owned())
            .or_default()
            .push_back(reply);
        self
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.script.lock().unwrap().seen.clone()
    }

    pub fn lines(&self) -> Vec<String> {
        self.seen().into_iter().map(|seen| seen.line).collect()
    }

    /// The only request so far.
    pub fn only(&self) -> Seen {
        let seen = self.seen();
        assert_eq!(seen.len(), 1, "{:?}", self.lines());
        seen.into_iter().next().unwrap()
    }

    pub fn account(&self) -> Account {
        Account::simulated(&self.url, TOKEN.into(), SECRET.into()).unwrap()
    }

    pub fn gateway(&self) -> MyFatoorah {
        self.gateway_with(quick())
    }

    pub fn gateway_with(&self, policy: Policy) -> MyFatoorah {
        MyFatoorah::new(self.account(), policy).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(mut stream: TcpStream, script: Arc<Mutex<Script>>) {
    let Some(seen) = request(&mut stream).await else {
        return;
    };
    let reply = {
        let mut script = script.lock().unwrap();
        script.seen.push(seen.clone());
        let queue = script.replies.entry(seen.line).or_default();
        let last = queue.len() < 2;
        if last {
            queue.front().cloned()
        } else {
            queue.pop_front()
        }
    };
    let unknown_route = r#"{"Message":"No HTTP resource was found","MessageDetail":"No type was found"}"#;
    match reply.unwrap_or_else(|| json(404, unknown_route)) {
        Reply::Drop => {}
        Reply::Hang => {
            // Until the client gives up.
            let _closed = stream.read(&mut [0; 1]).await;
        }
        Reply::Half(body) => {
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}",
                body.len() + 100
            );
            let _gone = stream.write_all(head.as_bytes()).await;
        }
        Reply::Answer {
            status,
            headers,
            body,
        } => {
            let mut head = format!(
                "HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n",
                body.len()
            );
            for (name, value) in headers {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
            head.push_str("\r\n");
            let _gone = stream.write_all(&[head.as_bytes(), &body].concat()).await;
        }
    }
}

async fn request(stream: &mut TcpStream) -> Option<Seen> {
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
    let mut lines = head.split("\r\n");
    let line = lines.next()?.strip_suffix(" HTTP/1.1")?.to_owned();
    let headers: HashMap<String, String> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers
        .get("content-length")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    let mut body = bytes.split_off(end + 4);
    while body.len() < length {
        if stream.read_buf(&mut body).await.ok()? == 0 {
            return None;
        }
    }
    Some(Seen {
        line,
        headers,
        body: String::from_utf8(body).ok()?,
    })
}

/// Patient enough for a busy machine, quick enough for a test that waits for the end of patience.
pub fn quick() -> Policy {
    Policy {
        connect: Duration::from_secs(5),
        money: Duration::from_secs(20),
        ask: Duration::from_secs(20),
        backoff: Duration::from_millis(1),
        failures_to_open: 100,
        per_second: NonZeroU32::new(1_000).unwrap(),
        ..Policy::default()
    }
}

pub fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 14, 7, 12, 7).unwrap()
}

pub fn kwd(minor: i64) -> Money {
    Money::new(minor, Currency::Kwd)
}

pub fn order() -> PaymentOrder {
    PaymentOrder {
        reference: reference("GBX-1001-A1"),
        amount: kwd(12_500),
        buyer: Buyer {
            name: "Test Buyer (VIP)".to_owned(),
            phone: Some(Phone::parse("50000001", "KW").unwrap()),
            email: Some(Email::parse("buyer@example.test").unwrap()),
        },
        language: Language::En,
        return_url: "https://shop.example.test/pay/return?order=1".to_owned(),
        webhook_url: Some("https://api.example.test/v1/webhooks/myfatoorah/kw".to_owned()),
        expires_at: Some(Utc.with_ymd_and_hms(2026, 3, 14, 7, 42, 7).unwrap()),
    }
}

pub fn reference(text: &str) -> Reference {
    Reference::parse(text).unwrap()
}

pub fn invoice(text: &str) -> InvoiceId {
    InvoiceId::parse(text).unwrap()
}

pub fn payment(text: &str) -> PaymentId {
    PaymentId::parse(text).unwrap()
}

pub fn apple_token() -> ApplePayToken {
    let json = r#"{"paymentData":{"version":"EC_v1","data":"YXBwbGUtc2VjcmV0","signature":"c2lnbmF0dXJl","header":{"ephemeralPublicKey":"a2V5","publicKeyHash":"aGFzaA==","transactionId":"7f"}},"paymentMethod":{"displayName":"Visa 0008","network":"Visa","type":"credit"},"transactionIdentifier":"7f31"}"#;
    ApplePayToken::parse(json).unwrap()
}
