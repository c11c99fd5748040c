use db::Conn;
use kernel::{OrderId, PaymentAttemptId};
use sea_orm::{DbErr, FromQueryResult as _, Value};

use super::{Attempt, COLUMNS, Row};
use crate::sql::statement;

pub async fn find_attempt(conn: &impl Conn, id: PaymentAttemptId) -> Result<Option<Attempt>, DbErr> {
    one(conn, "id = $1", [id.uuid().into()]).await
}

pub async fn find_attempt_by_reference(conn: &impl Conn, reference: &str) -> Result<Option<Attempt>, DbErr> {
    one(conn, "reference = $1", [reference.into()]).await
}

/// The attempt of a provider's invoice. Invoices are numbered per merchant account.
pub async fn find_attempt_by_invoice(
    conn: &impl Conn,
    account: &str,
    invoice: &str,
) -> Result<Option<Attempt>, DbErr> {
    one(
        conn,
        "account = $1 AND invoice_id = $2",
        [account.into(), invoice.into()],
    )
    .await
}

/// The attempt a provider's payment belongs to, as far as we were told.
pub async fn find_attempt_by_payment(
    conn: &impl Conn,
    account: &str,
    payment: &str,
) -> Result<Option<Attempt>, DbErr> {
    one(
        conn,
        "account = $1 AND payment_id = $2",
        [account.into(), payment.into()],
    )
    .await
}

/// All attempts of an order, in the order they were made.
pub async fn list_attempts(conn: &impl Conn, order: OrderId) -> Result<Vec<Attempt>, DbErr> {
    let sql = format!("SELECT {COLUMNS} FROM payment_attempts WHERE order_id = $1 ORDER BY number");
    let rows = Row::find_by_statement(statement(sql, [order.uuid().into()]))
        .all(conn)
        .await?;
    rows.into_iter().map(Attempt::try_from).collect()
}

async fn one<const N: usize>(
    conn: &impl Conn,
    condition: &str,
    values: [Value; N],
) -> Result<Option<Attempt>, DbErr> {
    let sql = format!("SELECT {COLUMNS} FROM payment_attempts WHERE {condition} LIMIT 1");
    let row = Row::find_by_statement(statement(sql, values)).one(conn).await?;
    row.map(Attempt::try_from).transpose()
}
