use chrono::TimeDelta;
use db::Tx;
use kernel::{Ctx, OrderId, PaymentAttemptId};
use sea_orm::{DbErr, FromQueryResult as _};

use super::{Attempt, COLUMNS, Flow, Row};
use crate::intent::{IntentState, lock_intent};
use crate::sql::statement;

/// If nobody has finished what they began by then, the provider is asked.
const FIRST_CHECK: TimeDelta = TimeDelta::seconds(60);

#[derive(Clone, Debug)]
pub struct NewAttempt {
    pub order_id: OrderId,
    /// The order's public code; the reference is made of it.
    pub order_code: String,
    pub account: String,
    pub channel: String,
    pub flow: Flow,
}

#[derive(Debug, thiserror::Error)]
pub enum CreateAttemptError {
    #[error("nothing is owed for this order any more")]
    NothingOwed,
    #[error("too many attempts were made to pay this order")]
    TooMany,
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl db::Transient for CreateAttemptError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Db(error) if error.is_transient())
    }
}

/// More than anybody needs, and a bound on what one order can make us ask the provider.
const MOST: i32 = 30;

/// Writes an attempt down before anybody calls the provider, for what the intent owes. The caller holds the order's lock.
pub async fn create_attempt(tx: &Tx, ctx: &Ctx, new: NewAttempt) -> Result<Attempt, CreateAttemptError> {
    let intent = lock_intent(tx, new.order_id).await?;
    let intent = intent.filter(|intent| intent.state == IntentState::Open && intent.amount.minor > 0);
    let intent = intent.ok_or(CreateAttemptError::NothingOwed)?;
    let (id, now): (PaymentAttemptId, _) = (ctx.new_id(), ctx.now());
    let sql = format!(
        "INSERT INTO payment_attempts (id, intent_id, order_id, number, reference, account, channel, flow, amount_minor, currency,
                                       state, next_check_at, created_at, updated_at)
         SELECT $1, $2, $3, n.number, $4 || '-' || n.number, $5, $6, $7, $8, $9, 'created', $10, $11, $11
           FROM (SELECT coalesce(max(number), 0) + 1 AS number FROM payment_attempts WHERE order_id = $3) n
          WHERE n.number <= $12
         RETURNING {COLUMNS}"
    );
    let values = [
        id.uuid().into(),
        intent.id.uuid().into(),
        new.order_id.uuid().into(),
        new.order_code.into(),
        new.account.into(),
        new.channel.into(),
        new.flow.as_str().into(),
        intent.amount.minor.into(),
        intent.amount.currency.code().into(),
        (now + FIRST_CHECK).into(),
        now.into(),
        MOST.into(),
    ];
    let row = Row::find_by_statement(statement(sql, values)).one(tx).await?;
    Ok(row.ok_or(CreateAttemptError::TooMany)?.try_into()?)
}
