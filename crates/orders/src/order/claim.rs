use std::collections::HashMap;

use db::{Conn, Db, Tx};
use kernel::{AccountId, Email};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use uuid::Uuid;

/// Gives the orders a guest placed with this address to the account it belongs to; how many. Only for an address the person
/// has proved to be theirs: names, telephones and addresses of orders are at stake.
pub async fn link_guest_orders(tx: &Tx, account: AccountId, email: &Email) -> Result<u64, DbErr> {
    let (account, email) = (account.uuid(), email.as_str().to_owned());
    let linked = tx
        .execute_raw(raw_sql!(
            Postgres,
            r#"UPDATE orders SET customer_id = {account} WHERE customer_id IS NULL AND contact_email = {email}"#
        ))
        .await?;
    Ok(linked.rows_affected())
}

/// Gives one guest order to the account of whoever has its secret link. False: no such order, or it is somebody else's. Repeating
/// it is fine.
pub async fn claim_by_link(db: &Db, account: AccountId, code: &str, token: &str) -> Result<bool, DbErr> {
    if code.contains('\0') || token.contains('\0') {
        return Ok(false);
    }
    let (account, code, token) = (account.uuid(), code.to_owned(), token.to_owned());
    let claimed = db
        .execute_raw(raw_sql!(
            Postgres,
            r#"UPDATE orders SET customer_id = {account}
                WHERE code = {code} AND link_token = {token} AND (customer_id IS NULL OR customer_id = {account})"#
        ))
        .await?;
    Ok(claimed.rows_affected() == 1)
}

#[derive(FromQueryResult)]
struct Counted {
    customer_id: Uuid,
    orders: i64,
}

/// How many orders each of these customers has; those without any are missing.
pub async fn count_by_customer(
    conn: &impl Conn,
    customers: &[AccountId],
) -> Result<HashMap<AccountId, i64>, DbErr> {
    let customers: Vec<Uuid> = customers.iter().map(|customer| customer.uuid()).collect();
    let counted = Counted::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT customer_id, count(*) AS orders FROM orders WHERE customer_id = ANY({customers}::uuid[]) GROUP BY customer_id"#
    ))
    .all(conn)
    .await?;
    Ok(counted
        .into_iter()
        .map(|row| (row.customer_id.into(), row.orders))
        .collect())
}
