use accounts::{RevokedReason, Role};
use audit::Entry;
use db::{Db, Tx};
use kernel::{AccountId, Ctx, StaffActor};
use sea_orm::{ConnectionTrait as _, DbErr, FromQueryResult, raw_sql};
use serde_json::json;

use super::member::{described, fetch, lock_people, region_slugs};
use super::{Member, TeamError};
use crate::authority::Authority;
use crate::grant::{self, Grants};

/// Makes somebody an admin, a manager (who starts without grants) or a customer. Only admins do this, to anybody who has an
/// account with a verified e-mail address; the last active admin stays one. All sessions of the account end.
pub async fn set_role(
    db: &Db,
    ctx: &Ctx,
    actor: &StaffActor,
    id: AccountId,
    role: Role,
    version: i32,
) -> Result<Member, TeamError> {
    let tx = db::begin(db).await?;
    let people = lock_people(&tx, &[actor.id, id]).await?;
    let by_id = |id: AccountId| people.iter().find(|person| person.id == id);
    let authority = by_id(actor.id).and_then(Authority::of_member);
    if authority != Some(Authority::Admin) {
        return Err(TeamError::AdminsOnly);
    }
    let old = by_id(id).ok_or(TeamError::NotFound)?.clone();
    if old.version != version {
        return Err(TeamError::StaleVersion { current: old.version });
    }
    if role.is_staff() && !email_is_verified(&tx, id).await? {
        return Err(TeamError::EmailNotVerified);
    }
    if role != old.role {
        change(&tx, ctx, actor, &old, role).await?;
    }
    let member = fetch(&tx, &[id]).await?.pop().ok_or(TeamError::NotFound)?;
    tx.commit().await?;
    Ok(member.seen_by(authority.as_ref()))
}

async fn change(tx: &Tx, ctx: &Ctx, actor: &StaffActor, old: &Member, role: Role) -> Result<(), TeamError> {
    let (key, code, now) = (old.id.uuid(), role.code(), ctx.now());
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE accounts SET role = {code}, version = version + 1, updated_at = {now} WHERE id = {key}"#
    ))
    .await?;
    // Old grants must not come back to life with the role.
    grant::replace(tx, old.id, &Grants::default()).await?;
    accounts::revoke_all_sessions(tx, ctx, old.id, RevokedReason::RoleChanged).await?;
    let slugs = region_slugs(tx).await?;
    let entry = Entry {
        action: "team.role",
        entity: "account",
        entity_id: old.id.to_string(),
        label: old.full_name.clone(),
        region: None,
        before: json!({"role": old.role.code(), "grants": described(&old.grants, &slugs)}),
        after: json!({"role": code, "grants": {}}),
    };
    Ok(audit::record(tx, ctx, actor, entry).await?)
}

async fn email_is_verified(tx: &Tx, id: AccountId) -> Result<bool, DbErr> {
    #[derive(FromQueryResult)]
    struct Verified {
        is_verified: bool,
    }
    let id = id.uuid();
    let found = Verified::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT email_verified_at IS NOT NULL AS is_verified FROM accounts WHERE id = {id}"#
    ))
    .one(tx)
    .await?;
    Ok(found.is_some_and(|row| row.is_verified))
}
