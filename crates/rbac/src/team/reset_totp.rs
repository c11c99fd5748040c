use accounts::RevokedReason;
use accounts::work::{Notice, SecurityNotice};
use audit::Entry;
use db::Db;
use jobs::Enqueue;
use kernel::{AccountId, Ctx, StaffActor};
use serde_json::json;

use super::TeamError;
use super::member::lock_pair;
use crate::authority::Authority;

/// Takes a colleague's second factor and recovery codes away, who has lost them, ends their sessions and tells them. Only admins do
/// this, and not to themselves: on the own account it takes a fresh proof of who one is.
pub async fn reset_totp(db: &Db, ctx: &Ctx, actor: &StaffActor, id: AccountId) -> Result<(), TeamError> {
    let tx = db::begin(db).await?;
    let pair = lock_pair(&tx, actor, id).await?;
    if pair.authority != Authority::Admin {
        return Err(TeamError::AdminsOnly);
    }
    if actor.id == id {
        return Err(TeamError::OwnAccount);
    }
    accounts::totp::remove(&tx, id).await?;
    accounts::revoke_all_sessions(&tx, ctx, id, RevokedReason::TotpChanged).await?;
    let entry = Entry {
        action: "team.reset_totp",
        entity: "account",
        entity_id: id.to_string(),
        label: pair.target.full_name,
        region: None,
        before: json!({"totp_enrolled": pair.target.totp_enrolled}),
        after: json!({"totp_enrolled": false}),
    };
    audit::record(&tx, ctx, actor, entry).await?;
    let notice = SecurityNotice {
        account_id: id,
        kind: Notice::TotpChanged,
    };
    jobs::enqueue(&tx, ctx, &notice, Enqueue::default()).await?;
    Ok(tx.commit().await?)
}
