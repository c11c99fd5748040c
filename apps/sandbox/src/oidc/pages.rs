use actix_web::HttpResponse;
use actix_web::Responder;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_SECURITY_POLICY, CacheControl, CacheDirective, ContentType};

use super::Provider;
use super::authorize::Asked;
use super::identity::DEMO;
use crate::html::{escaped, hidden_fields};

/// Forms lead to the shop, wherever that is; scripts and styles are our own.
const POLICY: &str =
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

/// "Who are you?" The unseen button comes first: it is the one the Enter key presses in a field.
pub(super) fn choose(provider: Provider, asked: &Asked) -> HttpResponse {
    let people: String = DEMO
        .iter()
        .map(|(email, name, verified)| {
            let note = if *verified { "" } else { r#" <em>address not verified</em>"# };
            format!(
                r#"<button class="person" name="who" value="{0}"><b dir="auto">{1}</b><span>{0}{note}</span></button>"#,
                escaped(email),
                escaped(name)
            )
        })
        .collect();
    let hide = if provider == Provider::Apple {
        r#"<label class="tick"><input type="checkbox" name="hide_email"> Hide my e-mail (a relay address is told)</label>"#
    } else {
        ""
    };
    let (client, site) = (escaped(&asked.client_id), escaped(&asked.redirect_uri));
    let content = format!(
        r#"<p>to go on to <b>{client}</b><br><small>{site}</small></p>
<form method="post">
<button class="unseen" name="who" value="someone" tabindex="-1" aria-hidden="true"></button>
{hide}
<div class="people">{people}</div>
<fieldset>
<legend>Somebody else</legend>
<label>E-mail <input name="email" autocomplete="off" placeholder="name@example.com" dir="ltr"></label>
<label>Name <input name="name" autocomplete="off" dir="auto"></label>
<label class="tick"><input type="checkbox" name="verified" checked> The address is verified</label>
<button class="main" name="who" value="someone">Continue</button>
</fieldset>
<button class="plain" name="who" value="nobody">Cancel</button>
</form>"#
    );
    page(
        StatusCode::OK,
        &format!("Sign in with {}", provider.name()),
        &content,
    )
}

/// What a client did wrong, as the real provider would say on a page of its own.
pub(super) fn problem(provider: Provider, problem: &str) -> HttpResponse {
    let content = format!(r#"<p class="problem">{}</p>"#, escaped(problem));
    page(
        StatusCode::BAD_REQUEST,
        &format!("{} can't sign you in", provider.name()),
        &content,
    )
}

/// A form that brings `fields` to the shop by itself.
pub(super) fn send_back(redirect_uri: &str, fields: &[(&'static str, String)]) -> HttpResponse {
    let fields = hidden_fields(fields.iter().map(|(name, value)| (*name, value.as_str())));
    let content = format!(
        r#"<form method="post" action="{}" id="back">{fields}<button class="main">Continue</button></form>
<script src="/oidc/submit.js"></script>"#,
        escaped(redirect_uri)
    );
    page(StatusCode::OK, "Back to the shop", &content)
}

pub(super) async fn submit_script() -> impl Responder {
    HttpResponse::Ok()
        .content_type("text/javascript; charset=utf-8")
        .body("document.getElementById('back').submit();\n")
}

fn page(status: StatusCode, title: &str, content: &str) -> HttpResponse {
    HttpResponse::build(status)
        .content_type(ContentType::html())
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .insert_header(CacheControl(vec![CacheDirective::NoStore]))
        .body(format!(
            r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/sandbox.css">
</head>
<body class="provider">
<main>
<p class="mark">Amoonis sandbox: not the real provider</p>
<h1>{title}</h1>
{content}
</main>
</body>
</html>
"#
        ))
}
