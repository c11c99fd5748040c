//! How versions 2 and 3 tell of an invoice.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use kernel::Money;

use super::account::Account;
use super::books::{Customer, Invoice, Refund, RefundState, Row, State};
use super::decline;
use super::method::Method;
use super::money::{grouped, plain, symbol};
use super::node::{Node, node};

/// `2026-03-14T07:12:07.2930000Z`
pub(super) fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%S%.3f0000Z").to_string()
}

/// `2026-03-14T10:12:07.293`, on the account's wall clock.
fn local(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone)
        .format("%Y-%m-%dT%H:%M:%S%.3f")
        .to_string()
}

const fn v2_state(state: State) -> &'static str {
    match state {
        State::InProgress => "InProgress",
        State::Succeeded => "Succss",
        State::Failed => "Failed",
        State::Canceled => "Canceled",
        State::Authorized => "Authorize",
    }
}

pub(super) const fn v3_state(state: State) -> &'static str {
    match state {
        State::InProgress => "INPROGRESS",
        State::Succeeded => "SUCCESS",
        State::Failed => "FAILED",
        State::Canceled => "CANCELED",
        State::Authorized => "AUTHORIZE",
    }
}

const fn country_name(account: &Account) -> &'static str {
    match account.country.as_bytes() {
        b"SAU" => "Saudi Arabia",
        b"ARE" => "United Arab Emirates",
        b"QAT" => "Qatar",
        b"BHR" => "Bahrain",
        b"OMN" => "Oman",
        _ => "Kuwait",
    }
}

fn card_number(row: &Row) -> &'static str {
    if row.method == "kn" {
        "888888xxxxxx0001"
    } else {
        "450875xxxxxx1019"
    }
}

// ---------------------------------------------------------------------------------------------- version 3 and webhooks

pub(super) fn v3_invoice(invoice: &Invoice) -> Node {
    node! {
        "Id": invoice.id.to_string(),
        "Status": if invoice.is_paid() { "PAID" } else { "PENDING" },
        "Reference": &invoice.number,
        "CreationDate": utc(invoice.created),
        "ExpirationDate": utc(invoice.expires),
        "ExternalIdentifier": invoice.told_reference(),
        "UserDefinedField": &invoice.user_defined,
        "MetaData": Node::Null,
    }
}

pub(super) fn v3_transaction(account: &Account, row: &Row) -> Node {
    let method = Method::known(&row.method);
    node! {
        "Id": (900_000 + row.number).to_string(),
        "Status": v3_state(row.state),
        "PaymentMethod": method.name,
        "PaymentId": &row.payment_id,
        "ReferenceId": &row.reference_id,
        "TrackId": &row.track_id,
        "AuthorizationId": &row.authorization_id,
        "TransactionDate": utc(row.at),
        "ECI": "",
        "IP": node! {"Address": "203.0.113.7", "Country": country_name(account)},
        "Error": node! {"Code": &row.code, "Message": decline::meaning(&row.code).unwrap_or_default()},
        "Card": node! {
            "NameOnCard": "TEST BUYER", "Number": card_number(row), "Token": "", "PanHash": "", "ExpiryMonth": "09",
            "ExpiryYear": "30", "Brand": method.name_en, "Issuer": "", "IssuerCountry": account.country,
            "FundingMethod": "debit",
        },
    }
}

fn v3_customer(customer: &Customer) -> Node {
    node! {
        "Reference": "", "Name": &customer.name, "Mobile": &customer.mobile, "Email": &customer.email,
    }
}

/// Of the row that decides: the paid one, else the latest.
pub(super) fn v3_amount(invoice: &Invoice, row: Option<&Row>) -> Node {
    let (asked, base) = (invoice.told_asked(), invoice.told_base());
    let nothing = Money::zero(base.currency);
    let (fee, vat) = row
        .filter(|row| row.state == State::Succeeded)
        .map_or((nothing, nothing), |row| (row.fee, row.vat));
    let receivable = Money::new(base.minor - fee.minor - vat.minor, base.currency);
    let charged = row.map_or(asked, |row| row.charged);
    node! {
        "BaseCurrency": base.currency.code(),
        "ValueInBaseCurrency": plain(base),
        "ServiceCharge": plain(fee),
        "ServiceChargeVAT": plain(vat),
        "ReceivableAmount": plain(receivable),
        "DisplayCurrency": asked.currency.code(),
        "ValueInDisplayCurrency": plain(asked),
        "PayCurrency": charged.currency.code(),
        "ValueInPayCurrency": plain(charged),
    }
}

fn deciding(invoice: &Invoice) -> Option<&Row> {
    invoice
        .rows
        .iter()
        .find(|row| row.state == State::Succeeded)
        .or_else(|| invoice.rows.last())
}

/// An invoice with one of its rows: what a read by payment id, and a charge, answer.
pub(super) fn v3_payment(account: &Account, invoice: &Invoice, row: &Row) -> Node {
    node! {
        "Invoice": v3_invoice(invoice),
        "Transaction": v3_transaction(account, row),
        "Customer": v3_customer(&invoice.customer),
        "Amount": v3_amount(invoice, Some(row)),
        "Suppliers": Node::List(Vec::new()),
    }
}

pub(super) fn v3_invoice_details(account: &Account, invoice: &Invoice) -> Node {
    let rows: Vec<Node> = invoice
        .rows
        .iter()
        .map(|row| v3_transaction(account, row))
        .collect();
    node! {
        "Invoice": v3_invoice(invoice),
        "Transactions": rows,
        "Customer": v3_customer(&invoice.customer),
        "Amount": v3_amount(invoice, deciding(invoice)),
        "Suppliers": Node::List(Vec::new()),
    }
}

// --------------------------------------------------------------------------------------------------------- version 2

pub(super) fn v2_status(account: &Account, invoice: &Invoice) -> Node {
    let (asked, base) = (invoice.told_asked(), invoice.told_base());
    let status = match invoice.times_paid() {
        0 => "Pending",
        1 => "Paid",
        _ => "DuplicatePayment",
    };
    let unit = if account.settings.iso_display {
        asked.currency.code()
    } else {
        symbol(asked.currency)
    };
    let paid = invoice.rows.iter().find(|row| row.state == State::Succeeded);
    let due = paid.map_or(0, |row| base.minor - row.fee.minor - row.vat.minor);
    let expires = invoice.expires.with_timezone(&account.zone);
    let rows: Vec<Node> = invoice
        .rows
        .iter()
        .map(|row| v2_row(account, base, row))
        .collect();
    let or_null = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    node! {
        "InvoiceId": invoice.id,
        "InvoiceStatus": status,
        "InvoiceReference": &invoice.number,
        "CustomerReference": invoice.told_reference(),
        "CreatedDate": local(invoice.created, account.zone),
        "ExpiryDate": expires.format("%B %-d, %Y").to_string(),
        "ExpiryTime": expires.format("%H:%M:%S%.3f").to_string(),
        "InvoiceValue": Node::number(plain(base)),
        "Comments": Node::Null,
        "CustomerName": &invoice.customer.name,
        "CustomerMobile": &invoice.customer.mobile,
        "CustomerEmail": or_null(&invoice.customer.email),
        "UserDefinedField": or_null(&invoice.user_defined),
        "InvoiceDisplayValue": format!("{} {unit}", grouped(asked)),
        "DueDeposit": Node::number(plain(Money::new(due, base.currency))),
        "DepositStatus": "Not Deposited",
        "InvoiceItems": Node::List(Vec::new()),
        "InvoiceTransactions": rows,
        "Suppliers": Node::List(Vec::new()),
    }
}

fn v2_row(account: &Account, base: Money, row: &Row) -> Node {
    let method = Method::known(&row.method);
    let nothing = grouped(Money::zero(base.currency));
    node! {
        "TransactionDate": local(row.at, account.zone),
        "PaymentGateway": method.name_en,
        "ReferenceId": &row.reference_id,
        "TrackId": &row.track_id,
        "TransactionId": (900_000 + row.number).to_string(),
        "PaymentId": &row.payment_id,
        "AuthorizationId": &row.authorization_id,
        "TransactionStatus": v2_state(row.state),
        "TransationValue": grouped(base),
        "CustomerServiceCharge": nothing.clone(),
        "TotalServiceCharge": grouped(row.fee),
        "DueValue": grouped(base),
        "PaidCurrency": symbol(row.charged.currency),
        "PaidCurrencyValue": grouped(row.charged),
        "VatAmount": grouped(row.vat),
        "IpAddress": "203.0.113.7",
        "Country": country_name(account),
        "Currency": symbol(base.currency),
        "Error": decline::meaning(&row.code),
        "CardNumber": card_number(row),
        "ErrorCode": &row.code,
        "ECI": "",
        "Card": node! {
            "NameOnCard": "", "Number": card_number(row), "Token": "", "PanHash": "", "ExpiryMonth": "09",
            "ExpiryYear": "30", "Brand": method.name_en, "Issuer": "", "IssuerCountry": account.country,
            "FundingMethod": "debit",
        },
    }
}

pub(super) fn v2_refund(refund: &Refund) -> Node {
    node! {
        "RefundId": refund.id,
        "RefundStatus": match refund.state {
            RefundState::Pending => "Pending",
            RefundState::Refunded => "Refunded",
            RefundState::Canceled => "Canceled",
        },
        "InvoiceId": refund.invoice,
        "Amount": Node::number(plain(refund.amount)),
        "RefundReference": &refund.number,
        "ExternalIdentifier": &refund.reference,
        "RefundAmount": Node::number(plain(refund.amount)),
        "RRN": refund.rrn.as_ref(),
        "BaseCurrency": refund.amount.currency.code(),
    }
}
