//! Units in warehouses. Every change of `available` is a conditional statement that can't go below zero, and leaves a
//! movement that says why; holds say which order line has which units.
//!
//! Composables on an open transaction. The caller holds the order's row lock; here, hold rows are locked before stock levels,
//! and stock levels in the order of (variant, warehouse), by every function alike.

mod adjust;
mod audit;
mod hold;
mod release;
mod reserve;
mod retake;

use std::collections::BTreeMap;

use db::Tx;
use kernel::{Ctx, OrderId, StockMovementId, VariantId, WarehouseId};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

pub use adjust::{AdjustError, adjust, receive};
pub use audit::{StockDifference, audit};
pub use hold::{mark_sold, write_off};
pub use release::{release, restock};
pub use reserve::{Demand, HoldState, ReserveError, Shortage, reserve};
pub use retake::retake;

use crate::sql::statement;

/// Units per stock level; the order of the map is the order locks are taken in.
type Units = BTreeMap<(VariantId, WarehouseId), i64>;

/// Columns for `unnest`: variants, warehouses, quantities.
type Columns = (Vec<Uuid>, Vec<Uuid>, Vec<i32>);

/// Fails when a sum doesn't fit a stock level.
fn columns(units: &Units) -> Result<Columns, DbErr> {
    let mut columns: Columns = Default::default();
    for ((variant, warehouse), quantity) in units {
        columns.0.push(variant.uuid());
        columns.1.push(warehouse.uuid());
        let quantity = i32::try_from(*quantity);
        columns
            .2
            .push(quantity.map_err(|_| DbErr::Type("quantity out of range".to_owned()))?);
    }
    Ok(columns)
}

/// Writes one movement per level. `sign` turns the quantities into what was added to `available`.
async fn record(
    tx: &Tx,
    ctx: &Ctx,
    units: &Units,
    sign: i32,
    reason: &'static str,
    origin: Origin<'_>,
) -> Result<(), DbErr> {
    let (variants, warehouses, quantities) = columns(units)?;
    let ids: Vec<Uuid> = variants
        .iter()
        .map(|_| ctx.new_id::<StockMovementId>().uuid())
        .collect();
    let sql = "INSERT INTO stock_movements (id, variant_id, warehouse_id, delta, reason, order_id, note, created_at)
               SELECT w.id, w.variant_id, w.warehouse_id, $5 * w.quantity, $6, $7, $8, $9
                 FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[]) AS w(id, variant_id, warehouse_id, quantity)";
    let values = [
        ids.into(),
        variants.into(),
        warehouses.into(),
        quantities.into(),
        sign.into(),
        reason.into(),
        origin.order.map(OrderId::uuid).into(),
        origin.note.into(),
        ctx.now().into(),
    ];
    tx.execute_raw(statement(sql, values)).await?;
    Ok(())
}

/// Who or what a movement is for.
#[derive(Clone, Copy, Default)]
struct Origin<'a> {
    order: Option<OrderId>,
    note: &'a str,
}
