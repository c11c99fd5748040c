use db::{Db, Tx};
use jobs::{Enqueue, enqueue};
use kernel::{AccountId, Ctx, Email, RegionId};
use sea_orm::{ConnectionTrait as _, DbErr, FromQueryResult, raw_sql};
use secrecy::SecretString;
use uuid::Uuid;

use super::{IdTokenError, IdTokens, Person, Provider};
use crate::account::{Account, AccountDraft, add_account, clean_name, load_account};
use crate::evict::evict_unverified;
use crate::keys::Keys;
use crate::session::{Device, Tokens, open_session};
use crate::work::EmailVerified;

/// What a person brings from Google or Apple.
#[derive(Clone, Debug)]
pub struct SocialSignIn {
    pub provider: Provider,
    pub id_token: SecretString,
    /// What was hashed to make the token's nonce.
    pub nonce: SecretString,
    /// For a new account; the provider's own word about the name comes second.
    pub full_name: Option<String>,
    /// For a new account: `en` or `ar`.
    pub locale: String,
    /// For a new account.
    pub region: Option<RegionId>,
    pub device: Device,
}

/// An open session, perhaps of an account that was just made.
#[derive(Clone, Debug)]
pub struct SocialSignedIn {
    pub tokens: Tokens,
    pub is_new: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum SocialSignInError {
    #[error(transparent)]
    IdToken(#[from] IdTokenError),
    /// The provider doesn't vouch for the e-mail address of somebody it hasn't sent before.
    #[error("the provider hasn't verified the e-mail address")]
    EmailNotVerified,
    /// Staff use their password and second factor.
    #[error("staff don't sign in with a provider")]
    Staff,
    #[error("the account is switched off")]
    Disabled,
    /// The account of this e-mail address is signed into as somebody else at the same provider: addresses change hands.
    #[error("the e-mail address belongs to an account of another person at this provider")]
    EmailTaken,
    #[error(transparent)]
    Database(#[from] DbErr),
}

#[derive(Debug, thiserror::Error)]
pub enum ProveError {
    #[error(transparent)]
    IdToken(#[from] IdTokenError),
    /// The token is somebody else's.
    #[error("the person isn't the account's owner")]
    AnotherPerson,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Opens a session of the account this person is known by at the provider. Somebody new is linked to the account of their e-mail
/// address if its owner has verified it too; an unverified account of that address was opened by who knows whom, and gives
/// the address up. Else there is a new account.
pub async fn sign_in(
    db: &Db,
    ctx: &Ctx,
    keys: &Keys,
    id_tokens: &IdTokens,
    offer: SocialSignIn,
) -> Result<SocialSignedIn, SocialSignInError> {
    let person = id_tokens
        .verify(ctx, offer.provider, &offer.id_token, &offer.nonce)
        .await
        .inspect_err(|error| tracing::info!(provider = %offer.provider, %error, "refused ID token"))?;
    let tx = db::begin(db).await?;
    spend_nonce(&tx, &person).await?;
    lock(&tx, &person).await?;
    let (account, is_new) = match find_known(&tx, &person).await? {
        Some(account) => (account, false),
        None => link_or_add(&tx, ctx, &person, &offer).await?,
    };
    let account = admit(account)?;
    let tokens = open_session(&tx, ctx, keys, account, &offer.device).await?;
    tx.commit().await?;
    Ok(SocialSignedIn { tokens, is_new })
}

/// Whether an ID token is of the person this account belongs to; uses it up.
pub async fn prove(
    db: &Db,
    ctx: &Ctx,
    id_tokens: &IdTokens,
    account: AccountId,
    provider: Provider,
    (id_token, nonce): (&SecretString, &SecretString),
) -> Result<(), ProveError> {
    let person = id_tokens.verify(ctx, provider, id_token, nonce).await?;
    let tx = db::begin(db).await?;
    spend_nonce(&tx, &person).await?;
    let known = find_known(&tx, &person).await?;
    tx.commit().await?;
    if known.is_some_and(|known| known.id == account) {
        Ok(())
    } else {
        Err(ProveError::AnotherPerson)
    }
}

fn admit(account: Account) -> Result<Account, SocialSignInError> {
    if account.role.is_staff() {
        return Err(SocialSignInError::Staff);
    }
    if !account.is_active {
        return Err(SocialSignInError::Disabled);
    }
    Ok(account)
}

/// Each token signs in once.
async fn spend_nonce(tx: &Tx, person: &Person) -> Result<(), SpendError> {
    let (hash, until) = (person.nonce_hash.to_vec(), person.expires_at);
    let spent = tx
        .execute_raw(raw_sql!(
            Postgres,
            r#"INSERT INTO used_nonces (nonce_hash, expires_at) VALUES ({hash}, {until}) ON CONFLICT DO NOTHING"#
        ))
        .await?;
    if spent.rows_affected() == 0 {
        return Err(SpendError::Used);
    }
    Ok(())
}

enum SpendError {
    Used,
    Database(DbErr),
}

impl From<DbErr> for SpendError {
    fn from(error: DbErr) -> Self {
        Self::Database(error)
    }
}

const USED: IdTokenError = IdTokenError::Invalid("used before");

impl From<SpendError> for SocialSignInError {
    fn from(error: SpendError) -> Self {
        match error {
            SpendError::Used => USED.into(),
            SpendError::Database(error) => error.into(),
        }
    }
}

impl From<SpendError> for ProveError {
    fn from(error: SpendError) -> Self {
        match error {
            SpendError::Used => USED.into(),
            SpendError::Database(error) => error.into(),
        }
    }
}

/// First sign-ins of one person wait for each other: the second one finds the account of the first.
async fn lock(tx: &Tx, person: &Person) -> Result<(), DbErr> {
    let name = format!("accounts.identity {} {}", person.provider, person.subject);
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))"#
    ))
    .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct IdRow {
    id: Uuid,
}

/// The account this person signs into. It stays as it is until the transaction ends.
async fn find_known(tx: &Tx, person: &Person) -> Result<Option<Account>, DbErr> {
    let (provider, subject) = (person.provider.code(), person.subject.clone());
    let found = IdRow::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT a.id FROM identities i JOIN accounts a ON a.id = i.account_id
            WHERE i.provider = {provider} AND i.subject = {subject} FOR NO KEY UPDATE OF a"#
    ))
    .one(tx)
    .await?;
    match found {
        Some(IdRow { id }) => load_account(tx, id.into()).await,
        None => Ok(None),
    }
}

async fn find_by_email(tx: &Tx, email: &Email) -> Result<Option<Account>, DbErr> {
    let email = email.to_string();
    let found = IdRow::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT id FROM accounts WHERE email = {email} FOR NO KEY UPDATE"#
    ))
    .one(tx)
    .await?;
    match found {
        Some(IdRow { id }) => load_account(tx, id.into()).await,
        None => Ok(None),
    }
}

async fn link_or_add(
    tx: &Tx,
    ctx: &Ctx,
    person: &Person,
    offer: &SocialSignIn,
) -> Result<(Account, bool), SocialSignInError> {
    let email = person
        .email
        .as_ref()
        .filter(|_| person.email_verified)
        .ok_or(SocialSignInError::EmailNotVerified)?;
    // Twice, because somebody else may open an account with this address in between.
    for _ in 0..2 {
        match find_by_email(tx, email).await? {
            Some(account) if account.email_verified || account.role.is_staff() => {
                let account = admit(account)?;
                link(tx, ctx, person, email, account.id).await?;
                return Ok((account, false));
            }
            Some(_) => {
                evict_unverified(tx, ctx, email).await?;
            }
            None => {}
        }
        if let Some(account) = add_account(tx, ctx, draft(person, email, offer)).await? {
            link(tx, ctx, person, email, account.id).await?;
            let job = EmailVerified {
                account_id: account.id,
            };
            enqueue(tx, ctx, &job, Enqueue::default()).await?;
            return Ok((account, true));
        }
    }
    Err(SocialSignInError::EmailTaken)
}

fn draft(person: &Person, email: &Email, offer: &SocialSignIn) -> AccountDraft {
    let name = [
        offer.full_name.as_deref(),
        person.name.as_deref(),
        email.as_str().split('@').next(),
    ]
    .into_iter()
    .flatten()
    .find_map(|name| clean_name(name).ok());
    AccountDraft {
        email: Some(email.clone()),
        email_verified: true,
        region: offer.region,
        ..AccountDraft::customer(name.unwrap_or_else(|| email.to_string()), offer.locale.clone())
    }
}

async fn link(
    tx: &Tx,
    ctx: &Ctx,
    person: &Person,
    email: &Email,
    account: AccountId,
) -> Result<(), SocialSignInError> {
    let (provider, subject, email) = (person.provider.code(), person.subject.clone(), email.to_string());
    let (account, now) = (account.uuid(), ctx.now());
    let linked = tx
        .execute_raw(raw_sql!(
            Postgres,
            r#"INSERT INTO identities (provider, subject, account_id, email, created_at)
               VALUES ({provider}, {subject}, {account}, {email}, {now}) ON CONFLICT DO NOTHING"#
        ))
        .await?;
    if linked.rows_affected() == 0 {
        return Err(SocialSignInError::EmailTaken);
    }
    Ok(())
}
