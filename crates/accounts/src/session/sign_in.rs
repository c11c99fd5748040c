use std::net::IpAddr;

use chrono::TimeDelta;
use db::{Conn, Db};
use kernel::{Ctx, Email};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use secrecy::SecretString;
use uuid::Uuid;

use super::failures::{self, Announced};
use super::{Session, lifetime, token_hash};
use crate::account::{Account, find_account};
use crate::password;

/// What a person offers to sign in.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// As typed.
    pub email: String,
    pub password: SecretString,
    pub user_agent: Option<String>,
    /// Where the request came from, as far as that can be trusted.
    pub client_address: Option<IpAddr>,
}

#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Unknown e-mail address, wrong password, account without a password or switched off: which, isn't told.
    #[error("wrong e-mail address or password")]
    InvalidCredentials,
    #[error("too many failed sign-ins")]
    TooManyFailures { retry_after: TimeDelta },
    #[error("can't check the password: {0}")]
    Password(#[from] password::HashError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Opens a session. After ten failures within 15 minutes of one e-mail address or one client address, neither gets to try
/// again until the oldest is 15 minutes old.
pub async fn sign_in(db: &Db, ctx: &Ctx, offer: SignIn) -> Result<Session, SignInError> {
    let email = Email::parse(&offer.email).ok();
    let counted = email
        .as_ref()
        .map_or_else(|| shortened(&offer.email), |email| email.as_str().to_owned());
    let attempt = match failures::announce(db, ctx, &counted, offer.client_address).await? {
        Announced::Allowed(attempt) => attempt,
        Announced::Refused { retry_after } => return Err(SignInError::TooManyFailures { retry_after }),
    };
    let hash = match &email {
        Some(email) => find_hash(db, email).await?,
        None => None,
    };
    if !password::verify(offer.password, hash).await? {
        tracing::info!(client = ?offer.client_address, "failed sign-in");
        return Err(SignInError::InvalidCredentials);
    }
    let account = match &email {
        Some(email) => find_account(db, email).await?,
        None => None,
    };
    let account = account.ok_or(SignInError::InvalidCredentials)?;
    attempt.succeeded(db).await?;
    Ok(open(db, ctx, account, offer.user_agent).await?)
}

#[derive(FromQueryResult)]
struct Hash {
    password_hash: Option<String>,
}

async fn find_hash(conn: &impl Conn, email: &Email) -> Result<Option<String>, DbErr> {
    let email = email.as_str().to_owned();
    let found = Hash::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT password_hash FROM accounts WHERE email = {email} AND is_active"#
    ))
    .one(conn)
    .await?;
    Ok(found.and_then(|row| row.password_hash))
}

async fn open(
    conn: &impl Conn,
    ctx: &Ctx,
    account: Account,
    user_agent: Option<String>,
) -> Result<Session, DbErr> {
    let (id, token, now): (Uuid, _, _) = (ctx.new_id(), ctx.new_secret(), ctx.now());
    let (account_id, hash, expires_at) = (
        account.id.uuid(),
        token_hash(&token),
        now + lifetime(account.role),
    );
    let user_agent = user_agent.as_deref().map(shortened);
    conn.execute_raw(raw_sql!(
        Postgres,
        r#"INSERT INTO sessions (id, account_id, token_hash, user_agent, created_at, expires_at)
           VALUES ({id}, {account_id}, {hash}, {user_agent}, {now}, {expires_at})"#
    ))
    .await?;
    Ok(Session {
        token,
        expires_at,
        account,
    })
}

/// What a client sends is kept, but not at any length.
fn shortened(text: &str) -> String {
    text.chars().filter(|c| *c != '\0').take(300).collect()
}
