use accounts::{RevokedReason, clean_name};
use audit::Entry;
use db::Db;
use kernel::{AccountId, Ctx, StaffActor};
use sea_orm::{ConnectionTrait as _, raw_sql};
use serde_json::json;

use super::member::{fetch, lock_pair};
use super::{Member, TeamError, clean_title};

/// What to change; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct Update {
    pub full_name: Option<String>,
    pub title: Option<String>,
    /// Switching somebody off ends all their sessions.
    pub is_active: Option<bool>,
    /// The version that was looked at.
    pub version: i32,
}

/// Changes who a colleague is, or whether they may work here.
pub async fn update(
    db: &Db,
    ctx: &Ctx,
    actor: &StaffActor,
    id: AccountId,
    update: Update,
) -> Result<Member, TeamError> {
    let tx = db::begin(db).await?;
    let pair = lock_pair(&tx, actor, id).await?;
    pair.authority.may_change(&pair.target)?;
    let old = pair.target;
    if old.version != update.version {
        return Err(TeamError::StaleVersion { current: old.version });
    }
    let full_name = match update.full_name {
        Some(name) => clean_name(&name).map_err(|_| TeamError::InvalidName)?,
        None => old.full_name.clone(),
    };
    let title = match update.title {
        Some(title) => clean_title(&title)?,
        None => old.title.clone(),
    };
    let is_active = update.is_active.unwrap_or(old.is_active);
    let before = json!({"full_name": old.full_name, "title": old.title, "is_active": old.is_active});
    let after = json!({"full_name": full_name, "title": title, "is_active": is_active});
    let (key, now) = (id.uuid(), ctx.now());
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE accounts SET full_name = {full_name}, title = {title}, is_active = {is_active}, updated_at = {now},
                  version = version + 1 WHERE id = {key}"#
    ))
    .await?;
    if old.is_active && !is_active {
        accounts::revoke_all_sessions(&tx, ctx, id, RevokedReason::Disabled).await?;
    }
    let entry = Entry {
        action: "team.update",
        entity: "account",
        entity_id: id.to_string(),
        label: old.full_name,
        region: None,
        before,
        after,
    };
    audit::record(&tx, ctx, actor, entry).await?;
    let member = fetch(&tx, &[id]).await?.pop().ok_or(TeamError::NotFound)?;
    tx.commit().await?;
    Ok(member.seen_by(Some(&pair.authority)))
}
