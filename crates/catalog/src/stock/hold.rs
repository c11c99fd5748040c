use db::Tx;
use kernel::{Ctx, OrderId};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::Units;
use crate::sql::statement;

/// Turns the order's holds into sales, each at most once; says how many. The units left `available` when they were held.
pub async fn mark_sold(tx: &Tx, ctx: &Ctx, order: OrderId) -> Result<u64, DbErr> {
    let sql = "UPDATE stock_holds SET state = 'sold', updated_at = $2 WHERE order_id = $1 AND state = 'held'";
    let done = tx
        .execute_raw(statement(sql, [order.uuid().into(), ctx.now().into()]))
        .await?;
    Ok(done.rows_affected())
}

/// Ends the sales of an order whose goods don't come back into stock (damaged, perished, lost), each at most once; says how
/// many lines. `available` doesn't change, and a later [`super::restock`] finds nothing to do.
pub async fn write_off(tx: &Tx, ctx: &Ctx, order: OrderId) -> Result<u64, DbErr> {
    let sql =
        "UPDATE stock_holds SET state = 'released', updated_at = $2 WHERE order_id = $1 AND state = 'sold'";
    let done = tx
        .execute_raw(statement(sql, [order.uuid().into(), ctx.now().into()]))
        .await?;
    Ok(done.rows_affected())
}

/// Flips the order's live holds to released and returns what they held. A hold another transaction flipped meanwhile isn't
/// among them.
pub(super) async fn free(tx: &Tx, ctx: &Ctx, order: OrderId) -> Result<Units, DbErr> {
    let sql = "UPDATE stock_holds h SET state = 'released', updated_at = $2
                 FROM (SELECT id FROM stock_holds WHERE order_id = $1 AND state IN ('held', 'sold')
                        ORDER BY id FOR UPDATE) live
                WHERE h.id = live.id
               RETURNING h.variant_id, h.warehouse_id, h.quantity";
    let query = statement(sql, [order.uuid().into(), ctx.now().into()]);
    let mut units = Units::new();
    for row in FreedRow::find_by_statement(query).all(tx).await? {
        *units
            .entry((row.variant_id.into(), row.warehouse_id.into()))
            .or_default() += i64::from(row.quantity);
    }
    Ok(units)
}

#[derive(FromQueryResult)]
struct FreedRow {
    variant_id: Uuid,
    warehouse_id: Uuid,
    quantity: i32,
}
