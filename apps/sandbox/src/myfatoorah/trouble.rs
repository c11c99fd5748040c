//! What goes wrong on the way: ordered one by one, or thrown with a seed and a rate.

use std::collections::BTreeMap;
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::post::EventTrouble;
use crate::faults::once;

/// The kinds of calls that faults are ordered for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum CallKind {
    /// Makes an invoice, and may charge it: `POST /v3/payments`, `ExecutePayment`, `SendPayment`.
    Pay,
    /// Reads payments and invoices.
    Read,
    Methods,
    Sessions,
    Refund,
    ReadRefund,
    /// What the shop doesn't call.
    Other,
}

impl CallKind {
    const fn moves_money(self) -> bool {
        matches!(self, Self::Pay | Self::Refund)
    }
}

/// What the client gets instead of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Trouble {
    /// The connection ends without a byte.
    Drop,
    /// The connection ends in the middle of the answer.
    Half,
    /// 500, JSON.
    Error,
    /// 502, a page.
    Html,
    /// 403, the page of a firewall.
    Blocked,
    /// 200 without a body.
    Empty,
    /// 429 with `Retry-After`.
    RateLimit,
    /// The true answer, late.
    Slow,
    /// A bare JSON string.
    BareString,
    /// 404 without the envelope.
    NoEnvelope,
    /// 400 with `ValidationErrors`.
    Invalid,
    /// 400 with `FieldsErrors`.
    Fields,
    /// 400 with only a field's name.
    Nameless,
    /// 400 with the message inside `Data`.
    InData,
    /// 400 with a message of the order's.
    Refused,
    /// 200 with `IsSuccess: false`.
    RefusedOk,
    /// 401: the token has no right to this.
    Forbidden,
    /// The true answer, but its page is on somebody else's host.
    ForeignPage,
}

impl Trouble {
    /// Whether the call is carried out all the same, unless the order says.
    const fn is_usually_after(self) -> bool {
        matches!(
            self,
            Self::Drop | Self::Half | Self::Error | Self::Html | Self::Empty | Self::Slow | Self::ForeignPage
        )
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fault {
    pub answer: Trouble,
    /// Which calls; any when left out.
    pub call: Option<CallKind>,
    /// Only calls with this text in their address or body: a reference, say.
    pub having: Option<String>,
    /// Whether the call is carried out before it goes wrong.
    pub applied: Option<bool>,
    /// How late `slow` is; how long to wait, in `Retry-After`.
    #[serde(default = "thirty_one_seconds")]
    pub ms: u64,
    #[serde(default)]
    pub message: String,
    #[serde(default = "once")]
    pub times: u32,
}

const fn thirty_one_seconds() -> u64 {
    31_000
}

impl Fault {
    pub(super) fn applies(&self, kind: CallKind, text: &str) -> bool {
        self.call.is_none_or(|call| call == kind)
            && self.having.as_ref().is_none_or(|having| text.contains(having))
    }

    pub(super) fn is_applied(&self) -> bool {
        self.applied.unwrap_or_else(|| self.answer.is_usually_after())
    }
}

/// Faults by chance, the same ones for the same seed and order of calls.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Chaos {
    pub seed: u64,
    /// Of a thousand calls, how many go wrong.
    #[serde(default)]
    pub calls_per_mille: u64,
    /// Of a thousand events, how many are sent in a strange way or not at all.
    #[serde(default)]
    pub events_per_mille: u64,
    /// The longest a slow answer takes, and an event is late.
    #[serde(default = "two_seconds")]
    pub most_ms: u64,
    /// What has happened so far.
    #[serde(default)]
    pub happened: BTreeMap<String, u64>,
}

const fn two_seconds() -> u64 {
    2_000
}

impl Chaos {
    pub(super) fn fault(&mut self, kind: CallKind) -> Option<Fault> {
        use Trouble as T;
        /// What may happen to calls that move money: carried out and not.
        const MONEY: [(T, bool); 13] = [
            (T::Drop, true),
            (T::Drop, true),
            (T::Error, true),
            (T::Error, true),
            (T::Html, true),
            (T::Empty, true),
            (T::Half, true),
            (T::Slow, true),
            (T::Drop, false),
            (T::Error, false),
            (T::Blocked, false),
            (T::RateLimit, false),
            (T::Empty, false),
        ];
        const ASK: [(T, bool); 9] = [
            (T::Drop, false),
            (T::Half, false),
            (T::Error, false),
            (T::Html, false),
            (T::Blocked, false),
            (T::Empty, false),
            (T::RateLimit, false),
            (T::BareString, false),
            (T::Slow, true),
        ];
        if self.dice(1_000) >= self.calls_per_mille {
            return None;
        }
        let (answer, applied) = if kind.moves_money() {
            *self.pick(&MONEY)
        } else {
            *self.pick(&ASK)
        };
        self.count(&format!(
            "{kind:?}.{answer:?}.{}",
            if applied { "after" } else { "before" }
        ));
        Some(Fault {
            answer,
            call: None,
            having: None,
            applied: Some(applied),
            ms: self.dice(self.most_ms.max(1)),
            message: String::new(),
            times: 1,
        })
    }

    /// How an event is sent, and how late.
    pub(super) fn event(&mut self) -> Option<(EventTrouble, u64)> {
        use EventTrouble as E;
        const EVENTS: [E; 8] = [
            E::Never,
            E::Never,
            E::Twice,
            E::Late,
            E::Forged,
            E::Inflated,
            E::FailedFirst,
            E::FailedAfter,
        ];
        if self.dice(1_000) >= self.events_per_mille {
            return None;
        }
        let event = *self.pick(&EVENTS);
        self.count(&format!("Event.{event:?}"));
        Some((event, self.dice(self.most_ms.max(1))))
    }

    fn count(&mut self, what: &str) {
        *self.happened.entry(what.to_owned()).or_default() += 1;
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let at = usize::try_from(self.dice(list.len() as u64)).unwrap_or_default();
        &list[at]
    }

    /// The next number below `sides`: splitmix64.
    fn dice(&mut self, sides: u64) -> u64 {
        self.seed = self.seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.seed;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % sides.max(1)
    }
}

/// The connection a request came on, to be able to hang up.
pub(crate) struct Wire(pub(crate) TcpStream);

/// `truth` is the answer, when the call was carried out.
pub(super) async fn suffer(request: &HttpRequest, fault: &Fault, truth: Option<Answer>) -> HttpResponse {
    let message = |usual: &str| {
        if fault.message.is_empty() {
            usual.to_owned()
        } else {
            fault.message.clone()
        }
    };
    let no = |status, usual: &str| http(&Answer::no(status, &message(usual)));
    match fault.answer {
        Trouble::Drop => hang_up(request),
        Trouble::Half => half(truth),
        Trouble::Error => no(500, "An error has occurred."),
        Trouble::Html => page(502, "502 Bad Gateway"),
        Trouble::Blocked => page(403, "403 Forbidden"),
        Trouble::Empty => HttpResponse::Ok().finish(),
        Trouble::RateLimit => {
            let mut response = no(429, "Too many requests");
            response
                .headers_mut()
                .insert(RETRY_AFTER, (fault.ms / 1_000).into());
            response
        }
        Trouble::Slow => {
            tokio::time::sleep(Duration::from_millis(fault.ms)).await;
            truth.map_or_else(|| no(504, "Too late"), |truth| http(&truth))
        }
        Trouble::BareString => HttpResponse::Ok().json("An error has occurred."),
        Trouble::NoEnvelope => http(&Answer::no_route()),
        Trouble::Invalid => http(&Answer::invalid(
            "InvoiceValue",
            &message("Invoice value must be more than 0"),
        )),
        Trouble::Fields => http(&Answer::invalid_fields(&message(
            "Invoice value must be more than 0",
        ))),
        Trouble::Nameless => http(&Answer::invalid_nameless("invoiceCreate.InvoiceItems")),
        Trouble::InData => http(&Answer::no_in_data(&message("The request is refused"))),
        Trouble::Refused => no(400, "The request is refused"),
        Trouble::RefusedOk => no(200, "The request is refused"),
        Trouble::Forbidden => no(401, "The token does not have the required permissions!"),
        Trouble::ForeignPage => {
            let mut truth = truth.unwrap_or_else(Answer::no_route);
            let own = format!("http://{}", request.connection_info().host());
            truth.body = truth.body.replace(&own, "https://myfatoorah.com.evil.example");
            http(&truth)
        }
    }
}

pub(super) fn http(answer: &Answer) -> HttpResponse {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    HttpResponse::build(status)
        .content_type("application/json; charset=utf-8")
        .body(answer.body.clone())
}

fn page(status: u16, title: &str) -> HttpResponse {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
    HttpResponse::build(status)
        .content_type("text/html")
        .body(format!(
            "<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n<hr><center>Microsoft-Azure-Application-Gateway/v2</center>\r\n</body>\r\n</html>\r\n"
        ))
}

fn hang_up(request: &HttpRequest) -> HttpResponse {
    if let Some(Wire(wire)) = request.conn_data() {
        // Of a connection that is gone already nothing has to be shut.
        let _gone = wire.shutdown(Shutdown::Both);
    }
    HttpResponse::InternalServerError().finish()
}

/// Promises the whole body, sends the first half of it and breaks off.
fn half(truth: Option<Answer>) -> HttpResponse {
    let truth = truth.unwrap_or_else(|| Answer::no(500, "An error has occurred."));
    let status = StatusCode::from_u16(truth.status).unwrap_or(StatusCode::OK);
    let mut bytes = truth.body.into_bytes();
    let whole = u64::try_from(bytes.len()).unwrap_or_default();
    bytes.truncate(bytes.len() / 2);
    let parts = [
        Ok(actix_web::web::Bytes::from(bytes)),
        Err(std::io::Error::other("the sandbox hangs up here")),
    ];
    HttpResponse::build(status)
        .content_type("application/json; charset=utf-8")
        .no_chunking(whole)
        .streaming(futures::stream::iter(parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chaos(seed: u64) -> Chaos {
        serde_json::from_value(serde_json::json!({"seed": seed, "calls_per_mille": 300})).unwrap()
    }

    #[test]
    fn the_same_seed_brings_the_same_faults_at_about_the_rate_asked() {
        let faults = |seed| {
            let mut chaos = chaos(seed);
            let list: Vec<_> = (0..2_000)
                .map(|_| {
                    chaos
                        .fault(CallKind::Pay)
                        .map(|fault| (fault.answer, fault.applied))
                })
                .collect();
            list
        };
        let first = faults(7);
        assert_eq!(first, faults(7));
        assert_ne!(first, faults(8));
        let count = first.iter().flatten().count();
        assert!((500..700).contains(&count), "{count}");
    }
}
