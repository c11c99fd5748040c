//! Money on its way back to a customer. Each refund is a row of its own; what the intent may still give back is guarded in the
//! statement that asks for it.

mod finish;
mod request;

use chrono::{DateTime, Utc};
use db::Conn;
use kernel::{AccountId, Money, OrderId, PaymentAttemptId, PaymentIntentId, RefundId};
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use crate::sql::{money, statement};
use crate::words::words;

pub use finish::{
    Finished, RefundLease, claim_due_refunds, claim_refund, file_again, filed, is_refund_overdue,
    mark_refunded, mark_rejected,
};
pub use request::{NewRefund, RequestRefundError, given_back_today, refund_limit, request_refund};

/// `requested → executing → pending_provider → refunded`, or `rejected`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefundState {
    Requested,
    /// Somebody is asking the provider, or did and never heard the answer.
    Executing,
    PendingProvider,
    Refunded,
    Rejected,
}

words!(RefundState {
    Requested = "requested",
    Executing = "executing",
    PendingProvider = "pending_provider",
    Refunded = "refunded",
    Rejected = "rejected",
});

impl RefundState {
    /// It has come to its end, one way or the other.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Refunded | Self::Rejected)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefundCause {
    Staff,
    /// The order couldn't be placed any more when its money came.
    LatePayment,
    /// The order was paid already.
    DuplicatePayment,
}

words!(RefundCause {
    Staff = "staff",
    LatePayment = "late_payment",
    DuplicatePayment = "duplicate_payment",
});

impl RefundCause {
    /// Gives back money that paid for nothing, which no intent counts.
    #[must_use]
    pub const fn is_excess(self) -> bool {
        matches!(self, Self::DuplicatePayment)
    }
}

#[derive(Clone, Debug)]
pub struct Refund {
    pub id: RefundId,
    pub intent_id: PaymentIntentId,
    /// `None`: cash, by hand.
    pub attempt_id: Option<PaymentAttemptId>,
    pub order_id: OrderId,
    pub number: i32,
    /// What the provider knows it by.
    pub reference: String,
    pub cause: RefundCause,
    pub amount: Money,
    pub reason: String,
    /// The goods come back with it.
    pub restock: bool,
    pub state: RefundState,
    /// `None`: the system.
    pub requested_by: Option<AccountId>,
    pub requested_by_name: String,
    pub provider_refund_id: Option<String>,
    pub failure_message: Option<String>,
    pub checks: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub done_at: Option<DateTime<Utc>>,
}

pub(crate) const COLUMNS: &str = "id, intent_id, attempt_id, order_id, number, reference, cause, amount_minor, currency::text AS \
    currency, reason, restock, state, requested_by, requested_by_name, provider_refund_id, failure_message, checks, created_at, \
    updated_at, done_at";

#[derive(FromQueryResult)]
pub(crate) struct Row {
    id: Uuid,
    intent_id: Uuid,
    attempt_id: Option<Uuid>,
    order_id: Uuid,
    number: i32,
    reference: String,
    cause: String,
    amount_minor: i64,
    currency: String,
    reason: String,
    restock: bool,
    state: String,
    requested_by: Option<Uuid>,
    requested_by_name: String,
    provider_refund_id: Option<String>,
    failure_message: Option<String>,
    checks: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    done_at: Option<DateTime<Utc>>,
}

impl TryFrom<Row> for Refund {
    type Error = DbErr;

    fn try_from(row: Row) -> Result<Self, DbErr> {
        Ok(Self {
            id: row.id.into(),
            intent_id: row.intent_id.into(),
            attempt_id: row.attempt_id.map(Into::into),
            order_id: row.order_id.into(),
            number: row.number,
            reference: row.reference,
            cause: row.cause.parse()?,
            amount: money(row.amount_minor, &row.currency)?,
            reason: row.reason,
            restock: row.restock,
            state: row.state.parse()?,
            requested_by: row.requested_by.map(Into::into),
            requested_by_name: row.requested_by_name,
            provider_refund_id: row.provider_refund_id,
            failure_message: row.failure_message,
            checks: row.checks,
            created_at: row.created_at,
            updated_at: row.updated_at,
            done_at: row.done_at,
        })
    }
}

pub async fn find_refund(conn: &impl Conn, id: RefundId) -> Result<Option<Refund>, DbErr> {
    let sql = format!("SELECT {COLUMNS} FROM refunds WHERE id = $1");
    let row = Row::find_by_statement(statement(sql, [id.uuid().into()]))
        .one(conn)
        .await?;
    row.map(Refund::try_from).transpose()
}

pub async fn find_refund_by_reference(conn: &impl Conn, reference: &str) -> Result<Option<Refund>, DbErr> {
    let sql = format!("SELECT {COLUMNS} FROM refunds WHERE reference = $1");
    let row = Row::find_by_statement(statement(sql, [reference.into()]))
        .one(conn)
        .await?;
    row.map(Refund::try_from).transpose()
}

/// All refunds of an order, in the order they were asked for.
pub async fn list_refunds(conn: &impl Conn, order: OrderId) -> Result<Vec<Refund>, DbErr> {
    let sql = format!("SELECT {COLUMNS} FROM refunds WHERE order_id = $1 ORDER BY number");
    let rows = Row::find_by_statement(statement(sql, [order.uuid().into()]))
        .all(conn)
        .await?;
    rows.into_iter().map(Refund::try_from).collect()
}

/// Refunds of an attempt's money that haven't ended.
pub async fn list_open_refunds(conn: &impl Conn, attempt: PaymentAttemptId) -> Result<Vec<Refund>, DbErr> {
    let sql = format!(
        "SELECT {COLUMNS} FROM refunds WHERE attempt_id = $1 AND state NOT IN ('refunded', 'rejected') ORDER BY number"
    );
    let rows = Row::find_by_statement(statement(sql, [attempt.uuid().into()]))
        .all(conn)
        .await?;
    rows.into_iter().map(Refund::try_from).collect()
}
