mod signature;
mod tree;

use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;

use super::ids::{InvoiceId, PaymentId, RefundId};
use super::payment::{InvoiceStatus, TransactionStatus};
use super::redact;
use super::refund::RefundStatus;
#[cfg(feature = "fixtures")]
pub use signature::sign;
use tree::Object;

/// Events are a few kilobytes.
const MAX_BODY: usize = 256 * 1024;

/// The headers an event is checked by, by their names on the wire (which ignore case).
#[derive(Clone, Copy, Debug, Default)]
pub struct WebhookHeaders<'a> {
    /// `MyFatoorah-Signature`
    pub signature: Option<&'a str>,
    /// `MyFatoorah-Webhook-Version`
    pub version: Option<&'a str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WebhookVersion {
    V1,
    V2,
}

/// An event whose signature is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WebhookEvent {
    pub version: WebhookVersion,
    /// The provider's own number of the event; version 1 has none. It isn't signed: good for spotting repeats, for nothing else.
    pub id: Option<String>,
    pub kind: WebhookKind,
}

/// What happened, in the signed fields only. Amounts are left out on purpose: version 2 doesn't sign those of payments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WebhookKind {
    Payment {
        invoice_id: InvoiceId,
        payment_id: Option<PaymentId>,
        /// Ours, when the event has it. Look the invoice up first.
        reference: Option<String>,
        /// Version 1 says nothing about the invoice.
        invoice: Option<InvoiceStatus>,
        transaction: TransactionStatus,
    },
    Refund {
        refund_id: RefundId,
        /// The invoice that was paid, not the one the provider makes for the refund.
        invoice_id: Option<InvoiceId>,
        status: RefundStatus,
    },
    Dispute {
        id: Option<String>,
        /// `PENDING`, `RESOLVED`, `LOST`
        status: String,
        invoice_id: Option<InvoiceId>,
        payment_id: Option<PaymentId>,
    },
    Deposit {
        reference: Option<String>,
    },
    /// Genuine, and of no use here: suppliers, recurring payments.
    Other {
        code: u32,
    },
}

/// Why an event isn't believed. The sender learns nothing but that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum WebhookRefused {
    #[error("the account has no webhook secret")]
    NoSecret,
    #[error("no signature")]
    Unsigned,
    #[error("no version, or one nobody here knows")]
    UnknownVersion,
    #[error("an event nobody here knows how to check")]
    UnknownEvent,
    #[error("not an event")]
    Malformed,
    #[error("too large")]
    TooLarge,
    #[error("wrong signature")]
    BadSignature,
}

impl WebhookEvent {
    /// One text per fact, the same whichever version tells it and however often: two events with one key say one thing.
    #[must_use]
    pub fn fact(&self) -> String {
        match &self.kind {
            WebhookKind::Payment {
                invoice_id,
                payment_id,
                transaction,
                ..
            } => {
                let payment = payment_id.as_ref().map_or("-", PaymentId::as_str);
                format!("payment:{invoice_id}:{payment}:{transaction:?}")
            }
            WebhookKind::Refund {
                refund_id, status, ..
            } => format!("refund:{refund_id}:{status:?}"),
            WebhookKind::Dispute { id, status, .. } => {
                format!("dispute:{}:{status}", id.as_deref().unwrap_or("-"))
            }
            WebhookKind::Deposit { reference } => format!("deposit:{}", reference.as_deref().unwrap_or("-")),
            WebhookKind::Other { code } => format!("other:{code}:{}", self.id.as_deref().unwrap_or("-")),
        }
    }
}

/// Checks and reads an event; see [`Gateway::read_webhook`](super::Gateway::read_webhook).
pub(super) fn read(
    secret: &SecretString,
    headers: WebhookHeaders<'_>,
    body: &[u8],
) -> Result<WebhookEvent, WebhookRefused> {
    if secret.expose_secret().is_empty() {
        return Err(WebhookRefused::NoSecret);
    }
    if body.len() > MAX_BODY {
        return Err(WebhookRefused::TooLarge);
    }
    let signature = headers
        .signature
        .filter(|text| !text.trim().is_empty())
        .ok_or(WebhookRefused::Unsigned)?;
    let version = match headers
        .version
        .map(|text| text.trim().to_ascii_lowercase())
        .as_deref()
    {
        Some("v1") => WebhookVersion::V1,
        Some("v2") => WebhookVersion::V2,
        _ => return Err(WebhookRefused::UnknownVersion),
    };
    let body = std::str::from_utf8(body).map_err(|_| WebhookRefused::Malformed)?;
    let body = Object::parse(body).ok_or(WebhookRefused::Malformed)?;
    let data = body.object("Data").ok_or(WebhookRefused::Malformed)?;
    let code = |text: Option<String>| {
        text.and_then(|text| text.parse().ok())
            .ok_or(WebhookRefused::Malformed)
    };
    match version {
        WebhookVersion::V1 => {
            let code = code(body.text("EventType"))?;
            signature::verify(secret, &signature::text_v1(code, &data)?, signature)?;
            Ok(WebhookEvent {
                version,
                id: None,
                kind: kind_v1(code, &data)?,
            })
        }
        WebhookVersion::V2 => {
            let event = body.object("Event").ok_or(WebhookRefused::Malformed)?;
            let code = code(event.text("Code"))?;
            signature::verify(secret, &signature::text_v2(code, &data)?, signature)?;
            let id = event.text("Reference").map(|id| redact::text(&id));
            Ok(WebhookEvent {
                version,
                id,
                kind: kind_v2(code, &data)?,
            })
        }
    }
}

fn kind_v1(code: u32, data: &Object) -> Result<WebhookKind, WebhookRefused> {
    Ok(match code {
        1 => WebhookKind::Payment {
            invoice_id: required(data.text("InvoiceId"), InvoiceId::parse)?,
            payment_id: optional(data.text("PaymentId"), PaymentId::parse),
            reference: data.text("CustomerReference"),
            invoice: None,
            transaction: status(data.text("TransactionStatus"))?,
        },
        2 => WebhookKind::Refund {
            refund_id: required(data.text("RefundId"), RefundId::parse)?,
            invoice_id: optional(data.text("InvoiceId"), InvoiceId::parse),
            status: refund_status(data.text("RefundStatus"))?,
        },
        3 => WebhookKind::Deposit {
            reference: data.text("DepositReference"),
        },
        code => WebhookKind::Other { code },
    })
}

fn kind_v2(code: u32, data: &Object) -> Result<WebhookKind, WebhookRefused> {
    Ok(match code {
        1 => WebhookKind::Payment {
            invoice_id: required(data.text_at(["Invoice", "Id"]), InvoiceId::parse)?,
            payment_id: optional(data.text_at(["Transaction", "PaymentId"]), PaymentId::parse),
            reference: data.text_at(["Invoice", "ExternalIdentifier"]),
            invoice: data
                .text_at(["Invoice", "Status"])
                .map(|text| InvoiceStatus::from_v3(&text)),
            transaction: status(data.text_at(["Transaction", "Status"]))?,
        },
        2 => WebhookKind::Refund {
            refund_id: required(data.text_at(["Refund", "Id"]), RefundId::parse)?,
            invoice_id: optional(data.text_at(["ReferencedInvoice", "Id"]), InvoiceId::parse),
            status: refund_status(data.text_at(["Refund", "Status"]))?,
        },
        3 => WebhookKind::Deposit {
            reference: data.text_at(["Deposit", "Reference"]),
        },
        6 => WebhookKind::Dispute {
            id: data.text_at(["Dispute", "DisputeTransactionId"]),
            status: data
                .text_at(["Dispute", "Status"])
                .ok_or(WebhookRefused::Malformed)?,
            invoice_id: optional(data.text_at(["Invoice", "Id"]), InvoiceId::parse),
            payment_id: optional(data.text_at(["Transaction", "PaymentId"]), PaymentId::parse),
        },
        code => WebhookKind::Other { code },
    })
}

fn required<T, E>(text: Option<String>, parse: fn(&str) -> Result<T, E>) -> Result<T, WebhookRefused> {
    optional(text, parse).ok_or(WebhookRefused::Malformed)
}

fn optional<T, E>(text: Option<String>, parse: fn(&str) -> Result<T, E>) -> Option<T> {
    text.and_then(|text| parse(&text).ok())
}

fn status(text: Option<String>) -> Result<TransactionStatus, WebhookRefused> {
    text.map(|text| TransactionStatus::from_v3(&text))
        .ok_or(WebhookRefused::Malformed)
}

fn refund_status(text: Option<String>) -> Result<RefundStatus, WebhookRefused> {
    text.map(|text| RefundStatus::from_webhook(&text))
        .ok_or(WebhookRefused::Malformed)
}
