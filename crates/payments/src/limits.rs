use audit::Entry;
use db::{Conn, Db};
use kernel::{AccountId, Ctx, Money, StaffActor};
use sea_orm::{DbErr, FromQueryResult};
use serde_json::{Value, json};

use crate::sql::{money, statement};

#[derive(FromQueryResult)]
struct Row {
    daily_minor: i64,
    currency: String,
}

/// What a member of staff may give back in a day, per currency; of currencies that aren't there: nothing.
pub async fn list_refund_limits(conn: &impl Conn, of: AccountId) -> Result<Vec<Money>, DbErr> {
    let sql = "SELECT daily_minor, currency::text AS currency FROM refund_limits WHERE account_id = $1 ORDER BY currency";
    let rows = Row::find_by_statement(statement(sql, [of.uuid().into()]))
        .all(conn)
        .await?;
    rows.iter()
        .map(|row| money(row.daily_minor, &row.currency))
        .collect()
}

/// All of a member of staff's limits, in place of those they have. `name` is theirs, for the audit log; amounts are 0 or more, one
/// per currency.
pub async fn set_refund_limits(
    db: &Db,
    ctx: &Ctx,
    by: &StaffActor,
    of: AccountId,
    name: &str,
    limits: &[Money],
) -> Result<(), DbErr> {
    let tx = db::begin(db).await?;
    // Whoever writes limits of the same person waits: the log tells them in the order they came.
    let lock = "SELECT id FROM accounts WHERE id = $1 FOR NO KEY UPDATE";
    tx.execute_raw(statement(lock, [of.uuid().into()])).await?;
    let before = list_refund_limits(&tx, of).await?;
    let minors: Vec<i64> = limits.iter().map(|limit| limit.minor).collect();
    let currencies: Vec<String> = limits
        .iter()
        .map(|limit| limit.currency.code().to_owned())
        .collect();
    let forget = "DELETE FROM refund_limits WHERE account_id = $1";
    tx.execute_raw(statement(forget, [of.uuid().into()])).await?;
    let write = "INSERT INTO refund_limits (account_id, currency, daily_minor)
                 SELECT $1, l.currency, l.minor FROM unnest($2::text[], $3::bigint[]) AS l(currency, minor)";
    tx.execute_raw(statement(
        write,
        [of.uuid().into(), currencies.into(), minors.into()],
    ))
    .await?;
    let entry = Entry {
        action: "payments.refund_limit",
        entity: "account",
        entity_id: of.to_string(),
        label: name.to_owned(),
        region: None,
        before: told(&before),
        after: told(limits),
    };
    audit::record(&tx, ctx, by, entry).await?;
    tx.commit().await
}

fn told(limits: &[Money]) -> Value {
    let each = limits
        .iter()
        .map(|limit| (limit.currency.code().to_owned(), json!(limit.minor)));
    json!({ "daily_minor": Value::Object(each.collect()) })
}
