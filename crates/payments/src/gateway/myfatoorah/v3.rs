//! Version 3 on the wire: REST, UTC, amounts as text, words in upper case.

use chrono::SecondsFormat;
use kernel::{Currency, Money};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::super::amount::parse_plain;
use super::super::ids::{InvoiceId, PaymentId};
use super::super::order::PaymentOrder;
use super::super::outcome::{Doubt, Outcome};
use super::super::payment::{
    Decline, Executed, Fees, Hosted, InvoiceStatus, Payment, SessionState, Transaction, TransactionStatus,
};
use super::super::payment_url::UrlPolicy;
use super::super::redact;
use super::text::{self, Text};

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Create<'a> {
    order: Order<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_method: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_of_fund: Option<Source<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_expiry: Option<String>,
    customer: Customer<'a>,
    integration_urls: Urls<'a>,
    language: &'static str,
}

#[derive(Serialize)]
pub(super) enum Source<'a> {
    SessionId(&'a str),
    Token(&'a str),
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct CreateSession<'a> {
    payment_mode: &'static str,
    order: Order<'a>,
    customer: Customer<'a>,
    integration_urls: Urls<'a>,
    language: &'static str,
    /// Lower case in the documents, unlike its neighbours.
    #[serde(rename = "expiry", skip_serializing_if = "Option::is_none")]
    expiry: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Order<'a> {
    amount: Box<RawValue>,
    currency: Currency,
    external_identifier: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Customer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mobile: Option<Mobile<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Mobile<'a> {
    country_code: &'static str,
    number: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Urls<'a> {
    redirection: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    webhook: Option<&'a str>,
}

/// The value of `PaymentMethod` for a method's code, for those that version 3 makes pages for.
pub(super) fn method(code: &str) -> Option<&'static str> {
    match code {
        "kn" => Some("KNET"),
        "vm" => Some("CARD"),
        "ap" => Some("APPLE_PAY"),
        "gp" => Some("GOOGLE_PAY"),
        _ => None,
    }
}

impl<'a> Create<'a> {
    pub(super) fn new(
        order: &'a PaymentOrder,
        method: Option<&'static str>,
        source: Option<Source<'a>>,
    ) -> Self {
        Self {
            order: Order::of(order),
            payment_method: method,
            source_of_fund: source,
            payment_expiry: expiry(order),
            customer: Customer::of(order),
            integration_urls: Urls::of(order),
            language: order.language.code(),
        }
    }
}

impl<'a> CreateSession<'a> {
    /// The script only collects the card: the charge is ours to make, once, with an attempt behind it.
    pub(super) fn new(order: &'a PaymentOrder) -> Self {
        Self {
            payment_mode: "COLLECT_DETAILS",
            order: Order::of(order),
            customer: Customer::of(order),
            integration_urls: Urls::of(order),
            language: order.language.code(),
            expiry: expiry(order),
        }
    }
}

fn expiry(order: &PaymentOrder) -> Option<String> {
    order
        .expires_at
        .map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true))
}

impl<'a> Order<'a> {
    fn of(order: &'a PaymentOrder) -> Self {
        Self {
            amount: text::number(order.amount),
            currency: order.amount.currency,
            external_identifier: order.reference.as_str(),
        }
    }
}

impl<'a> Customer<'a> {
    fn of(order: &'a PaymentOrder) -> Self {
        let buyer = &order.buyer;
        let mobile = buyer.phone.as_ref().and_then(text::phone);
        Self {
            name: text::name(&buyer.name),
            mobile: mobile.map(|(country_code, number)| Mobile { country_code, number }),
            email: buyer.email.as_ref().map(kernel::Email::as_str),
        }
    }
}

impl<'a> Urls<'a> {
    fn of(order: &'a PaymentOrder) -> Self {
        Self {
            redirection: &order.return_url,
            webhook: order.webhook_url.as_deref(),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Created {
    invoice_id: Text,
    #[serde(default)]
    payment_id: Text,
    #[serde(default, rename = "PaymentURL")]
    payment_url: Text,
    #[serde(default)]
    payment_completed: bool,
    #[serde(default)]
    transaction_details: Option<Details>,
}

/// An invoice with one transaction (read by payment id, or just made) or all of them (read by invoice).
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Details {
    invoice: WireInvoice,
    #[serde(default)]
    transaction: Option<WireTransaction>,
    #[serde(default)]
    transactions: Option<Vec<WireTransaction>>,
    #[serde(default)]
    amount: Option<WireAmount>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct WireInvoice {
    id: Text,
    status: Text,
    #[serde(default)]
    expiration_date: Text,
    #[serde(default)]
    external_identifier: Text,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct WireTransaction {
    status: Text,
    #[serde(default)]
    payment_method: Text,
    #[serde(default)]
    payment_id: Text,
    #[serde(default)]
    reference_id: Text,
    #[serde(default)]
    authorization_id: Text,
    #[serde(default)]
    transaction_date: Text,
    #[serde(default)]
    error: Option<WireError>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct WireError {
    #[serde(default)]
    code: Text,
    #[serde(default)]
    message: Text,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct WireAmount {
    #[serde(default)]
    base_currency: Text,
    #[serde(default)]
    value_in_base_currency: Text,
    #[serde(default)]
    service_charge: Text,
    #[serde(default, rename = "ServiceChargeVAT")]
    service_charge_vat: Text,
    #[serde(default)]
    display_currency: Text,
    #[serde(default)]
    value_in_display_currency: Text,
}

/// `EncryptionKey` is left where it is: what it would decrypt comes through the shopper's browser and proves nothing.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Session {
    pub session_id: Text,
    #[serde(default)]
    pub session_expiry: Text,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct WireSessionState {
    is_used: bool,
    #[serde(default)]
    session_expiry: Text,
}

impl WireSessionState {
    pub(super) fn read(&self) -> SessionState {
        SessionState {
            is_used: self.is_used,
            expires_at: text::utc(&self.session_expiry.0),
        }
    }
}

impl Created {
    /// A page to send the shopper to.
    pub(super) fn hosted(self, pages: &UrlPolicy) -> Outcome<Hosted> {
        let Some(invoice_id) = self.invoice_id.id(InvoiceId::parse) else {
            return contradiction(NO_INVOICE);
        };
        match pages.check(&self.payment_url.0) {
            Ok(page) => Outcome::Success(Hosted { invoice_id, page }),
            Err(untrusted) => Outcome::Unknown(untrusted.into()),
        }
    }

    /// A charge. `PaymentCompleted` only says that there is nowhere to go: the address is then our own return page.
    pub(super) fn executed(self, pages: &UrlPolicy) -> Outcome<Executed> {
        let Some(invoice_id) = self.invoice_id.id(InvoiceId::parse) else {
            return contradiction(NO_INVOICE);
        };
        let details = match self.transaction_details.map(Details::payment).transpose() {
            Ok(details) => details,
            Err(doubt) => return Outcome::Unknown(doubt),
        };
        if details
            .as_ref()
            .is_some_and(|payment| payment.invoice_id != invoice_id)
        {
            return contradiction("details of another invoice");
        }
        let redirect = match self.payment_url.filled() {
            _ if self.payment_completed => None,
            None => return contradiction("neither carried out nor to be carried on"),
            Some(url) => match pages.check(url) {
                Ok(page) => Some(page),
                Err(untrusted) => return Outcome::Unknown(untrusted.into()),
            },
        };
        let payment_id = self.payment_id.id(PaymentId::parse);
        Outcome::Success(Executed {
            invoice_id,
            payment_id,
            redirect,
            details,
        })
    }
}

const NO_INVOICE: &str = "a success without an invoice";

fn contradiction<T>(what: &str) -> Outcome<T> {
    Outcome::Unknown(Doubt::Contradiction(what.to_owned()))
}

impl Details {
    pub(super) fn payment(self) -> Result<Payment, Doubt> {
        let invoice_id = self
            .invoice
            .id
            .id(InvoiceId::parse)
            .ok_or_else(|| Doubt::Contradiction("details without an invoice".to_owned()))?;
        let amount = self.amount.as_ref();
        Ok(Payment {
            invoice_id,
            reference: self.invoice.external_identifier.owned(),
            status: InvoiceStatus::from_v3(&self.invoice.status.0),
            asked: amount.and_then(|a| money(&a.value_in_display_currency, &a.display_currency)),
            base: amount.and_then(|a| money(&a.value_in_base_currency, &a.base_currency)),
            fees: amount.and_then(fees),
            expires_at: text::utc(&self.invoice.expiration_date.0),
            transactions: self
                .transactions
                .into_iter()
                .flatten()
                .chain(self.transaction)
                .map(Into::into)
                .collect(),
        })
    }
}

fn money(value: &Text, currency: &Text) -> Option<Money> {
    parse_plain(value.filled()?, currency.filled()?.parse().ok()?).ok()
}

fn fees(amount: &WireAmount) -> Option<Fees> {
    let charge = money(&amount.service_charge, &amount.base_currency)?;
    let vat =
        money(&amount.service_charge_vat, &amount.base_currency).unwrap_or(Money::zero(charge.currency));
    Some(Fees { charge, vat })
}

impl From<WireTransaction> for Transaction {
    fn from(wire: WireTransaction) -> Self {
        let decline = wire.error.and_then(|error| {
            let (code, message) = (redact::text(&error.code.0), redact::text(&error.message.0));
            (!code.is_empty() || !message.is_empty()).then_some(Decline { code, message })
        });
        Self {
            payment_id: wire.payment_id.id(PaymentId::parse),
            status: TransactionStatus::from_v3(&wire.status.0),
            method: wire.payment_method.owned(),
            at: text::utc(&wire.transaction_date.0),
            bank_reference: wire.reference_id.owned(),
            authorization: wire.authorization_id.owned(),
            decline,
        }
    }
}
