//! Single-use links sent by e-mail. The database keeps their SHA-256, and the address they were sent to: a link is void once the
//! account has another one.

use chrono::{DateTime, TimeDelta, Utc};
use db::{Conn, Tx};
use kernel::{AccountId, Ctx, EmailChangeId};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use secrecy::{ExposeSecret as _, SecretString};
use uuid::Uuid;

use crate::account::Account;
use crate::session::token_hash;

mod issue;

pub use issue::{issue_change, issue_reset, issue_verification};

/// A link to send.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Whose link it is: name and language to write in.
    pub account: Account,
    pub to: String,
    /// Goes into the link and nowhere else.
    pub token: SecretString,
    pub expires_at: DateTime<Utc>,
}

/// The link is unknown, was used, has expired, or was sent to an address the account no longer has.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    #[error("the link has expired")]
    Expired,
    #[error(transparent)]
    Database(#[from] DbErr),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    VerifyEmail,
    ResetPassword,
    ChangeEmailOld,
    ChangeEmailNew,
}

impl Purpose {
    const ALL: [Self; 4] = [
        Self::VerifyEmail,
        Self::ResetPassword,
        Self::ChangeEmailOld,
        Self::ChangeEmailNew,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::VerifyEmail => "verify_email",
            Self::ResetPassword => "reset_password",
            Self::ChangeEmailOld => "change_email_old",
            Self::ChangeEmailNew => "change_email_new",
        }
    }

    const fn lifetime(self) -> TimeDelta {
        match self {
            Self::ResetPassword => TimeDelta::minutes(30),
            Self::VerifyEmail | Self::ChangeEmailOld | Self::ChangeEmailNew => TimeDelta::hours(24),
        }
    }
}

/// What a good link is for.
pub(crate) struct Link {
    pub account: AccountId,
    pub purpose: Purpose,
    /// The address it was sent to.
    pub email: String,
    pub change: Option<EmailChangeId>,
    hash: Vec<u8>,
}

#[derive(FromQueryResult)]
struct Row {
    account_id: Uuid,
    purpose: String,
    email: String,
    change_id: Option<Uuid>,
}

/// The link of this token, if it is good and for one of these purposes. It may be used by somebody else before it is
/// [spent](Link::spend).
pub(crate) async fn find_link(
    conn: &impl Conn,
    ctx: &Ctx,
    token: &SecretString,
    purposes: &[Purpose],
) -> Result<Link, LinkError> {
    let (hash, now) = (token_hash(token.expose_secret()), ctx.now());
    let wanted = hash.clone();
    let row = Row::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT account_id, purpose, email, change_id FROM email_tokens
            WHERE token_hash = {wanted} AND used_at IS NULL AND expires_at > {now}"#
    ))
    .one(conn)
    .await?
    .ok_or(LinkError::Expired)?;
    let purpose = Purpose::ALL
        .into_iter()
        .find(|purpose| purpose.code() == row.purpose);
    let purpose = purpose
        .filter(|purpose| purposes.contains(purpose))
        .ok_or(LinkError::Expired)?;
    Ok(Link {
        account: row.account_id.into(),
        purpose,
        email: row.email,
        change: row.change_id.map(Into::into),
        hash,
    })
}

impl Link {
    /// Uses the link, and with it all others of its purpose. Of any number of requests with one link, one gets here: the account
    /// must be locked.
    pub(crate) async fn spend(&self, tx: &Tx, ctx: &Ctx) -> Result<(), LinkError> {
        let (hash, now) = (self.hash.clone(), ctx.now());
        let outcome = tx
            .execute_raw(raw_sql!(
                Postgres,
                r#"UPDATE email_tokens SET used_at = {now} WHERE token_hash = {hash} AND used_at IS NULL"#
            ))
            .await?;
        if outcome.rows_affected() == 0 {
            return Err(LinkError::Expired);
        }
        void(tx, ctx, self.account, &[self.purpose]).await?;
        Ok(())
    }
}

/// Makes all links of these purposes useless. The account must be locked.
pub(crate) async fn void(tx: &Tx, ctx: &Ctx, account: AccountId, purposes: &[Purpose]) -> Result<(), DbErr> {
    let (account, now) = (account.uuid(), ctx.now());
    let purposes: Vec<String> = purposes.iter().map(|purpose| purpose.code().to_owned()).collect();
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE email_tokens SET used_at = {now}
            WHERE account_id = {account} AND purpose = ANY({purposes}::text[]) AND used_at IS NULL"#
    ))
    .await?;
    Ok(())
}
