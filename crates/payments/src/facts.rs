//! What the books say about one order, for whoever looks into it.

use chrono::{DateTime, Utc};
use db::Conn;
use kernel::{Money, OrderId};
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use crate::sql::{money, statement};

/// One row of the ledger.
#[derive(Clone, Debug)]
pub struct LedgerRow {
    /// Rows with the same are one fact; their debits equal their credits.
    pub posting_id: Uuid,
    pub kind: String,
    pub account: String,
    pub debit: Money,
    pub credit: Money,
    pub attempt_id: Option<Uuid>,
    pub refund_id: Option<Uuid>,
    pub created_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct EntryRow {
    posting_id: Uuid,
    kind: String,
    account: String,
    debit_minor: i64,
    credit_minor: i64,
    currency: String,
    attempt_id: Option<Uuid>,
    refund_id: Option<Uuid>,
    created_at: DateTime<Utc>,
}

/// The ledger of an order, oldest first.
pub async fn list_ledger(conn: &impl Conn, order: OrderId) -> Result<Vec<LedgerRow>, DbErr> {
    let sql = "SELECT posting_id, kind, account, debit_minor, credit_minor, currency::text AS currency, attempt_id, refund_id, created_at
                 FROM ledger_entries WHERE order_id = $1 ORDER BY created_at, posting_id, debit_minor = 0, account";
    let rows = EntryRow::find_by_statement(statement(sql, [order.uuid().into()]))
        .all(conn)
        .await?;
    let row = |row: EntryRow| {
        Ok(LedgerRow {
            debit: money(row.debit_minor, &row.currency)?,
            credit: money(row.credit_minor, &row.currency)?,
            posting_id: row.posting_id,
            kind: row.kind,
            account: row.account,
            attempt_id: row.attempt_id,
            refund_id: row.refund_id,
            created_at: row.created_at,
        })
    };
    rows.into_iter().map(row).collect()
}

/// A payment the customer disputes at their bank.
#[derive(Clone, Debug)]
pub struct Dispute {
    pub id: Uuid,
    pub attempt_id: Uuid,
    pub provider_id: String,
    pub amount: Money,
    pub reason: String,
    /// `open`, `won` or `lost`.
    pub state: String,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct DisputeRow {
    id: Uuid,
    attempt_id: Uuid,
    provider_dispute_id: String,
    amount_minor: i64,
    currency: String,
    reason: String,
    state: String,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// The disputes of an order, oldest first.
pub async fn list_disputes(conn: &impl Conn, order: OrderId) -> Result<Vec<Dispute>, DbErr> {
    let sql = "SELECT id, attempt_id, provider_dispute_id, amount_minor, currency::text AS currency, reason, state, created_at, updated_at
                 FROM disputes WHERE order_id = $1 ORDER BY created_at, id";
    let rows = DisputeRow::find_by_statement(statement(sql, [order.uuid().into()]))
        .all(conn)
        .await?;
    let dispute = |row: DisputeRow| {
        Ok(Dispute {
            amount: money(row.amount_minor, &row.currency)?,
            id: row.id,
            attempt_id: row.attempt_id,
            provider_id: row.provider_dispute_id,
            reason: row.reason,
            state: row.state,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    };
    rows.into_iter().map(dispute).collect()
}
