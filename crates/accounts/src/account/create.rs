use db::Conn;
use kernel::{Ctx, Email, Phone};
use sea_orm::DbErr;
use secrecy::SecretString;

use super::{Account, AccountDraft, Role, add_account, find_account};
use crate::password::{HashedPassword, NewPasswordError};

/// An account the shop itself opens: the demo's people, the first admin.
#[derive(Clone, Debug)]
pub struct NewAccount {
    pub email: Email,
    pub password: SecretString,
    pub full_name: String,
    pub phone: Option<Phone>,
    pub role: Role,
    /// `en` or `ar`.
    pub locale: String,
}

#[derive(Debug, thiserror::Error)]
pub enum CreateAccountError {
    #[error(transparent)]
    Password(#[from] NewPasswordError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Makes an account whose e-mail address counts as verified, or finds the one that has this address and leaves it as it is.
pub async fn create_account(
    conn: &impl Conn,
    ctx: &Ctx,
    new: NewAccount,
) -> Result<Account, CreateAccountError> {
    if let Some(account) = find_account(conn, &new.email).await? {
        return Ok(account);
    }
    let password = HashedPassword::of(new.password, &[new.email.as_str(), &new.full_name]).await?;
    let draft = AccountDraft {
        email: Some(new.email.clone()),
        email_verified: true,
        password: Some(password),
        phone: new.phone,
        role: new.role,
        ..AccountDraft::customer(new.full_name, new.locale)
    };
    let account = match add_account(conn, ctx, draft).await? {
        Some(account) => Some(account),
        // Somebody else made it in the meantime.
        None => find_account(conn, &new.email).await?,
    };
    account.ok_or_else(|| DbErr::RecordNotFound("the account that was just made".into()).into())
}
