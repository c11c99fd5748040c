use audit::Entry;
use db::{Db, Tx};
use jobs::Enqueue;
use kernel::{Ctx, InvitationId, StaffActor};
use sea_orm::{ConnectionTrait as _, DbErr, raw_sql};
use serde_json::json;

use super::list::by_id;
use super::{Invitation, LIFETIME, SendInvitation, Status};
use crate::authority::{Authority, Sight};
use crate::team::{TeamError, lock_people};

/// Why an invitation was left as it is.
#[derive(Debug, thiserror::Error)]
pub enum ManageError {
    /// Not allowed, or no such invitation.
    #[error(transparent)]
    Team(#[from] TeamError),
    #[error("the invitation was accepted or taken back")]
    Closed,
}

impl From<DbErr> for ManageError {
    fn from(error: DbErr) -> Self {
        Self::Team(error.into())
    }
}

/// Has a new link sent, good for another week; the doer vouches for the invitation from now on. Only for one that wasn't accepted
/// or taken back.
pub async fn resend(db: &Db, ctx: &Ctx, actor: &StaffActor, id: InvitationId) -> Result<(), ManageError> {
    let tx = db::begin(db).await?;
    let old = lock(&tx, ctx, actor, id).await?;
    let (key, doer, expires_at) = (id.uuid(), actor.id.uuid(), ctx.now() + LIFETIME);
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE staff_invitations SET invited_by = {doer}, expires_at = {expires_at}, token_hash = NULL WHERE id = {key}"#
    ))
    .await?;
    let before =
        json!({"invited_by": old.invited_by.as_ref().map(|(id, _)| id), "expires_at": old.expires_at});
    let after = json!({"invited_by": actor.id, "expires_at": expires_at});
    record(&tx, ctx, actor, "invitation.resend", old, (before, after)).await?;
    let job = SendInvitation { invitation_id: id };
    jobs::enqueue(&tx, ctx, &job, Enqueue::default()).await?;
    Ok(tx.commit().await?)
}

/// Takes an invitation back; its link is dead at once.
pub async fn revoke(db: &Db, ctx: &Ctx, actor: &StaffActor, id: InvitationId) -> Result<(), ManageError> {
    let tx = db::begin(db).await?;
    let old = lock(&tx, ctx, actor, id).await?;
    let (key, now) = (id.uuid(), ctx.now());
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE staff_invitations SET revoked_at = {now} WHERE id = {key}"#
    ))
    .await?;
    let states = (json!({"revoked": false}), json!({"revoked": true}));
    record(&tx, ctx, actor, "invitation.revoke", old, states).await?;
    Ok(tx.commit().await?)
}

/// An invitation that is open or has expired, if the doer may deal with it. Locks the doer first, then the
/// invitation.
async fn lock(tx: &Tx, ctx: &Ctx, actor: &StaffActor, id: InvitationId) -> Result<Invitation, ManageError> {
    let doer = lock_people(tx, &[actor.id])
        .await?
        .pop()
        .ok_or(TeamError::Forbidden)?;
    let authority = Authority::of_member(&doer).ok_or(TeamError::Forbidden)?;
    let sight = Sight::of(doer.id, doer.role, &doer.grants).ok_or(TeamError::Forbidden)?;
    let found = by_id(tx, ctx.now(), id, "FOR UPDATE OF i").await?;
    let invitation = found
        .filter(|invitation| sight.sees(None, invitation.role, &invitation.grants))
        .ok_or(TeamError::NotFound)?;
    authority.reaches(invitation.role, &invitation.grants)?;
    if matches!(invitation.status, Status::Accepted | Status::Revoked) {
        return Err(ManageError::Closed);
    }
    Ok(invitation)
}

async fn record(
    tx: &Tx,
    ctx: &Ctx,
    actor: &StaffActor,
    action: &'static str,
    invitation: Invitation,
    (before, after): (serde_json::Value, serde_json::Value),
) -> Result<(), ManageError> {
    let entry = Entry {
        action,
        entity: "invitation",
        entity_id: invitation.id.to_string(),
        label: invitation.full_name,
        region: None,
        before,
        after,
    };
    Ok(audit::record(tx, ctx, actor, entry).await?)
}
