use db::Conn;
use kernel::{Ctx, OrderId};
use payments::{AlertKind, Attempt, NewAlert, Refund};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use serde_json::{Value, json};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    code: String,
    region_id: Uuid,
}

/// Tells staff of an attempt that has been without an outcome for too long. Whether it was news.
pub async fn alert_attempt(conn: &impl Conn, ctx: &Ctx, attempt: &Attempt) -> Result<bool, DbErr> {
    let detail = json!({
        "attempt": attempt.reference, "state": attempt.state.as_str(), "amount_minor": attempt.amount.minor,
        "currency": attempt.amount.currency.code(),
    });
    let subject = attempt.id.to_string();
    raise(
        conn,
        ctx,
        AlertKind::StuckAttempt,
        subject,
        attempt.order_id,
        detail,
    )
    .await
}

/// Tells staff of trouble with a refund, with why. Whether it was news.
pub async fn alert_refund(
    conn: &impl Conn,
    ctx: &Ctx,
    refund: &Refund,
    kind: AlertKind,
    why: &str,
) -> Result<bool, DbErr> {
    let detail = json!({
        "refund": refund.reference, "state": refund.state.as_str(), "amount_minor": refund.amount.minor,
        "currency": refund.amount.currency.code(), "why": why,
    });
    raise(conn, ctx, kind, refund.id.to_string(), refund.order_id, detail).await
}

/// Tells staff that an order's books differ. Whether it was news.
pub(crate) async fn alert_books(
    conn: &impl Conn,
    ctx: &Ctx,
    order: OrderId,
    what: &str,
) -> Result<bool, DbErr> {
    let detail = json!({ "what": what });
    raise(
        conn,
        ctx,
        AlertKind::BooksDiffer,
        order.to_string(),
        order,
        detail,
    )
    .await
}

async fn raise(
    conn: &impl Conn,
    ctx: &Ctx,
    kind: AlertKind,
    subject: String,
    order: OrderId,
    mut detail: Value,
) -> Result<bool, DbErr> {
    let id = order.uuid();
    let row = Row::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT code, region_id FROM orders WHERE id = {id}"#
    ))
    .one(conn)
    .await?
    .ok_or_else(|| DbErr::RecordNotFound(order.to_string()))?;
    detail["order"] = row.code.into();
    let alert = NewAlert {
        kind,
        subject,
        region: Some(row.region_id.into()),
        order: Some(order),
        detail,
    };
    payments::raise_alert(conn, ctx, alert).await
}
