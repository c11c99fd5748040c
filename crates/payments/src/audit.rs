use db::Conn;
use kernel::OrderId;
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use crate::sql::statement;

/// Two records of the same money that don't agree, by id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub order_id: OrderId,
    /// The row it was found at: an intent, attempt, refund, posting, or the order itself.
    pub subject: Uuid,
    pub what: String,
}

#[derive(FromQueryResult)]
struct Row {
    order_id: Uuid,
    subject: Uuid,
    what: String,
}

/// Proves the books of all orders: what is owed, what came, what went back, and the ledger. Reports; changes nothing. Empty when
/// all is right.
pub async fn audit(conn: &impl Conn) -> Result<Vec<Difference>, DbErr> {
    audit_order(conn, None).await
}

/// The same for `only` one order.
pub async fn audit_order(conn: &impl Conn, only: Option<OrderId>) -> Result<Vec<Difference>, DbErr> {
    let mut found = Vec::new();
    for checks in [INTENTS, ATTEMPTS, REFUNDS, LEDGER, ACCOUNTS] {
        let sql = format!(
            "WITH chosen AS (SELECT * FROM orders WHERE $1::uuid IS NULL OR id = $1) {checks} ORDER BY 1, 3, 2"
        );
        let rows = Row::find_by_statement(statement(sql, [only.map(OrderId::uuid).into()]))
            .all(conn)
            .await?;
        found.extend(rows.into_iter().map(|row| Difference {
            order_id: row.order_id.into(),
            subject: row.subject,
            what: row.what,
        }));
    }
    Ok(found)
}

const INTENTS: &str = "
  , sums AS (
    SELECT i.*, o.status, o.placed_at, o.payment_status, o.payment_method, o.total_minor, o.currency AS order_currency,
           (SELECT coalesce(sum(a.amount_minor), 0) FROM payment_attempts a WHERE a.intent_id = i.id AND a.state = 'paid') AS online,
           (SELECT coalesce(sum(l.debit_minor), 0) FROM ledger_entries l
             WHERE l.order_id = i.order_id AND l.kind = 'cash_collected' AND l.account = 'cash_on_hand') AS cash,
           (SELECT coalesce(sum(r.amount_minor), 0) FROM refunds r
             WHERE r.intent_id = i.id AND r.cause <> 'duplicate_payment' AND r.state = 'refunded') AS back,
           (SELECT coalesce(sum(r.amount_minor), 0) FROM refunds r
             WHERE r.intent_id = i.id AND r.cause <> 'duplicate_payment' AND r.state NOT IN ('refunded', 'rejected')) AS on_the_way
      FROM payment_intents i JOIN chosen o ON o.id = i.order_id)
  SELECT o.id AS order_id, o.id AS subject, 'nothing says what the order owes' AS what
    FROM chosen o LEFT JOIN payment_intents i ON i.order_id = o.id WHERE i.id IS NULL
  UNION ALL
  SELECT order_id, id, 'the intent is not what the order says' FROM sums
   WHERE amount_minor <> total_minor OR currency <> order_currency OR method <> payment_method
      OR payment_status <> CASE state WHEN 'open' THEN 'unpaid' ELSE state END
  UNION ALL
  SELECT order_id, id, 'the state of the intent contradicts its sums' FROM sums
   WHERE NOT CASE state WHEN 'paid' THEN captured_minor = amount_minor AND refunded_minor = 0
                        WHEN 'partially_refunded' THEN captured_minor = amount_minor AND refunded_minor BETWEEN 1 AND captured_minor - 1
                        WHEN 'refunded' THEN captured_minor = amount_minor AND refunded_minor = captured_minor
                        ELSE captured_minor = 0 END
  UNION ALL
  SELECT order_id, id, 'what was captured is not what came' FROM sums WHERE captured_minor <> online + cash
  UNION ALL
  SELECT order_id, id, 'what was refunded is not what went back' FROM sums WHERE refunded_minor <> back
  UNION ALL
  SELECT order_id, id, 'what is being refunded is not what is on its way back' FROM sums WHERE refunding_minor <> on_the_way
  UNION ALL
  SELECT order_id, id, 'the order is paid, but neither placed nor given back' FROM sums
   WHERE captured_minor > 0 AND placed_at IS NULL AND refunded_minor + refunding_minor < captured_minor
     AND NOT EXISTS (SELECT FROM refunds r WHERE r.intent_id = sums.id AND r.cause = 'late_payment' AND r.state = 'rejected')
  UNION ALL
  SELECT order_id, id, 'the status of the order contradicts its money' FROM sums
   WHERE (status = 'pending_payment' AND state <> 'open') OR (status = 'expired' AND state <> 'void')
      OR (state = 'void' AND status NOT IN ('expired', 'cancelled', 'returned'))
      OR (state = 'open' AND status IN ('delivered', 'expired', 'cancelled', 'returned'))";

const ATTEMPTS: &str = "
  SELECT i.order_id AS order_id, i.id AS subject, 'more than one attempt paid the intent' AS what
    FROM payment_intents i JOIN chosen o ON o.id = i.order_id JOIN payment_attempts a ON a.intent_id = i.id AND a.state = 'paid'
   GROUP BY i.id HAVING count(*) > 1
  UNION ALL
  SELECT a.order_id, a.id, 'the attempt is for another amount than is owed'
    FROM payment_attempts a JOIN chosen o ON o.id = a.order_id JOIN payment_intents i ON i.id = a.intent_id
   WHERE (a.amount_minor, a.currency, a.order_id) IS DISTINCT FROM (i.amount_minor, i.currency, i.order_id)
  UNION ALL
  SELECT a.order_id, a.id, 'money that came twice was not sent back'
    FROM payment_attempts a JOIN chosen o ON o.id = a.order_id
   WHERE a.state = 'duplicate_paid'
     AND NOT EXISTS (SELECT FROM refunds r WHERE r.attempt_id = a.id AND r.cause = 'duplicate_payment')
  UNION ALL
  SELECT a.order_id, a.id, 'what the ledger says came by the attempt is not what came'
    FROM payment_attempts a JOIN chosen o ON o.id = a.order_id
    LEFT JOIN ledger_entries l ON l.attempt_id = a.id AND l.kind = 'capture' AND l.account = 'gateway_receivable'
   GROUP BY a.id
  HAVING coalesce(sum(l.debit_minor - l.credit_minor), 0)
         <> CASE WHEN a.state IN ('paid', 'duplicate_paid') THEN a.amount_minor ELSE 0 END";

const REFUNDS: &str = "
  SELECT r.order_id AS order_id, r.id AS subject, 'what the ledger says went back is not what went back' AS what
    FROM refunds r JOIN chosen o ON o.id = r.order_id
    LEFT JOIN ledger_entries l ON l.refund_id = r.id AND l.kind = 'refund' AND l.account IN ('gateway_receivable', 'cash_on_hand')
   GROUP BY r.id
  HAVING coalesce(sum(l.credit_minor - l.debit_minor), 0) <> CASE WHEN r.state = 'refunded' THEN r.amount_minor ELSE 0 END
  UNION ALL
  SELECT r.order_id, r.id, 'the refund is of another order or currency'
    FROM refunds r JOIN chosen o ON o.id = r.order_id JOIN payment_intents i ON i.id = r.intent_id
    LEFT JOIN payment_attempts a ON a.id = r.attempt_id
   WHERE i.order_id <> r.order_id OR i.currency <> r.currency OR a.order_id <> r.order_id
  UNION ALL
  SELECT a.order_id, a.id, 'more goes back than came by the attempt'
    FROM payment_attempts a JOIN chosen o ON o.id = a.order_id JOIN refunds r ON r.attempt_id = a.id AND r.state <> 'rejected'
   GROUP BY a.id
  HAVING sum(r.amount_minor) > CASE WHEN a.state IN ('paid', 'duplicate_paid') THEN a.amount_minor ELSE 0 END";

const LEDGER: &str = "
  SELECT l.order_id AS order_id, l.posting_id AS subject, 'the posting is not balanced' AS what
    FROM ledger_entries l JOIN chosen o ON o.id = l.order_id
   GROUP BY l.order_id, l.posting_id, l.currency HAVING sum(l.debit_minor) <> sum(l.credit_minor)
  UNION ALL
  SELECT DISTINCT l.order_id, l.posting_id, 'the posting is in another currency than the order'
    FROM ledger_entries l JOIN chosen o ON o.id = l.order_id WHERE l.currency <> o.currency";

// What each order's accounts must come to. A sale stands from placing until the order is taken back unpaid; money that came for an
// order that couldn't be placed any more is no sale.
const ACCOUNTS: &str = "
  , expected AS (
    SELECT o.id, o.total_minor, o.vat_minor, i.state, i.method,
           o.placed_at IS NOT NULL AND i.state <> 'void'
             AND NOT EXISTS (SELECT FROM refunds r WHERE r.order_id = o.id AND r.cause = 'late_payment') AS is_sold
      FROM chosen o JOIN payment_intents i ON i.order_id = o.id),
  net AS (
    SELECT l.order_id,
           sum(CASE WHEN account = 'cash_receivable' THEN debit_minor - credit_minor ELSE 0 END) AS cash_owed,
           sum(CASE WHEN account = 'online_receivable' THEN debit_minor - credit_minor ELSE 0 END) AS online_owed,
           sum(CASE WHEN account = 'customer_excess' THEN credit_minor - debit_minor ELSE 0 END) AS excess,
           sum(CASE WHEN kind LIKE 'sale%' AND account IN ('sales', 'vat_payable', 'delivery_income')
                    THEN credit_minor - debit_minor ELSE 0 END) AS sold,
           sum(CASE WHEN kind LIKE 'sale%' AND account = 'vat_payable' THEN credit_minor - debit_minor ELSE 0 END) AS vat
      FROM ledger_entries l JOIN chosen o ON o.id = l.order_id GROUP BY l.order_id)
  SELECT e.id AS order_id, e.id AS subject, 'the ledger''s sale is not the order''s total' AS what
    FROM expected e LEFT JOIN net n ON n.order_id = e.id
   WHERE coalesce(n.sold, 0) <> CASE WHEN is_sold THEN e.total_minor ELSE 0 END
      OR coalesce(n.vat, 0) <> CASE WHEN is_sold THEN e.vat_minor ELSE 0 END
  UNION ALL
  SELECT e.id, e.id, 'the cash that is to be brought is not what is owed'
    FROM expected e LEFT JOIN net n ON n.order_id = e.id
   WHERE coalesce(n.cash_owed, 0) <> CASE WHEN is_sold AND e.state = 'open' AND e.method = 'cod' THEN e.total_minor ELSE 0 END
  UNION ALL
  SELECT e.id, e.id, 'an order that waits for no money is owed some'
    FROM expected e JOIN net n ON n.order_id = e.id WHERE n.online_owed <> 0
  UNION ALL
  SELECT e.id, e.id, 'more surplus went back than came'
    FROM expected e JOIN net n ON n.order_id = e.id WHERE n.excess < 0";
