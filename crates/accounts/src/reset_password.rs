use db::{Conn as _, Db, Tx};
use jobs::Enqueue;
use kernel::{Ctx, Email, RegionId};
use sea_orm::{DbErr, raw_sql};
use secrecy::SecretString;

use crate::account::{Account, drop_belongings, load_account, lock_account};
use crate::change_email::void_changes;
use crate::email_token::{LinkError, Purpose, find_link};
use crate::password::{HashedPassword, NewPasswordError};
use crate::session::{RevokedReason, forgive, revoke_all_sessions, too_often};
use crate::verify_email::LETTERS;
use crate::work::{EmailVerified, Notice, SecurityNotice, SendReset};

/// Has a link to a new password sent, three times in 15 minutes at most. Does the same whether or not the address has an account:
/// who asks isn't told. `region_id` is where they asked from.
pub async fn forgot_password(
    db: &Db,
    ctx: &Ctx,
    email: &Email,
    region_id: Option<RegionId>,
) -> Result<(), DbErr> {
    let tx = db::begin(db).await?;
    if too_often(&tx, ctx, &format!("reset {email}"), LETTERS)
        .await?
        .is_none()
    {
        let job = SendReset {
            email: email.to_string(),
            region_id,
        };
        jobs::enqueue(&tx, ctx, &job, Enqueue::default()).await?;
    }
    tx.commit().await?;
    Ok(())
}

#[derive(Debug, thiserror::Error)]
pub enum ResetPasswordError {
    #[error("the link has expired")]
    Expired,
    #[error(transparent)]
    Password(#[from] NewPasswordError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

impl From<LinkError> for ResetPasswordError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Expired => Self::Expired,
            LinkError::Database(error) => Self::Database(error),
        }
    }
}

/// Sets a new password with the link that was sent, once, and ends all sessions.
///
/// The link also proves the address. If nobody had before, whoever opened the account may have been somebody else: other ways to
/// sign in and the address book, which they may have planted, are dropped.
pub async fn reset_password(
    db: &Db,
    ctx: &Ctx,
    token: &SecretString,
    password: SecretString,
) -> Result<(), ResetPasswordError> {
    let link = find_link(db, ctx, token, &[Purpose::ResetPassword]).await?;
    let account = load_account(db, link.account).await?;
    let account = account.ok_or(ResetPasswordError::Expired)?;
    let password = HashedPassword::of(password, &[link.email.as_str(), &account.full_name]).await?;
    let tx = db::begin(db).await?;
    let account = lock_account(&tx, link.account).await?;
    let account =
        account.filter(|account| account.is_active && account.email.as_deref() == Some(&link.email));
    let account = account.ok_or(ResetPasswordError::Expired)?;
    link.spend(&tx, ctx).await?;
    void_changes(&tx, ctx, account.id).await?;
    if !account.email_verified {
        drop_belongings(&tx, ctx, account.id).await?;
    }
    set(&tx, ctx, &account, password).await?;
    revoke_all_sessions(&tx, ctx, account.id, RevokedReason::PasswordReset).await?;
    forgive(&tx, &link.email).await?;
    tell(&tx, ctx, &account).await?;
    tx.commit().await?;
    Ok(())
}

async fn set(tx: &Tx, ctx: &Ctx, account: &Account, password: HashedPassword) -> Result<(), DbErr> {
    let (id, hash, now) = (account.id.uuid(), password.into_stored(), ctx.now());
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE accounts SET password_hash = {hash}, email_verified_at = coalesce(email_verified_at, {now}),
                               updated_at = {now}, version = version + 1
            WHERE id = {id}"#
    ))
    .await?;
    Ok(())
}

async fn tell(tx: &Tx, ctx: &Ctx, account: &Account) -> Result<(), DbErr> {
    let notice = SecurityNotice {
        account_id: account.id,
        kind: Notice::PasswordChanged,
    };
    jobs::enqueue(tx, ctx, &notice, Enqueue::default()).await?;
    if !account.email_verified {
        let job = EmailVerified {
            account_id: account.id,
        };
        jobs::enqueue(tx, ctx, &job, Enqueue::default()).await?;
    }
    Ok(())
}
