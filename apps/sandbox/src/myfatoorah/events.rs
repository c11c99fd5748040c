//! Webhooks: what they say and how they are signed.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::account::{Account, Version};
use super::books::{Invoice, Refund, RefundState, Row};
use super::method::Method;
use super::money::plain;
use super::node::{Node, node};
use super::notice::Notice;
use super::telling::{utc, v3_amount, v3_invoice, v3_state, v3_transaction};

/// An event in one format. Its signature is made of the `Data` as it then is.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub version: Version,
    pub reference: String,
    code: u64,
    pub body: Node,
}

impl Event {
    pub(super) fn of(
        account: &Account,
        notice: &Notice,
        version: Version,
        number: u64,
        now: DateTime<Utc>,
    ) -> Self {
        let reference = format!("WH-{number:06}");
        let (code, v1_name, v2_name) = match notice {
            Notice::Payment { .. } => (1, "TransactionsStatusChanged", "PAYMENT_STATUS_CHANGED"),
            Notice::Refund { .. } => (2, "RefundStatusChanged", "REFUND_STATUS_CHANGED"),
        };
        let body = match version {
            Version::V1 => node! {
                "EventType": code,
                "Event": v1_name,
                "DateTime": compact(account, now),
                "CountryIsoCode": account.country,
                "Data": match notice {
                    Notice::Payment { invoice, row } => v1_payment(account, invoice, row),
                    Notice::Refund { invoice, refund, .. } => v1_refund(account, invoice, refund),
                },
            },
            Version::V2 => node! {
                "Event": node! {
                    "Code": code, "Name": v2_name, "CountryIsoCode": account.country, "CreationDate": utc(now),
                    "Reference": &reference,
                },
                "Data": match notice {
                    Notice::Payment { invoice, row } => v2_payment(account, invoice, row),
                    Notice::Refund { invoice, refund, left } => v2_refund(invoice, refund, &plain(*left)),
                },
            },
        };
        Self {
            version,
            reference,
            code,
            body,
        }
    }

    pub(super) fn signature(&self, secret: &str) -> String {
        let nothing = Node::Null;
        let data = self.body.get("Data").unwrap_or(&nothing);
        sign(secret, &signed_text(self.version, self.code, data))
    }

    /// Makes the amount ten times what it is, and the event still says it is genuine: version 2 doesn't sign amounts.
    pub(super) fn inflate(&mut self) {
        let Some(data) = self.body.get_mut("Data") else {
            return;
        };
        let fields: &[&[&str]] = &[
            &["Amount", "ValueInBaseCurrency"],
            &["Amount", "ValueInDisplayCurrency"],
            &["Amount", "ValueInPayCurrency"],
            &["InvoiceValueInBaseCurrency"],
            &["InvoiceValueInDisplayCurreny"],
            &["InvoiceValueInPayCurrency"],
        ];
        for path in fields {
            let found = path.iter().try_fold(&mut *data, |node, name| node.get_mut(name));
            if let Some(Node::Text(text)) = found {
                text.insert(0, '9');
            }
        }
    }

    /// Says of a payment that it failed, whatever came of it.
    pub(super) fn contradict(&mut self) {
        let Some(data) = self.body.get_mut("Data") else {
            return;
        };
        if let Some(status) = data.get_mut("TransactionStatus") {
            *status = Node::from("FAILED");
        }
        if let Some(status) = data
            .get_mut("Transaction")
            .and_then(|node| node.get_mut("Status"))
        {
            *status = Node::from("FAILED");
        }
        if let Some(status) = data.get_mut("Invoice").and_then(|node| node.get_mut("Status")) {
            *status = Node::from("PENDING");
        }
    }
}

/// `name=value` of the signed fields, joined by commas.
fn signed_text(version: Version, code: u64, data: &Node) -> String {
    match version {
        Version::V1 => {
            let Node::Object(fields) = data else {
                return String::new();
            };
            let mut fields: Vec<_> = fields
                .iter()
                .filter(|(name, _)| code != 2 || *name != "GatewayReference")
                .collect();
            fields.sort_by_key(|(name, _)| name.to_ascii_lowercase());
            let pairs: Vec<String> = fields
                .into_iter()
                .map(|(name, node)| format!("{name}={}", printed(Some(node))))
                .collect();
            pairs.join(",")
        }
        Version::V2 => {
            let pairs: Vec<String> = v2_fields(code)
                .iter()
                .map(|[parent, field]| {
                    let value = data.get(parent).and_then(|parent| parent.get(field));
                    format!("{parent}.{field}={}", printed(value))
                })
                .collect();
            pairs.join(",")
        }
    }
}

const fn v2_fields(code: u64) -> &'static [[&'static str; 2]] {
    match code {
        1 => &[
            ["Invoice", "Id"],
            ["Invoice", "Status"],
            ["Transaction", "Status"],
            ["Transaction", "PaymentId"],
            ["Invoice", "ExternalIdentifier"],
        ],
        2 => &[
            ["Refund", "Id"],
            ["Refund", "Status"],
            ["Amount", "ValueInBaseCurrency"],
            ["ReferencedInvoice", "Id"],
        ],
        _ => &[
            ["Deposit", "Reference"],
            ["Deposit", "ValueInBaseCurrency"],
            ["Deposit", "NumberOfTransactions"],
        ],
    }
}

/// As received: text and numbers verbatim, nothing for what isn't there.
fn printed(node: Option<&Node>) -> &str {
    match node {
        Some(Node::Text(text) | Node::Number(text)) => text,
        Some(Node::Bool(true)) => "true",
        Some(Node::Bool(false)) => "false",
        _ => "",
    }
}

fn sign(secret: &str, text: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(text.as_bytes());
    BASE64_STANDARD.encode(mac.finalize().into_bytes())
}

/// `14032026101530`, on the account's wall clock.
fn compact(account: &Account, at: DateTime<Utc>) -> String {
    at.with_timezone(&account.zone).format("%d%m%Y%H%M%S").to_string()
}

fn v1_payment(account: &Account, invoice: &Invoice, row: &Row) -> Node {
    let or_null = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let (asked, base) = (invoice.told_asked(), invoice.told_base());
    node! {
        "InvoiceId": invoice.id,
        "InvoiceReference": &invoice.number,
        "CreatedDate": compact(account, invoice.created),
        "CustomerReference": invoice.told_reference(),
        "CustomerName": &invoice.customer.name,
        "CustomerMobile": &invoice.customer.mobile,
        "CustomerEmail": or_null(&invoice.customer.email),
        "TransactionStatus": v3_state(row.state),
        "PaymentMethod": Method::known(&row.method).name_en,
        "UserDefinedField": or_null(&invoice.user_defined),
        "ReferenceId": &row.reference_id,
        "TrackId": &row.track_id,
        "PaymentId": &row.payment_id,
        "AuthorizationId": &row.authorization_id,
        "InvoiceValueInBaseCurrency": plain(base),
        "BaseCurrency": base.currency.code(),
        "InvoiceValueInDisplayCurreny": plain(asked),
        "DisplayCurrency": asked.currency.code(),
        "InvoiceValueInPayCurrency": plain(row.charged),
        "PayCurrency": row.charged.currency.code(),
    }
}

fn v1_refund(account: &Account, invoice: &Invoice, refund: &Refund) -> Node {
    let paid = invoice.rows.last();
    let text = |pick: fn(&Row) -> &str| paid.map(pick).unwrap_or_default().to_owned();
    node! {
        "RefundId": refund.id,
        "RefundReference": &refund.number,
        "CreatedDate": compact(account, refund.filed),
        "RefundStatus": refund_word(refund.state),
        "Amount": plain(refund.amount),
        "Comments": &refund.comment,
        "InvoiceId": invoice.id.to_string(),
        "GatewayReference": node! {
            "PaymentId": text(|row| &row.payment_id),
            "AuthorizationId": text(|row| &row.authorization_id),
            "ReferenceId": text(|row| &row.reference_id),
            "TransactionId": "",
            "RefundAmount": plain(refund.amount),
            "Currency": refund.amount.currency.code(),
            "PaymentMethod": text(|row| Method::known(&row.method).name_en),
        },
    }
}

const fn refund_word(state: RefundState) -> &'static str {
    match state {
        RefundState::Pending => "PENDING",
        RefundState::Refunded => "REFUNDED",
        RefundState::Canceled => "CANCELED",
    }
}

fn v2_payment(account: &Account, invoice: &Invoice, row: &Row) -> Node {
    let email = &invoice.customer.email;
    let masked = email
        .split_once('@')
        .map_or_else(String::new, |(_, host)| format!("***@{host}"));
    node! {
        "Invoice": v3_invoice(invoice),
        "Transaction": v3_transaction(account, row),
        "Customer": node! {
            "Name": &invoice.customer.name, "Mobile": &invoice.customer.mobile, "Email": masked,
        },
        "Amount": v3_amount(invoice, Some(row)),
        "Suppliers": Node::List(Vec::new()),
    }
}

fn v2_refund(invoice: &Invoice, refund: &Refund, left: &str) -> Node {
    node! {
        "Refund": node! {
            "Id": refund.id.to_string(),
            "Reference": &refund.number,
            "Status": refund_word(refund.state),
            "InvoiceId": (9_000_000 + refund.id).to_string(),
            "CreationDate": utc(refund.filed),
            "RefundDate": refund.decided.map(utc),
            "RRN": refund.rrn.as_ref(),
            "Comment": &refund.comment,
            "VendorComment": "",
        },
        "Amount": node! {
            "BaseCurrency": refund.amount.currency.code(),
            "ValueInBaseCurrency": plain(refund.amount),
            "Distribution": node! {"Vendor": plain(refund.amount), "Suppliers": Node::List(Vec::new())},
        },
        "ReferencedInvoice": node! {
            "Id": invoice.id.to_string(),
            "Reference": &invoice.number,
            "ExternalIdentifier": invoice.told_reference(),
            "PaymentMethod": invoice.rows.last().map(|row| Method::known(&row.method).name),
            "BaseCurrency": invoice.base.currency.code(),
            "ValueInBaseCurrency": plain(invoice.base),
            "RemainingValueInBaseCurrency": left,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of the worked examples, whose values are invented.
    const SECRET: &str = "gbx-demo-secret-0001";

    fn v1_data(name: &str) -> Node {
        node! {
            "InvoiceId": 7_000_123_u64, "InvoiceReference": "2026000456", "CreatedDate": "14032026101530",
            "CustomerReference": "GBX-1001-A1", "CustomerName": name, "CustomerMobile": "96550000001",
            "CustomerEmail": Node::Null, "TransactionStatus": "SUCCESS", "PaymentMethod": "KNET",
            "UserDefinedField": Node::Null, "ReferenceId": "607310000321", "TrackId": "14-03-2026_3300777",
            "PaymentId": "100202607312345678", "AuthorizationId": "B00123", "InvoiceValueInBaseCurrency": "12.5",
            "BaseCurrency": "KWD", "InvoiceValueInDisplayCurreny": "12.5", "DisplayCurrency": "KWD",
            "InvoiceValueInPayCurrency": "12.5", "PayCurrency": "KWD",
        }
    }

    fn payment(status: (&str, &str), payment: &str, reference: Option<&str>) -> Node {
        node! {
            "Invoice": node! {"Id": "7000123", "Status": status.0, "ExternalIdentifier": reference},
            "Transaction": node! {"Status": status.1, "PaymentId": payment},
        }
    }

    #[test]
    fn the_worked_examples_come_out_as_computed() {
        let refund_v1 = node! {
            "RefundId": 4_001_u64, "RefundReference": "2026000031", "CreatedDate": "15032026090000",
            "RefundStatus": "REFUNDED", "Amount": "12.5", "Comments": "damaged ribbon", "InvoiceId": "7000123",
            "GatewayReference": node! {"PaymentId": "1"},
        };
        let refund_v2 = node! {
            "Refund": node! {"Id": "4001", "Status": "REFUNDED"},
            "Amount": node! {"ValueInBaseCurrency": "12.5"},
            "ReferencedInvoice": node! {"Id": "7000123"},
        };
        let deposit = node! {
            "Deposit": node! {
                "Reference": "2026000009", "ValueInBaseCurrency": "15968.333",
                "NumberOfTransactions": Node::number("511"),
            },
        };
        let paid = payment(("PAID", "SUCCESS"), "07077000123330077775", Some("GBX-1001-A1"));
        let failed = payment(("PENDING", "FAILED"), "07077000123330077675", None);
        for (version, code, data, expected) in [
            (
                Version::V1,
                1,
                v1_data("Test Buyer"),
                "GRQopxZEwQSLTt64mzQ0qHOZs+Y3z/sCdgmKZhF62CQ=",
            ),
            (
                Version::V1,
                1,
                v1_data("نورة"),
                "PqFEiywixejmHC9Ep16TVAdTHWTX/QekHe9nILSSxbQ=",
            ),
            (
                Version::V1,
                2,
                refund_v1,
                "hfebmGEairhrwLJLJC5O01W0OpY0YQ6AvZnL9iq8DQ8=",
            ),
            (
                Version::V2,
                1,
                paid,
                "DW2v8l1qkoMFpL49a0/lnKFjsB/IXgVInT0tyyc2CkU=",
            ),
            (
                Version::V2,
                1,
                failed,
                "msWOO3egoCM6paQ1OjOe5Ks5g6thhIgYf/LGADNei70=",
            ),
            (
                Version::V2,
                2,
                refund_v2,
                "iwL1EDLFnID1sBt1Yo0sHK/T0SJsANZb58NC704JDTw=",
            ),
            (
                Version::V2,
                3,
                deposit,
                "toACWYTXHtdZ3mbt8bNvAyXrOsPvgQWFj3AERHCXp74=",
            ),
        ] {
            assert_eq!(sign(SECRET, &signed_text(version, code, &data)), expected);
        }
    }
}
