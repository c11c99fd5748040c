use db::{Db, Tx};
use jobs::{Enqueue, enqueue};
use kernel::{AccountId, Ctx, SessionId};
use sea_orm::{ConnectionTrait as _, DbErr, FromQueryResult, raw_sql};
use secrecy::{ExposeSecret as _, SecretString};

use super::{code, recovery, remove, vault};
use crate::keys::Keys;
use crate::random::random_bytes;
use crate::session::{RevokedReason, revoke_other_sessions};
use crate::work::{Notice, SecurityNotice};

/// A secret to put into an authenticator. It counts once a code of it was confirmed.
#[derive(Clone, Debug)]
pub struct Enrolment {
    /// Base32, for typing.
    pub secret: SecretString,
    /// `otpauth://…`, for a QR code.
    pub otpauth_uri: SecretString,
}

#[derive(Debug, thiserror::Error)]
pub enum BeginError {
    /// Only staff have a second factor.
    #[error("not a member of staff")]
    NotStaff,
    /// It must be taken away first.
    #[error("there is a second factor already")]
    AlreadyEnrolled,
    #[error(transparent)]
    Database(#[from] DbErr),
}

#[derive(Debug, thiserror::Error)]
pub enum ConfirmError {
    /// Nothing waits to be confirmed.
    #[error("enrolment hasn't begun")]
    NotBegun,
    #[error("the code is wrong")]
    WrongCode,
    #[error(transparent)]
    Database(#[from] DbErr),
}

#[derive(Debug, thiserror::Error)]
pub enum RegenerateError {
    #[error("there is no second factor")]
    NotEnrolled,
    #[error(transparent)]
    Database(#[from] DbErr),
}

#[derive(FromQueryResult)]
struct StaffRow {
    email: Option<String>,
    is_enrolled: bool,
}

#[derive(FromQueryResult)]
struct SecretRow {
    secret: Vec<u8>,
}

/// Makes a secret for a member of staff. Beginning again replaces a secret that wasn't confirmed.
pub async fn begin(db: &Db, ctx: &Ctx, keys: &Keys, account: AccountId) -> Result<Enrolment, BeginError> {
    let tx = db::begin(db).await?;
    let id = account.uuid();
    let staff = StaffRow::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT a.email, EXISTS (SELECT FROM totp_secrets t WHERE t.account_id = a.id AND t.confirmed_at IS NOT NULL) AS is_enrolled
             FROM accounts a WHERE a.id = {id} AND a.role <> 'customer' AND a.is_active"#
    ))
    .one(&tx)
    .await?
    .ok_or(BeginError::NotStaff)?;
    if staff.is_enrolled {
        return Err(BeginError::AlreadyEnrolled);
    }
    let secret = random_bytes(ctx);
    let (sealed, now) = (vault::seal(keys, ctx, account, &secret)?, ctx.now());
    let stored = tx
        .execute_raw(raw_sql!(
            Postgres,
            r#"INSERT INTO totp_secrets (account_id, secret, created_at) VALUES ({id}, {sealed}, {now})
               ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at, last_step = 0
                WHERE totp_secrets.confirmed_at IS NULL"#
        ))
        .await?;
    if stored.rows_affected() == 0 {
        return Err(BeginError::AlreadyEnrolled);
    }
    let (secret, otpauth_uri) = code::uri(&secret, &staff.email.unwrap_or_default())?;
    tx.commit().await?;
    Ok(Enrolment { secret, otpauth_uri })
}

/// Confirms the secret with a code of it and answers with the recovery codes, which are shown this once. From now on signing in
/// takes a second factor: the account's other sessions, opened without one, end.
pub async fn confirm(
    db: &Db,
    ctx: &Ctx,
    keys: &Keys,
    account: AccountId,
    session: SessionId,
    typed: &SecretString,
) -> Result<Vec<SecretString>, ConfirmError> {
    let tx = db::begin(db).await?;
    let (id, now) = (account.uuid(), ctx.now());
    let row = SecretRow::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT secret FROM totp_secrets WHERE account_id = {id} AND confirmed_at IS NULL FOR UPDATE"#
    ))
    .one(&tx)
    .await?
    .ok_or(ConfirmError::NotBegun)?;
    let secret = vault::open(keys, account, &row.secret)?;
    let step = code::matching_step(&secret, typed.expose_secret(), now).ok_or(ConfirmError::WrongCode)?;
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE totp_secrets SET confirmed_at = {now}, last_step = {step} WHERE account_id = {id}"#
    ))
    .await?;
    let codes = recovery::renew(&tx, ctx, keys, account).await?;
    changed(&tx, ctx, account, session).await?;
    tx.commit().await?;
    Ok(codes)
}

/// Gives the second factor up; whether there was one. The caller has seen fresh proof of who asks. Other sessions end.
pub async fn disable(db: &Db, ctx: &Ctx, account: AccountId, session: SessionId) -> Result<bool, DbErr> {
    let tx = db::begin(db).await?;
    let was_there = remove(&tx, account).await?;
    if was_there {
        changed(&tx, ctx, account, session).await?;
    }
    tx.commit().await?;
    Ok(was_there)
}

/// Replaces all recovery codes, the used ones too.
pub async fn regenerate_recovery(
    db: &Db,
    ctx: &Ctx,
    keys: &Keys,
    account: AccountId,
) -> Result<Vec<SecretString>, RegenerateError> {
    let tx = db::begin(db).await?;
    let id = account.uuid();
    SecretRow::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT secret FROM totp_secrets WHERE account_id = {id} AND confirmed_at IS NOT NULL FOR UPDATE"#
    ))
    .one(&tx)
    .await?
    .ok_or(RegenerateError::NotEnrolled)?;
    let codes = recovery::renew(&tx, ctx, keys, account).await?;
    tx.commit().await?;
    Ok(codes)
}

async fn changed(tx: &Tx, ctx: &Ctx, account: AccountId, keep: SessionId) -> Result<(), DbErr> {
    revoke_other_sessions(tx, ctx, account, keep, RevokedReason::TotpChanged).await?;
    let notice = SecurityNotice {
        account_id: account,
        kind: Notice::TotpChanged,
    };
    enqueue(tx, ctx, &notice, Enqueue::default()).await?;
    Ok(())
}
