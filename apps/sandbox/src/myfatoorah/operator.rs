//! The gateway's people: who decides about refunds, and what comes of invoices nobody is at.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::web::{Data, Form, ServiceConfig, get, post, resource};
use serde::Deserialize;

use super::MyFatoorah;
use super::act::Act;
use super::books::{Invoice, Language, Refund, RefundState};
use super::page::html;
use super::words::words;
use crate::html::{escaped, hidden_fields};
use crate::world::World;

/// More than that nobody looks through.
const MOST: usize = 50;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(
        resource("/myfatoorah")
            .route(get().to(page))
            .route(post().to(act)),
    );
}

async fn page(world: Data<World>) -> HttpResponse {
    show(&world.myfatoorah, "")
}

fn show(gateway: &MyFatoorah, said: &str) -> HttpResponse {
    let books = gateway.books();
    let pending = books
        .refunds()
        .iter()
        .filter(|refund| refund.state == RefundState::Pending);
    let refunds: String = pending.map(refund).collect();
    let refunds = if refunds.is_empty() {
        r#"<p class="quiet">No refund waits for a decision.</p>"#.to_owned()
    } else {
        refunds
    };
    let invoices: String = books.invoices().iter().rev().take(MOST).map(invoice).collect();
    let said = if said.is_empty() {
        String::new()
    } else {
        format!(r#"<p class="problem" role="alert">{}</p>"#, escaped(said))
    };
    let content = format!("{said}<h2>Refunds</h2>{refunds}<h2>Invoices</h2>{invoices}");
    let above = r#"<p class="about">What the gateway's own people see and do. <a href="/">Outbox</a></p>"#;
    html(StatusCode::OK, words(Language::En), above, &content)
}

fn refund(refund: &Refund) -> String {
    let hidden = hidden_fields([("refund", refund.id.to_string().as_str())]);
    format!(
        r#"<form method="post" class="line">{hidden}<span><b>{}</b> {} · invoice {} · {}</span>
<button name="deed" value="approve" class="main">Approve</button><button name="deed" value="reject">Reject</button></form>"#,
        refund.amount,
        escaped(&refund.reference),
        refund.invoice,
        escaped(&refund.comment)
    )
}

fn invoice(invoice: &Invoice) -> String {
    let about = format!(
        "<span><b>{}</b> {} · {} · {}</span>",
        invoice.asked,
        invoice.id,
        escaped(&invoice.reference),
        if invoice.is_paid() { "paid" } else { "open" }
    );
    if invoice.is_paid() {
        return format!(r#"<p class="line">{about}</p>"#);
    }
    let hidden = hidden_fields([("invoice", invoice.id.to_string().as_str())]);
    format!(
        r#"<form method="post" class="line">{hidden}{about}<button name="deed" value="approve">Pay</button><button name="deed" value="reject">Decline</button></form>"#
    )
}

#[derive(Deserialize)]
struct Deed {
    deed: String,
    refund: Option<u64>,
    invoice: Option<u64>,
}

async fn act(world: Data<World>, form: Form<Deed>) -> HttpResponse {
    let gateway = &world.myfatoorah;
    let (approve, now) = (form.deed == "approve", world.ctx.now());
    let done = match (form.refund, form.invoice) {
        (Some(refund), _) => gateway.decide(refund, approve, now).map(|_| ()),
        (None, Some(invoice)) => {
            let deed = if approve {
                Act::Approve
            } else {
                Act::Decline("MF002".to_owned())
            };
            gateway.act(invoice, (None, deed), now).map(|_| ())
        }
        (None, None) => Err("nothing to do"),
    };
    match done {
        Ok(()) => HttpResponse::SeeOther()
            .insert_header((LOCATION, "/myfatoorah"))
            .finish(),
        Err(why) => show(gateway, why),
    }
}
