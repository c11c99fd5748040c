//! Version 2 on the wire: POST nearly everywhere, the account's wall clock, amounts as grouped text, its own spelling.

use chrono_tz::Tz;
use kernel::{Currency, Money};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::super::amount::{currency_by_symbol, parse_display, parse_grouped, parse_plain};
use super::super::ids::{InvoiceId, PaymentId, RefundId};
use super::super::order::{MethodCode, PaymentKey, PaymentOrder, RefundKey, RefundOrder};
use super::super::outcome::{Doubt, Outcome};
use super::super::payment::{
    Decline, Fees, Hosted, InvoiceStatus, MethodOffer, Payment, Transaction, TransactionStatus,
};
use super::super::payment_url::UrlPolicy;
use super::super::redact;
use super::super::refund::{FiledRefund, Refund, RefundStatus};
use super::text::{self, Text};

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct InitiatePayment {
    invoice_amount: Box<RawValue>,
    currency_iso: Currency,
}

impl InitiatePayment {
    pub(super) fn new(amount: Money) -> Self {
        Self {
            invoice_amount: text::number(amount),
            currency_iso: amount.currency,
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Methods {
    payment_methods: Vec<WireMethod>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct WireMethod {
    payment_method_id: u32,
    #[serde(default)]
    payment_method_ar: Text,
    #[serde(default)]
    payment_method_en: Text,
    payment_method_code: Text,
    #[serde(default)]
    is_direct_payment: bool,
    #[serde(default)]
    service_charge: Text,
    #[serde(default)]
    total_amount: Text,
    #[serde(default)]
    currency_iso: Text,
    #[serde(default)]
    image_url: Text,
    #[serde(default)]
    is_embedded_supported: bool,
    #[serde(default)]
    payment_currency_iso: Text,
}

impl Methods {
    /// Rows whose code can't be one are left out.
    pub(super) fn offers(self) -> Vec<MethodOffer> {
        self.payment_methods
            .into_iter()
            .filter_map(WireMethod::offer)
            .collect()
    }
}

impl WireMethod {
    fn offer(self) -> Option<MethodOffer> {
        let currency = self.currency_iso.filled().and_then(currency_by_symbol);
        let money = |text: &Text| currency.and_then(|currency| parse_grouped(text.filled()?, currency).ok());
        Some(MethodOffer {
            code: MethodCode::parse(self.payment_method_code.filled()?)?,
            id: self.payment_method_id,
            service_charge: money(&self.service_charge),
            total: money(&self.total_amount),
            pay_currency: self.payment_currency_iso.filled().and_then(currency_by_symbol),
            name_en: self.payment_method_en.0,
            name_ar: self.payment_method_ar.0,
            image_url: self.image_url.owned(),
            is_embedded: self.is_embedded_supported,
            is_direct: self.is_direct_payment,
        })
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ExecutePayment<'a> {
    payment_method_id: u32,
    invoice_value: Box<RawValue>,
    display_currency_iso: Currency,
    call_back_url: &'a str,
    error_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mobile_country_code: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_mobile: Option<&'a str>,
    language: &'static str,
    customer_reference: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    expiry_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    webhook_url: Option<&'a str>,
}

impl<'a> ExecutePayment<'a> {
    /// No items: they would have to add up to the amount, delivery and discounts included, and the order has them anyway.
    pub(super) fn new(order: &'a PaymentOrder, method: u32, zone: Tz) -> Self {
        let (mobile_country_code, customer_mobile) = order.buyer.phone.as_ref().and_then(text::phone).unzip();
        Self {
            payment_method_id: method,
            invoice_value: text::number(order.amount),
            display_currency_iso: order.amount.currency,
            call_back_url: &order.return_url,
            error_url: &order.return_url,
            customer_name: text::name(&order.buyer.name),
            customer_email: order.buyer.email.as_ref().map(kernel::Email::as_str),
            mobile_country_code,
            customer_mobile,
            language: order.language.code(),
            customer_reference: order.reference.as_str(),
            expiry_date: order.expires_at.map(|at| text::to_local(at, zone)),
            webhook_url: order.webhook_url.as_deref(),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Executed {
    invoice_id: Text,
    #[serde(default)]
    is_direct_payment: bool,
    #[serde(rename = "PaymentURL")]
    payment_url: Text,
}

impl Executed {
    pub(super) fn hosted(self, pages: &UrlPolicy) -> Outcome<Hosted> {
        let contradiction = |what: &str| Outcome::Unknown(Doubt::Contradiction(what.to_owned()));
        let Some(invoice_id) = self.invoice_id.id(InvoiceId::parse) else {
            return contradiction("a success without an invoice");
        };
        if self.is_direct_payment {
            return contradiction("a page that wants card data from a server");
        }
        match pages.check(&self.payment_url.0) {
            Ok(page) => Outcome::Success(Hosted { invoice_id, page }),
            Err(untrusted) => Outcome::Unknown(untrusted.into()),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Lookup<'a> {
    key: &'a str,
    key_type: &'static str,
}

impl<'a> Lookup<'a> {
    pub(super) fn payment(key: PaymentKey<'a>) -> Self {
        match key {
            PaymentKey::Payment(id) => Self {
                key: id.as_str(),
                key_type: "PaymentId",
            },
            PaymentKey::Invoice(id) => Self {
                key: id.as_str(),
                key_type: "InvoiceId",
            },
            PaymentKey::Reference(reference) => Self {
                key: reference.as_str(),
                key_type: "CustomerReference",
            },
        }
    }

    pub(super) fn refund(key: RefundKey<'a>) -> Self {
        match key {
            RefundKey::Refund(id) => Self {
                key: id.as_str(),
                key_type: "RefundId",
            },
            RefundKey::Invoice(id) => Self {
                key: id.as_str(),
                key_type: "InvoiceId",
            },
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Status {
    invoice_id: Text,
    invoice_status: Text,
    #[serde(default)]
    customer_reference: Text,
    #[serde(default)]
    expiry_date: Text,
    #[serde(default)]
    expiry_time: Text,
    #[serde(default)]
    invoice_value: Text,
    #[serde(default)]
    invoice_display_value: Text,
    #[serde(default)]
    invoice_transactions: Option<Vec<WireTransaction>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct WireTransaction {
    #[serde(default)]
    transaction_date: Text,
    #[serde(default)]
    payment_gateway: Text,
    #[serde(default)]
    reference_id: Text,
    #[serde(default)]
    payment_id: Text,
    #[serde(default)]
    authorization_id: Text,
    transaction_status: Text,
    #[serde(default)]
    total_service_charge: Text,
    #[serde(default)]
    vat_amount: Text,
    #[serde(default)]
    error: Text,
    #[serde(default)]
    error_code: Text,
}

impl Status {
    /// `base` is the account's: the answer's own value is in it, and doesn't say so.
    pub(super) fn payment(self, zone: Tz, base: Currency) -> Result<Payment, Doubt> {
        let invoice_id = self
            .invoice_id
            .id(InvoiceId::parse)
            .ok_or_else(|| Doubt::Contradiction("a status without an invoice".to_owned()))?;
        let transactions = self.invoice_transactions.unwrap_or_default();
        let paid = transactions
            .iter()
            .find(|row| row.transaction_status.0 == "Succss");
        Ok(Payment {
            invoice_id,
            reference: self.customer_reference.owned(),
            status: InvoiceStatus::from_v2(&self.invoice_status.0),
            asked: self.invoice_display_value.filled().and_then(parse_display),
            base: self
                .invoice_value
                .filled()
                .and_then(|text| parse_plain(text, base).ok()),
            fees: paid.and_then(|row| row.fees(base)),
            expires_at: self
                .expiry_date
                .filled()
                .and_then(|date| text::local_expiry(date, self.expiry_time.filled(), zone)),
            transactions: transactions.into_iter().map(|row| row.read(zone)).collect(),
        })
    }
}

impl WireTransaction {
    fn fees(&self, base: Currency) -> Option<Fees> {
        Some(Fees {
            charge: parse_grouped(self.total_service_charge.filled()?, base).ok()?,
            vat: self
                .vat_amount
                .filled()
                .map_or(Some(Money::zero(base)), |vat| parse_grouped(vat, base).ok())?,
        })
    }

    fn read(self, zone: Tz) -> Transaction {
        let (code, message) = (redact::text(&self.error_code.0), redact::text(&self.error.0));
        Transaction {
            payment_id: self.payment_id.id(PaymentId::parse),
            status: TransactionStatus::from_v2(&self.transaction_status.0),
            method: self.payment_gateway.owned(),
            at: text::local(&self.transaction_date.0, zone),
            bank_reference: self.reference_id.owned(),
            authorization: self.authorization_id.owned(),
            decline: (!code.is_empty() || !message.is_empty()).then_some(Decline { code, message }),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct MakeRefund<'a> {
    key_type: &'static str,
    key: &'a str,
    amount: Box<RawValue>,
    service_charge_on_customer: bool,
    comment: &'a str,
    external_identifier: &'a str,
}

impl<'a> MakeRefund<'a> {
    pub(super) fn new(order: &'a RefundOrder) -> Self {
        Self {
            key_type: "InvoiceId",
            key: order.invoice_id.as_str(),
            amount: text::number(order.amount),
            service_charge_on_customer: false,
            comment: &order.comment,
            external_identifier: order.reference.as_str(),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct RefundMade {
    refund_id: Text,
    #[serde(default)]
    refund_reference: Text,
    #[serde(default)]
    amount: Text,
    #[serde(default)]
    external_identifier: Text,
}

impl RefundMade {
    /// The refund that was asked for, or a doubt: another amount or somebody else's reference is no answer to our question.
    pub(super) fn filed(self, order: &RefundOrder) -> Outcome<FiledRefund> {
        let contradiction = |what: &str| Outcome::Unknown(Doubt::Contradiction(what.to_owned()));
        let Some(id) = self.refund_id.id(RefundId::parse) else {
            return contradiction("a success without a refund");
        };
        if self
            .external_identifier
            .filled()
            .is_some_and(|reference| reference != order.reference.as_str())
        {
            return contradiction("a refund with another reference");
        }
        let amount = self
            .amount
            .filled()
            .map(|text| parse_grouped(text, order.amount.currency));
        if amount.is_some_and(|amount| amount != Ok(order.amount)) {
            return contradiction("a refund of another amount");
        }
        Outcome::Success(FiledRefund {
            id,
            number: self.refund_reference.owned(),
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct RefundsFound {
    #[serde(default)]
    refund_status_result: Option<Vec<WireRefund>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct WireRefund {
    refund_id: Text,
    refund_status: Text,
    #[serde(default)]
    invoice_id: Text,
    #[serde(default)]
    amount: Text,
    #[serde(default)]
    refund_amount: Text,
    #[serde(default)]
    external_identifier: Text,
    #[serde(default, rename = "RRN")]
    rrn: Text,
    #[serde(default)]
    base_currency: Text,
}

impl RefundsFound {
    pub(super) fn refunds(self, base: Currency) -> Outcome<Vec<Refund>> {
        let rows = self.refund_status_result.unwrap_or_default();
        match rows.into_iter().map(|row| row.read(base)).collect() {
            Some(refunds) => Outcome::Success(refunds),
            None => Outcome::Unknown(Doubt::Contradiction("a refund without a number".to_owned())),
        }
    }
}

impl WireRefund {
    fn read(self, base: Currency) -> Option<Refund> {
        let currency = match self.base_currency.filled() {
            Some(symbol) => currency_by_symbol(symbol),
            None => Some(base),
        };
        let amount = self.refund_amount.filled().or_else(|| self.amount.filled());
        Some(Refund {
            id: self.refund_id.id(RefundId::parse)?,
            invoice_id: self.invoice_id.id(InvoiceId::parse),
            reference: self.external_identifier.owned(),
            status: RefundStatus::from_v2(&self.refund_status.0),
            amount: amount
                .zip(currency)
                .and_then(|(text, currency)| parse_grouped(text, currency).ok()),
            rrn: self.rrn.owned(),
        })
    }
}
