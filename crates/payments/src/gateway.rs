//! The payment provider, seen from our side: what can be asked of it and what its answers mean.
//!
//! [`Gateway`] is the port, [`MyFatoorah`] the real adapter; the feature `fixtures` adds [`FakeGateway`], which keeps its own
//! books in memory. Nothing here touches the database or decides what an order becomes.

mod amount;
#[cfg(feature = "fixtures")]
mod fake;
mod ids;
mod myfatoorah;
mod order;
mod outcome;
mod payment;
mod payment_url;
mod redact;
mod refund;
mod webhook;

use async_trait::async_trait;
use kernel::{Currency, Money};

pub use amount::{InvalidAmount, parse_grouped, parse_plain};
#[cfg(feature = "fixtures")]
pub use fake::{Booking, FakeGateway, Fault};
pub use ids::{InvalidId, InvoiceId, PaymentId, Reference, RefundId};
pub use myfatoorah::{Account, Country, InvalidAccount, MyFatoorah, Policy};
pub use order::{
    ApplePayToken, Buyer, InvalidToken, Language, MethodCode, PaymentKey, PaymentOrder, RefundKey,
    RefundOrder, SessionId,
};
pub use outcome::{Doubt, Outcome, Refusal, RefusalCode};
pub use payment::{
    Decline, Executed, Fees, Hosted, InvoiceStatus, MethodOffer, Mismatch, Payment, PaymentSession,
    SessionState, Transaction, TransactionStatus, Verdict,
};
pub use payment_url::{PaymentUrl, UntrustedUrl, UrlPolicy};
pub use refund::{FiledRefund, Refund, RefundStatus};
#[cfg(feature = "fixtures")]
pub use webhook::sign;
pub use webhook::{WebhookEvent, WebhookHeaders, WebhookKind, WebhookRefused, WebhookVersion};

/// One account with the payment provider: one country, one base currency, one token.
///
/// Each call ends within a bounded time and gives an [`Outcome`]; none panics or returns an error besides. Calls that move
/// money or make something payable ([`create_hosted`](Self::create_hosted), [`pay_with_session`](Self::pay_with_session),
/// [`pay_with_apple`](Self::pay_with_apple), [`request_refund`](Self::request_refund)) are sent **at most once** and never
/// repeated here: whoever gets `Unknown` asks with the reference before anything else is tried. Dropping the future of such a
/// call is the same as `Unknown`.
#[async_trait]
pub trait Gateway: Send + Sync {
    /// The currency the account keeps its books in; refunds are asked for in it.
    fn base_currency(&self) -> Currency;

    /// The methods this account offers for an amount, with their fees. Creates nothing.
    async fn payment_methods(&self, amount: Money) -> Outcome<Vec<MethodOffer>>;

    /// Makes an invoice and a page on the provider's side where it can be paid, for one method or (`None`) all of them.
    async fn create_hosted(&self, order: &PaymentOrder, method: Option<&MethodCode>) -> Outcome<Hosted>;

    /// Opens a session in which the provider's script collects a card. It serves one payment and takes no money by itself.
    async fn create_session(&self, order: &PaymentOrder) -> Outcome<PaymentSession>;

    /// Whether a session is still good. `None`: the provider doesn't know it.
    async fn find_session(&self, session: &SessionId) -> Outcome<Option<SessionState>>;

    /// Charges what a session collected. The answer may send the shopper to 3-D Secure first.
    async fn pay_with_session(&self, order: &PaymentOrder, session: &SessionId) -> Outcome<Executed>;

    /// Charges an Apple Pay token. A token is good for one try, whatever the answer.
    async fn pay_with_apple(&self, order: &PaymentOrder, token: &ApplePayToken) -> Outcome<Executed>;

    /// The truth about a payment. `Success(None)` only when the provider clearly says that it has no such payment: anything
    /// less clear, a refused read included, says nothing about the payment.
    async fn find_payment(&self, key: PaymentKey<'_>) -> Outcome<Option<Payment>>;

    /// Files a refund. Success means filed: whether it is paid out, the provider decides later.
    async fn request_refund(&self, order: &RefundOrder) -> Outcome<FiledRefund>;

    /// The refunds of an invoice, or the one with a number. Empty when the provider clearly has none.
    async fn find_refunds(&self, key: RefundKey<'_>) -> Outcome<Vec<Refund>>;

    /// Checks the signature of a webhook and reads it. What it says is a hint to ask [`find_payment`](Self::find_payment),
    /// never evidence: amounts aren't signed, and old events can be sent again for ever.
    fn read_webhook(&self, headers: WebhookHeaders<'_>, body: &[u8]) -> Result<WebhookEvent, WebhookRefused>;
}
