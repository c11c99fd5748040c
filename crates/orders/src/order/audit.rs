use db::Conn;
use kernel::OrderId;
use payments::Difference;
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use uuid::Uuid;

/// Something about an order that doesn't add up: lines against totals, holds against lines, redemption against discount, or its
/// money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discrepancy {
    pub order_id: OrderId,
    pub code: String,
    pub what: String,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    code: String,
    what: String,
}

/// Proves the books of all orders, or of `only` one. Reports; changes nothing. Empty when all is right.
pub async fn audit(conn: &impl Conn, only: Option<OrderId>) -> Result<Vec<Discrepancy>, DbErr> {
    let only = only.map(OrderId::uuid);
    let rows = Row::find_by_statement(raw_sql!(
        Postgres,
        r#"
        WITH chosen AS (SELECT * FROM orders WHERE {only}::uuid IS NULL OR id = {only}),
        line_sums AS (
          SELECT l.order_id, sum(l.subtotal_minor) AS subtotal, sum(l.discount_minor) AS discount, sum(l.vat_minor) AS vat
            FROM order_lines l JOIN chosen o ON o.id = l.order_id GROUP BY l.order_id)
        SELECT o.id, o.code, 'lines do not sum to the totals' AS what
          FROM chosen o LEFT JOIN line_sums s ON s.order_id = o.id
         WHERE s.subtotal IS DISTINCT FROM o.subtotal_minor OR s.discount IS DISTINCT FROM o.discount_minor
            OR s.vat > o.vat_minor
        UNION ALL
        SELECT o.id, o.code, 'stock holds do not match the lines'
          FROM chosen o JOIN order_lines l ON l.order_id = o.id
          LEFT JOIN stock_holds h ON h.order_line_id = l.id
         WHERE h.id IS NULL OR h.quantity <> l.quantity OR h.variant_id <> l.variant_id
            OR (h.state = 'held') <> (o.status = 'pending_payment')
            OR (h.state = 'sold' AND o.status IN ('cancelled', 'expired', 'returned'))
            OR (h.state = 'released' AND o.status NOT IN ('cancelled', 'expired', 'returned')
                AND NOT EXISTS (SELECT FROM refunds r WHERE r.order_id = o.id AND r.restock))
        UNION ALL
        SELECT o.id, o.code, 'redemption does not match the discount'
          FROM chosen o LEFT JOIN redemptions r ON r.order_id = o.id
         WHERE (o.promo_code IS NOT NULL) <> (r.id IS NOT NULL)
            OR (r.id IS NOT NULL AND r.discount_minor <> o.discount_minor)
            OR (r.state = 'released') <> (o.status IN ('cancelled', 'expired'))
        ORDER BY 2, 3"#
    ))
    .all(conn)
    .await?;
    let mut found: Vec<Discrepancy> = rows
        .into_iter()
        .map(|row| Discrepancy {
            order_id: row.id.into(),
            code: row.code,
            what: row.what,
        })
        .collect();
    for difference in payments::audit_order(conn, only.map(Into::into)).await? {
        found.push(of_money(conn, difference).await?);
    }
    Ok(found)
}

async fn of_money(conn: &impl Conn, found: Difference) -> Result<Discrepancy, DbErr> {
    #[derive(FromQueryResult)]
    struct Coded {
        code: String,
    }
    let id = found.order_id.uuid();
    let order = Coded::find_by_statement(raw_sql!(Postgres, r#"SELECT code FROM orders WHERE id = {id}"#))
        .one(conn)
        .await?;
    Ok(Discrepancy {
        order_id: found.order_id,
        code: order.map(|order| order.code).unwrap_or_default(),
        what: format!("{} ({})", found.what, found.subject),
    })
}
