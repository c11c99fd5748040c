use db::{Conn, Db, Tx};
use kernel::{Ctx, OrderEventId, OrderId};
use sea_orm::{DbErr, raw_sql};

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

/// Adds a staff note to the order's timeline. Customers never see notes.
pub async fn add_note(
    db: &Db,
    ctx: &Ctx,
    order_id: OrderId,
    actor: &Actor,
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
    let scope = format!("note:{order_id}");
    let tx = db::begin(db).await?;
    if key.claim::<()>(&tx, ctx, &scope).await?.is_some() {
        return Ok(());
    }
    let id = order_id.uuid();
    let found = tx
        .execute_raw(raw_sql!(Postgres, r#"SELECT 1 FROM orders WHERE id = {id}"#))
        .await?;
    if found.rows_affected() == 0 {
        return Err(AddNoteError::NotFound);
    }
    record_event(&tx, ctx, order_id, EventKind::Note, None, None, actor, text).await?;
    key.keep(&tx, &scope, &()).await?;
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
