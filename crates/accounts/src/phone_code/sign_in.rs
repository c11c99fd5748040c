use db::{Db, Tx};
use kernel::{Ctx, Phone, RegionId};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use secrecy::SecretString;
use uuid::Uuid;

use super::spend::{CodeError, guess, spend};
use crate::account::{Account, AccountDraft, add_account, clean_name, load_account};
use crate::keys::Keys;
use crate::session::{Device, Tokens, open_session};

/// What a person offers to sign in by telephone.
#[derive(Clone, Debug)]
pub struct PhoneSignIn {
    pub phone: Phone,
    pub code: SecretString,
    /// For a new account; without one it is called by the last digits of its number.
    pub full_name: Option<String>,
    /// For a new account: `en` or `ar`.
    pub locale: String,
    /// For a new account.
    pub region: Option<RegionId>,
    pub device: Device,
}

/// An open session, perhaps of an account that was just made.
#[derive(Clone, Debug)]
pub struct PhoneSignedIn {
    pub tokens: Tokens,
    pub is_new: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum PhoneSignInError {
    #[error(transparent)]
    Code(#[from] CodeError),
    /// Staff use their password and second factor.
    #[error("staff don't sign in by telephone")]
    Staff,
    #[error("the account is switched off")]
    Disabled,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Opens a session of the account that has verified this number, or of a new one. Numbers that were only written down as contact
/// details give nobody access to anything.
pub async fn sign_in(
    db: &Db,
    ctx: &Ctx,
    keys: &Keys,
    offer: PhoneSignIn,
) -> Result<PhoneSignedIn, PhoneSignInError> {
    let guessed = guess(db, ctx, keys, &offer.phone, &offer.code).await?;
    let tx = db::begin(db).await?;
    spend(&tx, ctx, guessed).await?;
    let (account, is_new) = find_or_add(&tx, ctx, &offer).await?;
    if account.role.is_staff() {
        return Err(PhoneSignInError::Staff);
    }
    if !account.is_active {
        return Err(PhoneSignInError::Disabled);
    }
    let tokens = open_session(&tx, ctx, keys, account, &offer.device).await?;
    tx.commit().await?;
    Ok(PhoneSignedIn { tokens, is_new })
}

async fn find_or_add(tx: &Tx, ctx: &Ctx, offer: &PhoneSignIn) -> Result<(Account, bool), DbErr> {
    if let Some(account) = find_verified(tx, &offer.phone).await? {
        return Ok((account, false));
    }
    let name = offer.full_name.as_deref().and_then(|name| clean_name(name).ok());
    let draft = AccountDraft {
        phone: Some(offer.phone.clone()),
        phone_verified: true,
        region: offer.region,
        ..AccountDraft::customer(name.unwrap_or_else(|| masked(&offer.phone)), offer.locale.clone())
    };
    if let Some(account) = add_account(tx, ctx, draft).await? {
        return Ok((account, true));
    }
    // Somebody verified the number in the meantime.
    let account = find_verified(tx, &offer.phone).await?;
    account
        .map(|account| (account, false))
        .ok_or_else(|| DbErr::RecordNotFound("the account of a verified number".into()))
}

#[derive(FromQueryResult)]
struct IdRow {
    id: Uuid,
}

/// The account stays as it is until the transaction ends.
async fn find_verified(tx: &Tx, phone: &Phone) -> Result<Option<Account>, DbErr> {
    let phone = phone.to_string();
    let found = IdRow::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT id FROM accounts WHERE phone = {phone} AND phone_verified_at IS NOT NULL FOR NO KEY UPDATE"#
    ))
    .one(tx)
    .await?;
    match found {
        Some(IdRow { id }) => load_account(tx, id.into()).await,
        None => Ok(None),
    }
}

fn masked(phone: &Phone) -> String {
    let number = phone.as_str();
    let last = number.get(number.len().saturating_sub(4)..).unwrap_or_default();
    format!("•••{last}")
}
