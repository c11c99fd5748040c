use db::{Conn, Tx};
use kernel::{Ctx, VariantId, WarehouseId};
use sea_orm::{DbErr, FromQueryResult};

use super::{Origin, Units, record};
use crate::sql::statement;

#[derive(Debug, thiserror::Error)]
pub enum AdjustError {
    #[error("only {available} in stock")]
    TooFew { available: i32 },
    /// Nothing to add, or nothing to change.
    #[error("the quantity makes no change")]
    NoChange,
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl db::Transient for AdjustError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Db(error) if error.is_transient())
    }
}

/// Books goods that arrived: opens the stock level with an `initial` movement, or adds to it. Returns what is available now.
pub async fn receive(
    tx: &Tx,
    ctx: &Ctx,
    variant: VariantId,
    warehouse: WarehouseId,
    quantity: u16,
    note: &str,
) -> Result<i32, AdjustError> {
    if quantity == 0 {
        return Err(AdjustError::NoChange);
    }
    // xmax is 0 only in a row that this statement inserted.
    let sql = "INSERT INTO stock_levels (variant_id, warehouse_id, available) VALUES ($1, $2, $3)
               ON CONFLICT (variant_id, warehouse_id) DO UPDATE SET available = stock_levels.available + excluded.available
               RETURNING available, xmax = 0 AS is_new";
    let values = [
        variant.uuid().into(),
        warehouse.uuid().into(),
        i32::from(quantity).into(),
    ];
    let row = ReceivedRow::find_by_statement(statement(sql, values))
        .one(tx)
        .await?
        .ok_or_else(|| DbErr::RecordNotFound("the level that was just written".to_owned()))?;
    let reason = if row.is_new { "initial" } else { "adjustment" };
    let units = Units::from([((variant, warehouse), i64::from(quantity))]);
    record(tx, ctx, &units, 1, reason, Origin { order: None, note }).await?;
    Ok(row.available)
}

/// Corrects what is available by `delta`, with the reason staff give. Returns what is available now.
///
/// # Errors
/// `TooFew` when more would be taken than there is; nothing is written then.
pub async fn adjust(
    tx: &Tx,
    ctx: &Ctx,
    variant: VariantId,
    warehouse: WarehouseId,
    delta: i32,
    note: &str,
) -> Result<i32, AdjustError> {
    if delta == 0 {
        return Err(AdjustError::NoChange);
    }
    let key = [variant.uuid().into(), warehouse.uuid().into()];
    let sql = "UPDATE stock_levels SET available = available + $3
                WHERE variant_id = $1 AND warehouse_id = $2 AND available + $3 >= 0 RETURNING available";
    let [variant_id, warehouse_id] = key.clone();
    let changed = statement(sql, [variant_id, warehouse_id, delta.into()]);
    let Some(row) = tx.query_one_raw(changed).await? else {
        return Err(AdjustError::TooFew {
            available: available(tx, key).await?,
        });
    };
    let units = Units::from([((variant, warehouse), i64::from(delta))]);
    record(tx, ctx, &units, 1, "adjustment", Origin { order: None, note }).await?;
    Ok(row.try_get("", "available")?)
}

async fn available(conn: &impl Conn, key: [sea_orm::Value; 2]) -> Result<i32, DbErr> {
    let sql = "SELECT available FROM stock_levels WHERE variant_id = $1 AND warehouse_id = $2";
    let row = conn.query_one_raw(statement(sql, key)).await?;
    row.map_or(Ok(0), |row| row.try_get("", "available"))
}

#[derive(FromQueryResult)]
struct ReceivedRow {
    available: i32,
    is_new: bool,
}
