//! Makes invoices, and charges what is at hand.

use chrono::{DateTime, Datelike as _, TimeDelta, Utc};
use kernel::Money;
use sha2::{Digest as _, Sha256};

use super::account::{Account, SpentSession};
use super::act::{Act, act};
use super::answer::Answer;
use super::books::{Customer, Fact, Fund, Invoice, Language, Lie, Session};
use super::call::Desk;
use super::decline;
use super::method::Method;
use super::money::convert;

/// How long an invoice may be paid when nobody says.
const USUAL_LIFE: TimeDelta = TimeDelta::days(3);
/// Of a session, once made.
pub(super) const SESSION_LIFE: TimeDelta = TimeDelta::minutes(20);

/// What both versions say of an invoice to be made, checked.
pub(super) struct Order {
    pub reference: String,
    pub asked: Money,
    pub method: Option<&'static Method>,
    pub authorize_only: bool,
    pub language: Language,
    pub success_url: String,
    pub error_url: String,
    pub webhook_url: Option<String>,
    pub customer: Customer,
    pub user_defined: String,
    pub expires: Option<DateTime<Utc>>,
}

impl Desk<'_> {
    /// Makes an invoice and gives its number.
    pub(super) fn make(&mut self, order: Order) -> u64 {
        let id = self.books.next_invoice();
        let invoice = Invoice {
            id,
            account: self.account.name.clone(),
            key: self.ctx.new_secret(),
            base: convert(order.asked, self.account.base),
            number: format!("{}{:06}", self.now.year(), id % 1_000_000),
            created: self.now,
            expires: order.expires.unwrap_or(self.now + USUAL_LIFE),
            reference: order.reference,
            asked: order.asked,
            method: order.method.map(|method| method.code.to_owned()),
            authorize_only: order.authorize_only,
            language: order.language,
            success_url: order.success_url,
            error_url: order.error_url,
            webhook_url: order.webhook_url,
            customer: order.customer,
            user_defined: order.user_defined,
            rows: Vec::new(),
            fund: None,
            lie: Lie::default(),
        };
        self.books.write(Fact::Invoice(Box::new(invoice)));
        id
    }

    /// Charges an invoice that was just made, or only begins when the shopper has to prove something first. The payment's id.
    pub(super) fn charge(&mut self, invoice: u64, fund: &Fund) -> String {
        let method = Method::by_code(self.account.country, &fund.method);
        let deed = if fund.challenge { Act::Start } else { outcome(fund) };
        act(self.books, self.account, invoice, (method, deed), self.now)
            .expect("an invoice just made can be charged")
    }

    /// The session a payment wants to spend.
    ///
    /// # Errors
    /// Unknown, never filled, too old, or spent (unless the account lets that pass).
    pub(super) fn spend_session(&mut self, id: &str) -> Result<Fund, Answer> {
        let refuse = |why: &str| Err(Answer::invalid("SessionId", why));
        let Some(session) = self.books.session(&self.account.name, id) else {
            return refuse("The session is not valid");
        };
        let Some(fund) = session.fund.clone() else {
            return refuse("The session has no payment details yet");
        };
        if session.expires < self.now {
            return refuse("The session is expired");
        }
        if session.used && self.account.settings.spent_session == SpentSession::Refuse {
            return refuse("The session was used before");
        }
        let session = Session {
            used: true,
            ..session.clone()
        };
        self.books.write(Fact::Session(session));
        Ok(fund)
    }

    pub(super) fn open_session(&mut self, id: String, expires: DateTime<Utc>, language: Language) -> Session {
        let session = Session {
            id,
            account: self.account.name.clone(),
            expires,
            fund: None,
            used: false,
            language,
        };
        self.books.write(Fact::Session(session.clone()));
        session
    }

    /// What a wallet's token holds.
    ///
    /// # Errors
    /// Not a token, or one that was used.
    pub(super) fn open_token(&mut self, token: &str, method: &str) -> Result<Fund, Answer> {
        let refuse = |why: &str| Err(Answer::invalid("Token", why));
        if !is_wallet_token(token) {
            return refuse("The token is not valid");
        }
        if !self.books.spend_token(digest(token)) {
            return refuse("The token was used before");
        }
        Ok(Fund {
            method: method.to_owned(),
            decline: decline::named_in(token).map(str::to_owned),
            challenge: false,
        })
    }

    /// Where an invoice can be paid.
    pub(super) fn page(&self, invoice: &Invoice) -> String {
        page(self.base_url, self.account, invoice)
    }
}

/// What charging a fund comes to.
pub(super) fn outcome(fund: &Fund) -> Act {
    match &fund.decline {
        Some(code) => Act::Decline(code.clone()),
        None => Act::Approve,
    }
}

/// The page that finishes a payment which has begun.
pub(super) fn completion_page(desk: &Desk<'_>, invoice: &Invoice, page: &str, payment_id: &str) -> String {
    let (base, country, key) = (desk.base_url, desk.account.country, &invoice.key);
    format!("{base}/En/{country}/PayInvoice/{page}?invoiceKey={key}&paymentId={payment_id}")
}

pub(super) fn page(base_url: &str, account: &Account, invoice: &Invoice) -> String {
    let (country, key) = (account.country, &invoice.key);
    let method = invoice
        .method
        .as_ref()
        .and_then(|code| Method::by_code(country, code));
    match method {
        None => format!("{base_url}/{country}/ie/{key}"),
        Some(method) => {
            let language = match invoice.language {
                Language::En => "En",
                Language::Ar => "Ar",
            };
            let id = method.id(country);
            format!(
                "{base_url}/{language}/{country}/PayInvoice/Checkout?invoiceKey={key}&paymentGatewayId={id}"
            )
        }
    }
}

/// The shop's page with what the gateway adds to its address.
pub(super) fn back(url: &str, payment_id: &str) -> String {
    let joined = if url.contains('?') { '&' } else { '?' };
    format!("{url}{joined}paymentId={payment_id}&Id={payment_id}")
}

/// Both spellings of the outer names pass.
fn is_wallet_token(token: &str) -> bool {
    let Ok(token) = serde_json::from_str::<serde_json::Value>(token) else {
        return false;
    };
    let part = |camel: &str, pascal: &str| {
        token
            .get(camel)
            .or_else(|| token.get(pascal))
            .is_some_and(|part| !part.is_null())
    };
    part("paymentData", "PaymentData")
        && part("paymentMethod", "PaymentMethod")
        && part("transactionIdentifier", "TransactionIdentifier")
}

fn digest(token: &str) -> String {
    Sha256::digest(token)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The country's part of a session's id.
pub(super) fn session_id(account: &Account, uuid: uuid::Uuid) -> String {
    format!("{}-{uuid}", account.country)
}
