use chrono::{DateTime, TimeDelta, Utc};
use db::{Conn, Tx};
use kernel::{AccountId, Ctx, Currency, Money, OrderId, PaymentAttemptId, RefundId};
use sea_orm::{DbErr, FromQueryResult};

use super::{COLUMNS, Refund, RefundCause, Row};
use crate::intent::lock_intent;
use crate::sql::statement;

/// If nobody has asked the provider by then, a worker does.
const FIRST_CHECK: TimeDelta = TimeDelta::seconds(60);

#[derive(Clone, Debug)]
pub struct NewRefund {
    pub order_id: OrderId,
    pub order_code: String,
    /// Whose money goes back; `None`: cash that was collected at the door.
    pub attempt_id: Option<PaymentAttemptId>,
    pub cause: RefundCause,
    pub amount: Money,
    pub reason: String,
    pub restock: bool,
    pub requested_by: Option<AccountId>,
    pub requested_by_name: String,
}

#[derive(Debug, thiserror::Error)]
pub enum RequestRefundError {
    #[error("only {left} can still be given back")]
    TooMuch { left: Money },
    #[error("nothing was paid for this order")]
    NothingPaid,
    #[error("this money is on its way back already")]
    Again,
    #[error(transparent)]
    Money(#[from] kernel::MoneyError),
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl db::Transient for RequestRefundError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Db(error) if error.is_transient())
    }
}

/// Asks for money to go back. Of what the intent captured no more can ever be promised than came in: the guard is in the
/// statement. The caller holds the order's lock.
pub async fn request_refund(tx: &Tx, ctx: &Ctx, new: NewRefund) -> Result<Refund, RequestRefundError> {
    let intent = lock_intent(tx, new.order_id)
        .await?
        .ok_or(RequestRefundError::NothingPaid)?;
    if intent.amount.currency != new.amount.currency || new.amount.minor <= 0 {
        return Err(RequestRefundError::TooMuch {
            left: intent.refundable()?,
        });
    }
    if !new.cause.is_excess() {
        let sql = "UPDATE payment_intents SET refunding_minor = refunding_minor + $2, updated_at = $3
                    WHERE id = $1 AND refunded_minor + refunding_minor + $2 <= captured_minor";
        let values = [intent.id.uuid().into(), new.amount.minor.into(), ctx.now().into()];
        if tx.execute_raw(statement(sql, values)).await?.rows_affected() == 0 {
            return Err(RequestRefundError::TooMuch {
                left: intent.refundable()?,
            });
        }
    }
    let (id, now): (RefundId, _) = (ctx.new_id(), ctx.now());
    let sql = format!(
        "INSERT INTO refunds (id, intent_id, attempt_id, order_id, number, reference, cause, amount_minor, currency, reason, restock,
                              state, requested_by, requested_by_name, next_check_at, created_at, updated_at)
         SELECT $1, $2, $3, $4, n.number, $5 || '-R' || n.number, $6, $7, $8, $9, $10, 'requested', $11, $12, $13, $14, $14
           FROM (SELECT coalesce(max(number), 0) + 1 AS number FROM refunds WHERE order_id = $4) n
         ON CONFLICT (attempt_id, cause) WHERE cause IN ('late_payment', 'duplicate_payment') AND state <> 'rejected' DO NOTHING
         RETURNING {COLUMNS}"
    );
    let values = [
        id.uuid().into(),
        intent.id.uuid().into(),
        new.attempt_id.map(PaymentAttemptId::uuid).into(),
        new.order_id.uuid().into(),
        new.order_code.into(),
        new.cause.as_str().into(),
        new.amount.minor.into(),
        new.amount.currency.code().into(),
        new.reason.into(),
        new.restock.into(),
        new.requested_by.map(AccountId::uuid).into(),
        new.requested_by_name.into(),
        (now + FIRST_CHECK).into(),
        now.into(),
    ];
    let row = Row::find_by_statement(statement(sql, values)).one(tx).await?;
    Ok(row.ok_or(RequestRefundError::Again)?.try_into()?)
}

#[derive(FromQueryResult)]
struct Sum {
    minor: i64,
}

/// What somebody has given back since `from`, refunds on their way included, rejected ones not.
pub async fn given_back_today(
    conn: &impl Conn,
    by: AccountId,
    currency: Currency,
    from: DateTime<Utc>,
) -> Result<Money, DbErr> {
    let sql = "SELECT coalesce(sum(amount_minor), 0)::bigint AS minor FROM refunds
                WHERE requested_by = $1 AND currency = $2 AND created_at >= $3 AND state <> 'rejected'";
    let values = [by.uuid().into(), currency.code().into(), from.into()];
    let sum = Sum::find_by_statement(statement(sql, values)).one(conn).await?;
    Ok(Money::new(sum.map_or(0, |sum| sum.minor), currency))
}

/// How much a member of staff may give back in a day; nothing unless somebody said so.
pub async fn refund_limit(conn: &impl Conn, of: AccountId, currency: Currency) -> Result<Money, DbErr> {
    let sql = "SELECT daily_minor AS minor FROM refund_limits WHERE account_id = $1 AND currency = $2";
    let found = Sum::find_by_statement(statement(sql, [of.uuid().into(), currency.code().into()]))
        .one(conn)
        .await?;
    Ok(Money::new(found.map_or(0, |sum| sum.minor), currency))
}
