use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_SECURITY_POLICY, CacheControl, CacheDirective, ContentType};
use actix_web::web::{Data, Path, Query, ServiceConfig, delete, get, resource};
use actix_web::{HttpResponse, Responder};
use serde_json::json;

use super::Filter;
use crate::answer;
use crate::world::World;

/// Longest time a request may wait for a message.
const MOST_WAIT: Duration = Duration::from_secs(30);
const PAGE: &str = include_str!("../page/outbox.html");
const SCRIPT: &str = include_str!("../page/outbox.js");
const STYLE: &str = include_str!("../page/sandbox.css");
/// For the sandbox's own pages: nothing from elsewhere, no script in the markup.
const OWN_PAGE: &str = "default-src 'self'; img-src 'self' data:; base-uri 'none'; object-src 'none'";
/// For mails: no scripts at all, nothing loaded, links open beside the page.
const MAIL: &str = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(resource("/").route(get().to(page)))
        .service(resource("/outbox.js").route(get().to(script)))
        .service(resource("/sandbox.css").route(get().to(style)))
        .service(
            resource("/outbox")
                .route(get().to(list))
                .route(delete().to(clear)),
        )
        .service(resource("/outbox/{id}/html").route(get().to(html)))
        .service(resource("/outbox/{id}/source").route(get().to(source)));
}

async fn page() -> impl Responder {
    HttpResponse::Ok()
        .content_type(ContentType::html())
        .insert_header((CONTENT_SECURITY_POLICY, OWN_PAGE))
        .insert_header(CacheControl(vec![CacheDirective::NoStore]))
        .body(PAGE)
}

async fn script() -> impl Responder {
    HttpResponse::Ok()
        .content_type("text/javascript; charset=utf-8")
        .insert_header(CacheControl(vec![CacheDirective::NoStore]))
        .body(SCRIPT)
}

async fn style() -> impl Responder {
    HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header(CacheControl(vec![CacheDirective::NoStore]))
        .body(STYLE)
}

async fn list(world: Data<World>, filter: Query<Filter>) -> impl Responder {
    let items = world.outbox.find(&filter, MOST_WAIT).await;
    HttpResponse::Ok()
        .insert_header(CacheControl(vec![CacheDirective::NoStore]))
        .json(json!({ "items": items }))
}

async fn clear(world: Data<World>) -> impl Responder {
    world.outbox.clear();
    HttpResponse::NoContent()
}

async fn html(world: Data<World>, id: Path<u64>) -> impl Responder {
    match world.outbox.get(*id).and_then(|message| message.content.html) {
        Some(html) => HttpResponse::Ok()
            .content_type(ContentType::html())
            .insert_header((CONTENT_SECURITY_POLICY, MAIL))
            // Links of the mail open beside the outbox, not inside it.
            .body(html.replacen("<head>", r#"<head><base target="_blank">"#, 1)),
        None => answer::error(StatusCode::NOT_FOUND, "no such mail, or one without HTML"),
    }
}

async fn source(world: Data<World>, id: Path<u64>) -> impl Responder {
    match world.outbox.get(*id) {
        Some(message) => HttpResponse::Ok()
            .content_type(ContentType::plaintext())
            .body(message.content.source),
        None => answer::error(StatusCode::NOT_FOUND, "no such message"),
    }
}
