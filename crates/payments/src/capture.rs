use db::{Conn as _, Tx};
use kernel::{Ctx, Money, PaymentAttemptId};
use sea_orm::DbErr;

use crate::attempt::{Attempt, AttemptState};
use crate::intent::lock_intent;
use crate::sql::statement;

/// What the money of an attempt turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Captured {
    /// It pays what the order owed: this call, and no other, does what follows from it.
    First,
    /// The order was paid by another attempt: this money goes back. Said once.
    Duplicate,
    /// It was booked before.
    Again,
}

/// The money of an attempt has come. Flips the intent (`open` or `void` to `paid`) and the attempt, both at most once; money never
/// becomes unpaid again. The caller holds the order's lock.
pub async fn capture(
    tx: &Tx,
    ctx: &Ctx,
    attempt: &Attempt,
    payment_id: Option<&str>,
) -> Result<Captured, DbErr> {
    lock_intent(tx, attempt.order_id).await?;
    let flip = "UPDATE payment_intents SET state = 'paid', captured_minor = amount_minor, updated_at = $2
                 WHERE id = $1 AND state IN ('open', 'void')
                   AND EXISTS (SELECT FROM payment_attempts WHERE id = $3 AND state NOT IN ('paid', 'duplicate_paid'))";
    let values = [
        attempt.intent_id.uuid().into(),
        ctx.now().into(),
        attempt.id.uuid().into(),
    ];
    let is_first = tx.execute_raw(statement(flip, values)).await?.rows_affected() == 1;
    let state = if is_first {
        AttemptState::Paid
    } else {
        AttemptState::DuplicatePaid
    };
    let settle = "UPDATE payment_attempts
                     SET state = $2, settled_at = $3, updated_at = $3, payment_id = coalesce($4, payment_id), lease_owner = NULL,
                         lease_until = NULL, next_check_at = NULL, failure_code = NULL, failure_message = NULL
                   WHERE id = $1 AND state NOT IN ('paid', 'duplicate_paid')";
    let values = [
        attempt.id.uuid().into(),
        state.as_str().into(),
        ctx.now().into(),
        payment_id.into(),
    ];
    let settled = tx.execute_raw(statement(settle, values)).await?.rows_affected() == 1;
    Ok(match (settled, is_first) {
        (false, _) => Captured::Again,
        (true, true) => Captured::First,
        (true, false) => Captured::Duplicate,
    })
}

/// What the provider keeps of a payment, when it says so.
pub async fn note_fee(tx: &Tx, attempt: PaymentAttemptId, fee: Money) -> Result<(), DbErr> {
    let sql =
        "UPDATE payment_attempts SET fee_minor = $2 WHERE id = $1 AND currency = $3 AND fee_minor IS NULL";
    let values = [
        attempt.uuid().into(),
        fee.minor.into(),
        fee.currency.code().into(),
    ];
    tx.execute_raw(statement(sql, values)).await?;
    Ok(())
}
