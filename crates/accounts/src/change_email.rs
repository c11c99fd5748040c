//! A change of e-mail address takes effect once both mailboxes agreed: a thief of one session or of one mailbox can't take an
//! account away.

use db::{Conn as _, Tx};
use kernel::{AccountId, Ctx};
use sea_orm::{DbErr, raw_sql};

use crate::email_token::{Purpose, void};

mod confirm;
mod find;
mod request;

pub use confirm::{ConfirmEmailChangeError, confirm_email_change};
pub use find::{EmailChange, find_email_change, last_email_change};
pub use request::{RequestEmailChangeError, request_email_change};

/// Ends changes under way and their links. The account must be locked.
pub(crate) async fn void_changes(tx: &Tx, ctx: &Ctx, account: AccountId) -> Result<(), DbErr> {
    void(
        tx,
        ctx,
        account,
        &[Purpose::ChangeEmailOld, Purpose::ChangeEmailNew],
    )
    .await?;
    let (account, now) = (account.uuid(), ctx.now());
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE email_changes SET expires_at = {now} WHERE account_id = {account} AND done_at IS NULL AND expires_at > {now}"#
    ))
    .await?;
    Ok(())
}
