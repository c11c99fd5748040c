use std::fmt;
use std::str::FromStr;

use db::Conn;
use kernel::{AccountId, Ctx, Email, Phone};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use secrecy::SecretString;
use uuid::Uuid;

use crate::password;

/// What an account may do: customers see their own orders, managers and admins work in the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Customer,
    Manager,
    Admin,
}

impl Role {
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Manager => "manager",
            Self::Admin => "admin",
        }
    }

    #[must_use]
    pub const fn is_staff(self) -> bool {
        matches!(self, Self::Manager | Self::Admin)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Role {
    type Err = DbErr;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Customer, Self::Manager, Self::Admin]
            .into_iter()
            .find(|role| role.code() == text)
            .ok_or_else(|| DbErr::Type(format!("unknown role {text:?}")))
    }
}

/// A person known to the shop. Only active accounts are ever handed out by [`crate::authenticate`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub id: AccountId,
    pub email: String,
    pub full_name: String,
    /// E.164.
    pub phone: Option<String>,
    pub role: Role,
    /// The language this person is written to in: `en` or `ar`.
    pub locale: String,
}

/// The columns of [`Account`] as they are stored.
#[derive(FromQueryResult)]
pub(crate) struct AccountRow {
    pub id: Uuid,
    pub email: String,
    pub full_name: String,
    pub phone: Option<String>,
    pub role: String,
    pub locale: String,
}

impl TryFrom<AccountRow> for Account {
    type Error = DbErr;

    fn try_from(row: AccountRow) -> Result<Self, DbErr> {
        let AccountRow {
            id,
            email,
            full_name,
            phone,
            role,
            locale,
        } = row;
        Ok(Self {
            id: id.into(),
            email,
            full_name,
            phone,
            role: role.parse()?,
            locale,
        })
    }
}

/// The account of this e-mail address, active or not.
pub async fn find_account(conn: &impl Conn, email: &Email) -> Result<Option<Account>, DbErr> {
    let email = email.as_str().to_owned();
    let row = AccountRow::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT id, email, full_name, phone, role, locale FROM accounts WHERE email = {email}"#
    ))
    .one(conn)
    .await?;
    row.map(Account::try_from).transpose()
}

/// What an account is made of.
#[derive(Clone, Debug)]
pub struct NewAccount {
    pub email: Email,
    /// 8 to 128 characters.
    pub password: SecretString,
    pub full_name: String,
    pub phone: Option<Phone>,
    pub role: Role,
    /// `en` or `ar`.
    pub locale: String,
}

#[derive(Debug, thiserror::Error)]
pub enum CreateAccountError {
    #[error("a password has 8 to 128 characters")]
    PasswordLength,
    #[error("can't hash the password: {0}")]
    Password(#[from] password::HashError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Makes an account, or finds the one that has this e-mail address and leaves it as it is.
pub async fn create_account(
    conn: &impl Conn,
    ctx: &Ctx,
    new: NewAccount,
) -> Result<Account, CreateAccountError> {
    if let Some(account) = find_account(conn, &new.email).await? {
        return Ok(account);
    }
    if !password::has_fair_length(&new.password) {
        return Err(CreateAccountError::PasswordLength);
    }
    let hash = password::hash(new.password.clone()).await?;
    insert(conn, ctx, &new, hash).await?;
    let account = find_account(conn, &new.email).await?;
    account.ok_or_else(|| DbErr::RecordNotFound("the account that was just made".into()).into())
}

async fn insert(conn: &impl Conn, ctx: &Ctx, new: &NewAccount, hash: String) -> Result<(), DbErr> {
    let (id, now): (Uuid, _) = (ctx.new_id(), ctx.now());
    let NewAccount {
        email,
        full_name,
        phone,
        role,
        locale,
        ..
    } = new.clone();
    let (email, phone, role) = (
        email.as_str().to_owned(),
        phone.map(|phone| phone.to_string()),
        role.code(),
    );
    conn.execute_raw(raw_sql!(
        Postgres,
        r#"INSERT INTO accounts (id, email, full_name, phone, role, locale, password_hash, created_at, updated_at)
           VALUES ({id}, {email}, {full_name}, {phone}, {role}, {locale}, {hash}, {now}, {now})
           ON CONFLICT (email) DO NOTHING"#
    ))
    .await?;
    Ok(())
}
