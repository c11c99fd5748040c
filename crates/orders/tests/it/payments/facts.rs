use kernel::OrderId;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::till::Till;

/// Everything the shop believes about one order and its money, in a form a person can read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Status, payment status, method.
    pub order: String,
    /// State, method, captured, refunded, refunding.
    pub intent: String,
    /// States by number.
    pub attempts: String,
    pub holds: String,
    pub redemption: String,
    /// Net debit per account that isn't even.
    pub ledger: String,
    pub events: String,
    pub alerts: String,
    /// Cause, state and amount by number.
    pub refunds: String,
    /// Jobs enqueued for refunds, done or not.
    pub refund_jobs: String,
}

/// Of an order whose money came and that was placed.
pub fn paid() -> Facts {
    Facts {
        order: "placed/paid/online".into(),
        intent: "paid/online 11000-0-0".into(),
        attempts: "paid".into(),
        holds: "sold".into(),
        redemption: "used".into(),
        ledger: "delivery_income:-1905 gateway_receivable:11000 sales:-8571 vat_payable:-524".into(),
        events: "created payment_started paid".into(),
        alerts: String::new(),
        refunds: String::new(),
        refund_jobs: "0".into(),
    }
}

impl Till {
    pub async fn facts(&self, order: OrderId) -> Facts {
        let text = async |sql: &str| -> String {
            let sql = sql.replace("{id}", &order.to_string());
            let row = self
                .world
                .db()
                .query_one_raw(Statement::from_string(DbBackend::Postgres, sql))
                .await
                .unwrap();
            row.map_or(String::new(), |row| {
                row.try_get_by_index::<Option<String>>(0)
                    .unwrap()
                    .unwrap_or_default()
            })
        };
        Facts {
            order: text("SELECT status || '/' || payment_status || '/' || payment_method FROM orders WHERE id = '{id}'").await,
            intent: text("SELECT state || '/' || method || ' ' || captured_minor || '-' || refunded_minor || '-' || refunding_minor
                            FROM payment_intents WHERE order_id = '{id}'").await,
            attempts: text("SELECT string_agg(state, ' ' ORDER BY number) FROM payment_attempts WHERE order_id = '{id}'").await,
            holds: text("SELECT string_agg(DISTINCT state, ' ') FROM stock_holds WHERE order_id = '{id}'").await,
            redemption: text("SELECT state FROM redemptions WHERE order_id = '{id}'").await,
            ledger: text("SELECT string_agg(account || ':' || net, ' ' ORDER BY account) FROM (
                            SELECT account, sum(debit_minor - credit_minor) AS net FROM ledger_entries WHERE order_id = '{id}'
                             GROUP BY account HAVING sum(debit_minor) <> sum(credit_minor)) s").await,
            events: text("SELECT string_agg(kind, ' ' ORDER BY ctid) FROM order_events WHERE order_id = '{id}'").await,
            alerts: text("SELECT string_agg(kind, ' ' ORDER BY kind) FROM payment_alerts WHERE order_id = '{id}'").await,
            refunds: text("SELECT string_agg(cause || ':' || state || ':' || amount_minor, ' ' ORDER BY number)
                             FROM refunds WHERE order_id = '{id}'").await,
            refund_jobs: text("SELECT count(*)::text FROM jobs WHERE kind = 'orders.refund'
                                AND (payload->>'refund_id')::uuid IN (SELECT id FROM refunds WHERE order_id = '{id}')").await,
        }
    }

    pub async fn in_stock(&self) -> i64 {
        self.world
            .number("SELECT available::bigint FROM stock_levels")
            .await
    }

    /// The facts are these, and everything adds up.
    pub async fn assert(&self, order: OrderId, expected: Facts) {
        assert_eq!(self.facts(order).await, expected);
        self.world.assert_books().await;
    }
}
