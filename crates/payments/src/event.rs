use chrono::{DateTime, Utc};
use db::Conn;
use kernel::{Ctx, OrderId, PaymentAttemptId, RefundId};
use sea_orm::{DbErr, FromQueryResult};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::sql::statement;
use crate::words::words;

/// How we came to hear of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    Webhook,
    /// The answer to a call that makes something payable.
    Execute,
    Poll,
    /// The answer to a request for a refund.
    Refund,
    RefundPoll,
}

words!(EventKind {
    Webhook = "webhook",
    Execute = "execute",
    Poll = "poll",
    Refund = "refund",
    RefundPoll = "refund_poll",
});

/// Something the provider told us. The body must be free of card data, tokens and names before it comes here.
#[derive(Clone, Debug)]
pub struct NewEvent {
    pub account: String,
    pub kind: EventKind,
    /// The provider's own id of the event; `None`: the same words are the same event.
    pub provider_id: Option<String>,
    pub attempt: Option<PaymentAttemptId>,
    pub refund: Option<RefundId>,
    /// What it said, in one word.
    pub outcome: String,
    pub body: Value,
}

/// Keeps an event, once. False: it was kept before.
pub async fn record_event(conn: &impl Conn, ctx: &Ctx, event: NewEvent) -> Result<bool, DbErr> {
    let id: Uuid = ctx.new_id();
    let subject = event
        .attempt
        .map(PaymentAttemptId::uuid)
        .or(event.refund.map(RefundId::uuid));
    let dedupe = match &event.provider_id {
        Some(id) => format!("{}:{id}", event.kind),
        None => {
            let digest = Sha256::digest(event.body.to_string());
            let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("{}:{}:{digits}", event.kind, subject.unwrap_or_default())
        }
    };
    let sql = "INSERT INTO provider_events (id, account, kind, dedupe, attempt_id, refund_id, outcome, body, received_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (account, dedupe) DO NOTHING";
    let values = [
        id.into(),
        event.account.into(),
        event.kind.as_str().into(),
        dedupe.into(),
        event.attempt.map(PaymentAttemptId::uuid).into(),
        event.refund.map(RefundId::uuid).into(),
        event.outcome.into(),
        event.body.into(),
        ctx.now().into(),
    ];
    Ok(conn.execute_raw(statement(sql, values)).await?.rows_affected() == 1)
}

/// An event as it was kept.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ProviderEvent {
    pub id: Uuid,
    pub kind: String,
    pub attempt_id: Option<Uuid>,
    pub refund_id: Option<Uuid>,
    pub outcome: String,
    pub body: Value,
    pub received_at: DateTime<Utc>,
}

/// What the provider said about an order, oldest first; at most 500.
pub async fn list_events(conn: &impl Conn, order: OrderId) -> Result<Vec<ProviderEvent>, DbErr> {
    let sql = "SELECT e.id, e.kind, e.attempt_id, e.refund_id, e.outcome, e.body, e.received_at
                 FROM provider_events e
                WHERE e.attempt_id IN (SELECT id FROM payment_attempts WHERE order_id = $1)
                   OR e.refund_id IN (SELECT id FROM refunds WHERE order_id = $1)
                ORDER BY e.received_at, e.id LIMIT 500";
    ProviderEvent::find_by_statement(statement(sql, [order.uuid().into()]))
        .all(conn)
        .await
}
