use chrono::{DateTime, Utc};
use db::{Conn as _, Db, Failure, Tx, failure};
use jobs::Enqueue;
use kernel::{AccountId, Ctx, Email, EmailChangeId};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use secrecy::SecretString;
use uuid::Uuid;

use crate::account::lock_account;
use crate::email_token::{LinkError, Purpose, find_link, void};
use crate::evict::evict_unverified;
use crate::session::{RevokedReason, revoke_other_sessions};
use crate::work::{EmailVerified, Notice, SecurityNotice};

#[derive(Debug, thiserror::Error)]
pub enum ConfirmEmailChangeError {
    #[error("the link has expired")]
    Expired,
    /// Somebody else verified this address in the meantime.
    #[error("the new e-mail address has an account")]
    EmailTaken,
    #[error(transparent)]
    Database(#[from] DbErr),
}

impl From<LinkError> for ConfirmEmailChangeError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Expired => Self::Expired,
            LinkError::Database(error) => Self::Database(error),
        }
    }
}

/// One of the two mailboxes agrees. `true`: the other one had already, and the address has changed; all sessions but the one that
/// asked have ended.
pub async fn confirm_email_change(
    db: &Db,
    ctx: &Ctx,
    token: &SecretString,
) -> Result<bool, ConfirmEmailChangeError> {
    let tx = db::begin(db).await?;
    let link = find_link(
        &tx,
        ctx,
        token,
        &[Purpose::ChangeEmailOld, Purpose::ChangeEmailNew],
    )
    .await?;
    let account = lock_account(&tx, link.account).await?;
    account
        .filter(|account| account.is_active)
        .ok_or(LinkError::Expired)?;
    let change = link.change.ok_or(LinkError::Expired)?;
    link.spend(&tx, ctx).await?;
    let change = agree(&tx, ctx, change, link.purpose)
        .await?
        .ok_or(LinkError::Expired)?;
    let is_agreed = change.new_confirmed_at.is_some()
        && (change.old_email.is_none() || change.old_confirmed_at.is_some());
    if is_agreed {
        take_effect(&tx, ctx, link.account, change).await?;
    }
    tx.commit().await?;
    Ok(is_agreed)
}

#[derive(FromQueryResult)]
struct Change {
    id: Uuid,
    session_id: Uuid,
    old_email: Option<String>,
    new_email: String,
    old_confirmed_at: Option<DateTime<Utc>>,
    new_confirmed_at: Option<DateTime<Utc>>,
}

async fn agree(tx: &Tx, ctx: &Ctx, change: EmailChangeId, purpose: Purpose) -> Result<Option<Change>, DbErr> {
    let (id, now, is_old) = (change.uuid(), ctx.now(), purpose == Purpose::ChangeEmailOld);
    Change::find_by_statement(raw_sql!(
        Postgres,
        r#"UPDATE email_changes
              SET old_confirmed_at = CASE WHEN {is_old} THEN {now} ELSE old_confirmed_at END,
                  new_confirmed_at = CASE WHEN {is_old} THEN new_confirmed_at ELSE {now} END
            WHERE id = {id} AND done_at IS NULL AND expires_at > {now}
           RETURNING id, session_id, old_email, new_email, old_confirmed_at, new_confirmed_at"#
    ))
    .one(tx)
    .await
}

async fn take_effect(
    tx: &Tx,
    ctx: &Ctx,
    account: AccountId,
    change: Change,
) -> Result<(), ConfirmEmailChangeError> {
    let Change {
        id: change,
        session_id,
        new_email,
        ..
    } = change;
    if let Ok(email) = Email::parse(&new_email) {
        evict_unverified(tx, ctx, &email).await?;
    }
    let (id, now) = (account.uuid(), ctx.now());
    let changed = tx
        .execute_raw(raw_sql!(
            Postgres,
            r#"UPDATE accounts SET email = {new_email}, email_verified_at = {now}, updated_at = {now}, version = version + 1
                WHERE id = {id}"#
        ))
        .await;
    if let Err(error) = changed {
        let is_taken = matches!(failure(&error), Failure::Unique(_));
        return Err(if is_taken {
            ConfirmEmailChangeError::EmailTaken
        } else {
            error.into()
        });
    }
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE email_changes SET done_at = {now} WHERE id = {change}"#
    ))
    .await?;
    void(tx, ctx, account, &[Purpose::VerifyEmail, Purpose::ResetPassword]).await?;
    revoke_other_sessions(tx, ctx, account, session_id.into(), RevokedReason::EmailChanged).await?;
    let notice = SecurityNotice {
        account_id: account,
        kind: Notice::EmailChanged,
    };
    jobs::enqueue(tx, ctx, &notice, Enqueue::default()).await?;
    let verified = EmailVerified { account_id: account };
    jobs::enqueue(tx, ctx, &verified, Enqueue::default()).await?;
    Ok(())
}
