use chrono::TimeDelta;
use db::{Conn as _, Db};
use jobs::Enqueue;
use kernel::{Ctx, Email, EmailChangeId};
use sea_orm::{DbErr, raw_sql};

use super::void_changes;
use crate::account::lock_account;
use crate::session::{Caller, ReauthenticationRequired, is_open, require_fresh, too_often};
use crate::verify_email::LETTERS;
use crate::work::{SendEmailChange, Side};

/// How long both mailboxes have to agree.
const OPEN_FOR: TimeDelta = TimeDelta::hours(24);

#[derive(Debug, thiserror::Error)]
pub enum RequestEmailChangeError {
    #[error(transparent)]
    ReauthenticationRequired(#[from] ReauthenticationRequired),
    #[error("the account has this address already")]
    Unchanged,
    #[error("too many letters")]
    TooOften { retry_after: TimeDelta },
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Asks both mailboxes whether the account's e-mail address is to change; an address nobody has verified isn't asked. Earlier
/// changes under way end. Whether somebody else has the new address isn't told here.
pub async fn request_email_change(
    db: &Db,
    ctx: &Ctx,
    caller: &Caller,
    new_email: &Email,
) -> Result<(), RequestEmailChangeError> {
    require_fresh(caller.authenticated_at, ctx.now())?;
    let tx = db::begin(db).await?;
    let account = lock_account(&tx, caller.account).await?;
    let account = account
        .filter(|account| account.is_active)
        .ok_or(ReauthenticationRequired)?;
    if !is_open(&tx, ctx, caller.session).await? {
        return Err(ReauthenticationRequired.into());
    }
    if account.email.as_deref() == Some(new_email.as_str()) {
        return Err(RequestEmailChangeError::Unchanged);
    }
    if let Some(retry_after) = too_often(&tx, ctx, &format!("change {}", account.id), LETTERS).await? {
        return Err(RequestEmailChangeError::TooOften { retry_after });
    }
    void_changes(&tx, ctx, account.id).await?;
    let old_email = account.email.filter(|_| account.email_verified);
    let sides = if old_email.is_some() {
        &[Side::Old, Side::New][..]
    } else {
        &[Side::New]
    };
    let (change_id, now): (EmailChangeId, _) = (ctx.new_id(), ctx.now());
    let (id, account, session) = (change_id.uuid(), account.id.uuid(), caller.session.uuid());
    let (new_email, expires_at) = (new_email.to_string(), now + OPEN_FOR);
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"INSERT INTO email_changes (id, account_id, session_id, old_email, new_email, expires_at, created_at)
           VALUES ({id}, {account}, {session}, {old_email}, {new_email}, {expires_at}, {now})"#
    ))
    .await?;
    for side in sides.iter().copied() {
        jobs::enqueue(&tx, ctx, &SendEmailChange { change_id, side }, Enqueue::default()).await?;
    }
    tx.commit().await?;
    Ok(())
}
