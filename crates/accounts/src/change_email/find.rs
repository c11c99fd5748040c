use db::Conn;
use kernel::{AccountId, EmailChangeId};
use sea_orm::{DbErr, FromQueryResult, raw_sql};

/// From which address to which.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct EmailChange {
    /// Absent when the account had none before.
    pub old_email: Option<String>,
    pub new_email: String,
}

/// A change of address, whether it took effect or not.
pub async fn find_email_change(conn: &impl Conn, id: EmailChangeId) -> Result<Option<EmailChange>, DbErr> {
    let id = id.uuid();
    EmailChange::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT old_email, new_email FROM email_changes WHERE id = {id}"#
    ))
    .one(conn)
    .await
}

/// The newest change of the account's address that took effect: the old mailbox is told of it.
pub async fn last_email_change(conn: &impl Conn, account: AccountId) -> Result<Option<EmailChange>, DbErr> {
    let id = account.uuid();
    EmailChange::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT old_email, new_email FROM email_changes WHERE account_id = {id} AND done_at IS NOT NULL
            ORDER BY done_at DESC LIMIT 1"#
    ))
    .one(conn)
    .await
}
