use db::Conn;
use kernel::{AccountId, Ctx};
use sea_orm::{DbErr, raw_sql};

use super::{Account, InvalidName, clean_name, load_account};

/// What people change about themselves; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct ProfileChange {
    pub full_name: Option<String>,
    /// `en` or `ar`.
    pub locale: Option<String>,
    pub marketing_consent: Option<bool>,
    /// The version the change is based on, if that matters.
    pub version: Option<i32>,
}

#[derive(Debug, thiserror::Error)]
pub enum UpdateProfileError {
    #[error(transparent)]
    Name(#[from] InvalidName),
    /// Somebody changed the account in the meantime.
    #[error("the account has changed since it was read")]
    StaleVersion,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Changes a profile; the account as it is then.
pub async fn update_profile(
    conn: &impl Conn,
    ctx: &Ctx,
    account: AccountId,
    change: ProfileChange,
) -> Result<Account, UpdateProfileError> {
    let full_name = change.full_name.as_deref().map(clean_name).transpose()?;
    let (id, now) = (account.uuid(), ctx.now());
    let ProfileChange {
        locale,
        marketing_consent,
        version,
        ..
    } = change;
    let outcome = conn
        .execute_raw(raw_sql!(
            Postgres,
            r#"UPDATE accounts
                  SET full_name = coalesce({full_name}, full_name), locale = coalesce({locale}, locale),
                      marketing_consent_at = CASE {marketing_consent}::boolean WHEN true THEN coalesce(marketing_consent_at, {now})
                                                                               WHEN false THEN NULL
                                                                               ELSE marketing_consent_at END,
                      updated_at = {now}, version = version + 1
                WHERE id = {id} AND is_active AND version = coalesce({version}, version)"#
        ))
        .await?;
    if outcome.rows_affected() == 0 {
        return Err(UpdateProfileError::StaleVersion);
    }
    let account = load_account(conn, account).await?;
    account.ok_or(UpdateProfileError::StaleVersion)
}
