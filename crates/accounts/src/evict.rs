use db::Tx;
use kernel::{AccountId, Ctx, Email};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use uuid::Uuid;

use crate::session::{RevokedReason, revoke_all_sessions};

#[derive(FromQueryResult)]
struct Evicted {
    id: Uuid,
    is_active: bool,
}

/// Frees an e-mail address whose owner has just proved that it is theirs from the customer account that has it unverified: whoever
/// opened that account wasn't them, or can't show it. Without a verified telephone number nobody could sign in to what is left,
/// so it is switched off and its sessions end. Whether there was such an account.
pub async fn evict_unverified(tx: &Tx, ctx: &Ctx, email: &Email) -> Result<bool, DbErr> {
    let (email, now) = (email.as_str().to_owned(), ctx.now());
    let evicted = Evicted::find_by_statement(raw_sql!(
        Postgres,
        r#"UPDATE accounts
              SET email = NULL, password_hash = NULL, is_active = is_active AND phone_verified_at IS NOT NULL,
                  disabled_reason = CASE WHEN is_active AND phone_verified_at IS NULL THEN 'evicted' ELSE disabled_reason END,
                  updated_at = {now}, version = version + 1
            WHERE email = {email} AND email_verified_at IS NULL AND role = 'customer'
           RETURNING id, is_active"#
    ))
    .one(tx)
    .await?;
    let Some(Evicted { id, is_active }) = evicted else {
        return Ok(false);
    };
    let account = AccountId::from(id);
    if !is_active {
        revoke_all_sessions(tx, ctx, account, RevokedReason::Evicted).await?;
    }
    tracing::info!(%account, is_active, "an unverified account lost its e-mail address to the owner");
    Ok(true)
}
