//! The pages a shopper pays on.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_SECURITY_POLICY, CacheControl, CacheDirective, ContentType, LOCATION};
use actix_web::web::{Data, Form, Path, Query, ServiceConfig, get, post, resource};
use serde::Deserialize;

use super::MyFatoorah;
use super::act::Act;
use super::books::{Invoice, Language};
use super::decline;
use super::make::{back, outcome};
use super::method::Method;
use super::words::{Words, words};
use crate::html::{escaped, hidden_fields};
use crate::world::World;

/// Forms lead to the shop in the end, wherever that is.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; base-uri 'none'; object-src 'none'";

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(resource("/{country:[A-Z]{3}}/ie/{key}").route(get().to(open_page)))
        .service(resource("/{language:En|Ar}/{country}/PayInvoice/Checkout").route(get().to(checkout)))
        .service(
            resource("/{language:En|Ar}/{country}/PayInvoice/MpgsAuthentication").route(get().to(challenge)),
        )
        .service(
            resource("/{language:En|Ar}/{country}/PayInvoice/{wallet:ApplePay|GooglePay}Complete")
                .route(get().to(complete))
                .route(post().to(complete)),
        )
        .service(resource("/PayInvoice/{key}/act").route(post().to(act)))
        .service(resource("/imgs/payment-methods/{code}.svg").route(get().to(picture)));
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    #[serde(rename = "invoiceKey")]
    key: String,
    #[serde(rename = "paymentGatewayId")]
    method: Option<u64>,
    #[serde(rename = "paymentId")]
    payment_id: String,
    lang: Option<String>,
}

impl Asked {
    /// What the shopper chose, else the invoice's.
    fn language(&self, invoice: &Invoice) -> Language {
        match self.lang.as_deref() {
            Some("ar") => Language::Ar,
            Some("en") => Language::En,
            _ => invoice.language,
        }
    }
}

async fn open_page(world: Data<World>, path: Path<(String, String)>, asked: Query<Asked>) -> HttpResponse {
    choose(&world, &path.1, &asked, "")
}

async fn checkout(world: Data<World>, asked: Query<Asked>) -> HttpResponse {
    choose(&world, &asked.key, &asked, "")
}

/// The page as it is for an invoice now; `said` is what came of the last try.
fn choose(world: &World, key: &str, asked: &Asked, said: &str) -> HttpResponse {
    let gateway = &world.myfatoorah;
    let Some(invoice) = gateway.books().by_key(key).cloned() else {
        let unknown = words(Language::En);
        return html(StatusCode::NOT_FOUND, unknown, "", unknown.unknown);
    };
    let language = asked.language(&invoice);
    let w = words(language);
    let above = heading(w, &invoice, asked);
    if invoice.is_paid() {
        return html(StatusCode::OK, w, &above, &closed(w, &invoice, w.paid));
    }
    if invoice.expires <= world.ctx.now() {
        return html(StatusCode::OK, w, &above, &closed(w, &invoice, w.expired));
    }
    let said = if said.is_empty() {
        String::new()
    } else {
        format!(r#"<p class="problem" role="alert">{}</p>"#, escaped(said))
    };
    let methods = methods(gateway, &invoice, asked.method, language);
    let codes: String = decline::ALL
        .iter()
        .filter(|(code, ..)| *code != decline::CANCELLED)
        .map(|(code, en, ar)| {
            let text = if language == Language::Ar { ar } else { en };
            let selected = if *code == "MF002" { " selected" } else { "" };
            format!(r#"<option value="{code}"{selected}>{code} · {text}</option>"#)
        })
        .collect();
    let hidden = hidden_fields([("lang", w.lang)]);
    let amount = invoice.asked;
    let content = format!(
        r#"{said}<form method="post" action="/PayInvoice/{key}/act">{hidden}
<fieldset class="methods"><legend>{method}</legend>{methods}</fieldset>
<button class="main" name="deed" value="approve">{pay} <bdi>{amount}</bdi></button>
<details><summary>{otherwise}</summary>
<div class="deeds">
<label>{why} <select name="code">{codes}</select></label>
<label class="tick"><input type="checkbox" name="stay"> {stay}</label>
<button name="deed" value="decline">{decline}</button>
<button name="deed" value="vanish">{vanish}</button>
<button name="deed" value="leave">{leave}</button>
</div></details>
<button class="plain" name="deed" value="cancel">{cancel}</button>
</form>"#,
        key = escaped(key),
        method = w.method,
        pay = w.pay,
        otherwise = w.otherwise,
        why = w.why,
        stay = w.stay,
        decline = w.decline,
        vanish = w.vanish,
        leave = w.leave,
        cancel = w.cancel,
    );
    html(StatusCode::OK, w, &above, &content)
}

fn heading(w: &Words, invoice: &Invoice, asked: &Asked) -> String {
    let kept = match asked.method {
        Some(id) => format!("paymentGatewayId={id}&amp;"),
        None => format!("paymentId={}&amp;", escaped(&asked.payment_id)),
    };
    let (other, name) = w.other;
    format!(
        r#"<p class="amount"><bdi>{amount}</bdi></p>
<p class="about">{to} · {label} <bdi>{number}</bdi> · <bdi>{reference}</bdi>
<a href="?invoiceKey={key}&amp;{kept}lang={other}" lang="{other}">{name}</a></p>"#,
        amount = invoice.asked,
        to = w.to,
        label = w.invoice,
        number = invoice.id,
        reference = escaped(&invoice.reference),
        key = escaped(&invoice.key),
    )
}

fn methods(gateway: &MyFatoorah, invoice: &Invoice, asked: Option<u64>, language: Language) -> String {
    let Some(account) = gateway.account(&invoice.account) else {
        return String::new();
    };
    let only = asked.and_then(|id| Method::by_id(account.country, id));
    Method::of(account.country)
        .filter(|method| !method.is_direct && only.is_none_or(|only| only.code == method.code))
        .enumerate()
        .map(|(at, method)| {
            let name = match language {
                Language::En => method.name_en,
                Language::Ar => method.name_ar,
            };
            let checked = if at == 0 { " checked" } else { "" };
            format!(
                r#"<label><input type="radio" name="method" value="{0}"{checked}><img src="/imgs/payment-methods/{0}.svg" alt="" width="52" height="32"><span>{name}</span></label>"#,
                method.code
            )
        })
        .collect()
}

fn closed(w: &Words, invoice: &Invoice, why: &str) -> String {
    let paid = invoice.rows.last().filter(|_| invoice.is_paid());
    let link = match paid {
        Some(row) => back(&invoice.success_url, &row.payment_id),
        None => invoice.error_url.clone(),
    };
    format!(
        r#"<p>{why}</p><p><a href="{}">{}</a></p>"#,
        escaped(&link),
        w.back
    )
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Deed {
    deed: String,
    code: String,
    method: Option<String>,
    /// A checkbox: there when ticked.
    stay: Option<String>,
    lang: Option<String>,
}

async fn act(world: Data<World>, key: Path<String>, form: Form<Deed>) -> HttpResponse {
    let gateway = &world.myfatoorah;
    let asked = Asked {
        lang: form.lang.clone(),
        ..Asked::default()
    };
    let Some(invoice) = gateway.books().by_key(&key).cloned() else {
        return choose(&world, &key, &asked, "");
    };
    let now = world.ctx.now();
    if invoice.is_paid() || invoice.expires <= now {
        return choose(&world, &key, &asked, "");
    }
    let w = words(asked.language(&invoice));
    let deed = match form.deed.as_str() {
        "approve" | "vanish" => Act::Approve,
        "decline" => Act::Decline(form.code.clone()),
        "cancel" => Act::Cancel,
        _ => Act::Start,
    };
    let is_success = deed == Act::Approve;
    let payment_id = match gateway.act(invoice.id, (form.method.as_deref(), deed), now) {
        Ok(payment_id) => payment_id,
        Err(why) => return choose(&world, &key, &asked, why),
    };
    match form.deed.as_str() {
        "vanish" => html(StatusCode::OK, w, "", &format!("<p>{}</p>", w.vanished)),
        "leave" => html(
            StatusCode::OK,
            w,
            "",
            &format!(
                r#"<p>{}</p><p><a href="{}">{}</a></p>"#,
                w.left,
                escaped(&gateway.page_of(&invoice)),
                w.title
            ),
        ),
        "decline" if form.stay.is_some() => {
            let meaning = decline::meaning(&form.code).unwrap_or_default();
            let said = format!("{} {} {meaning}", w.failed, form.code);
            choose(&world, &key, &asked, &said)
        }
        _ if is_success => redirect(&back(&invoice.success_url, &payment_id)),
        _ => redirect(&back(&invoice.error_url, &payment_id)),
    }
}

/// 3-D Secure: the payment has begun and waits for the shopper.
async fn challenge(world: Data<World>, asked: Query<Asked>) -> HttpResponse {
    let found = world.myfatoorah.books().by_key(&asked.key).cloned();
    let Some(invoice) = found.filter(|invoice| invoice.row(&asked.payment_id).is_some()) else {
        let w = words(Language::En);
        return html(StatusCode::NOT_FOUND, w, "", w.unknown);
    };
    let w = words(asked.language(&invoice));
    let above = heading(w, &invoice, &asked);
    if invoice.is_paid() || invoice.in_progress().is_none() {
        return html(StatusCode::OK, w, &above, &closed(w, &invoice, w.paid));
    }
    let hidden = hidden_fields([("lang", w.lang), ("code", "MF001")]);
    let content = format!(
        r#"<p>{}</p><form method="post" action="/PayInvoice/{}/act">{hidden}
<button class="main" name="deed" value="approve">{}</button>
<button name="deed" value="decline">{}</button>
</form>"#,
        w.challenge,
        escaped(&invoice.key),
        w.confirm,
        w.refuse
    );
    html(StatusCode::OK, w, &above, &content)
}

/// Calling it is what charges a wallet's session in version 2.
async fn complete(world: Data<World>, asked: Query<Asked>) -> HttpResponse {
    let gateway = &world.myfatoorah;
    let found = gateway.books().by_key(&asked.key).cloned();
    let Some((invoice, fund)) = found.and_then(|invoice| Some((invoice.clone(), invoice.fund?))) else {
        let w = words(Language::En);
        return html(StatusCode::NOT_FOUND, w, "", w.unknown);
    };
    let deed = outcome(&fund);
    let url = if deed == Act::Approve {
        &invoice.success_url
    } else {
        &invoice.error_url
    };
    let address = back(url, &asked.payment_id);
    // Called twice it charges once.
    if invoice.in_progress().is_some() {
        let method = Some(fund.method.as_str());
        if let Err(why) = gateway.act(invoice.id, (method, deed), world.ctx.now()) {
            return crate::answer::error(StatusCode::CONFLICT, why);
        }
    }
    redirect(&address)
}

async fn picture(code: Path<String>) -> HttpResponse {
    let name = Method::known(&code).name_en;
    let short: String = name.chars().take(11).collect();
    HttpResponse::Ok().content_type("image/svg+xml").body(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="104" height="64" viewBox="0 0 104 64"><rect x="1" y="1" width="102" height="62" rx="10" fill="#fffdfa" stroke="#f3d9d0" stroke-width="2"/><text x="52" y="38" text-anchor="middle" font-family="sans-serif" font-size="14" font-weight="700" fill="#b8405e">{}</text></svg>"##,
        escaped(&short)
    ))
}

fn redirect(url: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, url.to_owned()))
        .finish()
}

pub(super) fn html(status: StatusCode, w: &Words, above: &str, content: &str) -> HttpResponse {
    HttpResponse::build(status)
        .content_type(ContentType::html())
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .insert_header(CacheControl(vec![CacheDirective::NoStore]))
        .body(format!(
            r#"<!doctype html>
<html lang="{lang}" dir="{dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/sandbox.css">
</head>
<body class="provider pay">
<main>
<p class="mark">{mark}</p>
<h1>{title}</h1>
{above}
{content}
</main>
</body>
</html>
"#,
            lang = w.lang,
            dir = w.dir,
            title = w.title,
            mark = w.mark,
        ))
}
