use db::{Db, Failure, failure};
use kernel::{AccountId, Ctx, Phone};
use sea_orm::{ConnectionTrait as _, DbErr, raw_sql};
use secrecy::SecretString;

use super::spend::{CodeError, guess, spend};
use crate::account::{Account, load_account};
use crate::keys::Keys;

#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    #[error(transparent)]
    Code(#[from] CodeError),
    /// Another account has verified this number; it keeps it.
    #[error("the number belongs to another account")]
    PhoneTaken,
    #[error(transparent)]
    Database(#[from] DbErr),
}

#[derive(Debug, thiserror::Error)]
pub enum RemoveError {
    /// Without an e-mail address nobody could sign in any more.
    #[error("the number is the only way into the account")]
    OnlyWayIn,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Makes a number the account's own, once its owner has shown the code sent to it.
pub async fn verify_mine(
    db: &Db,
    ctx: &Ctx,
    keys: &Keys,
    account: AccountId,
    phone: &Phone,
    code: &SecretString,
) -> Result<Account, VerifyError> {
    let guessed = guess(db, ctx, keys, phone, code).await?;
    let tx = db::begin(db).await?;
    spend(&tx, ctx, guessed).await?;
    let (id, number, now) = (account.uuid(), phone.to_string(), ctx.now());
    let changed = tx
        .execute_raw(raw_sql!(
            Postgres,
            r#"UPDATE accounts SET phone = {number}, phone_verified_at = {now}, updated_at = {now}, version = version + 1
                WHERE id = {id} AND is_active"#
        ))
        .await;
    match changed {
        Err(error) if failure(&error) == Failure::Unique("accounts_verified_phone".to_owned()) => {
            return Err(VerifyError::PhoneTaken);
        }
        Err(error) => return Err(error.into()),
        Ok(_) => {}
    }
    let account = load_account(&tx, account).await?;
    tx.commit().await?;
    Ok(account.ok_or_else(|| DbErr::RecordNotFound("the account of a session".into()))?)
}

/// Takes the number off the account, verified or not.
pub async fn remove(db: &Db, ctx: &Ctx, account: AccountId) -> Result<Account, RemoveError> {
    let tx = db::begin(db).await?;
    let (id, now) = (account.uuid(), ctx.now());
    let changed = tx
        .execute_raw(raw_sql!(
            Postgres,
            r#"UPDATE accounts SET phone = NULL, phone_verified_at = NULL, updated_at = {now}, version = version + 1
                WHERE id = {id} AND email IS NOT NULL AND is_active"#
        ))
        .await?;
    if changed.rows_affected() == 0 {
        return Err(RemoveError::OnlyWayIn);
    }
    let account = load_account(&tx, account).await?;
    tx.commit().await?;
    Ok(account.ok_or_else(|| DbErr::RecordNotFound("the account of a session".into()))?)
}
