//! What the gateway knows: invoices with every try to pay them, refunds, sessions, and the answers it gave. All of it is made
//! of [`Fact`]s, so a journal of them brings it back.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use kernel::Money;
use serde::{Deserialize, Serialize};

use super::journal::Journal;
use super::money::convert;
use super::notice::Notice;

/// Of the first invoice; seven digits, as the real ones.
pub(super) const FIRST_INVOICE: u64 = 7_000_001;
const FIRST_REFUND: u64 = 4_001;
/// For how long the first answer to a key comes again.
const KEY_AGE: TimeDelta = TimeDelta::minutes(250);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Language {
    En,
    Ar,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Customer {
    pub name: String,
    pub mobile: String,
    pub email: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum State {
    InProgress,
    Succeeded,
    Failed,
    Canceled,
    Authorized,
}

/// One try to pay an invoice.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Row {
    /// Counts all rows of the gateway.
    pub number: u64,
    pub payment_id: String,
    /// Code of the method.
    pub method: String,
    pub state: State,
    pub at: DateTime<Utc>,
    pub track_id: String,
    pub reference_id: String,
    pub authorization_id: String,
    /// `MF…`, when it failed.
    pub code: String,
    /// In base currency.
    pub fee: Money,
    pub vat: Money,
    /// What the shopper's bank was charged.
    pub charged: Money,
}

/// What reads say instead of the truth, when a test wants a lie.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Lie {
    pub asked: Option<Money>,
    pub reference: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Invoice {
    pub id: u64,
    /// Name of the account.
    pub account: String,
    /// Secret part of its page's address.
    pub key: String,
    /// The shop's.
    pub reference: String,
    pub asked: Money,
    pub base: Money,
    /// Code of the only method, if there is one.
    pub method: Option<String>,
    pub authorize_only: bool,
    pub language: Language,
    pub success_url: String,
    pub error_url: String,
    pub webhook_url: Option<String>,
    pub customer: Customer,
    pub user_defined: String,
    /// The gateway's number on paper.
    pub number: String,
    pub created: DateTime<Utc>,
    pub expires: DateTime<Utc>,
    pub rows: Vec<Row>,
    /// What is charged when somebody calls the page that completes it.
    pub fund: Option<Fund>,
    pub lie: Lie,
}

impl Invoice {
    pub(super) fn is_paid(&self) -> bool {
        self.times_paid() > 0
    }

    pub(super) fn times_paid(&self) -> usize {
        self.rows
            .iter()
            .filter(|row| row.state == State::Succeeded)
            .count()
    }

    pub(super) fn row(&self, payment_id: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.payment_id == payment_id)
    }

    pub(super) fn in_progress(&self) -> Option<&Row> {
        self.rows.iter().find(|row| row.state == State::InProgress)
    }

    pub(super) fn told_reference(&self) -> &str {
        self.lie.reference.as_deref().unwrap_or(&self.reference)
    }

    pub(super) fn told_asked(&self) -> Money {
        self.lie.asked.unwrap_or(self.asked)
    }

    pub(super) fn told_base(&self) -> Money {
        match self.lie.asked {
            Some(asked) => convert(asked, self.base.currency),
            None => self.base,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RefundState {
    Pending,
    Refunded,
    Canceled,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Refund {
    pub id: u64,
    pub account: String,
    pub invoice: u64,
    /// The shop's.
    pub reference: String,
    /// The gateway's number on paper.
    pub number: String,
    /// In base currency.
    pub amount: Money,
    pub comment: String,
    pub state: RefundState,
    pub filed: DateTime<Utc>,
    pub decided: Option<DateTime<Utc>>,
    pub rrn: Option<String>,
}

/// What a session holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Fund {
    /// Code of the method.
    pub method: String,
    /// `MF…`: how the charge fails; `None`: it succeeds.
    pub decline: Option<String>,
    /// The shopper has to prove who they are first.
    pub challenge: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Session {
    pub id: String,
    pub account: String,
    pub expires: DateTime<Utc>,
    /// Nothing until a card or a wallet filled it.
    pub fund: Option<Fund>,
    pub used: bool,
    pub language: Language,
}

/// An answer that comes again for its key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    pub account: String,
    pub key: String,
    pub at: DateTime<Utc>,
    pub status: u16,
    pub body: String,
}

/// Something that happened, whole: a later fact about the same thing takes its place.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Fact {
    Invoice(Box<Invoice>),
    Refund(Refund),
    Session(Session),
    Kept(Kept),
    /// Digest of a wallet's token that was used.
    Token(String),
    /// Number of an event that was sent.
    Event(u64),
}

#[derive(Default)]
pub(super) struct Books {
    journal: Option<Journal>,
    invoices: Vec<Invoice>,
    refunds: Vec<Refund>,
    sessions: HashMap<String, Session>,
    kept: HashMap<(String, String), Kept>,
    tokens: HashSet<String>,
    events: u64,
    rows: u64,
    /// What has to be told once the books are closed.
    pub notices: Vec<Notice>,
}

impl Books {
    /// With everything that a journal says happened before.
    pub(super) fn with(mut journal: Journal) -> anyhow::Result<Self> {
        let mut books = Self::default();
        for fact in journal.read()? {
            books.apply(fact);
        }
        books.journal = Some(journal);
        Ok(books)
    }

    pub(super) fn write(&mut self, fact: Fact) {
        if let Some(journal) = &mut self.journal {
            // Books that disagree with their journal would tell tests lies.
            journal.append(&fact).expect("the journal can be written");
        }
        self.apply(fact);
    }

    fn apply(&mut self, fact: Fact) {
        match fact {
            Fact::Invoice(invoice) => {
                let last = invoice.rows.iter().map(|row| row.number).max();
                self.rows = self.rows.max(last.unwrap_or_default());
                put(&mut self.invoices, *invoice, |invoice| invoice.id);
            }
            Fact::Refund(refund) => put(&mut self.refunds, refund, |refund| refund.id),
            Fact::Session(session) => {
                self.sessions.insert(session.id.clone(), session);
            }
            Fact::Kept(kept) => {
                self.kept.insert((kept.account.clone(), kept.key.clone()), kept);
            }
            Fact::Token(digest) => {
                self.tokens.insert(digest);
            }
            Fact::Event(number) => self.events = self.events.max(number),
        }
    }

    pub(super) fn invoices(&self) -> &[Invoice] {
        &self.invoices
    }

    pub(super) fn refunds(&self) -> &[Refund] {
        &self.refunds
    }

    pub(super) fn invoice(&self, id: u64) -> Option<&Invoice> {
        let at = usize::try_from(id.checked_sub(FIRST_INVOICE)?).ok()?;
        self.invoices.get(at)
    }

    /// The latest invoice with a reference of the shop's.
    pub(super) fn by_reference(&self, reference: &str) -> Option<&Invoice> {
        self.invoices
            .iter()
            .rev()
            .find(|invoice| invoice.reference == reference)
    }

    pub(super) fn by_payment(&self, payment_id: &str) -> Option<&Invoice> {
        self.invoices
            .iter()
            .rev()
            .find(|invoice| invoice.row(payment_id).is_some())
    }

    pub(super) fn by_key(&self, key: &str) -> Option<&Invoice> {
        self.invoices.iter().rev().find(|invoice| invoice.key == key)
    }

    pub(super) fn refunds_of(&self, invoice: u64) -> impl Iterator<Item = &Refund> {
        self.refunds
            .iter()
            .filter(move |refund| refund.invoice == invoice)
    }

    pub(super) fn session(&self, account: &str, id: &str) -> Option<&Session> {
        self.sessions.get(id).filter(|session| session.account == account)
    }

    pub(super) fn any_session(&self, id: &str) -> Option<&Session> {
        self.sessions.get(id)
    }

    pub(super) fn kept(&self, account: &str, key: &str, now: DateTime<Utc>) -> Option<&Kept> {
        self.kept
            .get(&(account.to_owned(), key.to_owned()))
            .filter(|kept| now - kept.at < KEY_AGE)
    }

    /// Whether a wallet's token is new; it no longer is.
    pub(super) fn spend_token(&mut self, digest: String) -> bool {
        let is_new = !self.tokens.contains(&digest);
        if is_new {
            self.write(Fact::Token(digest));
        }
        is_new
    }

    pub(super) fn next_invoice(&self) -> u64 {
        FIRST_INVOICE + u64::try_from(self.invoices.len()).unwrap_or_default()
    }

    pub(super) fn next_refund(&self) -> u64 {
        FIRST_REFUND + u64::try_from(self.refunds.len()).unwrap_or_default()
    }

    pub(super) const fn next_row(&self) -> u64 {
        self.rows + 1
    }

    pub(super) fn next_event(&mut self) -> u64 {
        self.write(Fact::Event(self.events + 1));
        self.events
    }

    pub(super) fn change_invoice(&mut self, id: u64, change: impl FnOnce(&mut Invoice)) {
        if let Some(invoice) = self.invoice(id) {
            let mut invoice = invoice.clone();
            change(&mut invoice);
            self.write(Fact::Invoice(Box::new(invoice)));
        }
    }
}

fn put<T>(list: &mut Vec<T>, new: T, id: impl Fn(&T) -> u64) {
    match list.binary_search_by_key(&id(&new), &id) {
        Ok(at) => list[at] = new,
        Err(at) => list.insert(at, new),
    }
}
