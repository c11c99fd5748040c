use chrono::TimeDelta;
use db::{Conn, Db, Tx};
use jobs::Enqueue;
use kernel::{AccountId, Ctx, Email};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use secrecy::SecretString;

use super::failures::{self, Announced, Attempt};
use super::{Device, Tokens, open_session, shortened};
use crate::account::{Account, find_account};
use crate::keys::Keys;
use crate::password;
use crate::totp;
use crate::work::{Notice, SecurityNotice};

/// What a person offers to sign in.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// As typed.
    pub email: String,
    pub password: SecretString,
    /// Needed of accounts with a second factor, ignored of others.
    pub second_factor: Option<SecondFactor>,
    pub device: Device,
}

/// Something only who set up the second factor has.
#[derive(Clone, Debug)]
pub enum SecondFactor {
    /// The six digits the authenticator shows.
    Totp(SecretString),
    /// One of the codes written down for the day the authenticator is lost.
    Recovery(SecretString),
}

#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Unknown e-mail address, wrong password, account without a password or switched off: which, isn't told.
    #[error("wrong e-mail address or password")]
    InvalidCredentials,
    /// The password is right; the second factor is missing.
    #[error("a second factor is needed")]
    TotpRequired,
    /// The password is right, the second factor isn't (any more).
    #[error("the second factor is wrong")]
    TotpInvalid,
    #[error("too many failed sign-ins")]
    TooManyFailures { retry_after: TimeDelta },
    #[error("can't check the password: {0}")]
    Password(#[from] password::HashError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Opens a session. Within 15 minutes ten failures are allowed at one account from one network and from one client address, and
/// a hundred at one account from anywhere; a wrong second factor is a failure like a wrong password.
pub async fn sign_in(db: &Db, ctx: &Ctx, keys: &Keys, offer: SignIn) -> Result<Tokens, SignInError> {
    let email = Email::parse(&offer.email).ok();
    let counted = email
        .as_ref()
        .map_or_else(|| shortened(&offer.email), |email| email.as_str().to_owned());
    let attempt = match failures::announce(db, ctx, &counted, offer.device.client_address).await? {
        Announced::Allowed(attempt) => attempt,
        Announced::Refused { retry_after } => return Err(SignInError::TooManyFailures { retry_after }),
    };
    let account = match &email {
        Some(email) => find_account(db, email).await?.filter(|account| account.is_active),
        None => None,
    };
    let hash = match &account {
        Some(account) => find_hash(db, account.id).await?,
        None => None,
    };
    let is_right = password::verify(offer.password, hash.clone()).await?;
    let Some(account) = account.filter(|_| is_right) else {
        tracing::info!(client = ?offer.device.client_address, "failed sign-in");
        return Err(SignInError::InvalidCredentials);
    };
    let attempt = check_second_factor(db, ctx, keys, &account, offer.second_factor.as_ref(), attempt).await?;
    attempt.succeeded(db).await?;
    let tx = db::begin(db).await?;
    if !still_has(&tx, account.id, hash).await? {
        return Err(SignInError::InvalidCredentials);
    }
    let is_news = account.role.is_staff() && is_new_device(&tx, account.id, &offer.device).await?;
    let tokens = open_session(&tx, ctx, keys, account, &offer.device).await?;
    if is_news {
        notify(&tx, ctx, tokens.account.id).await?;
    }
    tx.commit().await?;
    Ok(tokens)
}

async fn check_second_factor(
    db: &Db,
    ctx: &Ctx,
    keys: &Keys,
    account: &Account,
    second_factor: Option<&SecondFactor>,
    attempt: Attempt,
) -> Result<Attempt, SignInError> {
    if !totp::state(db, account.id).await?.is_enrolled {
        return Ok(attempt);
    }
    let Some(second_factor) = second_factor else {
        // No failure, but no success either: earlier failures stay, or the right password would buy endless guesses at the code.
        attempt.take_back(db).await?;
        return Err(SignInError::TotpRequired);
    };
    if !totp::check(db, ctx, keys, account.id, second_factor).await? {
        tracing::info!(account = %account.id, "failed second factor");
        return Err(SignInError::TotpInvalid);
    }
    Ok(attempt)
}

#[derive(FromQueryResult)]
struct Hash {
    password_hash: Option<String>,
}

/// The password hash of an active account.
pub(super) async fn find_hash(conn: &impl Conn, account: AccountId) -> Result<Option<String>, DbErr> {
    let account = account.uuid();
    let found = Hash::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT password_hash FROM accounts WHERE id = {account} AND is_active"#
    ))
    .one(conn)
    .await?;
    Ok(found.and_then(|row| row.password_hash))
}

/// Whether the account still has the password that was verified; until the transaction ends it can't get another one. A reset that
/// came in between has ended all sessions and must not miss the one about to be opened.
async fn still_has(tx: &Tx, account: AccountId, hash: Option<String>) -> Result<bool, DbErr> {
    let account = account.uuid();
    let found = tx
        .query_one_raw(raw_sql!(
            Postgres,
            r#"SELECT 1 AS one FROM accounts WHERE id = {account} AND is_active AND password_hash = {hash} FOR SHARE"#
        ))
        .await?;
    Ok(found.is_some())
}

#[derive(FromQueryResult)]
struct Known {
    any: bool,
    this: bool,
}

/// Whether the account was used before, but not from this browser at this address.
async fn is_new_device(tx: &Tx, account: AccountId, device: &Device) -> Result<bool, DbErr> {
    let (account, (user_agent, client_address)) = (account.uuid(), device.columns());
    let known = Known::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT count(*) > 0 AS any,
                  coalesce(bool_or(user_agent IS NOT DISTINCT FROM {user_agent}
                                   AND client_address IS NOT DISTINCT FROM {client_address}), false) AS this
             FROM sessions WHERE account_id = {account}"#
    ))
    .one(tx)
    .await?;
    Ok(known.is_some_and(|known| known.any && !known.this))
}

async fn notify(tx: &Tx, ctx: &Ctx, account_id: AccountId) -> Result<(), DbErr> {
    let notice = SecurityNotice {
        account_id,
        kind: Notice::NewSignInStaff,
    };
    jobs::enqueue(tx, ctx, &notice, Enqueue::default()).await?;
    Ok(())
}
