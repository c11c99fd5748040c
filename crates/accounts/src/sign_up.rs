use db::Db;
use jobs::Enqueue;
use kernel::{Ctx, Email, RegionId};
use sea_orm::DbErr;
use secrecy::SecretString;

use crate::account::{AccountDraft, InvalidName, add_account, clean_name};
use crate::keys::Keys;
use crate::password::{HashedPassword, NewPasswordError};
use crate::session::{Device, Tokens, open_session};
use crate::work::SendVerification;

/// What a new customer fills in.
#[derive(Clone, Debug)]
pub struct SignUp {
    pub email: Email,
    pub password: SecretString,
    pub full_name: String,
    /// `en` or `ar`.
    pub locale: String,
    pub region: Option<RegionId>,
    pub marketing_consent: bool,
    pub device: Device,
}

#[derive(Debug, thiserror::Error)]
pub enum SignUpError {
    #[error(transparent)]
    Name(#[from] InvalidName),
    #[error(transparent)]
    Password(#[from] NewPasswordError),
    /// Also when nobody has verified it yet: its owner gets in by resetting the password.
    #[error("this e-mail address has an account")]
    EmailTaken,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Opens a customer account and its first session, and has the link sent that verifies the e-mail address. The password is hashed
/// before anything is looked up: a taken address costs the same work as a new one.
pub async fn sign_up(db: &Db, ctx: &Ctx, keys: &Keys, new: SignUp) -> Result<Tokens, SignUpError> {
    let full_name = clean_name(&new.full_name)?;
    let password = HashedPassword::of(new.password, &[new.email.as_str(), &full_name]).await?;
    let draft = AccountDraft {
        email: Some(new.email),
        password: Some(password),
        region: new.region,
        marketing_consent: new.marketing_consent,
        ..AccountDraft::customer(full_name, new.locale)
    };
    let tx = db::begin(db).await?;
    let account = add_account(&tx, ctx, draft).await?;
    let account = account.ok_or(SignUpError::EmailTaken)?;
    let tokens = open_session(&tx, ctx, keys, account, &new.device).await?;
    let job = SendVerification {
        account_id: tokens.account.id,
    };
    jobs::enqueue(&tx, ctx, &job, Enqueue::default()).await?;
    tx.commit().await?;
    Ok(tokens)
}
