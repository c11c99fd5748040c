use chrono::TimeDelta;
use db::{Conn as _, Db};
use jobs::Enqueue;
use kernel::{AccountId, Ctx};
use sea_orm::{DbErr, raw_sql};
use secrecy::SecretString;

use crate::account::{load_account, lock_account};
use crate::email_token::{LinkError, Purpose, find_link};
use crate::session::too_often;
use crate::work::{EmailVerified, SendVerification};

/// How many letters of one kind a mailbox gets in 15 minutes.
pub(crate) const LETTERS: i64 = 3;

/// The person has the link that was sent to the account's address: the address is theirs.
pub async fn verify_email(db: &Db, ctx: &Ctx, token: &SecretString) -> Result<(), LinkError> {
    let tx = db::begin(db).await?;
    let link = find_link(&tx, ctx, token, &[Purpose::VerifyEmail]).await?;
    let account = lock_account(&tx, link.account).await?;
    let account =
        account.filter(|account| account.is_active && account.email.as_deref() == Some(&link.email));
    let account = account.ok_or(LinkError::Expired)?;
    link.spend(&tx, ctx).await?;
    let (id, now) = (account.id.uuid(), ctx.now());
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE accounts SET email_verified_at = coalesce(email_verified_at, {now}), updated_at = {now}, version = version + 1
            WHERE id = {id}"#
    ))
    .await?;
    let job = EmailVerified {
        account_id: account.id,
    };
    jobs::enqueue(&tx, ctx, &job, Enqueue::default()).await?;
    tx.commit().await?;
    Ok(())
}

#[derive(Debug, thiserror::Error)]
pub enum ResendVerificationError {
    #[error("too many letters")]
    TooOften { retry_after: TimeDelta },
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Has the link sent again, three times in 15 minutes at most. Does nothing when the address is verified already.
pub async fn resend_verification(
    db: &Db,
    ctx: &Ctx,
    account: AccountId,
) -> Result<(), ResendVerificationError> {
    let found = load_account(db, account).await?;
    if found.is_none_or(|account| account.email.is_none() || account.email_verified) {
        return Ok(());
    }
    let tx = db::begin(db).await?;
    if let Some(retry_after) = too_often(&tx, ctx, &format!("verification {account}"), LETTERS).await? {
        return Err(ResendVerificationError::TooOften { retry_after });
    }
    let job = SendVerification { account_id: account };
    jobs::enqueue(&tx, ctx, &job, Enqueue::default().unique(account.to_string())).await?;
    tx.commit().await?;
    Ok(())
}
