use accounts::RevokedReason;
use audit::Entry;
use db::Db;
use kernel::{AccountId, Ctx, StaffActor};
use serde_json::json;

use super::TeamError;
use super::member::lock_pair;

/// Signs a colleague out everywhere.
pub async fn revoke_sessions(db: &Db, ctx: &Ctx, actor: &StaffActor, id: AccountId) -> Result<(), TeamError> {
    let tx = db::begin(db).await?;
    let pair = lock_pair(&tx, actor, id).await?;
    pair.authority.may_change(&pair.target)?;
    let ended = accounts::revoke_all_sessions(&tx, ctx, id, RevokedReason::Revoked).await?;
    let entry = Entry {
        action: "team.sign_out",
        entity: "account",
        entity_id: id.to_string(),
        label: pair.target.full_name,
        region: None,
        before: json!({"open_sessions": ended}),
        after: json!({"open_sessions": 0}),
    };
    audit::record(&tx, ctx, actor, entry).await?;
    Ok(tx.commit().await?)
}
