use db::Conn;
use kernel::{Ctx, SessionId};
use sea_orm::{DbErr, raw_sql};

use super::{Device, Tokens, ends_at, token_hash};
use crate::access_token;
use crate::account::Account;
use crate::keys::Keys;

/// Opens a session of an account whose owner has just proved who they are. The caller has made sure that it is active.
pub async fn open_session(
    conn: &impl Conn,
    ctx: &Ctx,
    keys: &Keys,
    account: Account,
    device: &Device,
) -> Result<Tokens, DbErr> {
    let (session, refresh_token, now): (SessionId, _, _) = (ctx.new_id(), ctx.new_secret(), ctx.now());
    let (id, account_id, hash) = (session.uuid(), account.id.uuid(), token_hash(&refresh_token));
    let ends = ends_at(account.role, now, now);
    let (user_agent, client_address) = device.columns();
    conn.execute_raw(raw_sql!(
        Postgres,
        r#"WITH opened AS (
             INSERT INTO sessions (id, account_id, user_agent, client_address, created_at, authenticated_at, last_seen_at, expires_at)
             VALUES ({id}, {account_id}, {user_agent}, {client_address}, {now}, {now}, {now}, {ends}) RETURNING id
           )
           INSERT INTO refresh_tokens (token_hash, session_id, created_at) SELECT {hash}, id, {now} FROM opened"#
    ))
    .await?;
    let (access_token, access_expires_at) = access_token::issue(keys, ctx, account.id, session, ends);
    Ok(Tokens {
        access_token,
        access_expires_at,
        refresh_token: refresh_token.into(),
        refresh_expires_at: ends,
        account,
        session,
    })
}
