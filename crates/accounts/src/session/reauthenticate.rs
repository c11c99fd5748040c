use chrono::TimeDelta;
use db::{Conn, Db};
use kernel::{AccountId, Ctx, SessionId};
use sea_orm::{DbErr, raw_sql};
use secrecy::SecretString;

use super::sign_in::find_hash;
use super::{Announced, Caller, announce, counted_as};
use crate::password;

#[derive(Debug, thiserror::Error)]
pub enum ReauthenticateError {
    /// The password is wrong, or the account has none.
    #[error("wrong password")]
    WrongPassword,
    #[error("too many failed attempts")]
    TooManyFailures { retry_after: TimeDelta },
    #[error("can't check the password: {0}")]
    Password(#[from] password::HashError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// The person at an open session proves by their password who they are. Wrong ones are counted as at the sign-in.
pub async fn reauthenticate_with_password(
    db: &Db,
    ctx: &Ctx,
    caller: &Caller,
    password: SecretString,
) -> Result<(), ReauthenticateError> {
    check_password(db, ctx, caller.account, password).await?;
    confirm_presence(db, ctx, caller.account, caller.session).await?;
    Ok(())
}

/// Whether this is the account's password; a limited number of times.
pub(crate) async fn check_password(
    db: &Db,
    ctx: &Ctx,
    account: AccountId,
    password: SecretString,
) -> Result<(), ReauthenticateError> {
    let attempt = match announce(db, ctx, &counted_as(account), None).await? {
        Announced::Allowed(attempt) => attempt,
        Announced::Refused { retry_after } => {
            return Err(ReauthenticateError::TooManyFailures { retry_after });
        }
    };
    let hash = find_hash(db, account).await?;
    if !password::verify(password, hash).await? {
        return Err(ReauthenticateError::WrongPassword);
    }
    attempt.succeeded(db).await?;
    Ok(())
}

/// Notes that the person at this session has just proved who they are.
pub async fn confirm_presence(
    conn: &impl Conn,
    ctx: &Ctx,
    account: AccountId,
    session: SessionId,
) -> Result<(), DbErr> {
    let (id, account, now) = (session.uuid(), account.uuid(), ctx.now());
    conn.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE sessions SET authenticated_at = {now} WHERE id = {id} AND account_id = {account} AND revoked_at IS NULL"#
    ))
    .await?;
    Ok(())
}
