//! Refunds are asked for here and decided later, by an operator or by the account's setting.

use actix_web::web::{Bytes, Data, ServiceConfig, post, resource};
use actix_web::{HttpRequest, HttpResponse};
use chrono::Datelike as _;
use serde::Deserialize;

use super::act::left_to_refund;
use super::answer::Answer;
use super::books::{Fact, Invoice, Refund, RefundState};
use super::call::{Desk, Keyed, call};
use super::money::{exact, plain};
use super::node::{Node, node};
use super::telling::v2_refund;
use super::trouble::CallKind;
use super::v2::Lookup;
use super::wire::{self, Text};
use crate::world::World;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(resource("/v2/MakeRefund").route(post().to(make)))
        .service(resource("/v2/GetRefundStatus").route(post().to(status)));
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Make {
    #[serde(default)]
    key: Text,
    #[serde(default)]
    key_type: String,
    #[serde(default)]
    amount: Text,
    #[serde(default)]
    comment: String,
    #[serde(default)]
    external_identifier: String,
}

async fn make(world: Data<World>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let how = (CallKind::Refund, Keyed::V2);
    let response = call(&world, &request, how, &body, |desk, body| {
        made(desk, body).unwrap_or_else(|no| no)
    })
    .await;
    world.myfatoorah.decide_by_itself(&world.ctx);
    response
}

fn made(desk: &mut Desk<'_>, body: &[u8]) -> Result<Answer, Answer> {
    let wire: Make = wire::parse(body)?;
    let lookup = Lookup {
        key: wire.key.clone(),
        key_type: wire.key_type.clone(),
    };
    let invoice = lookup
        .find(desk)
        .filter(|invoice| invoice.is_paid())
        .ok_or_else(|| Answer::no(400, "No invoices match this key"))?;
    let amount = exact(&wire.amount.0, desk.account.base)
        .filter(|amount| amount.minor > 0)
        .ok_or_else(|| Answer::invalid("Amount", "The value is not an amount of the base currency"))?;
    if amount.minor > left_to_refund(desk.books, invoice).minor {
        return Err(Answer::invalid(
            "Amount",
            "The amount is more than what is left to refund",
        ));
    }
    let id = desk.books.next_refund();
    let refund = Refund {
        id,
        account: desk.account.name.clone(),
        invoice: invoice.id,
        reference: wire.external_identifier.clone(),
        number: format!("{}{:06}", desk.now.year(), id),
        amount,
        comment: wire.comment.clone(),
        state: RefundState::Pending,
        filed: desk.now,
        decided: None,
        rrn: None,
    };
    let data = node! {
        "Key": &wire.key.0,
        "RefundId": refund.id,
        "RefundReference": &refund.number,
        "RefundInvoiceId": 9_000_000 + refund.id,
        "Amount": Node::number(plain(amount)),
        "Comment": &refund.comment,
        "ExternalIdentifier": &refund.reference,
    };
    desk.books.write(Fact::Refund(refund));
    Ok(Answer::ok("Refund Created Successfully!", data))
}

async fn status(world: Data<World>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let how = (CallKind::ReadRefund, Keyed::Never);
    call(&world, &request, how, &body, |desk, body| {
        let lookup: Lookup = match wire::parse(body) {
            Ok(lookup) => lookup,
            Err(no) => return no,
        };
        match found(desk, &lookup) {
            Some(rows) => Answer::ok("", node! {"RefundStatusResult": rows}),
            None => Answer::no(400, "No refunds match this key"),
        }
    })
    .await
}

/// Nothing at all when there is no such refund or invoice; an invoice without refunds has an empty list.
fn found(desk: &Desk<'_>, lookup: &Lookup) -> Option<Vec<Node>> {
    let own = |refund: &&Refund| refund.account == desk.account.name;
    let key = &lookup.key.0;
    let is = |wanted: &dyn Fn(&Refund) -> bool| -> Option<Vec<Node>> {
        let rows: Vec<Node> = desk
            .books
            .refunds()
            .iter()
            .filter(own)
            .filter(|refund| wanted(refund))
            .map(v2_refund)
            .collect();
        (!rows.is_empty()).then_some(rows)
    };
    match lookup.key_type.to_ascii_lowercase().as_str() {
        "refundid" => is(&|refund| refund.id.to_string() == *key),
        "refundreference" => is(&|refund| refund.number == *key),
        "invoiceid" => {
            let invoice: &Invoice = lookup.find(desk)?;
            Some(desk.books.refunds_of(invoice.id).map(v2_refund).collect())
        }
        _ => None,
    }
}
