//! The script of embedded payments: it shows a frame of ours in the shop's page, and the card goes from there into the session,
//! past the shop.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path, Query, ServiceConfig, get, post, resource};
use actix_web::{HttpResponse, Responder};
use serde::Deserialize;

use super::books::{Fund, Language};
use super::page::html;
use super::words::words;
use crate::html::{escaped, hidden_fields};
use crate::world::World;

const SCRIPT: &str = include_str!("../page/session.js");
const FRAME: &str = include_str!("../page/card.js");

/// The published test cards, and how they end here: number, failure, whether the bank asks first.
const CARDS: [(&str, &str, &str, Option<&str>, bool); 6] = [
    ("vm", "4508750015741019", "", None, false),
    ("vm", "5123450000000008", "3-D Secure", None, true),
    ("md", "4464040000000007", "mada", None, false),
    ("vm", "345678901234564", "MF002", Some("MF002"), false),
    ("vm", "4457000300000007", "MF004", Some("MF004"), false),
    ("vm", "4457010000000009", "MF007", Some("MF007"), false),
];

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(resource("/sessions/v1/session.js").route(get().to(script)))
        .service(resource("/cardview/card.js").route(get().to(frame_script)))
        .service(
            resource("/cardview/{session}")
                .route(get().to(card_form))
                .route(post().to(take_card)),
        );
}

async fn script() -> impl Responder {
    HttpResponse::Ok()
        .content_type("text/javascript; charset=utf-8")
        .body(SCRIPT)
}

async fn frame_script() -> impl Responder {
    HttpResponse::Ok()
        .content_type("text/javascript; charset=utf-8")
        .body(FRAME)
}

#[derive(Deserialize)]
struct Asked {
    /// Of the shop: nobody else learns that the card is there.
    origin: String,
}

fn language(world: &World, session: &str) -> Option<Language> {
    let books = world.myfatoorah.books();
    let session = books.any_session(session).filter(|session| !session.used)?;
    Some(session.language)
}

async fn card_form(world: Data<World>, session: Path<String>, asked: Query<Asked>) -> HttpResponse {
    let Some(language) = language(&world, &session) else {
        let w = words(Language::En);
        return html(StatusCode::NOT_FOUND, w, "", w.unknown);
    };
    let w = words(language);
    let cards: String = CARDS
        .iter()
        .enumerate()
        .map(|(at, (_, number, note, ..))| format!(r#"<option value="{at}">{number} {note}</option>"#))
        .collect();
    let hidden = hidden_fields([("origin", asked.origin.as_str())]);
    let content = format!(
        r#"<form method="post">{hidden}<label>{} <select name="card" dir="ltr">{cards}</select></label>
<button class="main">{}</button></form>"#,
        w.card, w.use_card
    );
    html(StatusCode::OK, w, "", &content)
}

#[derive(Deserialize)]
struct Chosen {
    card: usize,
    origin: String,
}

async fn take_card(world: Data<World>, session: Path<String>, chosen: Form<Chosen>) -> HttpResponse {
    let Some((method, _, _, decline, challenge)) = CARDS.get(chosen.card) else {
        return crate::answer::error(StatusCode::BAD_REQUEST, "no such card");
    };
    let w = words(language(&world, &session).unwrap_or(Language::En));
    let fund = Fund {
        method: (*method).to_owned(),
        decline: decline.map(str::to_owned),
        challenge: *challenge,
    };
    if !world.myfatoorah.fill(&session, fund) {
        return html(StatusCode::NOT_FOUND, w, "", w.unknown);
    }
    let content = format!(
        r#"<p id="filled" data-session="{}" data-origin="{}">{}</p><script src="/cardview/card.js"></script>"#,
        escaped(&session),
        escaped(&chosen.origin),
        w.card_ready
    );
    html(StatusCode::OK, w, "", &content)
}
