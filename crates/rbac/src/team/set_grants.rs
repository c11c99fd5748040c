use accounts::Role;
use audit::Entry;
use db::Db;
use kernel::{AccountId, Ctx, StaffActor};
use sea_orm::{ConnectionTrait as _, raw_sql};

use super::member::{described, fetch, lock_pair, region_slugs};
use super::{Member, TeamError};
use crate::grant::{self, Grants};

/// Gives a manager these grants in place of those they have. The doer must hold the old as well as the new ones: taking away is
/// also a use of power. Regions in the grants are of this shop; the caller has looked them up.
///
/// It holds from the next request on, in every process; sessions stay.
pub async fn set_grants(
    db: &Db,
    ctx: &Ctx,
    actor: &StaffActor,
    id: AccountId,
    grants: Grants,
    version: i32,
) -> Result<Member, TeamError> {
    let tx = db::begin(db).await?;
    let pair = lock_pair(&tx, actor, id).await?;
    pair.authority.may_change(&pair.target)?;
    let old = pair.target;
    if old.role != Role::Manager {
        return Err(TeamError::NotAManager);
    }
    pair.authority.reaches(Role::Manager, &grants)?;
    if old.version != version {
        return Err(TeamError::StaleVersion { current: old.version });
    }
    grant::replace(&tx, id, &grants).await?;
    let (key, now) = (id.uuid(), ctx.now());
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE accounts SET version = version + 1, updated_at = {now} WHERE id = {key}"#
    ))
    .await?;
    let slugs = region_slugs(&tx).await?;
    let entry = Entry {
        action: "team.grant",
        entity: "account",
        entity_id: id.to_string(),
        label: old.full_name,
        region: None,
        before: described(&old.grants, &slugs),
        after: described(&grants, &slugs),
    };
    audit::record(&tx, ctx, actor, entry).await?;
    let member = fetch(&tx, &[id]).await?.pop().ok_or(TeamError::NotFound)?;
    tx.commit().await?;
    Ok(member.seen_by(Some(&pair.authority)))
}
