use db::Tx;
use kernel::{Ctx, InvitationId};
use sea_orm::{ConnectionTrait as _, DbErr, raw_sql};
use secrecy::SecretString;

use super::list::by_id;
use super::{Invitation, Status, token_hash};

/// Makes the invitation's link: the secret part of it, of which only a hash is kept. An earlier link is dead then. `None`: the
/// invitation isn't open any more.
pub async fn issue_link(
    tx: &Tx,
    ctx: &Ctx,
    id: InvitationId,
) -> Result<Option<(Invitation, SecretString)>, DbErr> {
    let found = by_id(tx, ctx.now(), id, "FOR UPDATE OF i").await?;
    let Some(invitation) = found.filter(|invitation| invitation.status == Status::Open) else {
        return Ok(None);
    };
    let token = ctx.new_secret();
    let (id, hash) = (id.uuid(), token_hash(&token));
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE staff_invitations SET token_hash = {hash} WHERE id = {id}"#
    ))
    .await?;
    Ok(Some((invitation, token.into())))
}
