use kernel::Money;
use serde::Serialize;

use super::ids::{InvoiceId, RefundId};

/// A refund the provider has taken note of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FiledRefund {
    pub id: RefundId,
    /// The provider's number on paper.
    pub number: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refund {
    pub id: RefundId,
    pub invoice_id: Option<InvoiceId>,
    /// Our reference, as the provider echoes it.
    pub reference: Option<String>,
    pub status: RefundStatus,
    /// In base currency. `None` when it can't be read exactly.
    pub amount: Option<Money>,
    /// The bank's number, once paid out.
    pub rrn: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundStatus {
    Pending,
    Refunded,
    /// The provider (which calls it cancelled) said no: the money stays with the shop.
    Rejected,
    /// Nothing we know; ask again.
    Other(String),
}

impl RefundStatus {
    /// The words of version 2, exactly.
    pub(super) fn from_v2(text: &str) -> Self {
        match text {
            "Pending" => Self::Pending,
            "Refunded" => Self::Refunded,
            "Canceled" => Self::Rejected,
            other => Self::Other(super::redact::text(other)),
        }
    }

    /// The words of webhooks, exactly.
    pub(super) fn from_webhook(text: &str) -> Self {
        match text {
            "PENDING" => Self::Pending,
            "REFUNDED" => Self::Refunded,
            "CANCELED" => Self::Rejected,
            other => Self::Other(super::redact::text(other)),
        }
    }
}
