mod books;

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kernel::{Currency, Money};
use secrecy::SecretString;

use super::Gateway;
use super::ids::{InvoiceId, PaymentId, Reference, RefundId};
use super::order::{ApplePayToken, MethodCode, PaymentKey, PaymentOrder, RefundKey, RefundOrder, SessionId};
use super::outcome::{Doubt, Outcome, Refusal, RefusalCode};
use super::payment::{Decline, Executed, Fees, Hosted, MethodOffer, Payment, PaymentSession, SessionState};
use super::payment_url::UrlPolicy;
use super::refund::{FiledRefund, Refund, RefundStatus};
use super::webhook::{self, WebhookEvent, WebhookHeaders, WebhookRefused};
pub use books::Booking;
use books::Books;

/// What happens to the next call of its kind instead of the usual. Each is used up by one call; first in, first out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The next money call is carried out, and its answer is lost.
    AnswerLost,
    /// The next money call never arrives, and the caller can't know.
    RequestLost,
    /// The next money call is clearly refused.
    Refused,
    /// The next charge of a card or token is carried out and declined.
    Declined,
    /// The next charge of a card or token isn't carried out yet: the shopper is sent to a page first (3-D Secure), where
    /// [`FakeGateway::approve`] or [`FakeGateway::decline`] decides.
    Challenged,
    /// The next read has no clear answer.
    ReadFails,
}

/// A payment provider in memory. Behaves as the real one does where money is concerned (idempotency keys, single-use
/// sessions and tokens, refunds filed first and decided later) and keeps its own books, which a test holds against ours. Clones
/// share everything. What it never does by itself is bring a shopper: [`approve`](Self::approve) and
/// [`decline`](Self::decline) are the person on the payment page.
#[derive(Clone)]
pub struct FakeGateway {
    base: Currency,
    state: Arc<Mutex<State>>,
}

struct State {
    books: Books,
    faults: VecDeque<Fault>,
    /// The first answer to each key, for good.
    answers: HashMap<Reference, Executed>,
    refunds: HashMap<Reference, FiledRefund>,
    spent: HashMap<String, bool>,
    money_calls: Vec<Reference>,
    now: DateTime<Utc>,
}

/// With which events of the fake are signed.
const SECRET: &str = "fake-gateway-secret";

impl FakeGateway {
    /// An account whose books are in `base`. Amounts in other currencies are booked at one to one in minor units.
    #[must_use]
    pub fn new(base: Currency, now: DateTime<Utc>) -> Self {
        let state = State {
            books: Books::default(),
            faults: VecDeque::new(),
            answers: HashMap::new(),
            refunds: HashMap::new(),
            spent: HashMap::new(),
            money_calls: Vec::new(),
            now,
        };
        Self {
            base,
            state: Arc::new(Mutex::new(state)),
        }
    }

    /// The time that new transactions bear.
    pub fn set_now(&self, now: DateTime<Utc>) {
        self.state().now = now;
    }

    /// What the provider keeps of each charge from now on, in base currency.
    pub fn set_fees(&self, fees: Fees) {
        self.state().books.fees = Some(fees);
    }

    /// Puts a fault in line.
    pub fn fault(&self, fault: Fault) {
        self.state().faults.push_back(fault);
    }

    /// A shopper pays an invoice, whatever its age and whether or not it is paid already.
    ///
    /// # Panics
    /// When there is no such invoice.
    pub fn approve(&self, invoice: &InvoiceId) -> PaymentId {
        let mut state = self.state();
        let now = state.now;
        state.books.attempt(invoice, None, now)
    }

    /// A shopper's try fails with a code of the provider (`MF002`). The invoice stays open.
    ///
    /// # Panics
    /// When there is no such invoice.
    pub fn decline(&self, invoice: &InvoiceId, code: &str) -> PaymentId {
        let decline = Decline {
            code: code.to_owned(),
            message: "declined".to_owned(),
        };
        let mut state = self.state();
        let now = state.now;
        state.books.attempt(invoice, Some(decline), now)
    }

    /// From now on an invoice says another amount than was asked for: what a forged or mixed-up one looks like.
    ///
    /// # Panics
    /// When there is no such invoice.
    pub fn alter_amount(&self, invoice: &InvoiceId, amount: Money) {
        self.state().books.invoice(invoice).asked = Some(amount);
    }

    /// From now on an invoice bears another reference.
    ///
    /// # Panics
    /// When there is no such invoice.
    pub fn alter_reference(&self, invoice: &InvoiceId, reference: &str) {
        self.state().books.invoice(invoice).reference = Some(reference.to_owned());
    }

    /// The provider's people pay a refund out (`true`) or reject it.
    ///
    /// # Panics
    /// When there is no such refund, or it is decided already.
    pub fn decide_refund(&self, refund: &RefundId, pay_out: bool) {
        self.state().books.decide(refund, pay_out);
    }

    /// Every booking so far, oldest first.
    #[must_use]
    pub fn ledger(&self) -> Vec<Booking> {
        self.state().books.ledger.clone()
    }

    /// Σ charges − Σ refunds paid out, in base currency.
    #[must_use]
    pub fn balance(&self) -> Money {
        let minor = self.state().books.ledger.iter().map(Booking::signed_minor).sum();
        Money::new(minor, self.base)
    }

    /// The references of the calls that moved money or made something payable, as they arrived, repeats included.
    #[must_use]
    pub fn money_calls(&self) -> Vec<Reference> {
        self.state().money_calls.clone()
    }

    /// The invoices made with a reference, oldest first.
    #[must_use]
    pub fn invoices(&self, reference: &Reference) -> Vec<InvoiceId> {
        self.state()
            .books
            .by_reference(reference)
            .into_iter()
            .map(|payment| payment.invoice_id)
            .collect()
    }

    /// The event (version 2) about an invoice's latest try: signature and body, as they would be posted.
    ///
    /// # Panics
    /// When there is no such invoice.
    #[must_use]
    pub fn payment_event(&self, invoice: &InvoiceId) -> (String, String) {
        let mut state = self.state();
        let (text, body) = state.books.payment_event(invoice);
        (webhook::sign(&SecretString::from(SECRET), &text), body)
    }

    /// The event (version 2) about a refund.
    ///
    /// # Panics
    /// When there is no such refund.
    #[must_use]
    pub fn refund_event(&self, refund: &RefundId) -> (String, String) {
        let mut state = self.state();
        let (text, body) = state.books.refund_event(refund);
        (webhook::sign(&SecretString::from(SECRET), &text), body)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Carries out a charge (or makes the page for one) as the real provider would, faults included.
    fn execute(&self, order: &PaymentOrder, single_use: Option<&str>, charge: bool) -> Outcome<Executed> {
        let mut state = self.state();
        let fault = state.money_fault();
        match fault {
            Some(Fault::RequestLost) => return Outcome::Unknown(Doubt::Timeout),
            Some(Fault::Refused) => return refused("the fake was told to refuse"),
            _ => {}
        }
        state.money_calls.push(order.reference.clone());
        let executed = match state.answers.get(&order.reference) {
            // The body isn't compared: the first answer comes back whatever is asked this time.
            Some(first) => first.clone(),
            None => {
                if let Some(secret) = single_use
                    && state.spent.insert(secret.to_owned(), true) == Some(true)
                {
                    return refused("the session or token was used before");
                }
                let executed = state.carry_out(order, self.base, charge);
                state.answers.insert(order.reference.clone(), executed.clone());
                executed
            }
        };
        if fault == Some(Fault::AnswerLost) {
            return Outcome::Unknown(Doubt::Timeout);
        }
        Outcome::Success(executed)
    }

    fn read<T>(&self, look: impl FnOnce(&Books) -> T) -> Outcome<T> {
        let mut state = self.state();
        if state.take(|fault| *fault == Fault::ReadFails).is_some() {
            return Outcome::Unknown(Doubt::ServerError { status: 503 });
        }
        Outcome::Success(look(&state.books))
    }
}

impl State {
    fn take(&mut self, wanted: impl Fn(&Fault) -> bool) -> Option<Fault> {
        let at = self.faults.iter().position(wanted)?;
        self.faults.remove(at)
    }

    fn money_fault(&mut self) -> Option<Fault> {
        self.take(|fault| matches!(fault, Fault::AnswerLost | Fault::RequestLost | Fault::Refused))
    }

    fn carry_out(&mut self, order: &PaymentOrder, base: Currency, charge: bool) -> Executed {
        let invoice_id = self.books.open(order, base);
        let page = UrlPolicy::provider_only()
            .check(&format!("https://demo.myfatoorah.com/KWT/ie/{invoice_id}"))
            .expect("a page of the provider");
        if !charge || self.take(|fault| *fault == Fault::Challenged).is_some() {
            return Executed {
                invoice_id,
                payment_id: None,
                redirect: Some(page),
                details: None,
            };
        }
        let decline = self.take(|fault| *fault == Fault::Declined).map(|_| Decline {
            code: "MF002".to_owned(),
            message: "declined".to_owned(),
        });
        let payment_id = self.books.attempt(&invoice_id, decline, self.now);
        let details = Some(self.books.invoice(&invoice_id).clone());
        Executed {
            invoice_id,
            payment_id: Some(payment_id),
            redirect: None,
            details,
        }
    }
}

fn refused<T>(why: &str) -> Outcome<T> {
    Outcome::Refused(Refusal::new(RefusalCode::Invalid, why))
}

#[async_trait]
impl Gateway for FakeGateway {
    fn base_currency(&self) -> Currency {
        self.base
    }

    async fn payment_methods(&self, amount: Money) -> Outcome<Vec<MethodOffer>> {
        let offer = |(id, (code, name)): (u32, (&str, &str))| {
            Some(MethodOffer {
                code: MethodCode::parse(code)?,
                id,
                name_en: name.to_owned(),
                name_ar: name.to_owned(),
                service_charge: Some(Money::zero(amount.currency)),
                total: Some(amount),
                pay_currency: Some(amount.currency),
                image_url: None,
                is_embedded: code != "kn",
                is_direct: false,
            })
        };
        let methods = [
            ("kn", "KNET"),
            ("vm", "VISA/MASTER"),
            ("ap", "Apple Pay"),
            ("stc", "STC Pay"),
        ];
        self.read(|_| (1..).zip(methods).filter_map(offer).collect())
    }

    async fn create_hosted(&self, order: &PaymentOrder, _method: Option<&MethodCode>) -> Outcome<Hosted> {
        self.execute(order, None, false)
            .and_then(|made| match made.redirect {
                Some(page) => Outcome::Success(Hosted {
                    invoice_id: made.invoice_id,
                    page,
                }),
                None => Outcome::Unknown(Doubt::Contradiction(
                    "a key that was used for a charge".to_owned(),
                )),
            })
    }

    async fn create_session(&self, order: &PaymentOrder) -> Outcome<PaymentSession> {
        let mut state = self.state();
        let name = format!("KWT-session-{}", state.spent.len() + 1);
        let Some(id) = SessionId::parse(&name) else {
            return refused("a session without a name");
        };
        state.spent.insert(name, false);
        Outcome::Success(PaymentSession {
            id,
            expires_at: order.expires_at,
        })
    }

    async fn find_session(&self, session: &SessionId) -> Outcome<Option<SessionState>> {
        let used = self.state().spent.get(session.expose()).copied();
        self.read(|_| {
            used.map(|is_used| SessionState {
                is_used,
                expires_at: None,
            })
        })
    }

    async fn pay_with_session(&self, order: &PaymentOrder, session: &SessionId) -> Outcome<Executed> {
        if !self.state().spent.contains_key(session.expose()) {
            return refused("an unknown session");
        }
        self.execute(order, Some(session.expose()), true)
    }

    async fn pay_with_apple(&self, order: &PaymentOrder, token: &ApplePayToken) -> Outcome<Executed> {
        self.execute(order, Some(token.expose()), true)
    }

    async fn find_payment(&self, key: PaymentKey<'_>) -> Outcome<Option<Payment>> {
        self.read(|books| books.find(key))
    }

    async fn request_refund(&self, order: &RefundOrder) -> Outcome<FiledRefund> {
        let mut state = self.state();
        let fault = state.money_fault();
        match fault {
            Some(Fault::RequestLost) => return Outcome::Unknown(Doubt::Timeout),
            Some(Fault::Refused) => return refused("the fake was told to refuse"),
            _ => {}
        }
        if order.amount.currency != self.base {
            return refused("not the base currency");
        }
        state.money_calls.push(order.reference.clone());
        let filed = match state.refunds.get(&order.reference) {
            Some(first) => first.clone(),
            None => match state.books.file_refund(order) {
                Ok(filed) => {
                    state.refunds.insert(order.reference.clone(), filed.clone());
                    filed
                }
                Err(why) => return refused(why),
            },
        };
        if fault == Some(Fault::AnswerLost) {
            return Outcome::Unknown(Doubt::Timeout);
        }
        Outcome::Success(filed)
    }

    async fn find_refunds(&self, key: RefundKey<'_>) -> Outcome<Vec<Refund>> {
        self.read(|books| {
            let wanted = |refund: &&Refund| match key {
                RefundKey::Refund(id) => refund.id == *id,
                RefundKey::Invoice(id) => refund.invoice_id.as_ref() == Some(id),
            };
            books.refunds.iter().filter(wanted).cloned().collect()
        })
    }

    fn read_webhook(&self, headers: WebhookHeaders<'_>, body: &[u8]) -> Result<WebhookEvent, WebhookRefused> {
        webhook::read(&SECRET.into(), headers, body)
    }
}

/// The word an event has for a state.
fn word(status: &RefundStatus) -> &str {
    match status {
        RefundStatus::Pending => "PENDING",
        RefundStatus::Refunded => "REFUNDED",
        RefundStatus::Rejected => "CANCELED",
        RefundStatus::Other(other) => other,
    }
}
