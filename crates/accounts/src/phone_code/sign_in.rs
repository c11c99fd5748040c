use db::{Conn, Db, Tx};
use kernel::{Ctx, Phone, RegionId};
use sea_orm::{DbBackend, DbErr, Statement};
use secrecy::SecretString;

use super::spend::{CodeError, guess, spend};
use crate::account::{Account, AccountDraft, add_account, find_by_verified_phone};
use crate::keys::Keys;
use crate::session::{Device, Tokens, open_session};

/// What a person offers to sign in by telephone.
#[derive(Clone, Debug)]
pub struct PhoneSignIn {
    pub phone: Phone,
    pub code: SecretString,
    /// For a new account; without one it is called by its number's last digits.
    pub full_name: Option<String>,
    /// For a new account: `en` or `ar`.
    pub locale: String,
    /// For a new account.
    pub region: Option<RegionId>,
    pub device: Device,
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
