use chrono::TimeDelta;
use db::{Conn, Tx};
use kernel::{Ctx, OrderId, PaymentAttemptId};
use sea_orm::{DbErr, FromQueryResult as _};
use uuid::Uuid;

use super::{Attempt, COLUMNS, Row};
use crate::sql::statement;

/// The right to call the provider for an attempt. Only one is ever given out: a call whose answer was lost is asked about, not
/// repeated.
#[derive(Debug)]
pub struct Lease {
    pub attempt: Attempt,
    owner: Uuid,
}

/// Takes the single lease of a `created` attempt, for longer than the call may take. `None`: somebody else has (or had) it.
pub async fn claim(
    conn: &impl Conn,
    ctx: &Ctx,
    id: PaymentAttemptId,
    lease: TimeDelta,
) -> Result<Option<Lease>, DbErr> {
    let (owner, now): (Uuid, _) = (ctx.new_id(), ctx.now());
    let sql = format!(
        "UPDATE payment_attempts SET state = 'executing', lease_owner = $2, lease_until = $3, updated_at = $4
          WHERE id = $1 AND state = 'created' RETURNING {COLUMNS}"
    );
    let values = [id.uuid().into(), owner.into(), (now + lease).into(), now.into()];
    let row = Row::find_by_statement(statement(sql, values)).one(conn).await?;
    row.map(|row| {
        Ok(Lease {
            attempt: row.try_into()?,
            owner,
        })
    })
    .transpose()
}

/// The provider took the call: what it calls the attempt, and where the payer goes. Only while the attempt still is as the lease
/// left it; what was settled meanwhile stays settled.
pub async fn started(
    conn: &impl Conn,
    ctx: &Ctx,
    lease: &Lease,
    invoice: &str,
    payment: Option<&str>,
    url: Option<&str>,
) -> Result<bool, DbErr> {
    let sql = "UPDATE payment_attempts
                  SET state = 'pending', lease_owner = NULL, lease_until = NULL, invoice_id = $3,
                      payment_id = coalesce($4, payment_id), payment_url = $5, updated_at = $6
                WHERE id = $1 AND lease_owner = $2 AND state = 'executing'";
    let values = [
        lease.attempt.id.uuid().into(),
        lease.owner.into(),
        invoice.into(),
        payment.into(),
        url.into(),
        ctx.now().into(),
    ];
    Ok(conn.execute_raw(statement(sql, values)).await?.rows_affected() == 1)
}

/// The provider clearly refused the call: there is nothing to pay on its side.
pub async fn refused(
    conn: &impl Conn,
    ctx: &Ctx,
    lease: &Lease,
    code: &str,
    message: &str,
) -> Result<bool, DbErr> {
    let sql = "UPDATE payment_attempts
                  SET state = 'failed', lease_owner = NULL, lease_until = NULL, failure_code = $3, failure_message = $4,
                      next_check_at = NULL, updated_at = $5
                WHERE id = $1 AND lease_owner = $2 AND state = 'executing'";
    let values = [
        lease.attempt.id.uuid().into(),
        lease.owner.into(),
        code.into(),
        shortened(message).into(),
        ctx.now().into(),
    ];
    Ok(conn.execute_raw(statement(sql, values)).await?.rows_affected() == 1)
}

/// The provider has an invoice for an attempt whose answer was lost: from now on both are known by each other, and an attempt that
/// nobody is executing any more waits for its payer.
pub async fn note_invoice(tx: &Tx, ctx: &Ctx, id: PaymentAttemptId, invoice: &str) -> Result<(), DbErr> {
    let sql = "UPDATE payment_attempts
                  SET invoice_id = $2, updated_at = $3,
                      state = CASE WHEN state = 'executing' AND lease_until <= $3 THEN 'pending' ELSE state END,
                      lease_owner = CASE WHEN lease_until > $3 THEN lease_owner END,
                      lease_until = CASE WHEN lease_until > $3 THEN lease_until END
                WHERE id = $1 AND invoice_id IS NULL";
    tx.execute_raw(statement(
        sql,
        [id.uuid().into(), invoice.into(), ctx.now().into()],
    ))
    .await?;
    Ok(())
}

/// The provider said that a try of the payer was refused, or that the page is over. The attempt stays watched: money may still
/// come. Nothing happens to one that somebody is executing this moment. Whether that was news.
pub async fn note_failure(
    tx: &Tx,
    ctx: &Ctx,
    id: PaymentAttemptId,
    code: &str,
    message: &str,
) -> Result<bool, DbErr> {
    let sql = "UPDATE payment_attempts
                  SET state = 'failed', lease_owner = NULL, lease_until = NULL, failure_code = $2, failure_message = $3,
                      updated_at = $4
                WHERE id = $1 AND (state IN ('created', 'pending') OR (state = 'executing' AND lease_until <= $4))";
    let values = [
        id.uuid().into(),
        code.into(),
        shortened(message).into(),
        ctx.now().into(),
    ];
    Ok(tx.execute_raw(statement(sql, values)).await?.rows_affected() == 1)
}

/// Parks an attempt whose provider's account of it contradicts ours. Whether that was news.
pub async fn hold_for_staff(tx: &Tx, ctx: &Ctx, id: PaymentAttemptId, why: &str) -> Result<bool, DbErr> {
    let sql = "UPDATE payment_attempts
                  SET state = 'integrity_failure', lease_owner = NULL, lease_until = NULL, failure_code = 'integrity_failure',
                      failure_message = $2, next_check_at = NULL, updated_at = $3
                WHERE id = $1 AND state NOT IN ('paid', 'duplicate_paid', 'integrity_failure')";
    let values = [id.uuid().into(), shortened(why).into(), ctx.now().into()];
    Ok(tx.execute_raw(statement(sql, values)).await?.rows_affected() == 1)
}

/// The shop no longer waits for the open attempts of an order. They stay watched for money that comes all the same.
pub async fn abandon_open(tx: &Tx, ctx: &Ctx, order: OrderId) -> Result<u64, DbErr> {
    let sql = "UPDATE payment_attempts SET state = 'abandoned', lease_owner = NULL, lease_until = NULL, updated_at = $2
                WHERE order_id = $1 AND (state IN ('created', 'pending') OR (state = 'executing' AND lease_until <= $2))";
    let values = [order.uuid().into(), ctx.now().into()];
    Ok(tx.execute_raw(statement(sql, values)).await?.rows_affected())
}

fn shortened(text: &str) -> String {
    text.chars().filter(|c| *c != '\0').take(300).collect()
}
