use db::{Conn, Tx};
use kernel::{AccountId, Ctx, Email, EmailChangeId};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use uuid::Uuid;

use super::{Letter, Purpose};
use crate::account::{Account, find_account, load_account};
use crate::session::token_hash;
use crate::work::Side;

/// A link that verifies the account's e-mail address. `None`: there is nothing to verify (any more).
pub async fn issue_verification(tx: &Tx, ctx: &Ctx, account: AccountId) -> Result<Option<Letter>, DbErr> {
    let account = load_account(tx, account).await?;
    let Some((account, to)) = account
        .filter(|account| !account.email_verified)
        .and_then(reachable)
    else {
        return Ok(None);
    };
    issue(tx, ctx, account, to, Purpose::VerifyEmail, None)
        .await
        .map(Some)
}

/// A link to a new password. `None`: nobody has this e-mail address.
pub async fn issue_reset(tx: &Tx, ctx: &Ctx, email: &str) -> Result<Option<Letter>, DbErr> {
    let Ok(email) = Email::parse(email) else {
        return Ok(None);
    };
    let account = find_account(tx, &email).await?;
    let Some((account, to)) = account.and_then(reachable) else {
        return Ok(None);
    };
    issue(tx, ctx, account, to, Purpose::ResetPassword, None)
        .await
        .map(Some)
}

#[derive(FromQueryResult)]
struct Change {
    account_id: Uuid,
    old_email: Option<String>,
    new_email: String,
    is_taken: bool,
}

/// A link by which one of the two mailboxes agrees to a change of address. `None`: the change was overtaken, isn't asked of this
/// side, or can't happen because somebody else has proved that the new address is theirs.
pub async fn issue_change(
    tx: &Tx,
    ctx: &Ctx,
    change: EmailChangeId,
    side: Side,
) -> Result<Option<Letter>, DbErr> {
    let (id, now) = (change.uuid(), ctx.now());
    let found = Change::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT c.account_id, c.old_email, c.new_email,
                  EXISTS (SELECT FROM accounts a WHERE a.email = c.new_email AND a.email_verified_at IS NOT NULL) AS is_taken
             FROM email_changes c WHERE c.id = {id} AND c.done_at IS NULL AND c.expires_at > {now}"#
    ))
    .one(tx)
    .await?;
    let Some(found) = found else { return Ok(None) };
    let (to, purpose) = match side {
        Side::Old => (found.old_email, Purpose::ChangeEmailOld),
        Side::New if found.is_taken => (None, Purpose::ChangeEmailNew),
        Side::New => (Some(found.new_email), Purpose::ChangeEmailNew),
    };
    let account = load_account(tx, found.account_id.into()).await?;
    let account = account.filter(|account| account.is_active);
    let (Some(to), Some(account)) = (to, account) else {
        return Ok(None);
    };
    issue(tx, ctx, account, to, purpose, Some(change)).await.map(Some)
}

/// The account and its address, unless it is switched off or has none.
fn reachable(account: Account) -> Option<(Account, String)> {
    let email = account.email.clone().filter(|_| account.is_active)?;
    Some((account, email))
}

async fn issue(
    tx: &Tx,
    ctx: &Ctx,
    account: Account,
    to: String,
    purpose: Purpose,
    change: Option<EmailChangeId>,
) -> Result<Letter, DbErr> {
    let (token, now) = (ctx.new_secret(), ctx.now());
    let (hash, account_id, change) = (token_hash(&token), account.id.uuid(), change.map(Uuid::from));
    let (code, email, expires_at) = (purpose.code(), to.clone(), now + purpose.lifetime());
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"INSERT INTO email_tokens (token_hash, account_id, purpose, email, change_id, expires_at, created_at)
           VALUES ({hash}, {account_id}, {code}, {email}, {change}, {expires_at}, {now})"#
    ))
    .await?;
    Ok(Letter {
        account,
        to,
        token: token.into(),
        expires_at,
    })
}
