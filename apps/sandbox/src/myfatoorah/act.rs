//! What shoppers, their banks and the gateway's people do: the only way an invoice or a refund changes.

use chrono::{DateTime, Datelike as _, Utc};
use kernel::{Money, Rate};

use super::account::Account;
use super::books::{Books, Fact, Invoice, Refund, RefundState, Row, State};
use super::decline;
use super::method::Method;
use super::notice::Notice;

/// Something done with an invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// The page was opened and left: the row stays in progress.
    Start,
    Approve,
    /// Paid, though it has been already.
    ApproveAgain,
    /// The money is reserved, not taken.
    Authorize,
    /// With a code of the list.
    Decline(String),
    Cancel,
}

/// Does it, and gives the payment's id. The same row goes on when one is in progress.
///
/// # Errors
/// A sentence about why not.
pub(super) fn act(
    books: &mut Books,
    account: &Account,
    invoice: u64,
    (method, act): (Option<&Method>, Act),
    now: DateTime<Utc>,
) -> Result<String, &'static str> {
    let invoice = books.invoice(invoice).ok_or("no such invoice")?;
    if invoice.is_paid() && act != Act::ApproveAgain {
        return Err("the invoice is paid");
    }
    let code = match &act {
        Act::Decline(code) if decline::meaning(code).is_none() => return Err("not a code of the gateway"),
        Act::Decline(code) => code.clone(),
        Act::Cancel => decline::CANCELLED.to_owned(),
        _ => String::new(),
    };
    let state = match act {
        Act::Start => State::InProgress,
        Act::Approve if invoice.authorize_only => State::Authorized,
        Act::Approve | Act::ApproveAgain => State::Succeeded,
        Act::Authorize => State::Authorized,
        Act::Decline(_) => State::Failed,
        Act::Cancel => State::Canceled,
    };
    let mut row = match invoice.in_progress() {
        Some(row) if method.is_none_or(|method| method.code == row.method) => row.clone(),
        _ => new_row(books.next_row(), account, invoice, method, now),
    };
    row.state = state;
    row.code = code;
    row.at = now;
    if matches!(state, State::Succeeded | State::Authorized) {
        row.authorization_id = format!("B{:05}", row.number);
    }
    let (id, payment_id) = (invoice.id, row.payment_id.clone());
    put_row(books, id, row);
    if state != State::InProgress {
        tell(books, id, &payment_id);
    }
    Ok(payment_id)
}

/// Takes what was reserved, or part of it, or lets go of it. Once per invoice.
pub(super) fn finish_authorized(
    books: &mut Books,
    account: &Account,
    invoice: u64,
    capture: Option<Money>,
    now: DateTime<Utc>,
) -> Result<String, &'static str> {
    let invoice = books.invoice(invoice).ok_or("no such invoice")?;
    let reserved = invoice.rows.iter().find(|row| row.state == State::Authorized);
    let mut row = reserved.cloned().ok_or("nothing is authorized")?;
    if capture.is_some_and(|amount| amount.minor <= 0 || amount.minor > invoice.base.minor) {
        return Err("more than was authorized");
    }
    let asked = invoice.asked;
    let (id, payment_id) = (invoice.id, row.payment_id.clone());
    row.at = now;
    match capture {
        Some(amount) => {
            row.state = State::Succeeded;
            let method = Method::known(&row.method);
            (row.fee, row.vat) = fees(account, method, amount);
            put_row(books, id, row);
            books.change_invoice(id, |invoice| {
                invoice.base = amount;
                invoice.asked = super::money::convert(amount, asked.currency);
            });
        }
        None => {
            row.state = State::Canceled;
            put_row(books, id, row);
        }
    }
    tell(books, id, &payment_id);
    Ok(payment_id)
}

/// Says yes or no to a refund.
pub(super) fn decide(
    books: &mut Books,
    refund: u64,
    approve: bool,
    now: DateTime<Utc>,
) -> Result<Refund, &'static str> {
    let known = books.refunds().iter().find(|known| known.id == refund);
    let mut refund = known.cloned().ok_or("no such refund")?;
    if refund.state != RefundState::Pending {
        return Err("the refund is decided");
    }
    refund.state = if approve {
        RefundState::Refunded
    } else {
        RefundState::Canceled
    };
    refund.decided = Some(now);
    refund.rrn = approve.then(|| format!("{:012}", 607_310_000_000 + refund.id));
    books.write(Fact::Refund(refund.clone()));
    if let Some(invoice) = books.invoice(refund.invoice) {
        let left = left_to_refund(books, invoice);
        let invoice = Box::new(invoice.clone());
        let refund = refund.clone();
        books.notices.push(Notice::Refund {
            invoice,
            refund,
            left,
        });
    }
    Ok(refund)
}

/// What of an invoice hasn't been promised back yet, in base currency.
pub(super) fn left_to_refund(books: &Books, invoice: &Invoice) -> Money {
    let paid = i64::try_from(invoice.times_paid()).unwrap_or_default() * invoice.base.minor;
    let promised: i64 = books
        .refunds_of(invoice.id)
        .filter(|refund| refund.state != RefundState::Canceled)
        .map(|refund| refund.amount.minor)
        .sum();
    Money::new(paid - promised, invoice.base.currency)
}

fn put_row(books: &mut Books, invoice: u64, row: Row) {
    books.change_invoice(invoice, |invoice| {
        match invoice.rows.iter_mut().find(|known| known.number == row.number) {
            Some(known) => *known = row,
            None => invoice.rows.push(row),
        }
    });
}

fn tell(books: &mut Books, invoice: u64, payment_id: &str) {
    if let Some(invoice) = books.invoice(invoice)
        && let Some(row) = invoice.row(payment_id)
    {
        let (invoice, row) = (Box::new(invoice.clone()), Box::new(row.clone()));
        books.notices.push(Notice::Payment { invoice, row });
    }
}

fn new_row(
    number: u64,
    account: &Account,
    invoice: &Invoice,
    method: Option<&Method>,
    now: DateTime<Utc>,
) -> Row {
    let method = method.unwrap_or_else(|| Method::known(invoice.method.as_deref().unwrap_or("vm")));
    let (fee, vat) = fees(account, method, invoice.base);
    let track = 3_300_000 + number;
    let day = now.with_timezone(&account.zone);
    // Both shapes are the real ones', leading zero and all.
    let payment_id = if method.code == "kn" {
        format!("100{}{:03}{:08}", day.year(), day.ordinal(), number)
    } else {
        format!("0707{}{track}75", invoice.id)
    };
    let borne = if account.settings.customer_bears_fee {
        Money::new(
            invoice.asked.minor + method.fee(invoice.asked).minor,
            invoice.asked.currency,
        )
    } else {
        invoice.asked
    };
    Row {
        number,
        payment_id,
        method: method.code.to_owned(),
        state: State::InProgress,
        at: now,
        track_id: format!("{}_{track}", day.format("%d-%m-%Y")),
        reference_id: format!("{:012}", 607_310_000_000 + number),
        authorization_id: String::new(),
        code: String::new(),
        fee,
        vat,
        charged: method.charged(borne),
    }
}

fn fees(account: &Account, method: &Method, base: Money) -> (Money, Money) {
    let fee = method.fee(base);
    let vat_bp = match account.country {
        "ARE" | "OMN" => 500,
        "SAU" => 1_500,
        "BHR" => 1_000,
        _ => 0,
    };
    let vat = Rate::from_bp(vat_bp).map_or(Money::zero(fee.currency), |rate| fee.portion(rate));
    (fee, vat)
}
