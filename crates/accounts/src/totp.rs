//! The second factor of staff: time-based one-time codes (RFC 6238: SHA-1, six digits, 30 seconds), and recovery codes for the
//! day the telephone is lost.
//!
//! A code is accepted one step early or late, and once. The secret is stored encrypted, recovery codes as keyed hashes.

use db::{Conn, Tx};
use kernel::{AccountId, Ctx};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use secrecy::{ExposeSecret as _, SecretString};
use uuid::Uuid;

use crate::keys::Keys;
use crate::session::SecondFactor;

mod code;
mod enrol;
mod recovery;
mod vault;

pub use enrol::{
    BeginError, ConfirmError, Enrolment, RegenerateError, begin, confirm, disable, regenerate_recovery,
};
pub use recovery::RECOVERY_CODES;

/// How an account stands with its second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    pub is_enrolled: bool,
    /// How many recovery codes weren't used yet.
    pub recovery_codes_left: u32,
}

/// Whether the account has a confirmed second factor, and how many recovery codes are left.
pub async fn state(conn: &impl Conn, account: AccountId) -> Result<State, DbErr> {
    let account = account.uuid();
    let row = StateRow::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT EXISTS (SELECT FROM totp_secrets WHERE account_id = {account} AND confirmed_at IS NOT NULL) AS is_enrolled,
                  (SELECT count(*) FROM recovery_codes WHERE account_id = {account} AND used_at IS NULL) AS codes_left"#
    ))
    .one(conn)
    .await?
    .ok_or_else(|| DbErr::RecordNotFound("the state of a second factor".into()))?;
    Ok(State {
        is_enrolled: row.is_enrolled,
        recovery_codes_left: u32::try_from(row.codes_left).unwrap_or(0),
    })
}

/// Whether the second factor is the account's, and uses it up: of any number of attempts with one code, one succeeds. `false`
/// also when the account has no confirmed second factor. Counting wrong guesses is the caller's.
pub async fn check(
    conn: &impl Conn,
    ctx: &Ctx,
    keys: &Keys,
    account: AccountId,
    factor: &SecondFactor,
) -> Result<bool, DbErr> {
    match factor {
        SecondFactor::Totp(typed) => check_code(conn, ctx, keys, account, typed).await,
        SecondFactor::Recovery(typed) => recovery::spend(conn, ctx, keys, account, typed).await,
    }
}

/// Takes the second factor away, as an admin does for a colleague who lost it. Whether there was one.
pub async fn remove(tx: &Tx, account: AccountId) -> Result<bool, DbErr> {
    recovery::remove(tx, account).await?;
    let account = account.uuid();
    let outcome = tx
        .execute_raw(raw_sql!(
            Postgres,
            r#"DELETE FROM totp_secrets WHERE account_id = {account}"#
        ))
        .await?;
    Ok(outcome.rows_affected() > 0)
}

#[derive(FromQueryResult)]
struct StateRow {
    is_enrolled: bool,
    codes_left: i64,
}

#[derive(FromQueryResult)]
struct SecretRow {
    secret: Vec<u8>,
}

async fn check_code(
    conn: &impl Conn,
    ctx: &Ctx,
    keys: &Keys,
    account: AccountId,
    typed: &SecretString,
) -> Result<bool, DbErr> {
    let id: Uuid = account.uuid();
    let row = SecretRow::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT secret FROM totp_secrets WHERE account_id = {id} AND confirmed_at IS NOT NULL"#
    ))
    .one(conn)
    .await?;
    let Some(row) = row else { return Ok(false) };
    let secret = vault::open(keys, account, &row.secret)?;
    let Some(step) = code::matching_step(&secret, typed.expose_secret(), ctx.now()) else {
        return Ok(false);
    };
    // The row's lock orders attempts at once: the second one finds the step taken. The secret is named because it may have
    // been replaced in between.
    let sealed = row.secret;
    let accepted = conn
        .execute_raw(raw_sql!(
            Postgres,
            r#"UPDATE totp_secrets SET last_step = {step}
                WHERE account_id = {id} AND secret = {sealed} AND confirmed_at IS NOT NULL AND last_step < {step}"#
        ))
        .await?;
    Ok(accepted.rows_affected() == 1)
}
