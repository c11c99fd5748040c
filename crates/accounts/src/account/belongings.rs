use db::{Conn as _, Tx};
use jobs::Enqueue;
use kernel::{AccountId, Ctx};
use sea_orm::{DbErr, raw_sql};

use crate::totp;
use crate::work::ForgetBelongings;

/// Takes from the account whatever else than its e-mail address and password somebody could sign in with, and the address book;
/// what other contexts keep for it is forgotten by a job. Its row must be locked.
pub(crate) async fn drop_belongings(tx: &Tx, ctx: &Ctx, account: AccountId) -> Result<(), DbErr> {
    let id = account.uuid();
    let statements = [
        raw_sql!(Postgres, r#"DELETE FROM identities WHERE account_id = {id}"#),
        raw_sql!(Postgres, r#"DELETE FROM addresses WHERE account_id = {id}"#),
        raw_sql!(
            Postgres,
            r#"UPDATE accounts SET phone = NULL, phone_verified_at = NULL WHERE id = {id} AND phone IS NOT NULL"#
        ),
    ];
    for statement in statements {
        tx.execute_raw(statement).await?;
    }
    totp::remove(tx, account).await?;
    let job = ForgetBelongings { account_id: account };
    jobs::enqueue(tx, ctx, &job, Enqueue::default()).await?;
    Ok(())
}
