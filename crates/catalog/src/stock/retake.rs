use db::Tx;
use kernel::{Ctx, OrderId};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::{Origin, Units, columns, record};
use crate::sql::statement;

#[derive(FromQueryResult)]
struct Released {
    variant_id: Uuid,
    warehouse_id: Uuid,
    quantity: i32,
}

/// Takes the units of an order that had ended once more, all or nothing: its money came late. False: they are gone, and nothing
/// was changed.
pub async fn retake(tx: &Tx, ctx: &Ctx, order: OrderId) -> Result<bool, DbErr> {
    let units = released(tx, order).await?;
    if units.is_empty() || !lock_if_enough(tx, &units).await? {
        return Ok(false);
    }
    let (variants, warehouses, quantities) = columns(&units)?;
    let take = "UPDATE stock_levels s SET available = s.available - d.quantity
                  FROM unnest($1::uuid[], $2::uuid[], $3::int[]) AS d(variant_id, warehouse_id, quantity)
                 WHERE s.variant_id = d.variant_id AND s.warehouse_id = d.warehouse_id";
    tx.execute_raw(statement(
        take,
        [variants.into(), warehouses.into(), quantities.into()],
    ))
    .await?;
    let sell =
        "UPDATE stock_holds SET state = 'sold', updated_at = $2 WHERE order_id = $1 AND state = 'released'";
    tx.execute_raw(statement(sell, [order.uuid().into(), ctx.now().into()]))
        .await?;
    let origin = Origin {
        order: Some(order),
        ..Origin::default()
    };
    settle_write_off(tx, ctx, order).await?;
    record(tx, ctx, &units, -1, "order", origin).await?;
    Ok(true)
}

async fn released(tx: &Tx, order: OrderId) -> Result<Units, DbErr> {
    let sql = "SELECT variant_id, warehouse_id, quantity FROM stock_holds WHERE order_id = $1 AND state = 'released'
                ORDER BY id FOR UPDATE";
    let rows = Released::find_by_statement(statement(sql, [order.uuid().into()]))
        .all(tx)
        .await?;
    let mut units = Units::new();
    for row in rows {
        *units
            .entry((row.variant_id.into(), row.warehouse_id.into()))
            .or_default() += i64::from(row.quantity);
    }
    Ok(units)
}

/// Locks the levels in order; whether all of them have enough. What is seen under the lock stays true.
async fn lock_if_enough(tx: &Tx, units: &Units) -> Result<bool, DbErr> {
    #[derive(FromQueryResult)]
    struct Level {
        is_enough: bool,
    }
    let (variants, warehouses, quantities) = columns(units)?;
    let sql = "SELECT l.available >= d.quantity AS is_enough
                 FROM unnest($1::uuid[], $2::uuid[], $3::int[]) AS d(variant_id, warehouse_id, quantity)
                 JOIN stock_levels l USING (variant_id, warehouse_id)
                ORDER BY l.variant_id, l.warehouse_id FOR UPDATE OF l";
    let query = statement(sql, [variants.into(), warehouses.into(), quantities.into()]);
    let levels = Level::find_by_statement(query).all(tx).await?;
    Ok(levels.len() == units.len() && levels.iter().all(|level| level.is_enough))
}

/// What the order had taken before and never gave back was written off when it ended. The order takes other units now: the lost ones
/// are no longer its own.
async fn settle_write_off(tx: &Tx, ctx: &Ctx, order: OrderId) -> Result<(), DbErr> {
    let sql = "SELECT variant_id, warehouse_id, -sum(delta)::int AS quantity FROM stock_movements WHERE order_id = $1
                GROUP BY 1, 2 HAVING sum(delta) < 0";
    let rows = Released::find_by_statement(statement(sql, [order.uuid().into()]))
        .all(tx)
        .await?;
    let lost: Units = rows
        .into_iter()
        .map(|row| {
            let level = (row.variant_id.into(), row.warehouse_id.into());
            (level, i64::from(row.quantity))
        })
        .collect();
    if lost.is_empty() {
        return Ok(());
    }
    let note = "written off";
    let given_up = Origin {
        order: Some(order),
        note,
    };
    record(tx, ctx, &lost, 1, "restock", given_up).await?;
    record(tx, ctx, &lost, -1, "adjustment", Origin { order: None, note }).await
}
