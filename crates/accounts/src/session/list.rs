use chrono::{DateTime, Utc};
use db::Conn;
use kernel::{AccountId, Ctx, SessionId};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use uuid::Uuid;

/// An open session, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionInfo {
    pub id: SessionId,
    /// As sent, up to 300 characters.
    pub user_agent: Option<String>,
    pub client_address: Option<String>,
    pub created_at: DateTime<Utc>,
    /// Of the last refresh.
    pub last_seen_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    user_agent: Option<String>,
    client_address: Option<String>,
    created_at: DateTime<Utc>,
    last_seen_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

/// The account's open sessions, the one used last first.
pub async fn list_sessions(
    conn: &impl Conn,
    ctx: &Ctx,
    account: AccountId,
) -> Result<Vec<SessionInfo>, DbErr> {
    let (account, now) = (account.uuid(), ctx.now());
    let rows = Row::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT id, user_agent, client_address, created_at, last_seen_at, expires_at FROM sessions
            WHERE account_id = {account} AND revoked_at IS NULL AND expires_at > {now}
            ORDER BY last_seen_at DESC, id DESC"#
    ))
    .all(conn)
    .await?;
    let info = |row: Row| SessionInfo {
        id: row.id.into(),
        user_agent: row.user_agent,
        client_address: row.client_address,
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
        expires_at: row.expires_at,
    };
    Ok(rows.into_iter().map(info).collect())
}
