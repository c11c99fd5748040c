use chrono::{DateTime, Utc};
use kernel::{Currency, Money};
use serde::Serialize;

use super::ids::{InvoiceId, PaymentId, Reference};
use super::order::{MethodCode, SessionId};
use super::payment_url::PaymentUrl;

/// An invoice of the provider and every try to pay it: what the provider's API itself said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Payment {
    pub invoice_id: InvoiceId,
    /// Our reference, as the provider echoes it.
    pub reference: Option<String>,
    pub status: InvoiceStatus,
    /// What the shopper was asked for, in the currency we asked in: what is compared with the order. `None` when the answer
    /// has no such amount that can be read exactly.
    pub asked: Option<Money>,
    /// The same in the account's base currency: what refunds are counted in. `None` when it can't be read exactly, or is in a
    /// currency the shop doesn't know.
    pub base: Option<Money>,
    /// What the provider keeps, when it says so.
    pub fees: Option<Fees>,
    /// When the invoice stops taking money.
    pub expires_at: Option<DateTime<Utc>>,
    /// In the order the provider lists them. A read by payment id may have only that one.
    pub transactions: Vec<Transaction>,
}

/// In base currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Fees {
    pub charge: Money,
    pub vat: Money,
}

/// One try to pay an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Transaction {
    pub payment_id: Option<PaymentId>,
    pub status: TransactionStatus,
    /// The provider's name of the method: `KNET`, `APPLE_PAY`, …
    pub method: Option<String>,
    pub at: Option<DateTime<Utc>>,
    /// Of the bank, for disputes.
    pub bank_reference: Option<String>,
    pub authorization: Option<String>,
    pub decline: Option<Decline>,
}

/// The state of an invoice. Expiry is not among them: the provider leaves an expired invoice pending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceStatus {
    Pending,
    Paid,
    /// Paid more than once.
    DuplicatePaid,
    Cancelled,
    /// Nothing we know; never taken for paid.
    Other(String),
}

/// The state of a transaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TransactionStatus {
    InProgress,
    Succeeded,
    Failed,
    Cancelled,
    /// The money is reserved, not taken.
    Authorized,
    /// Nothing we know; never taken for paid.
    Other(String),
}

impl InvoiceStatus {
    /// The words of version 2, exactly.
    pub(super) fn from_v2(text: &str) -> Self {
        match text {
            "Pending" => Self::Pending,
            "Paid" => Self::Paid,
            "DuplicatePayment" => Self::DuplicatePaid,
            "Canceled" => Self::Cancelled,
            other => Self::Other(super::redact::text(other)),
        }
    }

    /// The words of version 3 and of webhooks, exactly.
    pub(super) fn from_v3(text: &str) -> Self {
        match text {
            "PENDING" => Self::Pending,
            "PAID" => Self::Paid,
            "CANCELED" => Self::Cancelled,
            other => Self::Other(super::redact::text(other)),
        }
    }
}

impl TransactionStatus {
    /// The words of version 2, exactly: success is spelled `Succss` there.
    pub(super) fn from_v2(text: &str) -> Self {
        match text {
            "InProgress" => Self::InProgress,
            "Succss" => Self::Succeeded,
            "Failed" => Self::Failed,
            "Canceled" => Self::Cancelled,
            "Authorize" => Self::Authorized,
            other => Self::Other(super::redact::text(other)),
        }
    }

    /// The words of version 3 and of webhooks, exactly.
    pub(super) fn from_v3(text: &str) -> Self {
        match text {
            "INPROGRESS" => Self::InProgress,
            "SUCCESS" => Self::Succeeded,
            "FAILED" => Self::Failed,
            "CANCELED" => Self::Cancelled,
            "AUTHORIZE" => Self::Authorized,
            other => Self::Other(super::redact::text(other)),
        }
    }
}

/// Why a try failed: `MF001` to `MF020`, or what else the provider says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decline {
    /// As sent; may be empty.
    pub code: String,
    /// For staff, without private data.
    pub message: String,
}

/// What a payment amounts to at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The money is the shop's. Final: nothing later un-pays.
    Paid {
        /// The try that succeeded, where the answer names one.
        payment_id: Option<PaymentId>,
        /// The invoice was paid more than once; the surplus has to be given back.
        twice: bool,
    },
    /// Reserved, not taken. The shop never asks for this.
    Authorized,
    /// No try succeeded so far, and a next one still can.
    Open {
        /// Why the latest try failed, if it did.
        decline: Option<Decline>,
    },
    /// Past its time with no success and no try in progress. Money that still comes is late, not impossible.
    Expired,
    Cancelled,
    /// A status nobody here knows: ask again, call it neither paid nor failed.
    Unclear,
}

/// In what an invoice isn't the one we asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    #[error("invoice {found} is not {expected}")]
    Invoice { expected: InvoiceId, found: InvoiceId },
    /// `found: None`: the answer names no reference. Version 2 may not know those of version 3, so that alone is no proof of
    /// somebody else's invoice.
    #[error("reference {found:?} is not {expected}")]
    Reference {
        expected: Reference,
        found: Option<String>,
    },
    #[error("{found} is not {expected}")]
    Amount { expected: Money, found: Money },
    #[error("the amount can't be read")]
    AmountUnreadable,
}

impl Payment {
    /// Any success wins, whatever other tries and later events say; an unknown word is never read as an answer.
    #[must_use]
    pub fn verdict(&self, now: DateTime<Utc>) -> Verdict {
        use TransactionStatus as Is;
        let count = |wanted: &Is| self.transactions.iter().filter(|t| t.status == *wanted).count();
        let successes = count(&Is::Succeeded);
        if successes > 0 || matches!(self.status, InvoiceStatus::Paid | InvoiceStatus::DuplicatePaid) {
            let paid = self.transactions.iter().find(|t| t.status == Is::Succeeded);
            return Verdict::Paid {
                payment_id: paid.and_then(|t| t.payment_id.clone()),
                twice: successes > 1 || self.status == InvoiceStatus::DuplicatePaid,
            };
        }
        let strange = |t: &Transaction| matches!(t.status, Is::Other(_));
        if matches!(self.status, InvoiceStatus::Other(_)) || self.transactions.iter().any(strange) {
            return Verdict::Unclear;
        }
        if count(&Is::Authorized) > 0 {
            return Verdict::Authorized;
        }
        if self.status == InvoiceStatus::Cancelled {
            return Verdict::Cancelled;
        }
        if self.expires_at.is_some_and(|end| end < now) && count(&Is::InProgress) == 0 {
            return Verdict::Expired;
        }
        Verdict::Open {
            decline: self.latest().and_then(Transaction::failure),
        }
    }

    /// That this invoice is the one of the attempt: its number (when we know it), our reference, and the amount asked.
    ///
    /// # Errors
    /// The first difference. What the shopper's bank was charged isn't compared: it may be in another currency.
    pub fn check(
        &self,
        invoice: Option<&InvoiceId>,
        reference: &Reference,
        amount: Money,
    ) -> Result<(), Mismatch> {
        if let Some(expected) = invoice.filter(|expected| **expected != self.invoice_id) {
            return Err(Mismatch::Invoice {
                expected: expected.clone(),
                found: self.invoice_id.clone(),
            });
        }
        if self.reference.as_deref() != Some(reference.as_str()) {
            let found = self.reference.as_deref().map(super::redact::text);
            return Err(Mismatch::Reference {
                expected: reference.clone(),
                found,
            });
        }
        match self.asked {
            None => Err(Mismatch::AmountUnreadable),
            Some(found) if found != amount => Err(Mismatch::Amount {
                expected: amount,
                found,
            }),
            Some(_) => Ok(()),
        }
    }

    fn latest(&self) -> Option<&Transaction> {
        // Of equal or missing times the one listed last.
        self.transactions.iter().max_by_key(|t| t.at)
    }
}

impl Transaction {
    fn failure(&self) -> Option<Decline> {
        let nothing = || Decline {
            code: String::new(),
            message: String::new(),
        };
        match self.status {
            TransactionStatus::Failed | TransactionStatus::Cancelled => {
                Some(self.decline.clone().unwrap_or_else(nothing))
            }
            _ => None,
        }
    }
}

/// A page where an invoice can be paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hosted {
    pub invoice_id: InvoiceId,
    pub page: PaymentUrl,
}

/// What came of a charge. That it was carried out doesn't mean that it succeeded: see `details`, or ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Executed {
    pub invoice_id: InvoiceId,
    pub payment_id: Option<PaymentId>,
    /// The shopper has to go here first (3-D Secure).
    pub redirect: Option<PaymentUrl>,
    /// The payment as the answer tells it. `None`: ask.
    pub details: Option<Payment>,
}

/// A session for the provider's script.
#[derive(Clone, Debug)]
pub struct PaymentSession {
    pub id: SessionId,
    pub expires_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionState {
    /// It has been spent: no second payment can be made with it.
    pub is_used: bool,
    pub expires_at: Option<DateTime<Utc>>,
}

/// A method the account offers for an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodOffer {
    pub code: MethodCode,
    /// Of this account only; never stored.
    pub id: u32,
    pub name_en: String,
    pub name_ar: String,
    /// Borne by shop or shopper, as the account is set. `None` when it can't be read exactly.
    pub service_charge: Option<Money>,
    /// What the shopper would pay. More than asked when the account makes the shopper bear the fee.
    pub total: Option<Money>,
    /// What the shopper's bank is charged in, when it is one of ours.
    pub pay_currency: Option<Currency>,
    pub image_url: Option<String>,
    pub is_embedded: bool,
    /// Wants card data from our server, which we don't touch.
    pub is_direct: bool,
}
