//! Version 3: REST, UTC, amounts as text, words in upper case.

use actix_web::web::{Bytes, Data, Path, ServiceConfig, get, post, put, resource};
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use uuid::Uuid;

use super::act::finish_authorized;
use super::answer::Answer;
use super::books::{Customer, Language};
use super::call::{Desk, Keyed, call};
use super::make::{Order, SESSION_LIFE, back, completion_page, session_id};
use super::method::Method;
use super::money::exact;
use super::node::{Node, node};
use super::telling::{utc, v3_invoice_details, v3_payment};
use super::trouble::CallKind;
use super::wire::{self, Text};
use crate::world::World;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(resource("/v3/payments").route(post().to(create)))
        .service(
            resource("/v3/payments/{id}")
                .route(get().to(payment))
                .route(put().to(update)),
        )
        .service(resource("/v3/invoices/externalIdentifier/{reference}").route(get().to(by_reference)))
        .service(resource("/v3/invoices/{id}").route(get().to(invoice)))
        .service(resource("/v3/sessions").route(post().to(open_session)))
        .service(resource("/v3/sessions/{id}").route(get().to(session)));
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Create {
    order: WireOrder,
    payment_method: Option<String>,
    source_of_fund: Option<Source>,
    payment_expiry: Option<String>,
    #[serde(default)]
    customer: WireCustomer,
    #[serde(default)]
    integration_urls: Urls,
    #[serde(default)]
    language: String,
    operation_type: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct WireOrder {
    #[serde(default)]
    amount: Text,
    #[serde(default)]
    currency: String,
    #[serde(default)]
    external_identifier: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Source {
    session_id: Option<String>,
    token: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct WireCustomer {
    name: String,
    mobile: Mobile,
    email: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Mobile {
    country_code: String,
    number: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Urls {
    redirection: String,
    webhook: Option<String>,
}

async fn create(world: Data<World>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let how = (CallKind::Pay, Keyed::Always);
    call(&world, &request, how, &body, |desk, body| {
        made(desk, body).unwrap_or_else(|no| no)
    })
    .await
}

fn made(desk: &mut Desk<'_>, body: &[u8]) -> Result<Answer, Answer> {
    let wire: Create = wire::parse(body)?;
    let order = order(desk, &wire)?;
    let fund = match &wire.source_of_fund {
        None => None,
        Some(Source {
            session_id: Some(id), ..
        }) => Some(desk.spend_session(id)?),
        Some(Source {
            token: Some(token), ..
        }) => {
            let method = order.method.map_or("ap", |method| method.code);
            Some(desk.open_token(token, method)?)
        }
        Some(_) => return Err(Answer::invalid("SourceOfFund", "Nothing to charge")),
    };
    let redirection = order.success_url.clone();
    let id = desk.make(order);
    let Some(fund) = fund else {
        let invoice = desk.books.invoice(id).expect("just made");
        let data = node! {
            "InvoiceId": id.to_string(), "PaymentId": Node::Null, "PaymentURL": desk.page(invoice),
            "PaymentCompleted": false, "TransactionDetails": Node::Null,
        };
        return Ok(Answer::created("Invoice Created Successfully!", data));
    };
    let payment_id = desk.charge(id, &fund);
    let invoice = desk.books.invoice(id).expect("just made");
    let row = invoice.row(&payment_id).expect("just charged");
    let data = if fund.challenge {
        let page = completion_page(desk, invoice, "MpgsAuthentication", &payment_id);
        node! {
            "InvoiceId": id.to_string(), "PaymentId": &payment_id, "PaymentURL": page,
            "PaymentCompleted": false, "TransactionDetails": Node::Null,
        }
    } else {
        node! {
            "InvoiceId": id.to_string(), "PaymentId": &payment_id, "PaymentURL": back(&redirection, &payment_id),
            "PaymentCompleted": true, "TransactionDetails": v3_payment(desk.account, invoice, row),
        }
    };
    Ok(Answer::created("Payment Completed Successfully!", data))
}

fn order(desk: &Desk<'_>, wire: &Create) -> Result<Order, Answer> {
    let account = desk.account;
    let asked = wire::amount(&wire.order.amount, &wire.order.currency, "Order.Amount")?;
    if wire.order.external_identifier.is_empty() {
        return Err(Answer::invalid(
            "Order.ExternalIdentifier",
            "The field is required",
        ));
    }
    let method = match wire.payment_method.as_deref() {
        None | Some("INVOICE") => None,
        Some(name) => Some(
            Method::by_name(account.country, name)
                .ok_or_else(|| Answer::invalid("PaymentMethod", "The payment method is not available"))?,
        ),
    };
    let strict = account.settings.refuse_localhost;
    let redirection = wire::url(
        &wire.integration_urls.redirection,
        "IntegrationUrls.Redirection",
        strict,
    )?;
    let webhook_url = match &wire.integration_urls.webhook {
        Some(url) => Some(wire::url(url, "IntegrationUrls.Webhook", strict)?),
        None => None,
    };
    let expires = match &wire.payment_expiry {
        Some(text) => Some(wire::expiry(wire::utc(text), "PaymentExpiry", desk.now)?),
        None => None,
    };
    let customer = &wire.customer;
    Ok(Order {
        reference: wire.order.external_identifier.clone(),
        asked,
        method,
        authorize_only: wire.operation_type.as_deref() == Some("AUTHORIZE"),
        language: language(&wire.language),
        success_url: redirection.clone(),
        error_url: redirection,
        webhook_url,
        customer: Customer {
            name: wire::name(&customer.name)?,
            mobile: wire::mobile(&customer.mobile.country_code, &customer.mobile.number)?,
            email: wire::email(customer.email.as_deref())?,
        },
        user_defined: String::new(),
        expires,
    })
}

pub(super) const fn language(text: &str) -> Language {
    if text.eq_ignore_ascii_case("ar") {
        Language::Ar
    } else {
        Language::En
    }
}

async fn payment(world: Data<World>, request: HttpRequest, id: Path<String>) -> HttpResponse {
    let how = (CallKind::Read, Keyed::Never);
    call(&world, &request, how, b"", |desk, _| {
        let found = desk
            .books
            .by_payment(&id)
            .filter(|invoice| invoice.account == desk.account.name);
        match found.and_then(|invoice| Some((invoice, invoice.row(&id)?))) {
            Some((invoice, row)) => Answer::ok("", v3_payment(desk.account, invoice, row)),
            None => Answer::no(200, "No payments match this PaymentId"),
        }
    })
    .await
}

async fn invoice(world: Data<World>, request: HttpRequest, id: Path<String>) -> HttpResponse {
    let how = (CallKind::Read, Keyed::Never);
    call(&world, &request, how, b"", |desk, _| {
        let found = id.parse().ok().and_then(|id| desk.books.invoice(id));
        match found.filter(|invoice| invoice.account == desk.account.name) {
            Some(invoice) => Answer::ok("", v3_invoice_details(desk.account, invoice)),
            None => Answer::no(200, "No invoices match this InvoiceId"),
        }
    })
    .await
}

async fn by_reference(world: Data<World>, request: HttpRequest, reference: Path<String>) -> HttpResponse {
    let how = (CallKind::Read, Keyed::Never);
    call(&world, &request, how, b"", |desk, _| {
        let found = desk.books.by_reference(&reference);
        match found.filter(|invoice| invoice.account == desk.account.name) {
            Some(invoice) => Answer::ok("", v3_invoice_details(desk.account, invoice)),
            None => Answer::no(200, "No invoices match this ExternalIdentifier"),
        }
    })
    .await
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Update {
    operation_type: String,
    #[serde(default)]
    amount: Text,
}

async fn update(world: Data<World>, request: HttpRequest, id: Path<String>, body: Bytes) -> HttpResponse {
    let how = (CallKind::Other, Keyed::Never);
    call(&world, &request, how, &body, |desk, body| {
        let update: Update = match wire::parse(body) {
            Ok(update) => update,
            Err(no) => return no,
        };
        let Some(invoice) = desk.books.by_payment(&id).map(|invoice| invoice.id) else {
            return Answer::no(200, "No payments match this PaymentId");
        };
        let capture = match update.operation_type.as_str() {
            "CAPTURE" => exact(&update.amount.0, desk.account.base),
            _ => None,
        };
        match finish_authorized(desk.books, desk.account, invoice, capture, desk.now) {
            Ok(payment_id) => {
                let invoice = desk.books.invoice(invoice).expect("just changed");
                let row = invoice.row(&payment_id).expect("just changed");
                Answer::ok("", v3_payment(desk.account, invoice, row))
            }
            Err(why) => Answer::invalid("OperationType", why),
        }
    })
    .await
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct OpenSession {
    order: WireOrder,
    #[serde(default)]
    payment_mode: String,
    #[serde(default)]
    language: String,
    #[serde(rename = "expiry")]
    expiry: Option<String>,
}

async fn open_session(world: Data<World>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let how = (CallKind::Sessions, Keyed::Never);
    let uuid = world.ctx.new_id::<Uuid>();
    call(&world, &request, how, &body, |desk, body| {
        opened(desk, body, uuid).unwrap_or_else(|no| no)
    })
    .await
}

fn opened(desk: &mut Desk<'_>, body: &[u8], uuid: Uuid) -> Result<Answer, Answer> {
    let wire: OpenSession = wire::parse(body)?;
    let asked = wire::amount(&wire.order.amount, &wire.order.currency, "Order.Amount")?;
    // To pay by itself would take the charge out of the shop's hands; it is refused here rather than half done.
    if wire.payment_mode != "COLLECT_DETAILS" {
        return Err(Answer::invalid(
            "PaymentMode",
            "Only COLLECT_DETAILS is available",
        ));
    }
    let expires = match &wire.expiry {
        Some(text) => wire::expiry(wire::utc(text), "expiry", desk.now)?,
        None => desk.now + SESSION_LIFE,
    };
    let session = desk.open_session(session_id(desk.account, uuid), expires, language(&wire.language));
    let key = BASE64_STANDARD.encode(&desk.ctx.new_secret()[..32]);
    let data = node! {
        "SessionId": &session.id,
        "SessionExpiry": utc(session.expires),
        "EncryptionKey": key,
        "OperationType": "PAY",
        "Order": node! {
            "Amount": super::money::plain(asked), "Currency": asked.currency.code(),
            "ExternalIdentifier": &wire.order.external_identifier,
        },
        "Customer": node! {"Reference": "", "Cards": Node::List(Vec::new())},
    };
    Ok(Answer::ok("Created Successfully!", data))
}

async fn session(world: Data<World>, request: HttpRequest, id: Path<String>) -> HttpResponse {
    let how = (CallKind::Sessions, Keyed::Never);
    call(&world, &request, how, b"", |desk, _| {
        match desk.books.session(&desk.account.name, &id) {
            Some(session) => Answer::ok(
                "",
                node! {
                    "SessionExpiry": utc(session.expires), "IsUsed": session.used, "OperationType": "PAY",
                    "Card": Node::Null, "TransactionResult": Node::Null,
                },
            ),
            None => Answer::no(200, "No invoices match this SessionId"),
        }
    })
    .await
}
