//! The gateway's own record of money, for comparison with the shop's, and the statement it sends merchants.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Query, ServiceConfig, get, resource};
use actix_web::{HttpResponse, Responder};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use super::books::{Books, RefundState, State};
use crate::answer;
use crate::world::World;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(resource("/control/myfatoorah/ledger").route(get().to(ledger)))
        .service(resource("/control/myfatoorah/statement").route(get().to(statement)));
}

#[derive(Deserialize)]
struct Wanted {
    account: Option<String>,
}

/// Every charge that succeeded and every refund, in the order they happened.
async fn ledger(world: Data<World>, wanted: Query<Wanted>) -> impl Responder {
    let books = world.myfatoorah.books();
    let mut lines: Vec<(DateTime<Utc>, Value)> = charges(&books).chain(refunds(&books)).collect();
    lines.retain(|(_, line)| {
        wanted
            .account
            .as_ref()
            .is_none_or(|account| line["account"] == **account)
    });
    lines.sort_by_key(|(at, _)| *at);
    let items: Vec<Value> = lines.into_iter().map(|(_, line)| line).collect();
    Json(json!({ "items": items }))
}

fn charges(books: &Books) -> impl Iterator<Item = (DateTime<Utc>, Value)> {
    books.invoices().iter().flat_map(|invoice| {
        let paid = invoice.rows.iter().filter(|row| row.state == State::Succeeded);
        paid.map(move |row| {
            let line = json!({
                "kind": "charge",
                "account": invoice.account,
                "reference": invoice.reference,
                "invoice_id": invoice.id.to_string(),
                "payment_id": row.payment_id,
                "status": "paid",
                "amount_minor": invoice.asked.minor,
                "currency": invoice.asked.currency,
                "base_minor": invoice.base.minor,
                "base_currency": invoice.base.currency,
                "fee_minor": row.fee.minor + row.vat.minor,
                "at": row.at,
            });
            (row.at, line)
        })
    })
}

fn refunds(books: &Books) -> impl Iterator<Item = (DateTime<Utc>, Value)> {
    books.refunds().iter().map(|refund| {
        let line = json!({
            "kind": "refund",
            "account": refund.account,
            "reference": refund.reference,
            "invoice_id": refund.invoice.to_string(),
            "refund_id": refund.id.to_string(),
            "status": refund.state,
            "amount_minor": refund.amount.minor,
            "currency": refund.amount.currency,
            "base_minor": refund.amount.minor,
            "base_currency": refund.amount.currency,
            "fee_minor": 0,
            "at": refund.decided.unwrap_or(refund.filed),
        });
        (refund.decided.unwrap_or(refund.filed), line)
    })
}

#[derive(Deserialize)]
struct Period {
    account: String,
    /// Days of the account's time zone, both included.
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

const HEADER: &str = "type,reference,provider_id,date,amount,fee,currency";

/// What came in and went out, in base currency: `type` is `capture` or `refund`, `provider_id` the payment's or the refund's.
async fn statement(world: Data<World>, period: Query<Period>) -> HttpResponse {
    let gateway = &world.myfatoorah;
    let Some(account) = gateway.account(&period.account) else {
        return answer::error(StatusCode::NOT_FOUND, "no such account");
    };
    let day = |at: DateTime<Utc>| at.with_timezone(&account.zone).date_naive();
    let is_in = |at: DateTime<Utc>| {
        period.from.is_none_or(|from| day(at) >= from) && period.to.is_none_or(|to| day(at) <= to)
    };
    let books = gateway.books();
    let mut lines: Vec<(DateTime<Utc>, String)> = Vec::new();
    for invoice in books
        .invoices()
        .iter()
        .filter(|invoice| invoice.account == account.name)
    {
        for row in invoice.rows.iter().filter(|row| row.state == State::Succeeded) {
            let fee = kernel::Money::new(row.fee.minor + row.vat.minor, row.fee.currency);
            let line = format!(
                "capture,{},{},{},{},{},{}",
                quoted(&invoice.reference),
                row.payment_id,
                day(row.at),
                invoice.base.to_decimal_string(),
                fee.to_decimal_string(),
                invoice.base.currency
            );
            lines.push((row.at, line));
        }
    }
    for refund in books
        .refunds()
        .iter()
        .filter(|refund| refund.account == account.name)
    {
        let (RefundState::Refunded, Some(at)) = (refund.state, refund.decided) else {
            continue;
        };
        let nothing = kernel::Money::zero(refund.amount.currency);
        let line = format!(
            "refund,{},{},{},{},{},{}",
            quoted(&refund.reference),
            refund.id,
            day(at),
            refund.amount.to_decimal_string(),
            nothing.to_decimal_string(),
            refund.amount.currency
        );
        lines.push((at, line));
    }
    lines.retain(|(at, _)| is_in(*at));
    lines.sort();
    let mut csv = format!("{HEADER}\r\n");
    for (_, line) in lines {
        csv.push_str(&line);
        csv.push_str("\r\n");
    }
    let name = format!("attachment; filename=\"statement-{}.csv\"", account.name);
    HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(("Content-Disposition", name))
        .body(csv)
}

/// As CSV wants text that has its own signs in it.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
