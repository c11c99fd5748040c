use chrono::{DateTime, Utc};
use kernel::{Currency, Money};

use super::super::ids::{InvoiceId, PaymentId, Reference, RefundId};
use super::super::order::{PaymentKey, PaymentOrder, RefundOrder};
use super::super::payment::{Decline, Fees, InvoiceStatus, Payment, Transaction, TransactionStatus};
use super::super::refund::{FiledRefund, Refund, RefundStatus};

/// One movement of money in the provider's own books, in base currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Booking {
    Charge {
        invoice: InvoiceId,
        payment: PaymentId,
        reference: Option<String>,
        amount: Money,
    },
    /// Paid out, not merely filed.
    Refund {
        invoice: InvoiceId,
        refund: RefundId,
        reference: Option<String>,
        amount: Money,
    },
}

impl Booking {
    pub(super) const fn signed_minor(&self) -> i64 {
        match self {
            Self::Charge { amount, .. } => amount.minor,
            Self::Refund { amount, .. } => -amount.minor,
        }
    }
}

#[derive(Default)]
pub(super) struct Books {
    pub invoices: Vec<Payment>,
    pub refunds: Vec<Refund>,
    pub ledger: Vec<Booking>,
    pub fees: Option<Fees>,
    events: u32,
}

const KNOWN: &str = "the fake has that invoice";

impl Books {
    pub(super) fn open(&mut self, order: &PaymentOrder, base: Currency) -> InvoiceId {
        let id = InvoiceId::parse(&(7_000_001 + self.invoices.len()).to_string()).expect("digits are an id");
        self.invoices.push(Payment {
            invoice_id: id.clone(),
            reference: Some(order.reference.to_string()),
            status: InvoiceStatus::Pending,
            asked: Some(order.amount),
            base: Some(Money::new(order.amount.minor, base)),
            fees: None,
            expires_at: order.expires_at,
            transactions: Vec::new(),
        });
        id
    }

    pub(super) fn invoice(&mut self, id: &InvoiceId) -> &mut Payment {
        self.invoices
            .iter_mut()
            .find(|payment| payment.invoice_id == *id)
            .expect(KNOWN)
    }

    pub(super) fn by_reference(&self, reference: &Reference) -> Vec<Payment> {
        let wanted = |payment: &&Payment| payment.reference.as_deref() == Some(reference.as_str());
        self.invoices.iter().filter(wanted).cloned().collect()
    }

    pub(super) fn find(&self, key: PaymentKey<'_>) -> Option<Payment> {
        match key {
            PaymentKey::Invoice(id) => self.invoices.iter().find(|p| p.invoice_id == *id).cloned(),
            PaymentKey::Payment(id) => {
                let has = |p: &&Payment| p.transactions.iter().any(|t| t.payment_id.as_ref() == Some(id));
                self.invoices.iter().find(has).cloned()
            }
            // The provider gives the latest invoice of a reference, and no other.
            PaymentKey::Reference(reference) => self.by_reference(reference).pop(),
        }
    }

    pub(super) fn attempt(
        &mut self,
        invoice: &InvoiceId,
        decline: Option<Decline>,
        at: DateTime<Utc>,
    ) -> PaymentId {
        let (status, fees) = match decline {
            Some(_) => (TransactionStatus::Failed, None),
            None => (TransactionStatus::Succeeded, self.fees),
        };
        let is_success = decline.is_none();
        let payment = self.invoice(invoice);
        let text = format!("07070{}{:03}75", invoice, payment.transactions.len());
        let id = PaymentId::parse(&text).expect("digits are an id");
        payment.transactions.push(Transaction {
            payment_id: Some(id.clone()),
            status,
            method: Some("KNET".to_owned()),
            at: Some(at),
            bank_reference: None,
            authorization: None,
            decline,
        });
        if is_success {
            payment.fees = fees;
            payment.status = if payment.status == InvoiceStatus::Paid {
                InvoiceStatus::DuplicatePaid
            } else {
                InvoiceStatus::Paid
            };
            let (reference, amount) = (payment.reference.clone(), payment.base.expect("set when opened"));
            self.ledger.push(Booking::Charge {
                invoice: invoice.clone(),
                payment: id.clone(),
                reference,
                amount,
            });
        }
        id
    }

    pub(super) fn file_refund(&mut self, order: &RefundOrder) -> Result<FiledRefund, &'static str> {
        let charged: i64 = self
            .ledger
            .iter()
            .filter(
                |booking| matches!(booking, Booking::Charge { invoice, .. } if *invoice == order.invoice_id),
            )
            .map(Booking::signed_minor)
            .sum();
        let asked: i64 = self
            .refunds
            .iter()
            .filter(|r| {
                r.invoice_id.as_ref() == Some(&order.invoice_id) && r.status != RefundStatus::Rejected
            })
            .filter_map(|refund| refund.amount)
            .map(|amount| amount.minor)
            .sum();
        if asked.saturating_add(order.amount.minor) > charged {
            return Err("more than was paid");
        }
        let id = RefundId::parse(&(4_001 + self.refunds.len()).to_string()).expect("digits are an id");
        self.refunds.push(Refund {
            id: id.clone(),
            invoice_id: Some(order.invoice_id.clone()),
            reference: Some(order.reference.to_string()),
            status: RefundStatus::Pending,
            amount: Some(order.amount),
            rrn: None,
        });
        Ok(FiledRefund {
            number: Some(format!("2026{id}")),
            id,
        })
    }

    pub(super) fn decide(&mut self, id: &RefundId, pay_out: bool) {
        let refund = self
            .refunds
            .iter_mut()
            .find(|refund| refund.id == *id)
            .expect("the fake has that refund");
        assert_eq!(refund.status, RefundStatus::Pending, "decided once");
        if !pay_out {
            refund.status = RefundStatus::Rejected;
            return;
        }
        refund.status = RefundStatus::Refunded;
        refund.rrn = Some(format!("6073{id}"));
        self.ledger.push(Booking::Refund {
            invoice: refund.invoice_id.clone().expect("set when filed"),
            refund: id.clone(),
            reference: refund.reference.clone(),
            amount: refund.amount.expect("set when filed"),
        });
    }

    /// The signed text and the body.
    pub(super) fn payment_event(&mut self, invoice: &InvoiceId) -> (String, String) {
        let payment = self.invoice(invoice).clone();
        let latest = payment.transactions.last();
        let invoice_status = match payment.status {
            InvoiceStatus::Paid | InvoiceStatus::DuplicatePaid => "PAID",
            _ => "PENDING",
        };
        let transaction = match latest.map(|t| &t.status) {
            Some(TransactionStatus::Succeeded) => "SUCCESS",
            Some(_) => "FAILED",
            None => "INPROGRESS",
        };
        let payment_id = latest
            .and_then(|t| t.payment_id.as_ref())
            .map_or("", PaymentId::as_str);
        let ours = payment.reference.as_deref().unwrap_or_default();
        let text = format!(
            "Invoice.Id={invoice},Invoice.Status={invoice_status},Transaction.Status={transaction},\
             Transaction.PaymentId={payment_id},Invoice.ExternalIdentifier={ours}"
        );
        let data = serde_json::json!({
            "Invoice": {"Id": invoice.as_str(), "Status": invoice_status, "ExternalIdentifier": ours},
            "Transaction": {"Status": transaction, "PaymentId": payment_id},
        });
        (text, self.event(1, "PAYMENT_STATUS_CHANGED", &data))
    }

    pub(super) fn refund_event(&mut self, id: &RefundId) -> (String, String) {
        let refund = self
            .refunds
            .iter()
            .find(|refund| refund.id == *id)
            .expect("the fake has that refund");
        let status = super::word(&refund.status);
        let amount = refund.amount.map(Money::to_decimal_string).unwrap_or_default();
        let invoice = refund.invoice_id.as_ref().map_or("", InvoiceId::as_str);
        let text = format!(
            "Refund.Id={id},Refund.Status={status},Amount.ValueInBaseCurrency={amount},ReferencedInvoice.Id={invoice}"
        );
        let data = serde_json::json!({
            "Refund": {"Id": id.as_str(), "Status": status},
            "Amount": {"ValueInBaseCurrency": amount},
            "ReferencedInvoice": {"Id": invoice},
        });
        (text, self.event(2, "REFUND_STATUS_CHANGED", &data))
    }

    fn event(&mut self, code: u32, name: &str, data: &serde_json::Value) -> String {
        self.events += 1;
        let number = format!("WH-{:06}", self.events);
        let event =
            serde_json::json!({"Code": code, "Name": name, "CountryIsoCode": "KWT", "Reference": number});
        serde_json::json!({"Event": event, "Data": data}).to_string()
    }
}
