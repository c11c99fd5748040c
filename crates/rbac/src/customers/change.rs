use accounts::RevokedReason;
use audit::Entry;
use db::{Db, Tx};
use kernel::{AccountId, Ctx, RegionId, RegionScope, StaffActor};
use sea_orm::{ConnectionTrait as _, DbErr, FromQueryResult, raw_sql};
use serde_json::{Value, json};
use uuid::Uuid;

use super::list::{CUSTOMERS, belonging};
use crate::permission::{Level, Permission};
use crate::query::Query;
use crate::team::lock_people;

/// Longest reason, in characters.
pub const MAX_REASON: usize = 500;

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// There is no such customer, or none in the doer's regions.
    #[error("no such customer")]
    NotFound,
    #[error("the doer may not manage customers")]
    Forbidden,
    #[error("the customer was changed meanwhile")]
    StaleVersion { current: i32 },
    #[error("a reason has 1 to 500 characters")]
    InvalidReason,
    #[error(transparent)]
    Database(#[from] DbErr),
}

#[derive(FromQueryResult)]
struct Locked {
    full_name: String,
    is_active: bool,
    disabled_reason: String,
    region_id: Option<Uuid>,
    version: i32,
}

/// Switches a customer off, for a reason, and ends their sessions.
pub async fn disable(
    db: &Db,
    ctx: &Ctx,
    actor: &StaffActor,
    id: AccountId,
    reason: &str,
    version: i32,
) -> Result<(), ChangeError> {
    let reason = reason.trim();
    if !(1..=MAX_REASON).contains(&reason.chars().count()) {
        return Err(ChangeError::InvalidReason);
    }
    switch(db, ctx, actor, id, (false, reason, version)).await
}

/// Lets a customer in again.
pub async fn enable(
    db: &Db,
    ctx: &Ctx,
    actor: &StaffActor,
    id: AccountId,
    version: i32,
) -> Result<(), ChangeError> {
    switch(db, ctx, actor, id, (true, "", version)).await
}

async fn switch(
    db: &Db,
    ctx: &Ctx,
    actor: &StaffActor,
    id: AccountId,
    (is_active, reason, version): (bool, &str, i32),
) -> Result<(), ChangeError> {
    let tx = db::begin(db).await?;
    let old = lock(&tx, actor, id).await?;
    if old.version != version {
        return Err(ChangeError::StaleVersion { current: old.version });
    }
    let before = json!({"is_active": old.is_active, "disabled_reason": old.disabled_reason});
    let after = json!({"is_active": is_active, "disabled_reason": reason});
    let (key, now) = (id.uuid(), ctx.now());
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE accounts SET is_active = {is_active}, disabled_reason = {reason}, version = version + 1, updated_at = {now}
            WHERE id = {key}"#
    ))
    .await?;
    if !is_active {
        accounts::revoke_all_sessions(&tx, ctx, id, RevokedReason::Disabled).await?;
    }
    let action = if is_active {
        "customers.enable"
    } else {
        "customers.disable"
    };
    record(&tx, ctx, actor, (id, old), (action, before, after)).await?;
    Ok(tx.commit().await?)
}

/// Signs a customer out everywhere.
pub async fn revoke_sessions(
    db: &Db,
    ctx: &Ctx,
    actor: &StaffActor,
    id: AccountId,
) -> Result<(), ChangeError> {
    let tx = db::begin(db).await?;
    let old = lock(&tx, actor, id).await?;
    let ended = accounts::revoke_all_sessions(&tx, ctx, id, RevokedReason::Revoked).await?;
    let (before, after) = (json!({"open_sessions": ended}), json!({"open_sessions": 0}));
    record(&tx, ctx, actor, (id, old), ("customers.sign_out", before, after)).await?;
    Ok(tx.commit().await?)
}

/// The customer, locked, if the doer may (still) manage them.
async fn lock(tx: &Tx, actor: &StaffActor, id: AccountId) -> Result<Locked, ChangeError> {
    let people = lock_people(tx, &[actor.id, id]).await?;
    let doer = people.iter().find(|person| person.id == actor.id);
    let scope = doer
        .filter(|doer| doer.is_active)
        .and_then(|doer| match doer.role {
            accounts::Role::Admin => Some(RegionScope::All),
            accounts::Role::Manager => doer.grants.allows(Permission::Customers, Level::Manage),
            accounts::Role::Customer => None,
        })
        .ok_or(ChangeError::Forbidden)?;
    let mut query = Query::new(CUSTOMERS);
    belonging(&mut query, &scope);
    let key = query.bind(id.uuid());
    let sql = format!(
        "SELECT a.full_name, a.is_active, a.disabled_reason, a.region_id, a.version FROM accounts a WHERE {} AND a.id = {key}",
        query.conditions()
    );
    let found = Locked::find_by_statement(query.statement(sql)).one(tx).await?;
    found.ok_or(ChangeError::NotFound)
}

async fn record(
    tx: &Tx,
    ctx: &Ctx,
    actor: &StaffActor,
    (id, customer): (AccountId, Locked),
    (action, before, after): (&'static str, Value, Value),
) -> Result<(), DbErr> {
    let entry = Entry {
        action,
        entity: "customer",
        entity_id: id.to_string(),
        label: customer.full_name,
        region: customer.region_id.map(RegionId::from),
        before,
        after,
    };
    audit::record(tx, ctx, actor, entry).await
}
