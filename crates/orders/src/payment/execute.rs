use chrono::TimeDelta;
use db::Db;
use kernel::{Ctx, Email, PaymentAttemptId, Phone};
use payments::gateway::{
    ApplePayToken, Buyer, Gateway, InvoiceId, Language, MethodCode, Outcome, PaymentId, PaymentOrder,
    PaymentUrl, Reference, Refusal, SessionId,
};
use payments::{Attempt, EventKind as ProviderEventKind, Lease};
use sea_orm::DbErr;

use super::{Gateways, keep_event, lock_order};
use crate::order::find::find_by_id;
use crate::order::note::record_event;
use crate::order::{Actor, EventKind, Order};

/// Longer than any call to the provider may take.
const LEASE: TimeDelta = TimeDelta::seconds(90);

/// What the payer brought along.
#[derive(Debug)]
pub enum Tender {
    /// A page of the provider for this method, or for all of them.
    Page {
        method: Option<MethodCode>,
    },
    /// What the provider's card fields collected.
    Session(SessionId),
    ApplePay(ApplePayToken),
}

/// Where the provider sends the payer back to, and its events.
#[derive(Clone, Debug)]
pub struct Ways {
    pub return_url: String,
    pub webhook_url: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Executed {
    /// The payer goes there next.
    GoTo(String),
    /// Nothing is left for the payer to do: ask for the outcome.
    Wait,
    /// The provider clearly refused.
    Refused { code: String },
    /// Nobody knows what happened; the clock finds out.
    Unknown,
    /// Somebody else is executing this attempt, or did.
    Taken,
}

#[derive(Debug, thiserror::Error)]
pub enum ExecuteError {
    #[error("there is no such attempt")]
    NotFound,
    #[error("there is no merchant account {0:?}")]
    NoAccount(String),
    #[error("the attempt's reference isn't one: {0}")]
    BadReference(String),
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Calls the provider for an attempt, once: of any number of callers one gets the lease, and a call whose answer is lost is never
/// repeated. No transaction is open meanwhile.
pub async fn execute(
    db: &Db,
    ctx: &Ctx,
    gateways: &Gateways,
    id: PaymentAttemptId,
    tender: Tender,
    ways: &Ways,
) -> Result<Executed, ExecuteError> {
    let attempt = payments::find_attempt(db, id)
        .await?
        .ok_or(ExecuteError::NotFound)?;
    let gateway = gateways
        .of(&attempt.account)
        .ok_or_else(|| ExecuteError::NoAccount(attempt.account.clone()))?;
    let order = find_by_id(db, attempt.order_id)
        .await?
        .ok_or(ExecuteError::NotFound)?;
    let request = request(&attempt, &order, ways)?;
    let Some(lease) = payments::claim(db, ctx, id, LEASE).await? else {
        return Ok(Executed::Taken);
    };
    let answer = call(gateway, &request, tender).await;
    metrics::counter!("payment_calls_total", "outcome" => answer.label()).increment(1);
    keep_event(
        db,
        ctx,
        &attempt,
        ProviderEventKind::Execute,
        answer.label(),
        &answer,
    )
    .await?;
    finish(db, ctx, &lease, answer).await
}

/// What a call made, whichever it was.
#[derive(Debug)]
struct Made {
    invoice: InvoiceId,
    payment: Option<PaymentId>,
    next: Option<PaymentUrl>,
}

async fn call(gateway: &dyn Gateway, request: &PaymentOrder, tender: Tender) -> Outcome<Made> {
    let executed = |executed: payments::gateway::Executed| Made {
        invoice: executed.invoice_id,
        payment: executed.payment_id,
        next: executed.redirect,
    };
    match tender {
        Tender::Page { method } => {
            let hosted = gateway.create_hosted(request, method.as_ref()).await;
            hosted.map(|hosted| Made {
                invoice: hosted.invoice_id,
                payment: None,
                next: Some(hosted.page),
            })
        }
        Tender::Session(session) => gateway.pay_with_session(request, &session).await.map(executed),
        Tender::ApplePay(token) => gateway.pay_with_apple(request, &token).await.map(executed),
    }
}

async fn finish(db: &Db, ctx: &Ctx, lease: &Lease, answer: Outcome<Made>) -> Result<Executed, ExecuteError> {
    match answer {
        Outcome::Success(made) => {
            let (invoice, payment) = (made.invoice.to_string(), made.payment.map(|id| id.to_string()));
            let url = made.next.map(|url| url.as_str().to_owned());
            payments::started(db, ctx, lease, &invoice, payment.as_deref(), url.as_deref()).await?;
            Ok(url.map_or(Executed::Wait, Executed::GoTo))
        }
        Outcome::Refused(Refusal { code, message, .. }) => {
            db::retry(|| refused(db, ctx, lease, code.as_str(), &message)).await?;
            Ok(Executed::Refused {
                code: code.as_str().to_owned(),
            })
        }
        Outcome::Unknown(_) => Ok(Executed::Unknown),
    }
}

async fn refused(db: &Db, ctx: &Ctx, lease: &Lease, code: &str, message: &str) -> Result<(), DbErr> {
    let tx = db::begin(db).await?;
    let order = lease.attempt.order_id;
    lock_order(&tx, order).await?;
    if payments::refused(&tx, ctx, lease, code, message).await? {
        record_event(
            &tx,
            ctx,
            order,
            EventKind::PaymentFailed,
            None,
            None,
            &Actor::system(),
            code,
        )
        .await?;
    }
    tx.commit().await
}

fn request(attempt: &Attempt, order: &Order, ways: &Ways) -> Result<PaymentOrder, ExecuteError> {
    let reference = Reference::parse(&attempt.reference)
        .map_err(|error| ExecuteError::BadReference(error.to_string()))?;
    Ok(PaymentOrder {
        reference,
        amount: attempt.amount,
        buyer: Buyer {
            name: order.contact.name.clone(),
            phone: Phone::parse(&order.contact.phone, &order.country).ok(),
            email: order
                .contact
                .email
                .as_deref()
                .and_then(|email| Email::parse(email).ok()),
        },
        language: match order.locale {
            i18n::Locale::En => Language::En,
            i18n::Locale::Ar => Language::Ar,
        },
        return_url: ways.return_url.clone(),
        webhook_url: ways.webhook_url.clone(),
        expires_at: order.payment_due_at,
    })
}
