use db::Conn;
use kernel::{OrderId, OrderLineId, VariantId, WarehouseId};
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use crate::sql::statement;

/// Two records of the same units that don't agree. There is never one unless rows were changed by hand or code is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StockDifference {
    /// `available` isn't the sum of the movements.
    Level {
        variant_id: VariantId,
        warehouse_id: WarehouseId,
        available: i64,
        moved: i64,
    },
    /// The movements of an order don't take out what its live holds hold. Released holds may have been written off, so what
    /// was taken must lie between the live holds and all of them.
    Order {
        order_id: OrderId,
        variant_id: VariantId,
        live: i64,
        held_ever: i64,
        taken: i64,
    },
    /// An order line has no hold, or its hold is for something else.
    Line { order_line_id: OrderLineId },
}

/// Compares stock levels, movements, holds and order lines, and returns what differs.
pub async fn audit(conn: &impl Conn) -> Result<Vec<StockDifference>, DbErr> {
    let levels = LevelRow::find_by_statement(statement(LEVELS, []))
        .all(conn)
        .await?;
    let orders = OrderRow::find_by_statement(statement(ORDERS, []))
        .all(conn)
        .await?;
    let lines = LineRow::find_by_statement(statement(LINES, [])).all(conn).await?;
    let levels = levels.into_iter().map(|row| StockDifference::Level {
        variant_id: row.variant_id.into(),
        warehouse_id: row.warehouse_id.into(),
        available: row.available,
        moved: row.moved,
    });
    let orders = orders.into_iter().map(|row| StockDifference::Order {
        order_id: row.order_id.into(),
        variant_id: row.variant_id.into(),
        live: row.live,
        held_ever: row.held_ever,
        taken: row.taken,
    });
    let lines = lines.into_iter().map(|row| StockDifference::Line {
        order_line_id: row.order_line_id.into(),
    });
    Ok(levels.chain(orders).chain(lines).collect())
}

const LEVELS: &str = "
  SELECT variant_id, warehouse_id, coalesce(s.available, 0)::bigint AS available, coalesce(m.moved, 0)::bigint AS moved
    FROM stock_levels s
    FULL JOIN (SELECT variant_id, warehouse_id, sum(delta) AS moved FROM stock_movements GROUP BY 1, 2) m
         USING (variant_id, warehouse_id)
   WHERE coalesce(s.available, 0) <> coalesce(m.moved, 0)
   ORDER BY variant_id, warehouse_id";

const ORDERS: &str = "
  SELECT order_id, variant_id, coalesce(h.live, 0)::bigint AS live, coalesce(h.held_ever, 0)::bigint AS held_ever,
         coalesce(m.taken, 0)::bigint AS taken
    FROM (SELECT order_id, variant_id, warehouse_id, sum(quantity) AS held_ever,
                 coalesce(sum(quantity) FILTER (WHERE state <> 'released'), 0) AS live
            FROM stock_holds GROUP BY 1, 2, 3) h
    FULL JOIN (SELECT order_id, variant_id, warehouse_id, -sum(delta) AS taken
                 FROM stock_movements WHERE order_id IS NOT NULL GROUP BY 1, 2, 3) m
         USING (order_id, variant_id, warehouse_id)
   WHERE coalesce(m.taken, 0) NOT BETWEEN coalesce(h.live, 0) AND coalesce(h.held_ever, 0)
   ORDER BY order_id, variant_id";

const LINES: &str = "
  SELECT l.id AS order_line_id
    FROM order_lines l LEFT JOIN stock_holds h ON h.order_line_id = l.id
   WHERE (h.order_id, h.variant_id, h.quantity) IS DISTINCT FROM (l.order_id, l.variant_id, l.quantity)
   ORDER BY l.id";

#[derive(FromQueryResult)]
struct LevelRow {
    variant_id: Uuid,
    warehouse_id: Uuid,
    available: i64,
    moved: i64,
}

#[derive(FromQueryResult)]
struct OrderRow {
    order_id: Uuid,
    variant_id: Uuid,
    live: i64,
    held_ever: i64,
    taken: i64,
}

#[derive(FromQueryResult)]
struct LineRow {
    order_line_id: Uuid,
}
