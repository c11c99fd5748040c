use db::Tx;
use kernel::{Ctx, OrderId};
use sea_orm::{ConnectionTrait, DbErr};

use super::hold::free;
use super::{Origin, Units, columns, record};
use crate::sql::statement;

/// Gives the units of an order that didn't come about back to the stock; says how many. However often and from wherever it is
/// called, each hold gives its units back once.
pub async fn release(tx: &Tx, ctx: &Ctx, order: OrderId) -> Result<i64, DbErr> {
    give_back(tx, ctx, order, "release", "").await
}

/// The same for goods that were sold and that staff put back on the shelf, with what they say about it.
pub async fn restock(tx: &Tx, ctx: &Ctx, order: OrderId, note: &str) -> Result<i64, DbErr> {
    give_back(tx, ctx, order, "restock", note).await
}

async fn give_back(
    tx: &Tx,
    ctx: &Ctx,
    order: OrderId,
    reason: &'static str,
    note: &str,
) -> Result<i64, DbErr> {
    let units = free(tx, ctx, order).await?;
    if units.is_empty() {
        return Ok(0);
    }
    put(tx, &units).await?;
    let origin = Origin {
        order: Some(order),
        note,
    };
    record(tx, ctx, &units, 1, reason, origin).await?;
    Ok(units.values().sum())
}

/// Increments the levels, locked in order. A level that units were taken from is never deleted, so none is missing.
async fn put(tx: &Tx, units: &Units) -> Result<(), DbErr> {
    let (variants, warehouses, quantities) = columns(units)?;
    let sql = "WITH w AS MATERIALIZED (
                 SELECT l.variant_id, l.warehouse_id, l.available, d.quantity
                   FROM unnest($1::uuid[], $2::uuid[], $3::int[]) AS d(variant_id, warehouse_id, quantity)
                   JOIN stock_levels l USING (variant_id, warehouse_id)
                  ORDER BY l.variant_id, l.warehouse_id FOR UPDATE OF l)
               UPDATE stock_levels s SET available = w.available + w.quantity
                 FROM w WHERE s.variant_id = w.variant_id AND s.warehouse_id = w.warehouse_id";
    let values = [variants.into(), warehouses.into(), quantities.into()];
    tx.execute_raw(statement(sql, values)).await?;
    Ok(())
}
