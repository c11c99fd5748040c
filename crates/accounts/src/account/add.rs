use db::Conn;
use kernel::{AccountId, Ctx, Email, Phone, RegionId};
use sea_orm::{DbErr, raw_sql};
use uuid::Uuid;

use super::{Account, Role, load_account};
use crate::password::HashedPassword;

/// What a new account starts with. [`AccountDraft::customer`] and a struct update spare the rest.
#[derive(Clone, Debug)]
pub struct AccountDraft {
    pub email: Option<Email>,
    /// Only if the person proved it.
    pub email_verified: bool,
    pub password: Option<HashedPassword>,
    /// Not empty, at most 100 characters.
    pub full_name: String,
    pub phone: Option<Phone>,
    /// Only if the person proved it.
    pub phone_verified: bool,
    pub role: Role,
    /// `en` or `ar`.
    pub locale: String,
    pub title: String,
    pub region: Option<RegionId>,
    pub marketing_consent: bool,
}

impl AccountDraft {
    /// A customer nobody can sign in as yet: add an e-mail address or a telephone number.
    #[must_use]
    pub fn customer(full_name: impl Into<String>, locale: impl Into<String>) -> Self {
        Self {
            email: None,
            email_verified: false,
            password: None,
            full_name: full_name.into(),
            phone: None,
            phone_verified: false,
            role: Role::Customer,
            locale: locale.into(),
            title: String::new(),
            region: None,
            marketing_consent: false,
        }
    }
}

/// Adds an account. `None`: another one has this e-mail address, or has verified this telephone number.
pub async fn add_account(conn: &impl Conn, ctx: &Ctx, draft: AccountDraft) -> Result<Option<Account>, DbErr> {
    let (id, now): (AccountId, _) = (ctx.new_id(), ctx.now());
    let (uuid, role) = (id.uuid(), draft.role.code());
    let (email, phone) = (
        draft.email.map(|email| email.to_string()),
        draft.phone.map(|phone| phone.to_string()),
    );
    let (email_verified_at, phone_verified_at, consent_at) = (
        draft.email_verified.then_some(now),
        draft.phone_verified.then_some(now),
        draft.marketing_consent.then_some(now),
    );
    let hash = draft.password.map(HashedPassword::into_stored);
    let region = draft.region.map(Uuid::from);
    let AccountDraft {
        full_name,
        locale,
        title,
        ..
    } = draft;
    let outcome = conn
        .execute_raw(raw_sql!(
            Postgres,
            r#"INSERT INTO accounts (id, email, email_verified_at, full_name, phone, phone_verified_at, role, locale, title,
                                     region_id, marketing_consent_at, password_hash, created_at, updated_at)
               VALUES ({uuid}, {email}, {email_verified_at}, {full_name}, {phone}, {phone_verified_at}, {role}, {locale}, {title},
                       {region}, {consent_at}, {hash}, {now}, {now})
               ON CONFLICT DO NOTHING"#
        ))
        .await?;
    if outcome.rows_affected() == 0 {
        return Ok(None);
    }
    load_account(conn, id).await
}
