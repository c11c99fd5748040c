use db::Conn;
use kernel::{AccountId, Ctx, SessionId};
use sea_orm::{DbErr, raw_sql};
use uuid::Uuid;

/// Why a session ended before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RevokedReason {
    SignedOut,
    /// By its owner, from another session, or by staff.
    Revoked,
    PasswordChanged,
    PasswordReset,
    EmailChanged,
    RefreshReused,
    Disabled,
    Deleted,
    Evicted,
    RoleChanged,
    TotpChanged,
}

impl RevokedReason {
    const fn code(self) -> &'static str {
        match self {
            Self::SignedOut => "signed_out",
            Self::Revoked => "revoked",
            Self::PasswordChanged => "password_changed",
            Self::PasswordReset => "password_reset",
            Self::EmailChanged => "email_changed",
            Self::RefreshReused => "refresh_reused",
            Self::Disabled => "disabled",
            Self::Deleted => "deleted",
            Self::Evicted => "evicted",
            Self::RoleChanged => "role_changed",
            Self::TotpChanged => "totp_changed",
        }
    }
}

/// Ends this session; fine when it has ended already.
pub async fn sign_out(conn: &impl Conn, ctx: &Ctx, session: SessionId) -> Result<(), DbErr> {
    revoke_one(conn, ctx, session, RevokedReason::SignedOut).await
}

pub(super) async fn revoke_one(
    conn: &impl Conn,
    ctx: &Ctx,
    session: SessionId,
    reason: RevokedReason,
) -> Result<(), DbErr> {
    let (id, now, reason) = (session.uuid(), ctx.now(), reason.code());
    conn.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE sessions SET revoked_at = {now}, revoked_reason = {reason} WHERE id = {id} AND revoked_at IS NULL"#
    ))
    .await?;
    Ok(())
}

/// Whether a session is still open. With the account locked it stays so: what ends all sessions of an account locks it first.
pub(crate) async fn is_open(tx: &impl Conn, ctx: &Ctx, session: SessionId) -> Result<bool, DbErr> {
    let (id, now) = (session.uuid(), ctx.now());
    let found = tx
        .query_one_raw(raw_sql!(
            Postgres,
            r#"SELECT 1 AS one FROM sessions WHERE id = {id} AND revoked_at IS NULL AND expires_at > {now}"#
        ))
        .await?;
    Ok(found.is_some())
}

/// Ends one of the account's open sessions; whether there was such a one.
pub async fn revoke_session(
    conn: &impl Conn,
    ctx: &Ctx,
    account: AccountId,
    session: SessionId,
) -> Result<bool, DbErr> {
    let (id, account, now) = (session.uuid(), account.uuid(), ctx.now());
    let reason = RevokedReason::Revoked.code();
    let outcome = conn
        .execute_raw(raw_sql!(
            Postgres,
            r#"UPDATE sessions SET revoked_at = {now}, revoked_reason = {reason}
                WHERE id = {id} AND account_id = {account} AND revoked_at IS NULL AND expires_at > {now}"#
        ))
        .await?;
    Ok(outcome.rows_affected() > 0)
}

/// Ends all sessions of the account but one; how many.
pub async fn revoke_other_sessions(
    conn: &impl Conn,
    ctx: &Ctx,
    account: AccountId,
    keep: SessionId,
    reason: RevokedReason,
) -> Result<u64, DbErr> {
    revoke(conn, ctx, account, Some(keep), reason).await
}

/// Ends all sessions of the account; how many.
pub async fn revoke_all_sessions(
    conn: &impl Conn,
    ctx: &Ctx,
    account: AccountId,
    reason: RevokedReason,
) -> Result<u64, DbErr> {
    revoke(conn, ctx, account, None, reason).await
}

async fn revoke(
    conn: &impl Conn,
    ctx: &Ctx,
    account: AccountId,
    keep: Option<SessionId>,
    reason: RevokedReason,
) -> Result<u64, DbErr> {
    let (account, keep, now, reason) = (account.uuid(), keep.map(Uuid::from), ctx.now(), reason.code());
    let outcome = conn
        .execute_raw(raw_sql!(
            Postgres,
            r#"UPDATE sessions SET revoked_at = {now}, revoked_reason = {reason}
                WHERE account_id = {account} AND id IS DISTINCT FROM {keep} AND revoked_at IS NULL"#
        ))
        .await?;
    Ok(outcome.rows_affected())
}
