use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use db::{Conn, Db};
use kernel::{Ctx, SessionId};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use secrecy::{ExposeSecret as _, SecretString};
use uuid::Uuid;

use super::revoke::{RevokedReason, revoke_one};
use super::{CUSTOMER_IDLE, CUSTOMER_LONGEST, Device, Tokens, token_hash};
use crate::access_token;
use crate::account::load_account;
use crate::keys::Keys;

/// How long a spent refresh token is answered once more, with the same successor: tabs of one browser refresh at once, and an
/// answer gets lost on its way. Later it has been stolen.
const GRACE: TimeDelta = TimeDelta::seconds(10);

#[derive(Debug, thiserror::Error)]
pub enum RefreshError {
    /// Unknown token, or its session has ended, or its account is switched off.
    #[error("the session has ended")]
    Invalid,
    /// The token was spent long ago: it is in two hands. The session has been ended for both.
    #[error("the refresh token was used before")]
    Reused,
    #[error(transparent)]
    Database(#[from] DbErr),
}

#[derive(FromQueryResult)]
struct Refreshed {
    id: Uuid,
    account_id: Uuid,
    expires_at: DateTime<Utc>,
}

/// Exchanges a refresh token for the next pair of tokens.
///
/// However many requests bring the same token at once, one of them spends it and all of them get the same successor: it is a
/// keyed hash of the token it follows.
pub async fn refresh(
    db: &Db,
    ctx: &Ctx,
    keys: &Keys,
    refresh_token: &SecretString,
    device: &Device,
) -> Result<Tokens, RefreshError> {
    let next = BASE64_URL_SAFE_NO_PAD.encode(keys.keyed_hash("refresh", refresh_token.expose_secret()));
    let hash = token_hash(refresh_token.expose_secret());
    let refreshed = match spend(db, ctx, hash.clone(), token_hash(&next), device).await? {
        Some(refreshed) => refreshed,
        None => find_spent(db, ctx, hash).await?,
    };
    let account = load_account(db, refreshed.account_id.into()).await?;
    let account = account.ok_or(RefreshError::Invalid)?;
    let session = SessionId::from(refreshed.id);
    let (access_token, access_expires_at) =
        access_token::issue(keys, ctx, account.id, session, refreshed.expires_at);
    Ok(Tokens {
        access_token,
        access_expires_at,
        refresh_token: next.into(),
        refresh_expires_at: refreshed.expires_at,
        account,
        session,
    })
}

/// Spends the token, adds its successor and moves the session's end, in one statement: there is never no good token, nor two.
async fn spend(
    conn: &impl Conn,
    ctx: &Ctx,
    hash: Vec<u8>,
    next: Vec<u8>,
    device: &Device,
) -> Result<Option<Refreshed>, DbErr> {
    let now = ctx.now();
    let (idle_end, longest) = (now + CUSTOMER_IDLE, CUSTOMER_LONGEST.num_hours());
    let (user_agent, client_address) = device.columns();
    Refreshed::find_by_statement(raw_sql!(
        Postgres,
        r#"WITH spent AS (
             UPDATE refresh_tokens t SET spent_at = {now}
               FROM sessions s JOIN accounts a ON a.id = s.account_id
              WHERE t.token_hash = {hash} AND t.spent_at IS NULL AND s.id = t.session_id
                AND s.revoked_at IS NULL AND s.expires_at > {now} AND a.is_active
             RETURNING t.session_id, a.role
           ), successor AS (
             INSERT INTO refresh_tokens (token_hash, session_id, created_at) SELECT {next}, session_id, {now} FROM spent
           )
           UPDATE sessions s
              SET last_seen_at = {now},
                  user_agent = coalesce({user_agent}, s.user_agent),
                  client_address = coalesce({client_address}, s.client_address),
                  expires_at = CASE WHEN spent.role = 'customer'
                                    THEN least({idle_end}, s.created_at + make_interval(hours => {longest}::integer))
                                    ELSE s.expires_at END
             FROM spent WHERE s.id = spent.session_id AND s.revoked_at IS NULL
           RETURNING s.id, s.account_id, s.expires_at"#
    ))
    .one(conn)
    .await
}

#[derive(FromQueryResult)]
struct Spent {
    id: Uuid,
    account_id: Uuid,
    expires_at: DateTime<Utc>,
    spent_at: Option<DateTime<Utc>>,
    is_open: bool,
}

/// The session of a token that couldn't be spent, if it was spent a moment ago.
async fn find_spent(conn: &impl Conn, ctx: &Ctx, hash: Vec<u8>) -> Result<Refreshed, RefreshError> {
    let now = ctx.now();
    let found = Spent::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT s.id, s.account_id, s.expires_at, t.spent_at,
                  s.revoked_at IS NULL AND s.expires_at > {now} AND a.is_active AS is_open
             FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id JOIN accounts a ON a.id = s.account_id
            WHERE t.token_hash = {hash}"#
    ))
    .one(conn)
    .await?;
    let Some(Spent {
        id,
        account_id,
        expires_at,
        spent_at: Some(spent_at),
        is_open: true,
    }) = found
    else {
        return Err(RefreshError::Invalid);
    };
    if now - spent_at > GRACE {
        tracing::warn!(session = %id, account = %account_id, "a refresh token came back after it was spent");
        revoke_one(conn, ctx, id.into(), RevokedReason::RefreshReused).await?;
        return Err(RefreshError::Reused);
    }
    Ok(Refreshed {
        id,
        account_id,
        expires_at,
    })
}
