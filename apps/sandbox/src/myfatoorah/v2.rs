//! Version 2: RPC by POST, the account's wall clock, its own spelling.

use actix_web::web::{Bytes, Data, ServiceConfig, get, post, resource};
use actix_web::{HttpRequest, HttpResponse};
use kernel::{Currency, Money};
use serde::Deserialize;
use uuid::Uuid;

use super::act::finish_authorized;
use super::answer::Answer;
use super::books::{Customer, Fact, Fund, Invoice, Language, Session};
use super::call::{Desk, Keyed, call};
use super::decline;
use super::make::{Order, SESSION_LIFE, completion_page};
use super::method::Method;
use super::money::{exact, plain, rate};
use super::node::{Node, node};
use super::telling::v2_status;
use super::trouble::CallKind;
use super::v3::language;
use super::wire::{self, Text};
use crate::world::World;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(resource("/v2/InitiatePayment").route(post().to(methods)))
        .service(resource("/v2/ExecutePayment").route(post().to(execute)))
        .service(resource("/v2/SendPayment").route(post().to(send)))
        .service(resource("/v2/GetPaymentStatus").route(post().to(status)))
        .service(resource("/v2/UpdatePaymentStatus").route(post().to(update)))
        .service(resource("/v2/InitiateSession").route(post().to(open_session)))
        .service(resource("/v2/UpdateSession").route(post().to(fill_session)))
        .service(resource("/v2/GetCurrenciesExchangeList").route(get().to(exchange_rates)));
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Initiate {
    #[serde(default)]
    invoice_amount: Text,
    #[serde(default)]
    currency_iso: String,
}

async fn methods(world: Data<World>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let how = (CallKind::Methods, Keyed::Never);
    call(&world, &request, how, &body, |desk, body| {
        offered(desk, body).unwrap_or_else(|no| no)
    })
    .await
}

fn offered(desk: &Desk<'_>, body: &[u8]) -> Result<Answer, Answer> {
    let wire: Initiate = wire::parse(body)?;
    let asked = wire::amount(&wire.invoice_amount, &wire.currency_iso, "InvoiceAmount")?;
    let (country, base_url) = (desk.account.country, desk.base_url);
    let rows: Vec<Node> = Method::of(country)
        .map(|method| {
            let fee = method.fee(asked);
            let total = if desk.account.settings.customer_bears_fee {
                Money::new(asked.minor + fee.minor, asked.currency)
            } else {
                asked
            };
            node! {
                "PaymentMethodId": method.id(country),
                "PaymentMethodAr": method.name_ar,
                "PaymentMethodEn": method.name_en,
                "PaymentMethodCode": method.code,
                "IsDirectPayment": method.is_direct,
                "ServiceCharge": Node::number(plain(fee)),
                "TotalAmount": Node::number(plain(total)),
                "CurrencyIso": asked.currency.code(),
                "ImageUrl": format!("{base_url}/imgs/payment-methods/{}.svg", method.code),
                "IsEmbeddedSupported": method.is_embedded,
                "PaymentCurrencyIso": method.currency(asked.currency).code(),
            }
        })
        .collect();
    Ok(Answer::ok(
        "Initiated Successfully!",
        node! {"PaymentMethods": rows},
    ))
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Execute {
    payment_method_id: Option<u64>,
    session_id: Option<String>,
    #[serde(default)]
    invoice_value: Text,
    display_currency_iso: Option<String>,
    #[serde(default)]
    call_back_url: String,
    error_url: Option<String>,
    #[serde(default)]
    customer_name: String,
    customer_email: Option<String>,
    #[serde(default)]
    mobile_country_code: String,
    #[serde(default)]
    customer_mobile: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    customer_reference: String,
    #[serde(default)]
    user_defined_field: String,
    expiry_date: Option<String>,
    webhook_url: Option<String>,
    #[serde(default)]
    invoice_items: Vec<Item>,
    processing_details: Option<Processing>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Item {
    quantity: i64,
    unit_price: Text,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Processing {
    auto_capture: Option<bool>,
}

async fn execute(world: Data<World>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let how = (CallKind::Pay, Keyed::V2);
    call(&world, &request, how, &body, |desk, body| {
        executed(desk, body).unwrap_or_else(|no| no)
    })
    .await
}

fn executed(desk: &mut Desk<'_>, body: &[u8]) -> Result<Answer, Answer> {
    let wire: Execute = wire::parse(body)?;
    let mut order = order(desk, &wire)?;
    let (method, session) = match (wire.payment_method_id, &wire.session_id) {
        // With both it is the number that counts.
        (Some(id), _) => {
            let method = Method::by_id(desk.account.country, id)
                .ok_or_else(|| Answer::invalid("PaymentMethodId", "The payment method is not available"))?;
            (Some(method), None)
        }
        (None, Some(session)) => (None, Some(desk.spend_session(session)?)),
        (None, None) => return Err(Answer::invalid("PaymentMethodId", "The field is required")),
    };
    order.method = method;
    let id = desk.make(order);
    let page = match &session {
        Some(fund) => begun_with_session(desk, id, fund),
        None => desk.page(desk.books.invoice(id).expect("just made")),
    };
    let is_direct = method.is_some_and(|method| method.is_direct);
    let page = if is_direct {
        format!("{}/v2/DirectPayment/{id}/{}", desk.base_url, id % 100)
    } else {
        page
    };
    let data = node! {
        "InvoiceId": id,
        "IsDirectPayment": is_direct,
        "PaymentURL": page,
        "CustomerReference": &wire.customer_reference,
        "UserDefinedField": (!wire.user_defined_field.is_empty()).then_some(&wire.user_defined_field).cloned(),
        "RecurringId": "",
    };
    Ok(Answer::ok("Invoice Created Successfully!", data))
}

/// Nothing is charged yet: whoever calls the page does that, and the payment waits until then.
fn begun_with_session(desk: &mut Desk<'_>, invoice: u64, fund: &Fund) -> String {
    let waiting = Fund {
        challenge: true,
        ..fund.clone()
    };
    let payment_id = desk.charge(invoice, &waiting);
    desk.books
        .change_invoice(invoice, |invoice| invoice.fund = Some(fund.clone()));
    let page = match fund.method.as_str() {
        "ap" => "ApplePayComplete",
        "gp" => "GooglePayComplete",
        _ => "MpgsAuthentication",
    };
    let invoice = desk.books.invoice(invoice).expect("just made");
    completion_page(desk, invoice, page, &payment_id)
}

fn order(desk: &Desk<'_>, wire: &Execute) -> Result<Order, Answer> {
    let account = desk.account;
    let currency = wire
        .display_currency_iso
        .as_deref()
        .unwrap_or_else(|| account.base.code());
    let asked = wire::amount(&wire.invoice_value, currency, "InvoiceValue")?;
    items_add_up(&wire.invoice_items, asked)?;
    let strict = account.settings.refuse_localhost;
    let success_url = wire::url(&wire.call_back_url, "CallBackUrl", strict)?;
    let error_url = match &wire.error_url {
        Some(url) => wire::url(url, "ErrorUrl", strict)?,
        None => success_url.clone(),
    };
    let webhook_url = match &wire.webhook_url {
        Some(url) => Some(wire::url(url, "WebhookUrl", strict)?),
        None => None,
    };
    let expires = match &wire.expiry_date {
        Some(text) => Some(wire::expiry(
            wire::local(text, account.zone),
            "ExpiryDate",
            desk.now,
        )?),
        None => None,
    };
    let auto_capture = wire
        .processing_details
        .as_ref()
        .and_then(|details| details.auto_capture);
    Ok(Order {
        reference: wire.customer_reference.clone(),
        asked,
        method: None,
        authorize_only: auto_capture == Some(false),
        language: language(&wire.language),
        success_url,
        error_url,
        webhook_url,
        customer: Customer {
            name: wire::name(&wire.customer_name)?,
            mobile: wire::mobile(&wire.mobile_country_code, &wire.customer_mobile)?,
            email: wire::email(wire.customer_email.as_deref())?,
        },
        user_defined: wire.user_defined_field.clone(),
        expires,
    })
}

/// Items are given in full or not at all.
fn items_add_up(items: &[Item], asked: Money) -> Result<(), Answer> {
    if items.is_empty() {
        return Ok(());
    }
    let sum: Option<i64> = items
        .iter()
        .map(|item| {
            let text = &item.unit_price.0;
            let (sign, digits) = text
                .strip_prefix('-')
                .map_or((1, text.as_str()), |rest| (-1, rest));
            Some(sign * item.quantity * exact(digits, asked.currency)?.minor)
        })
        .sum();
    if sum == Some(asked.minor) {
        Ok(())
    } else {
        Err(Answer::invalid_nameless("invoiceCreate.InvoiceItems"))
    }
}

async fn send(world: Data<World>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let how = (CallKind::Pay, Keyed::V2);
    call(&world, &request, how, &body, |desk, body| {
        let made = wire::parse::<Execute>(body).and_then(|wire| {
            if wire.customer_name.is_empty() {
                return Err(Answer::invalid("CustomerName", "The field is required"));
            }
            Ok((order(desk, &wire)?, wire.customer_reference))
        });
        let (order, reference) = match made {
            Ok(made) => made,
            Err(no) => return no,
        };
        let id = desk.make(order);
        let page = desk.page(desk.books.invoice(id).expect("just made"));
        let data = node! {
            "InvoiceId": id, "InvoiceURL": page, "CustomerReference": reference, "UserDefinedField": Node::Null,
        };
        Answer::ok("Invoice Created Successfully!", data)
    })
    .await
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Lookup {
    #[serde(default)]
    pub key: Text,
    #[serde(default)]
    pub key_type: String,
}

impl Lookup {
    /// The invoice of the account by any of its keys, whatever the case of the kind's name.
    pub(super) fn find<'a>(&self, desk: &'a Desk<'_>) -> Option<&'a Invoice> {
        let key = &self.key.0;
        let found = match self.key_type.to_ascii_lowercase().as_str() {
            "invoiceid" => key.parse().ok().and_then(|id| desk.books.invoice(id)),
            "paymentid" => desk.books.by_payment(key),
            "customerreference" => desk.books.by_reference(key),
            _ => None,
        };
        found.filter(|invoice| invoice.account == desk.account.name)
    }
}

async fn status(world: Data<World>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let how = (CallKind::Read, Keyed::Never);
    call(&world, &request, how, &body, |desk, body| {
        match wire::parse::<Lookup>(body) {
            Err(no) => no,
            Ok(lookup) => match lookup.find(desk) {
                Some(invoice) => Answer::ok("", v2_status(desk.account, invoice)),
                None => Answer::no(400, "No invoices match this key"),
            },
        }
    })
    .await
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Update {
    operation: String,
    #[serde(default)]
    amount: Text,
    #[serde(default)]
    key: Text,
    #[serde(default)]
    key_type: String,
}

async fn update(world: Data<World>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let how = (CallKind::Other, Keyed::Never);
    call(&world, &request, how, &body, |desk, body| {
        updated(desk, body).unwrap_or_else(|no| no)
    })
    .await
}

fn updated(desk: &mut Desk<'_>, body: &[u8]) -> Result<Answer, Answer> {
    let wire: Update = wire::parse(body)?;
    let lookup = Lookup {
        key: wire.key,
        key_type: wire.key_type,
    };
    let invoice = lookup
        .find(desk)
        .ok_or_else(|| Answer::no(400, "No invoices match this key"))?
        .id;
    let capture = match wire.operation.as_str() {
        "Capture" => Some(
            exact(&wire.amount.0, desk.account.base)
                .ok_or_else(|| Answer::invalid("Amount", "The value is not an amount"))?,
        ),
        "Release" => None,
        _ => return Err(Answer::invalid("Operation", "Capture or Release")),
    };
    finish_authorized(desk.books, desk.account, invoice, capture, desk.now)
        .map_err(|why| Answer::invalid("Operation", why))?;
    let invoice = desk.books.invoice(invoice).expect("just changed");
    Ok(Answer::ok("", v2_status(desk.account, invoice)))
}

async fn open_session(world: Data<World>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let how = (CallKind::Sessions, Keyed::Never);
    let id = world.ctx.new_id::<Uuid>().to_string();
    call(&world, &request, how, &body, |desk, _| {
        let session = desk.open_session(id, desk.now + SESSION_LIFE, Language::En);
        Answer::ok("Initiated Successfully!", v2_session(desk, &session))
    })
    .await
}

fn v2_session(desk: &Desk<'_>, session: &Session) -> Node {
    node! {
        "SessionId": &session.id, "CountryCode": desk.account.country, "CustomerTokens": Node::List(Vec::new()),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Fill {
    session_id: String,
    token: String,
    token_type: String,
}

/// Gives another session than it was given: whoever goes on with the first has one that holds nothing.
async fn fill_session(world: Data<World>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let how = (CallKind::Sessions, Keyed::Never);
    let id = world.ctx.new_id::<Uuid>().to_string();
    call(&world, &request, how, &body, |desk, body| {
        filled(desk, body, id).unwrap_or_else(|no| no)
    })
    .await
}

fn filled(desk: &mut Desk<'_>, body: &[u8], id: String) -> Result<Answer, Answer> {
    let wire: Fill = wire::parse(body)?;
    if desk.books.session(&desk.account.name, &wire.session_id).is_none() {
        return Err(Answer::invalid("SessionId", "The session is not valid"));
    }
    let fund = match wire.token_type.as_str() {
        "applepay" => desk.open_token(&wire.token, "ap")?,
        "googlepay" => desk.open_token(&wire.token, "gp")?,
        "mftoken" => Fund {
            method: "vm".to_owned(),
            decline: decline::named_in(&wire.token).map(str::to_owned),
            challenge: false,
        },
        _ => return Err(Answer::invalid("TokenType", "The token type is not available")),
    };
    let session = desk.open_session(id, desk.now + SESSION_LIFE, Language::En);
    let session = Session {
        fund: Some(fund),
        ..session
    };
    desk.books.write(Fact::Session(session.clone()));
    let data = node! {"SessionId": &session.id, "CountryCode": desk.account.country};
    Ok(Answer::ok("", data))
}

/// A bare list.
async fn exchange_rates(world: Data<World>, request: HttpRequest) -> HttpResponse {
    let how = (CallKind::Other, Keyed::Never);
    call(&world, &request, how, b"", |desk, _| {
        let rows: Vec<Node> = Currency::ALL
            .into_iter()
            .map(|currency| node! {"Text": currency.code(), "Value": rate(desk.account.base, currency)})
            .collect();
        Answer::bare(200, &Node::List(rows))
    })
    .await
}
