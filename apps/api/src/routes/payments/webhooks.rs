use actix_web::{HttpRequest, HttpResponse, post, web};
use jobs::Enqueue;
use kernel::PaymentAttemptId;
use orders::payment::refund::RunRefund;
use orders::work::SettleAttempt;
use payments::gateway::{WebhookEvent, WebhookHeaders, WebhookKind, WebhookRefused};
use payments::{AlertKind, Attempt, EventKind, NewAlert, NewEvent};
use serde_json::json;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::error::{Code, Problem};
use crate::routes::problems::{BodyTooLarge, ForgedWebhook, NotFound};
use crate::state::State;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(receive_payment_event);
}

/// Events of the payment provider
///
/// Checked by signature, kept, answered at once and worked on by a job, which asks the provider itself: what an event says is only
/// a hint. A repeated event is answered the same.
#[utoipa::path(
    operation_id = "receivePaymentEvent", tag = "payments",
    params(("region" = String, Path, description = "Whose merchant account", example = "ae")),
    request_body(content_type = "application/json", description = "As the provider writes it", content = serde_json::Value),
    responses((status = 200, description = "Kept"), NotFound, ForgedWebhook, BodyTooLarge)
)]
#[post("/webhooks/myfatoorah/{region}")]
async fn receive_payment_event(
    state: web::Data<State>,
    region: web::Path<String>,
    request: HttpRequest,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let gateway = state.gateways.of(&region).ok_or_else(Problem::not_found)?;
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let headers = WebhookHeaders {
        signature: header("myfatoorah-signature"),
        version: header("myfatoorah-webhook-version"),
    };
    match gateway.read_webhook(headers, &body) {
        Ok(event) => keep(&state, &region, &event).await?,
        Err(refused) => return Err(refuse(&state, &region, refused).await?),
    }
    Ok(HttpResponse::Ok().json(json!({})))
}

/// Keeps the event and has somebody look, in one transaction: an event that was answered is never lost.
async fn keep(state: &State, region: &str, event: &WebhookEvent) -> Result<(), Problem> {
    let attempt = attempt_of(state, region, event).await?;
    let tx = db::begin(&state.db).await?;
    let new = NewEvent {
        account: region.to_owned(),
        kind: EventKind::Webhook,
        provider_id: Some(event.fact()),
        attempt: attempt.as_ref().map(|attempt| attempt.id),
        refund: None,
        outcome: kind_of(event).to_owned(),
        body: json!({ "said": format!("{event:?}") }),
    };
    payments::record_event(&tx, &state.ctx, new).await?;
    if let Some(attempt) = attempt {
        follow_up(&tx, state, attempt.id, event).await?;
    }
    tx.commit().await?;
    metrics::counter!("payment_webhooks_total", "kind" => kind_of(event)).increment(1);
    Ok(())
}

async fn follow_up(
    tx: &db::Tx,
    state: &State,
    attempt: PaymentAttemptId,
    event: &WebhookEvent,
) -> Result<(), Problem> {
    if let WebhookKind::Refund { .. } = event.kind {
        for refund in payments::list_open_refunds(tx, attempt).await? {
            jobs::enqueue(
                tx,
                &state.ctx,
                &RunRefund { refund_id: refund.id },
                Enqueue::default(),
            )
            .await?;
        }
        return Ok(());
    }
    let job = SettleAttempt { attempt_id: attempt };
    jobs::enqueue(tx, &state.ctx, &job, Enqueue::default()).await?;
    Ok(())
}

async fn attempt_of(state: &State, region: &str, event: &WebhookEvent) -> Result<Option<Attempt>, Problem> {
    let (invoice, reference) = match &event.kind {
        WebhookKind::Payment {
            invoice_id,
            reference,
            ..
        } => (Some(invoice_id), reference.as_deref()),
        WebhookKind::Refund { invoice_id, .. } | WebhookKind::Dispute { invoice_id, .. } => {
            (invoice_id.as_ref(), None)
        }
        WebhookKind::Deposit { .. } | WebhookKind::Other { .. } => (None, None),
    };
    if let Some(invoice) = invoice
        && let Some(found) = payments::find_attempt_by_invoice(&state.db, region, invoice.as_str()).await?
    {
        return Ok(Some(found));
    }
    // The event may be faster than the answer to the call that made the invoice.
    let found = match reference {
        Some(reference) => payments::find_attempt_by_reference(&state.db, reference).await?,
        None => None,
    };
    Ok(found.filter(|attempt| attempt.account == region))
}

/// Somebody pretends to be the provider, or a secret is wrong: counted, and said once a day.
async fn refuse(state: &State, region: &str, why: WebhookRefused) -> Result<Problem, Problem> {
    metrics::counter!("payment_webhooks_refused_total").increment(1);
    tracing::warn!(region, %why, "an event of the payment provider was refused");
    let alert = NewAlert {
        kind: AlertKind::ForgedWebhook,
        subject: format!("{region}:{}", state.ctx.now().date_naive()),
        region: None,
        order: None,
        detail: json!({ "account": region, "why": why.to_string() }),
    };
    payments::raise_alert(&state.db, &state.ctx, alert).await?;
    Ok(Problem::new(Code::ForgedWebhook))
}

fn kind_of(event: &WebhookEvent) -> &'static str {
    match event.kind {
        WebhookKind::Payment { .. } => "payment",
        WebhookKind::Refund { .. } => "refund",
        WebhookKind::Dispute { .. } => "dispute",
        WebhookKind::Deposit { .. } => "deposit",
        WebhookKind::Other { .. } => "other",
    }
}
