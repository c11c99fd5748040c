//! An SMS provider that speaks the part of Twilio's Messages API the shop uses. What it was given is in the outbox.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Json, Path, ServiceConfig, delete, post, resource};
use actix_web::{HttpRequest, HttpResponse, Responder};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use kernel::Ctx;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer;
use crate::faults::{Faults, once};
use crate::outbox::{Content, Kind, code, links};
use crate::world::World;

pub(crate) const PATH: &str = "/twilio";
const API: &str = "2010-04-01";
/// What Twilio takes in one request; it cuts it into parts itself.
const MOST_CHARS: usize = 1_600;
/// Twilio's own number for "this one is never valid".
const INVALID_NUMBER: &str = "+15005550001";

/// Who may send.
#[derive(Clone, Debug)]
pub struct SmsAccount {
    pub id: String,
    pub token: String,
}

impl Default for SmsAccount {
    fn default() -> Self {
        Self {
            id: "AC00000000000000000000000000005a4d".into(),
            token: "sandbox-sms-token".into(),
        }
    }
}

/// An answer that isn't yes, in Twilio's terms.
#[derive(Clone, Debug)]
struct Refusal {
    status: StatusCode,
    code: u32,
    message: String,
}

pub(crate) struct SmsProvider {
    account: SmsAccount,
    faults: Faults<Refusal>,
}

impl SmsProvider {
    pub(crate) fn new(account: SmsAccount) -> Self {
        Self {
            account,
            faults: Faults::default(),
        }
    }

    fn may_send(&self, request: &HttpRequest) -> bool {
        let SmsAccount { id, token } = &self.account;
        let expected = format!("Basic {}", BASE64_STANDARD.encode(format!("{id}:{token}")));
        request
            .headers()
            .get("authorization")
            .is_some_and(|given| given.as_bytes() == expected.as_bytes())
    }
}

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(resource(format!("{PATH}/{API}/Accounts/{{account}}/Messages.json")).route(post().to(send)))
        .service(
            resource("/sms/faults")
                .route(post().to(order_fault))
                .route(delete().to(clear_faults)),
        );
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct NewMessage {
    to: String,
    from: String,
    messaging_service_sid: String,
    body: String,
}

async fn send(
    world: Data<World>,
    request: HttpRequest,
    account: Path<String>,
    form: Form<NewMessage>,
) -> HttpResponse {
    match accept(&world, &request, &account, form.into_inner()) {
        Ok(message) => HttpResponse::Created().json(message),
        Err(Refusal {
            status,
            code,
            message,
        }) => HttpResponse::build(status).json(json!({
            "code": code,
            "message": message,
            "more_info": format!("https://www.twilio.com/docs/errors/{code}"),
            "status": status.as_u16(),
        })),
    }
}

fn accept(
    world: &World,
    request: &HttpRequest,
    account: &str,
    message: NewMessage,
) -> Result<Value, Refusal> {
    if !world.sms.may_send(request) {
        return Err(refusal(StatusCode::UNAUTHORIZED, 20003, "Authenticate"));
    }
    if account != world.sms.account.id {
        return Err(refusal(
            StatusCode::NOT_FOUND,
            20404,
            &format!("The requested resource {} was not found", request.path()),
        ));
    }
    if let Some(fault) = world.sms.faults.take(|_| true) {
        return Err(fault);
    }
    check(&message)?;
    let sender = if message.from.is_empty() {
        message.messaging_service_sid.clone()
    } else {
        message.from.clone()
    };
    let body = queued(account, &message, &world.ctx);
    let id = world.outbox.add(Content {
        kind: Kind::Sms,
        at: world.ctx.now(),
        from: sender,
        to: vec![message.to],
        subject: None,
        html: None,
        language: None,
        links: links(&message.body),
        code: code(&message.body),
        source: message.body.clone().into_bytes(),
        text: message.body,
    });
    tracing::info!(id, "an SMS came in");
    Ok(body)
}

fn check(message: &NewMessage) -> Result<(), Refusal> {
    let NewMessage {
        to,
        from,
        messaging_service_sid,
        body,
    } = message;
    let bad = |code, text: &str| Err(refusal(StatusCode::BAD_REQUEST, code, text));
    if to.is_empty() {
        return bad(21604, "A 'To' phone number is required.");
    }
    if from.is_empty() && messaging_service_sid.is_empty() {
        return bad(21603, "A 'From' phone number is required.");
    }
    if body.is_empty() {
        return bad(21602, "Message body is required.");
    }
    if body.chars().count() > MOST_CHARS {
        return bad(
            21617,
            "The concatenated message body exceeds the 1600 character limit.",
        );
    }
    let digits = to.strip_prefix('+').unwrap_or_default();
    let is_number = (8..=15).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit());
    if !is_number || to == INVALID_NUMBER {
        return bad(
            21211,
            &format!("The 'To' number {to} is not a valid phone number."),
        );
    }
    Ok(())
}

/// The answer to a message that was taken.
fn queued(account: &str, message: &NewMessage, ctx: &Ctx) -> Value {
    let sid = format!("SM{}", ctx.new_id::<Uuid>().simple());
    let now = ctx.now().to_rfc2822();
    let or_null = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    json!({
        "account_sid": account,
        "api_version": API,
        "body": message.body,
        "date_created": now,
        "date_sent": null,
        "date_updated": now,
        "direction": "outbound-api",
        "error_code": null,
        "error_message": null,
        "from": or_null(&message.from),
        "messaging_service_sid": or_null(&message.messaging_service_sid),
        "num_media": "0",
        "num_segments": "1",
        "price": null,
        "price_unit": "USD",
        "sid": sid,
        "status": "queued",
        "subresource_uris": {"media": format!("/{API}/Accounts/{account}/Messages/{sid}/Media.json")},
        "to": message.to,
        "uri": format!("/{API}/Accounts/{account}/Messages/{sid}.json"),
    })
}

fn refusal(status: StatusCode, code: u32, message: &str) -> Refusal {
    Refusal {
        status,
        code,
        message: message.to_owned(),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FaultOrder {
    status: u16,
    code: u32,
    message: String,
    #[serde(default = "once")]
    times: u32,
}

async fn order_fault(world: Data<World>, order: Json<FaultOrder>) -> impl Responder {
    let FaultOrder {
        status,
        code,
        message,
        times,
    } = order.into_inner();
    let Some(status) = StatusCode::from_u16(status)
        .ok()
        .filter(|status| status.as_u16() >= 400)
    else {
        return answer::error(StatusCode::BAD_REQUEST, "a status from 400");
    };
    world.sms.faults.order(
        Refusal {
            status,
            code,
            message,
        },
        times,
    );
    HttpResponse::NoContent().finish()
}

async fn clear_faults(world: Data<World>) -> impl Responder {
    world.sms.faults.clear();
    HttpResponse::NoContent()
}
