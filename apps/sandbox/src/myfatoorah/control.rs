//! What tests tell the gateway to do. Off the paths of its API.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data, Json, Path, Query, ServiceConfig, delete, get, post, put, resource};
use actix_web::{HttpResponse, Responder};
use kernel::{Currency, Money};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::account::Settings;
use super::act::Act;
use super::books::{Fact, Fund, Invoice, Lie, Session, State};
use super::post::EventFault;
use super::trouble::{Chaos, Fault};
use super::{MyFatoorah, lock};
use crate::answer;
use crate::world::World;

const ROOT: &str = "/control/myfatoorah";

pub(super) fn routes(config: &mut ServiceConfig) {
    let at = |path: &str| resource(format!("{ROOT}{path}"));
    config
        .service(at("/accounts").route(get().to(accounts)))
        .service(at("/accounts/{name}").route(put().to(set_account)))
        .service(at("/invoices").route(get().to(invoices)))
        .service(at("/invoices/{key}").route(get().to(invoice)))
        .service(at("/invoices/{key}/expire").route(post().to(expire)))
        .service(at("/invoices/{key}/lie").route(post().to(lie)))
        .service(at("/invoices/{key}/{deed}").route(post().to(act)))
        .service(at("/sessions/{id}/fill").route(post().to(fill)))
        .service(at("/refunds").route(get().to(refunds)))
        .service(at("/refunds/{key}/{verdict}").route(post().to(decide)))
        .service(
            at("/faults")
                .route(post().to(order_fault))
                .route(delete().to(clear_faults)),
        )
        .service(
            at("/chaos")
                .route(get().to(chaos))
                .route(put().to(set_chaos))
                .route(delete().to(end_chaos)),
        )
        .service(at("/events").route(get().to(events)).route(put().to(set_events)))
        .service(
            at("/events/faults")
                .route(post().to(order_event_fault))
                .route(delete().to(clear_event_faults)),
        )
        .service(at("/events/release").route(post().to(release)))
        .service(at("/events/{number}/resend").route(post().to(resend)));
}

fn problem(why: &str) -> HttpResponse {
    let status = if why.starts_with("no such") {
        StatusCode::NOT_FOUND
    } else {
        StatusCode::CONFLICT
    };
    answer::error(status, why)
}

/// A body that may be left out, but not be wrong.
fn or_default<T: Default + DeserializeOwned>(body: &[u8]) -> Result<T, serde_json::Error> {
    if body.is_empty() {
        return Ok(T::default());
    }
    serde_json::from_slice(body)
}

#[derive(Serialize)]
struct AccountView {
    name: String,
    country: &'static str,
    token: String,
    webhook_secret: String,
    currency: Currency,
    time_zone: String,
    settings: Settings,
}

async fn accounts(world: Data<World>) -> impl Responder {
    let items: Vec<AccountView> = lock(&world.myfatoorah.accounts)
        .iter()
        .cloned()
        .map(|account| AccountView {
            name: account.name,
            country: account.country,
            token: account.token,
            webhook_secret: account.secret,
            currency: account.base,
            time_zone: account.zone.name().to_owned(),
            settings: account.settings,
        })
        .collect();
    Json(json!({ "items": items }))
}

/// All settings at once: what is left out is as in the beginning.
async fn set_account(world: Data<World>, name: Path<String>, settings: Json<Settings>) -> HttpResponse {
    let mut accounts = lock(&world.myfatoorah.accounts);
    match accounts.iter_mut().find(|account| account.name == *name) {
        Some(account) => {
            account.settings = settings.into_inner();
            HttpResponse::NoContent().finish()
        }
        None => problem("no such account"),
    }
}

#[derive(Deserialize)]
struct Wanted {
    account: Option<String>,
    reference: Option<String>,
}

async fn invoices(world: Data<World>, wanted: Query<Wanted>) -> impl Responder {
    let gateway = &world.myfatoorah;
    let books = gateway.books();
    let items: Vec<Value> = books
        .invoices()
        .iter()
        .rev()
        .filter(|invoice| {
            wanted
                .account
                .as_ref()
                .is_none_or(|account| invoice.account == *account)
        })
        .filter(|invoice| {
            wanted
                .reference
                .as_ref()
                .is_none_or(|reference| invoice.reference == *reference)
        })
        .map(|invoice| view(gateway, invoice))
        .collect();
    Json(json!({ "items": items }))
}

async fn invoice(world: Data<World>, key: Path<String>) -> HttpResponse {
    let gateway = &world.myfatoorah;
    let books = gateway.books();
    match find(&books, &key) {
        Some(invoice) => HttpResponse::Ok().json(view(gateway, invoice)),
        None => problem("no such invoice"),
    }
}

/// By the gateway's number, or the latest with a reference of the shop's.
fn find<'a>(books: &'a super::books::Books, key: &str) -> Option<&'a Invoice> {
    key.parse()
        .ok()
        .and_then(|id| books.invoice(id))
        .or_else(|| books.by_reference(key))
}

fn view(gateway: &MyFatoorah, invoice: &Invoice) -> Value {
    let status = if invoice.is_paid() {
        "paid"
    } else if invoice.rows.iter().any(|row| row.state == State::Authorized) {
        "authorized"
    } else {
        "pending"
    };
    json!({
        "invoice_id": invoice.id.to_string(),
        "account": invoice.account,
        "reference": invoice.reference,
        "status": status,
        "amount_minor": invoice.asked.minor,
        "currency": invoice.asked.currency,
        "base_minor": invoice.base.minor,
        "base_currency": invoice.base.currency,
        "page": gateway.page_of(invoice),
        "expires_at": invoice.expires,
        "method": invoice.method,
        "payments": invoice.rows,
    })
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Deed {
    /// Code of the method; the invoice's own or a card when left out.
    method: Option<String>,
    /// Of the failure.
    code: Option<String>,
    /// Pays though it is paid.
    again: bool,
}

async fn act(world: Data<World>, path: Path<(String, String)>, body: Bytes) -> HttpResponse {
    let (key, name) = path.into_inner();
    let Deed { method, code, again } = match or_default(&body) {
        Ok(deed) => deed,
        Err(bad) => return answer::error(StatusCode::BAD_REQUEST, bad),
    };
    let deed = match (name.as_str(), again) {
        ("start", _) => Act::Start,
        ("approve", false) => Act::Approve,
        ("approve", true) => Act::ApproveAgain,
        ("authorize", _) => Act::Authorize,
        ("decline", _) => Act::Decline(code.unwrap_or_else(|| "MF002".to_owned())),
        ("cancel", _) => Act::Cancel,
        _ => return problem("no such thing to do with an invoice"),
    };
    let gateway = &world.myfatoorah;
    let Some(id) = find(&gateway.books(), &key).map(|invoice| invoice.id) else {
        return problem("no such invoice");
    };
    match gateway.act(id, (method.as_deref(), deed), world.ctx.now()) {
        Ok(payment_id) => HttpResponse::Ok().json(json!({
            "invoice_id": id.to_string(), "payment_id": payment_id,
        })),
        Err(why) => problem(why),
    }
}

async fn expire(world: Data<World>, key: Path<String>) -> HttpResponse {
    let mut books = world.myfatoorah.books();
    let Some(id) = find(&books, &key).map(|invoice| invoice.id) else {
        return problem("no such invoice");
    };
    let now = world.ctx.now();
    books.change_invoice(id, |invoice| {
        invoice.expires = now - chrono::TimeDelta::seconds(1);
        // Nobody is left at the page.
        for row in &mut invoice.rows {
            if row.state == State::InProgress {
                row.state = State::Failed;
                "MF005".clone_into(&mut row.code);
            }
        }
    });
    HttpResponse::NoContent().finish()
}

/// What reads say from now on; nothing: the truth.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewLie {
    amount_minor: Option<i64>,
    currency: Option<Currency>,
    reference: Option<String>,
}

async fn lie(world: Data<World>, key: Path<String>, new: Json<NewLie>) -> HttpResponse {
    let mut books = world.myfatoorah.books();
    let Some(invoice) = find(&books, &key) else {
        return problem("no such invoice");
    };
    let (id, asked) = (invoice.id, invoice.asked);
    let NewLie {
        amount_minor,
        currency,
        reference,
    } = new.into_inner();
    let asked = (amount_minor.is_some() || currency.is_some()).then(|| {
        Money::new(
            amount_minor.unwrap_or(asked.minor),
            currency.unwrap_or(asked.currency),
        )
    });
    books.change_invoice(id, |invoice| invoice.lie = Lie { asked, reference });
    HttpResponse::NoContent().finish()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Card {
    #[serde(default = "card")]
    method: String,
    decline: Option<String>,
    #[serde(default)]
    challenge: bool,
}

fn card() -> String {
    "vm".to_owned()
}

/// As the script in the shopper's browser does.
async fn fill(world: Data<World>, id: Path<String>, card: Json<Card>) -> HttpResponse {
    let Card {
        method,
        decline,
        challenge,
    } = card.into_inner();
    let fund = Fund {
        method,
        decline,
        challenge,
    };
    if world.myfatoorah.fill(&id, fund) {
        HttpResponse::NoContent().finish()
    } else {
        problem("no such session, or one that was used")
    }
}

impl MyFatoorah {
    pub(super) fn fill(&self, session: &str, fund: Fund) -> bool {
        let mut books = self.books();
        let Some(session) = books.any_session(session).filter(|session| !session.used) else {
            return false;
        };
        let session = Session {
            fund: Some(fund),
            ..session.clone()
        };
        books.write(Fact::Session(session));
        true
    }
}

async fn refunds(world: Data<World>, wanted: Query<Wanted>) -> impl Responder {
    let books = world.myfatoorah.books();
    let items: Vec<Value> = books
        .refunds()
        .iter()
        .filter(|refund| {
            wanted
                .account
                .as_ref()
                .is_none_or(|account| refund.account == *account)
        })
        .filter(|refund| {
            wanted
                .reference
                .as_ref()
                .is_none_or(|reference| refund.reference == *reference)
        })
        .map(|refund| {
            json!({
                "refund_id": refund.id.to_string(),
                "account": refund.account,
                "reference": refund.reference,
                "invoice_id": refund.invoice.to_string(),
                "status": refund.state,
                "amount_minor": refund.amount.minor,
                "currency": refund.amount.currency,
                "comment": refund.comment,
                "filed_at": refund.filed,
                "decided_at": refund.decided,
            })
        })
        .collect();
    Json(json!({ "items": items }))
}

/// By the gateway's number or the latest with a reference of the shop's.
async fn decide(world: Data<World>, path: Path<(String, String)>) -> HttpResponse {
    let (key, verdict) = path.into_inner();
    let approve = match verdict.as_str() {
        "approve" => true,
        "reject" => false,
        _ => return problem("no such verdict"),
    };
    let gateway = &world.myfatoorah;
    let found = gateway
        .books()
        .refunds()
        .iter()
        .rev()
        .find(|refund| refund.id.to_string() == key || refund.reference == key)
        .map(|refund| refund.id);
    let decided = found
        .ok_or("no such refund")
        .and_then(|id| gateway.decide(id, approve, world.ctx.now()));
    match decided {
        Ok(refund) => HttpResponse::Ok().json(json!({
            "refund_id": refund.id.to_string(), "status": refund.state,
        })),
        Err(why) => problem(why),
    }
}

async fn order_fault(world: Data<World>, fault: Json<Fault>) -> impl Responder {
    let fault = fault.into_inner();
    let times = fault.times;
    world.myfatoorah.call_faults.order(fault, times);
    HttpResponse::NoContent()
}

async fn clear_faults(world: Data<World>) -> impl Responder {
    world.myfatoorah.call_faults.clear();
    HttpResponse::NoContent()
}

async fn chaos(world: Data<World>) -> impl Responder {
    Json(json!({ "chaos": *lock(&world.myfatoorah.chaos) }))
}

async fn set_chaos(world: Data<World>, chaos: Json<Chaos>) -> impl Responder {
    *lock(&world.myfatoorah.chaos) = Some(chaos.into_inner());
    HttpResponse::NoContent()
}

/// Ends it and says what it was.
async fn end_chaos(world: Data<World>) -> impl Responder {
    Json(json!({ "chaos": lock(&world.myfatoorah.chaos).take() }))
}

async fn events(world: Data<World>, wanted: Query<Wanted>) -> impl Responder {
    Json(world.myfatoorah.post.sent(wanted.reference.as_deref()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EventSettings {
    retry_ms: u64,
}

async fn set_events(world: Data<World>, settings: Json<EventSettings>) -> impl Responder {
    let wait = Duration::from_millis(settings.retry_ms);
    world.myfatoorah.post.set_retry(wait);
    HttpResponse::NoContent()
}

async fn order_event_fault(world: Data<World>, fault: Json<EventFault>) -> impl Responder {
    let fault = fault.into_inner();
    let times = fault.times;
    world.myfatoorah.event_faults.order(fault, times);
    HttpResponse::NoContent()
}

async fn clear_event_faults(world: Data<World>) -> impl Responder {
    world.myfatoorah.event_faults.clear();
    HttpResponse::NoContent()
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Release {
    reversed: bool,
}

async fn release(world: Data<World>, body: Bytes) -> HttpResponse {
    match or_default::<Release>(&body) {
        Ok(how) => {
            let count = world.myfatoorah.post.release(how.reversed);
            HttpResponse::Ok().json(json!({ "released": count }))
        }
        Err(bad) => answer::error(StatusCode::BAD_REQUEST, bad),
    }
}

async fn resend(world: Data<World>, number: Path<usize>) -> HttpResponse {
    if world.myfatoorah.post.resend(*number) {
        HttpResponse::NoContent().finish()
    } else {
        problem("no such event")
    }
}
