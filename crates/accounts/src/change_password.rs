use chrono::TimeDelta;
use db::{Conn as _, Db};
use jobs::Enqueue;
use kernel::Ctx;
use sea_orm::{DbErr, raw_sql};
use secrecy::SecretString;

use crate::account::{load_account, lock_account};
use crate::email_token::{Purpose, void};
use crate::password::{HashError, HashedPassword, NewPasswordError};
use crate::session::{
    Caller, ReauthenticateError, ReauthenticationRequired, RevokedReason, check_password, confirm_presence,
    is_open, require_fresh, revoke_other_sessions,
};
use crate::work::{Notice, SecurityNotice};

#[derive(Debug, thiserror::Error)]
pub enum ChangePasswordError {
    /// The current password is wrong or missing.
    #[error("wrong password")]
    WrongPassword,
    #[error("too many failed attempts")]
    TooManyFailures { retry_after: TimeDelta },
    /// The account has no password yet, and the last proof of another kind is too old.
    #[error(transparent)]
    ReauthenticationRequired(#[from] ReauthenticationRequired),
    #[error(transparent)]
    Password(#[from] NewPasswordError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

impl From<ReauthenticateError> for ChangePasswordError {
    fn from(error: ReauthenticateError) -> Self {
        match error {
            ReauthenticateError::WrongPassword => Self::WrongPassword,
            ReauthenticateError::TooManyFailures { retry_after } => Self::TooManyFailures { retry_after },
            ReauthenticateError::Password(error) => Self::Password(error.into()),
            ReauthenticateError::Database(error) => Self::Database(error),
        }
    }
}

impl From<HashError> for ChangePasswordError {
    fn from(error: HashError) -> Self {
        Self::Password(error.into())
    }
}

/// Sets another password and ends all other sessions. An account without one, opened with Google or by telephone, gets its first
/// when the session was proved a moment ago.
pub async fn change_password(
    db: &Db,
    ctx: &Ctx,
    caller: &Caller,
    current: Option<SecretString>,
    new: SecretString,
) -> Result<(), ChangePasswordError> {
    let account = load_account(db, caller.account).await?;
    let account = account.ok_or(ChangePasswordError::WrongPassword)?;
    if account.has_password {
        let current = current.ok_or(ChangePasswordError::WrongPassword)?;
        check_password(db, ctx, account.id, current).await?;
    } else {
        require_fresh(caller.authenticated_at, ctx.now())?;
    }
    let hints = [account.email.as_deref().unwrap_or_default(), &account.full_name];
    let hash = HashedPassword::of(new, &hints).await?.into_stored();
    let tx = db::begin(db).await?;
    lock_account(&tx, account.id).await?;
    // A reset in between has ended this session: it mustn't have the last word.
    if !is_open(&tx, ctx, caller.session).await? {
        return Err(ChangePasswordError::WrongPassword);
    }
    let (id, had_password, now) = (account.id.uuid(), account.has_password, ctx.now());
    let outcome = tx
        .execute_raw(raw_sql!(
            Postgres,
            r#"UPDATE accounts SET password_hash = {hash}, updated_at = {now}, version = version + 1
                WHERE id = {id} AND is_active AND (password_hash IS NOT NULL) = {had_password}"#
        ))
        .await?;
    if outcome.rows_affected() == 0 {
        return Err(ChangePasswordError::WrongPassword);
    }
    void(&tx, ctx, account.id, &[Purpose::ResetPassword]).await?;
    revoke_other_sessions(
        &tx,
        ctx,
        account.id,
        caller.session,
        RevokedReason::PasswordChanged,
    )
    .await?;
    confirm_presence(&tx, ctx, account.id, caller.session).await?;
    let notice = SecurityNotice {
        account_id: account.id,
        kind: Notice::PasswordChanged,
    };
    jobs::enqueue(&tx, ctx, &notice, Enqueue::default()).await?;
    tx.commit().await?;
    Ok(())
}
