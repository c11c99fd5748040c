mod account;
mod answer;
mod breaker;
mod text;
mod transport;
mod v2;
mod v3;

use async_trait::async_trait;
use kernel::{Currency, Money};
use reqwest::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Gateway;
use super::ids::Reference;
use super::order::{ApplePayToken, MethodCode, PaymentKey, PaymentOrder, RefundKey, RefundOrder, SessionId};
use super::outcome::{Doubt, Outcome, Refusal, RefusalCode};
use super::payment::{Executed, Hosted, MethodOffer, Payment, PaymentSession, SessionState};
use super::refund::{FiledRefund, Refund};
use super::webhook::{self, WebhookEvent, WebhookHeaders, WebhookRefused};
pub use account::{Account, Country, InvalidAccount};
pub use transport::Policy;
use transport::{Call, Transport};

/// The provider takes no longer return address.
const MAX_URL: usize = 254;

/// One account with MyFatoorah, over HTTP. Cheap to call from many tasks; keep one per account, since it counts calls and
/// failures.
pub struct MyFatoorah {
    account: Account,
    http: Transport,
}

impl std::fmt::Debug for MyFatoorah {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MyFatoorah")
            .field("account", &self.account)
            .finish_non_exhaustive()
    }
}

impl MyFatoorah {
    /// No connection is made before the first call.
    pub fn new(account: Account, policy: Policy) -> Result<Self, InvalidAccount> {
        let http = Transport::new(&account, policy)?;
        Ok(Self { account, http })
    }

    /// Sends a call that moves money: once, with its reference as the key.
    async fn once<T: DeserializeOwned>(
        &self,
        name: &'static str,
        path: &[&str],
        body: &(impl Serialize + Sync),
        key: &Reference,
    ) -> Outcome<T> {
        let call = Call {
            name,
            method: Method::POST,
            path,
            body: Some(json(body)),
            key: Some(key),
        };
        self.http.once(&call).await
    }

    async fn get<T: DeserializeOwned>(&self, name: &'static str, path: &[&str]) -> Outcome<T> {
        self.http
            .ask(&Call {
                name,
                method: Method::GET,
                path,
                body: None,
                key: None,
            })
            .await
    }

    /// A question that goes by POST, as most of version 2 does.
    async fn ask<T: DeserializeOwned>(
        &self,
        name: &'static str,
        path: &[&str],
        body: &(impl Serialize + Sync),
    ) -> Outcome<T> {
        let call = Call {
            name,
            method: Method::POST,
            path,
            body: Some(json(body)),
            key: None,
        };
        self.http.ask(&call).await
    }

    /// A method that version 3 makes no page for: its number is looked up by code, since numbers are the account's own.
    async fn create_by_number(&self, order: &PaymentOrder, code: &MethodCode) -> Outcome<Hosted> {
        let offers = match self.payment_methods(order.amount).await {
            Outcome::Success(offers) => offers,
            Outcome::Refused(refusal) => return Outcome::Refused(refusal),
            // Asking for the methods made nothing, so this doubt is none about the payment.
            Outcome::Unknown(doubt) => {
                return not_sent(format!("the methods of the account can't be had: {doubt}"));
            }
        };
        let Some(offer) = offers
            .iter()
            .find(|offer| offer.code == *code && !offer.is_direct)
        else {
            return refused(
                RefusalCode::MethodUnavailable,
                format!("the account doesn't offer {code}"),
            );
        };
        let body = v2::ExecutePayment::new(order, offer.id, self.account.time_zone);
        let made: Outcome<v2::Executed> = self
            .once(
                "execute_payment",
                &["v2", "ExecutePayment"],
                &body,
                &order.reference,
            )
            .await;
        made.and_then(|made| made.hosted(&self.account.pages))
    }

    async fn find_v3(&self, key: PaymentKey<'_>) -> Outcome<Option<Payment>> {
        let found: Outcome<v3::Details> = match key {
            PaymentKey::Payment(id) => self.get("get_payment", &["v3", "payments", id.as_str()]).await,
            PaymentKey::Invoice(id) => self.get("get_invoice", &["v3", "invoices", id.as_str()]).await,
            PaymentKey::Reference(ours) => {
                let path = ["v3", "invoices", "externalIdentifier", ours.as_str()];
                self.get("get_invoice_by_reference", &path).await
            }
        };
        or_none(found.and_then(|details| details.payment().map_or_else(Outcome::Unknown, Outcome::Success)))
    }

    async fn find_v2(&self, key: PaymentKey<'_>) -> Outcome<Option<Payment>> {
        let lookup = v2::Lookup::payment(key);
        let found: Outcome<v2::Status> = self
            .ask("get_payment_status", &["v2", "GetPaymentStatus"], &lookup)
            .await;
        or_none(found.and_then(|status| {
            status
                .payment(self.account.time_zone, self.account.base_currency)
                .map_or_else(Outcome::Unknown, Outcome::Success)
        }))
    }
}

#[async_trait]
impl Gateway for MyFatoorah {
    fn base_currency(&self) -> Currency {
        self.account.base_currency
    }

    async fn payment_methods(&self, amount: Money) -> Outcome<Vec<MethodOffer>> {
        if let Some(refusal) = not_payable(amount) {
            return Outcome::Refused(refusal);
        }
        let body = v2::InitiatePayment::new(amount);
        let found: Outcome<v2::Methods> = self
            .ask("initiate_payment", &["v2", "InitiatePayment"], &body)
            .await;
        found.map(v2::Methods::offers)
    }

    async fn create_hosted(&self, order: &PaymentOrder, method: Option<&MethodCode>) -> Outcome<Hosted> {
        if let Some(refusal) = unfit(order) {
            return Outcome::Refused(refusal);
        }
        let method = match method {
            None => None,
            Some(code) => match v3::method(code.as_str()) {
                Some(method) => Some(method),
                None => return self.create_by_number(order, code).await,
            },
        };
        let body = v3::Create::new(order, method, None);
        let made: Outcome<v3::Created> = self
            .once("create_payment", &["v3", "payments"], &body, &order.reference)
            .await;
        made.and_then(|made| made.hosted(&self.account.pages))
    }

    async fn create_session(&self, order: &PaymentOrder) -> Outcome<PaymentSession> {
        if let Some(refusal) = unfit(order) {
            return Outcome::Refused(refusal);
        }
        let made: Outcome<v3::Session> = self
            .ask(
                "create_session",
                &["v3", "sessions"],
                &v3::CreateSession::new(order),
            )
            .await;
        made.and_then(|made| match made.session_id.filled().and_then(SessionId::parse) {
            Some(id) => Outcome::Success(PaymentSession {
                id,
                expires_at: text::utc(&made.session_expiry.0),
            }),
            None => Outcome::Unknown(Doubt::Contradiction("a session without an id".to_owned())),
        })
    }

    async fn find_session(&self, session: &SessionId) -> Outcome<Option<SessionState>> {
        let found: Outcome<v3::WireSessionState> = self
            .get("get_session", &["v3", "sessions", session.expose()])
            .await;
        or_none(found.map(|state| state.read()))
    }

    async fn pay_with_session(&self, order: &PaymentOrder, session: &SessionId) -> Outcome<Executed> {
        if let Some(refusal) = unfit(order) {
            return Outcome::Refused(refusal);
        }
        // No method beside it: the session knows what it holds.
        let body = v3::Create::new(order, None, Some(v3::Source::SessionId(session.expose())));
        let made: Outcome<v3::Created> = self
            .once("pay_with_session", &["v3", "payments"], &body, &order.reference)
            .await;
        made.and_then(|made| made.executed(&self.account.pages))
    }

    async fn pay_with_apple(&self, order: &PaymentOrder, token: &ApplePayToken) -> Outcome<Executed> {
        if let Some(refusal) = unfit(order) {
            return Outcome::Refused(refusal);
        }
        let body = v3::Create::new(order, Some("APPLE_PAY"), Some(v3::Source::Token(token.expose())));
        let made: Outcome<v3::Created> = self
            .once("pay_with_apple", &["v3", "payments"], &body, &order.reference)
            .await;
        made.and_then(|made| made.executed(&self.account.pages))
    }

    /// Version 3 first; version 2 when that has no clear answer, or says there is nothing (its own payments may be unknown
    /// there). "Nothing" needs both.
    async fn find_payment(&self, key: PaymentKey<'_>) -> Outcome<Option<Payment>> {
        let first = self.find_v3(key).await;
        match &first {
            Outcome::Success(Some(_)) | Outcome::Unknown(Doubt::RateLimited { .. }) => return first,
            Outcome::Refused(refusal) if refusal.code == RefusalCode::NotSent => return first,
            _ => {}
        }
        match (first, self.find_v2(key).await) {
            (_, found @ Outcome::Success(Some(_))) => found,
            (Outcome::Success(None), second) => second,
            (unclear, _) => unclear,
        }
    }

    async fn request_refund(&self, order: &RefundOrder) -> Outcome<FiledRefund> {
        if let Some(refusal) = not_payable(order.amount) {
            return Outcome::Refused(refusal);
        }
        if order.amount.currency != self.account.base_currency {
            let why = format!("refunds of this account are in {}", self.account.base_currency);
            return refused(RefusalCode::Invalid, why);
        }
        let body = v2::MakeRefund::new(order);
        let made: Outcome<v2::RefundMade> = self
            .once("make_refund", &["v2", "MakeRefund"], &body, &order.reference)
            .await;
        made.and_then(|made| made.filed(order))
    }

    async fn find_refunds(&self, key: RefundKey<'_>) -> Outcome<Vec<Refund>> {
        let found: Outcome<v2::RefundsFound> = self
            .ask(
                "get_refund_status",
                &["v2", "GetRefundStatus"],
                &v2::Lookup::refund(key),
            )
            .await;
        let found = or_none(found.and_then(|found| found.refunds(self.account.base_currency)));
        found.map(Option::unwrap_or_default)
    }

    fn read_webhook(&self, headers: WebhookHeaders<'_>, body: &[u8]) -> Result<WebhookEvent, WebhookRefused> {
        webhook::read(&self.account.webhook_secret, headers, body)
    }
}

fn json(body: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(body).expect("requests have string keys only")
}

/// "There is no such thing" as an answer of its own.
fn or_none<T>(found: Outcome<T>) -> Outcome<Option<T>> {
    match found {
        Outcome::Refused(Refusal {
            code: RefusalCode::NotFound,
            ..
        }) => Outcome::Success(None),
        other => other.map(Some),
    }
}

/// What the provider would refuse anyway, found before it has to.
fn unfit(order: &PaymentOrder) -> Option<Refusal> {
    let too_long = |url: &str| url.len() > MAX_URL;
    if too_long(&order.return_url) || order.webhook_url.as_deref().is_some_and(too_long) {
        return Some(Refusal::new(
            RefusalCode::Invalid,
            "an address of more than 254 characters",
        ));
    }
    not_payable(order.amount)
}

fn not_payable(amount: Money) -> Option<Refusal> {
    (amount.minor <= 0).then(|| Refusal::new(RefusalCode::Invalid, "an amount must be more than nothing"))
}

fn refused<T>(code: RefusalCode, why: String) -> Outcome<T> {
    Outcome::Refused(Refusal::new(code, why))
}

fn not_sent<T>(why: String) -> Outcome<T> {
    refused(RefusalCode::NotSent, why)
}
