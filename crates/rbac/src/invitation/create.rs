use accounts::{Role, clean_name, find_account};
use audit::Entry;
use db::{Db, Failure, Tx};
use jobs::Enqueue;
use kernel::{Ctx, Email, InvitationId, StaffActor};
use sea_orm::{ConnectionTrait as _, DbErr, raw_sql};
use serde_json::json;

use super::list::by_id;
use super::{Invitation, LIFETIME, SendInvitation};
use crate::authority::Authority;
use crate::grant::Grants;
use crate::team::{TeamError, clean_title, described, lock_people, region_slugs};

/// Whom to invite, and to what.
#[derive(Clone, Debug)]
pub struct Invite {
    pub email: Email,
    pub full_name: String,
    pub title: String,
    /// `en` or `ar`: what the mail is written in.
    pub locale: String,
    /// Manager or admin.
    pub role: Role,
    /// None for an admin. Its regions are of this shop; the caller has looked them up.
    pub grants: Grants,
}

#[derive(Debug, thiserror::Error)]
pub enum InviteError {
    /// Not allowed, or a name that won't do.
    #[error(transparent)]
    Team(#[from] TeamError),
    #[error("customers aren't invited")]
    NotStaff,
    #[error("admins hold everything and are given nothing")]
    GrantsOfAdmin,
    #[error("somebody has an account with this e-mail address and proved it theirs")]
    EmailTaken,
    #[error("an open invitation was sent to this e-mail address")]
    AlreadyInvited,
}

impl From<DbErr> for InviteError {
    fn from(error: DbErr) -> Self {
        match db::failure(&error) {
            Failure::Unique(name) if name == "staff_invitations_open" => Self::AlreadyInvited,
            _ => Self::Team(error.into()),
        }
    }
}

/// Invites somebody and has the link sent. An invitation of the same address that has expired is taken back.
pub async fn create(
    db: &Db,
    ctx: &Ctx,
    actor: &StaffActor,
    invite: Invite,
) -> Result<Invitation, InviteError> {
    match invite.role {
        Role::Customer => return Err(InviteError::NotStaff),
        Role::Admin if !invite.grants.is_empty() => return Err(InviteError::GrantsOfAdmin),
        Role::Admin | Role::Manager => {}
    }
    let invite = Invite {
        full_name: clean_name(&invite.full_name).map_err(|_| TeamError::InvalidName)?,
        title: clean_title(&invite.title)?,
        ..invite
    };
    let tx = db::begin(db).await?;
    let doer = lock_people(&tx, &[actor.id]).await?.pop();
    let authority = doer
        .as_ref()
        .and_then(Authority::of_member)
        .ok_or(TeamError::Forbidden)?;
    authority.reaches(invite.role, &invite.grants)?;
    // An address nobody has proved may be squatted; accepting the invitation will prove it.
    let holder = find_account(&tx, &invite.email).await?;
    if holder.is_some_and(|account| account.email_verified) {
        return Err(InviteError::EmailTaken);
    }
    let id = insert(&tx, ctx, actor, &invite).await?;
    let slugs = region_slugs(&tx).await?;
    let entry = Entry {
        action: "invitation.create",
        entity: "invitation",
        entity_id: id.to_string(),
        label: invite.full_name.clone(),
        region: None,
        before: json!(null),
        after: json!({
            "email": invite.email, "full_name": invite.full_name, "title": invite.title, "role": invite.role.code(),
            "grants": described(&invite.grants, &slugs),
        }),
    };
    audit::record(&tx, ctx, actor, entry).await?;
    let mut invitation = by_id(&tx, ctx.now(), id, "")
        .await?
        .ok_or_else(|| DbErr::RecordNotFound("the invitation that was just made".into()))?;
    invitation.may_edit = true;
    let job = SendInvitation { invitation_id: id };
    jobs::enqueue(&tx, ctx, &job, Enqueue::default()).await?;
    tx.commit().await?;
    Ok(invitation)
}

async fn insert(tx: &Tx, ctx: &Ctx, actor: &StaffActor, invite: &Invite) -> Result<InvitationId, DbErr> {
    let (id, now): (InvitationId, _) = (ctx.new_id(), ctx.now());
    let (key, inviter, expires_at) = (id.uuid(), actor.id.uuid(), now + LIFETIME);
    let (email, role, grants) = (
        invite.email.as_str().to_owned(),
        invite.role.code(),
        invite.grants.to_json(),
    );
    let Invite {
        full_name,
        title,
        locale,
        ..
    } = invite.clone();
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE staff_invitations SET revoked_at = {now}
            WHERE email = {email} AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at <= {now}"#
    ))
    .await?;
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"INSERT INTO staff_invitations (id, email, full_name, title, locale, role, grants, invited_by, expires_at, created_at)
           VALUES ({key}, {email}, {full_name}, {title}, {locale}, {role}, {grants}, {inviter}, {expires_at}, {now})"#
    ))
    .await?;
    Ok(id)
}
