use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use db::Conn;
use kernel::{AccountId, Email, RegionId};
use sea_orm::{DbBackend, DbErr, FromQueryResult, Statement, Value};
use uuid::Uuid;

mod add;
mod belongings;
mod create;
mod delete;
mod name;
mod profile;

pub use add::{AccountDraft, add_account};
pub(crate) use belongings::drop_belongings;
pub use create::{CreateAccountError, NewAccount, create_account};
pub use delete::{DeleteAccountError, delete_account};
pub use name::{InvalidName, clean_name};
pub use profile::{ProfileChange, UpdateProfileError, update_profile};

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

/// A person known to the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub id: AccountId,
    /// Absent of people who sign in by telephone, and of deleted accounts.
    pub email: Option<String>,
    /// Whether the person proved that the mailbox is theirs.
    pub email_verified: bool,
    pub full_name: String,
    /// E.164. A way to reach the person; a way to sign in only if verified.
    pub phone: Option<String>,
    pub phone_verified: bool,
    pub role: Role,
    /// The language this person is written to in: `en` or `ar`.
    pub locale: String,
    /// What a member of staff does; empty of customers.
    pub title: String,
    /// Where a customer signed up.
    pub region_id: Option<RegionId>,
    /// Whether this person agreed to be sent offers.
    pub marketing_consent: bool,
    /// Without one the person signs in with Google, Apple or a telephone.
    pub has_password: bool,
    pub is_active: bool,
    /// Counts the changes staff and the person make; not sign-ins.
    pub version: i32,
    pub created_at: DateTime<Utc>,
}

/// What [`COLUMNS`] select.
#[derive(FromQueryResult)]
struct AccountRow {
    id: Uuid,
    email: Option<String>,
    email_verified_at: Option<DateTime<Utc>>,
    full_name: String,
    phone: Option<String>,
    phone_verified_at: Option<DateTime<Utc>>,
    role: String,
    locale: String,
    title: String,
    region_id: Option<Uuid>,
    marketing_consent_at: Option<DateTime<Utc>>,
    has_password: bool,
    is_active: bool,
    version: i32,
    created_at: DateTime<Utc>,
}

const COLUMNS: &str = "id, email, email_verified_at, full_name, phone, phone_verified_at, role, locale, title, region_id, \
                       marketing_consent_at, password_hash IS NOT NULL AS has_password, is_active, version, created_at";

impl TryFrom<AccountRow> for Account {
    type Error = DbErr;

    fn try_from(row: AccountRow) -> Result<Self, DbErr> {
        Ok(Self {
            id: row.id.into(),
            email: row.email,
            email_verified: row.email_verified_at.is_some(),
            full_name: row.full_name,
            phone: row.phone,
            phone_verified: row.phone_verified_at.is_some(),
            role: row.role.parse()?,
            locale: row.locale,
            title: row.title,
            region_id: row.region_id.map(Into::into),
            marketing_consent: row.marketing_consent_at.is_some(),
            has_password: row.has_password,
            is_active: row.is_active,
            version: row.version,
            created_at: row.created_at,
        })
    }
}

/// The account of this e-mail address, active or not.
pub async fn find_account(conn: &impl Conn, email: &Email) -> Result<Option<Account>, DbErr> {
    select(conn, "email = $1", email.as_str().into()).await
}

/// The account with this id, active or not.
pub async fn load_account(conn: &impl Conn, id: AccountId) -> Result<Option<Account>, DbErr> {
    select(conn, "id = $1", id.uuid().into()).await
}

/// Like [`load_account`], and keeps the account from being changed until the transaction ends. Taken before anything else that
/// belongs to the account.
pub(crate) async fn lock_account(tx: &impl Conn, id: AccountId) -> Result<Option<Account>, DbErr> {
    select(tx, "id = $1 FOR UPDATE", id.uuid().into()).await
}

async fn select(conn: &impl Conn, condition: &str, value: Value) -> Result<Option<Account>, DbErr> {
    let sql = format!("SELECT {COLUMNS} FROM accounts WHERE {condition}");
    let row =
        AccountRow::find_by_statement(Statement::from_sql_and_values(DbBackend::Postgres, sql, [value]))
            .one(conn)
            .await?;
    row.map(Account::try_from).transpose()
}
