use audit::Entry;
use db::{Conn, Db, Tx};
use kernel::{Ctx, OrderEventId, OrderId, RegionScope, StaffActor};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use serde_json::json;
use uuid::Uuid;

use super::{Actor, EventKind};
use crate::idempotency::{IdempotencyKey, KeyError};
use crate::status::OrderStatus;

pub const MAX_NOTE_LENGTH: usize = 1_000;

#[derive(Debug, thiserror::Error)]
pub enum AddNoteError {
    #[error("there is no such order")]
    NotFound,
    #[error("a note has a text")]
    Empty,
    #[error("a note has at most {MAX_NOTE_LENGTH} characters")]
    TooLong,
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Db(#[from] DbErr),
}

#[derive(FromQueryResult)]
struct Noted {
    code: String,
    region_id: Uuid,
}

/// Adds a staff note to the timeline of an order of the `scope`. Customers never see notes.
#[expect(
    clippy::too_many_arguments,
    reason = "who, where, what and the key are four things"
)]
pub async fn add_note(
    db: &Db,
    ctx: &Ctx,
    staff: &StaffActor,
    scope: &RegionScope,
    order_id: OrderId,
    text: &str,
    key: &IdempotencyKey,
) -> Result<(), AddNoteError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(AddNoteError::Empty);
    }
    if text.chars().count() > MAX_NOTE_LENGTH {
        return Err(AddNoteError::TooLong);
    }
    let key_scope = format!("note:{order_id}");
    let tx = db::begin(db).await?;
    if key.claim::<()>(&tx, ctx, &key_scope).await?.is_some() {
        return Ok(());
    }
    let id = order_id.uuid();
    let order = Noted::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT code, region_id FROM orders WHERE id = {id}"#
    ))
    .one(&tx)
    .await?
    .filter(|order| scope.covers(order.region_id.into()))
    .ok_or(AddNoteError::NotFound)?;
    record_event(
        &tx,
        ctx,
        order_id,
        EventKind::Note,
        None,
        None,
        &staff.into(),
        text,
    )
    .await?;
    let entry = Entry {
        action: "orders.note",
        entity: "order",
        entity_id: order_id.to_string(),
        label: order.code,
        region: Some(order.region_id.into()),
        before: json!({}),
        after: json!({ "note": text }),
    };
    audit::record(&tx, ctx, staff, entry).await?;
    key.keep(&tx, &key_scope, &()).await?;
    tx.commit().await?;
    Ok(())
}

/// Appends to the order's timeline.
#[expect(clippy::too_many_arguments, reason = "one argument per column")]
pub(crate) async fn record_event(
    tx: &Tx,
    ctx: &Ctx,
    order_id: OrderId,
    kind: EventKind,
    from: Option<OrderStatus>,
    to: Option<OrderStatus>,
    actor: &Actor,
    reason: &str,
) -> Result<(), DbErr> {
    let id: OrderEventId = ctx.new_id();
    let (id, order, now, kind) = (id.uuid(), order_id.uuid(), ctx.now(), kind.as_str());
    let (from, to) = (from.map(OrderStatus::as_str), to.map(OrderStatus::as_str));
    let (actor_kind, actor_id, actor_name) = (
        actor.kind.as_str(),
        actor.id.map(kernel::AccountId::uuid),
        actor.name.clone(),
    );
    let reason = reason.to_owned();
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"INSERT INTO order_events (id, order_id, kind, from_status, to_status, actor_kind, actor_id, actor_name, reason, created_at)
           VALUES ({id}, {order}, {kind}, {from}, {to}, {actor_kind}, {actor_id}, {actor_name}, {reason}, {now})"#
    ))
    .await?;
    Ok(())
}
