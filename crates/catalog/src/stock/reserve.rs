use std::collections::BTreeSet;

use db::Tx;
use kernel::{Ctx, OrderId, OrderLineId, StockHoldId, VariantId, WarehouseId};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::{Origin, Units, columns, record};
use crate::sql::statement;

/// What one order line takes from one stock level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    pub order_line_id: OrderLineId,
    pub variant_id: VariantId,
    pub warehouse_id: WarehouseId,
    /// At least 1.
    pub quantity: i32,
}

/// What new holds start as: `Held` while a payment is awaited, `Sold` when the order is placed at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldState {
    Held,
    Sold,
}

/// A variant of which more was asked for than there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortage {
    pub variant_id: VariantId,
    /// Summed over all lines.
    pub requested: i64,
    pub available: i64,
}

#[derive(Debug, thiserror::Error)]
pub enum ReserveError {
    /// The transaction must be rolled back: other variants may have been taken already.
    #[error("not enough in stock of {} variant(s)", .0.len())]
    Short(Vec<Shortage>),
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl db::Transient for ReserveError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Db(error) if error.is_transient())
    }
}

/// Takes the units of an order out of stock, all or nothing, and writes a hold per line. The order and its lines must be
/// there already.
///
/// # Errors
/// `Short` names every variant there isn't enough of; the caller rolls back.
pub async fn reserve(
    tx: &Tx,
    ctx: &Ctx,
    order: OrderId,
    demands: &[Demand],
    state: HoldState,
) -> Result<(), ReserveError> {
    if demands.is_empty() {
        return Ok(());
    }
    let mut units = Units::new();
    for demand in demands {
        *units.entry((demand.variant_id, demand.warehouse_id)).or_default() += i64::from(demand.quantity);
    }
    let taken = take(tx, &units).await?;
    if taken.len() < units.len() {
        return Err(ReserveError::Short(shortages(tx, &units, &taken).await?));
    }
    insert_holds(tx, ctx, order, demands, state).await?;
    let origin = Origin {
        order: Some(order),
        ..Origin::default()
    };
    record(tx, ctx, &units, -1, "order", origin).await?;
    Ok(())
}

/// Decrements every level that has enough. The levels are locked first, in order, and both the condition and the new amount
/// come from the locked row: it has what others committed while this one waited for the lock, the statement's snapshot hasn't.
/// That is why the locking is a CTE: into a subquery Postgres would push the condition down, below the lock.
async fn take(tx: &Tx, units: &Units) -> Result<BTreeSet<(VariantId, WarehouseId)>, DbErr> {
    let (variants, warehouses, quantities) = columns(units)?;
    let sql = "WITH w AS MATERIALIZED (
                 SELECT l.variant_id, l.warehouse_id, l.available, d.quantity
                   FROM unnest($1::uuid[], $2::uuid[], $3::int[]) AS d(variant_id, warehouse_id, quantity)
                   JOIN stock_levels l USING (variant_id, warehouse_id)
                  ORDER BY l.variant_id, l.warehouse_id FOR UPDATE OF l)
               UPDATE stock_levels s SET available = w.available - w.quantity
                 FROM w
                WHERE s.variant_id = w.variant_id AND s.warehouse_id = w.warehouse_id AND w.available >= w.quantity
               RETURNING s.variant_id, s.warehouse_id, s.available";
    let values = [variants.into(), warehouses.into(), quantities.into()];
    let rows = LevelRow::find_by_statement(statement(sql, values))
        .all(tx)
        .await?;
    Ok(rows.iter().map(LevelRow::key).collect())
}

/// What is missing. The levels are locked by now, so a plain read tells the truth.
async fn shortages(
    tx: &Tx,
    units: &Units,
    taken: &BTreeSet<(VariantId, WarehouseId)>,
) -> Result<Vec<Shortage>, DbErr> {
    let (variants, warehouses, _) = columns(units)?;
    let sql = "SELECT variant_id, warehouse_id, available FROM stock_levels
                WHERE (variant_id, warehouse_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))";
    let query = statement(sql, [variants.into(), warehouses.into()]);
    let levels = LevelRow::find_by_statement(query).all(tx).await?;
    let available = |key| {
        levels
            .iter()
            .find(|row| row.key() == key)
            .map_or(0, |row| row.available)
    };
    Ok(units
        .iter()
        .filter(|(key, _)| !taken.contains(key))
        .map(|(key, requested)| Shortage {
            variant_id: key.0,
            requested: *requested,
            available: available(*key).into(),
        })
        .collect())
}

async fn insert_holds(
    tx: &Tx,
    ctx: &Ctx,
    order: OrderId,
    demands: &[Demand],
    state: HoldState,
) -> Result<(), DbErr> {
    let ids: Vec<Uuid> = demands
        .iter()
        .map(|_| ctx.new_id::<StockHoldId>().uuid())
        .collect();
    let lines: Vec<Uuid> = demands.iter().map(|demand| demand.order_line_id.uuid()).collect();
    let variants: Vec<Uuid> = demands.iter().map(|demand| demand.variant_id.uuid()).collect();
    let warehouses: Vec<Uuid> = demands.iter().map(|demand| demand.warehouse_id.uuid()).collect();
    let quantities: Vec<i32> = demands.iter().map(|demand| demand.quantity).collect();
    let state = match state {
        HoldState::Held => "held",
        HoldState::Sold => "sold",
    };
    let sql =
        "INSERT INTO stock_holds (id, order_id, order_line_id, variant_id, warehouse_id, quantity, state,
                 created_at, updated_at)
               SELECT w.id, $6, w.order_line_id, w.variant_id, w.warehouse_id, w.quantity, $7, $8, $8
                 FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[])
                   AS w(id, order_line_id, variant_id, warehouse_id, quantity)";
    let values = [
        ids.into(),
        lines.into(),
        variants.into(),
        warehouses.into(),
        quantities.into(),
        order.uuid().into(),
        state.into(),
        ctx.now().into(),
    ];
    tx.execute_raw(statement(sql, values)).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct LevelRow {
    variant_id: Uuid,
    warehouse_id: Uuid,
    available: i32,
}

impl LevelRow {
    fn key(&self) -> (VariantId, WarehouseId) {
        (self.variant_id.into(), self.warehouse_id.into())
    }
}
