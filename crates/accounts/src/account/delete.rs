use db::{Conn as _, Db, Tx};
use kernel::{AccountId, Ctx};
use sea_orm::{DbErr, raw_sql};

use super::{drop_belongings, lock_account};
use crate::session::{
    Caller, ReauthenticationRequired, RevokedReason, forgive, require_fresh, revoke_all_sessions,
};

/// What a deleted account is called in old orders' history.
const NAME: &str = "Deleted customer";

#[derive(Debug, thiserror::Error)]
pub enum DeleteAccountError {
    #[error(transparent)]
    ReauthenticationRequired(#[from] ReauthenticationRequired),
    /// What staff did stays theirs; an admin switches the account off.
    #[error("staff accounts aren't deleted by their owners")]
    StaffCantDelete,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Makes the customer's account nobody's: name, addresses, ways to sign in and sessions' traces are gone for good, the sessions
/// have ended. Orders stay, they carry what they need themselves. Fine when it was done before.
pub async fn delete_account(db: &Db, ctx: &Ctx, caller: &Caller) -> Result<(), DeleteAccountError> {
    require_fresh(caller.authenticated_at, ctx.now())?;
    let tx = db::begin(db).await?;
    let Some(account) = lock_account(&tx, caller.account)
        .await?
        .filter(|account| account.is_active)
    else {
        return Ok(());
    };
    if account.role.is_staff() {
        return Err(DeleteAccountError::StaffCantDelete);
    }
    revoke_all_sessions(&tx, ctx, account.id, RevokedReason::Deleted).await?;
    if let Some(email) = &account.email {
        forgive(&tx, email).await?;
    }
    // First switched off: an active account has an address or a telephone.
    anonymise(&tx, ctx, account.id, account.phone).await?;
    drop_belongings(&tx, ctx, account.id).await?;
    tx.commit().await?;
    tracing::info!(account = %account.id, "account deleted by its owner");
    Ok(())
}

async fn anonymise(tx: &Tx, ctx: &Ctx, account: AccountId, phone: Option<String>) -> Result<(), DbErr> {
    let (id, now) = (account.uuid(), ctx.now());
    let statements = [
        raw_sql!(
            Postgres,
            r#"UPDATE accounts
                  SET email = NULL, email_verified_at = NULL, phone = NULL, phone_verified_at = NULL, password_hash = NULL, full_name = {NAME}, title = '', region_id = NULL,
                      marketing_consent_at = NULL, is_active = false, deleted_at = {now}, updated_at = {now}, version = version + 1
                WHERE id = {id}"#
        ),
        raw_sql!(Postgres, r#"DELETE FROM email_tokens WHERE account_id = {id}"#),
        raw_sql!(Postgres, r#"DELETE FROM email_changes WHERE account_id = {id}"#),
        raw_sql!(Postgres, r#"DELETE FROM phone_codes WHERE phone = {phone}"#),
        raw_sql!(
            Postgres,
            r#"DELETE FROM refresh_tokens USING sessions s WHERE session_id = s.id AND s.account_id = {id}"#
        ),
        raw_sql!(
            Postgres,
            r#"UPDATE sessions SET user_agent = NULL, client_address = NULL WHERE account_id = {id}"#
        ),
    ];
    for statement in statements {
        tx.execute_raw(statement).await?;
    }
    Ok(())
}
