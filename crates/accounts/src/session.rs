use chrono::{DateTime, TimeDelta, Utc};
use db::{Conn, Db};
use kernel::Ctx;
use sea_orm::{DbErr, FromQueryResult as _, raw_sql};
use sha2::{Digest as _, Sha256};

use crate::account::{Account, AccountRow, Role};

mod failures;
mod sign_in;

pub use sign_in::{SignIn, SignInError, sign_in};

/// A fresh sign-in. Only the client ever sees the token: the database keeps its SHA-256.
#[derive(Clone, Debug)]
pub struct Session {
    pub token: String,
    pub expires_at: DateTime<Utc>,
    pub account: Account,
}

/// Staff sign in each working day; customers stay signed in for a month.
const fn lifetime(role: Role) -> TimeDelta {
    if role.is_staff() {
        TimeDelta::hours(12)
    } else {
        TimeDelta::days(30)
    }
}

/// The active account whose unexpired, unrevoked session has this token.
pub async fn authenticate(conn: &impl Conn, ctx: &Ctx, token: &str) -> Result<Option<Account>, DbErr> {
    let (hash, now) = (token_hash(token), ctx.now());
    let row = AccountRow::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT a.id, a.email, a.full_name, a.phone, a.role, a.locale
             FROM sessions s JOIN accounts a ON a.id = s.account_id
            WHERE s.token_hash = {hash} AND s.revoked_at IS NULL AND s.expires_at > {now} AND a.is_active"#
    ))
    .one(conn)
    .await?;
    row.map(Account::try_from).transpose()
}

/// Ends the session of this token; fine when there is none.
pub async fn sign_out(conn: &impl Conn, ctx: &Ctx, token: &str) -> Result<(), DbErr> {
    let (hash, now) = (token_hash(token), ctx.now());
    conn.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE sessions SET revoked_at = {now} WHERE token_hash = {hash} AND revoked_at IS NULL"#
    ))
    .await?;
    Ok(())
}

/// Forgets failed sign-ins that no longer count and sessions that ended 30 days ago; how many rows that were.
pub async fn sweep(db: &Db, ctx: &Ctx) -> Result<u64, DbErr> {
    let ended_before = ctx.now() - TimeDelta::days(30);
    let sessions = db
        .execute_raw(raw_sql!(
            Postgres,
            r#"DELETE FROM sessions WHERE coalesce(revoked_at, expires_at) < {ended_before}"#
        ))
        .await?;
    Ok(sessions.rows_affected() + failures::forget_old(db, ctx).await?)
}

fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
