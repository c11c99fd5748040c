use db::{Tx, begin};
use orders::OrderStatus;
use orders::order::audit::audit;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::till::{TOTAL, Till};

/// Each kind of corruption, by SQL on `{id}`'s rows, with what the auditor must say and the row it must name.
struct Corruption {
    what: &'static str,
    sql: &'static str,
    /// Selects the id that must be named.
    at: &'static str,
}

const INTENT: &str = "SELECT id::text FROM payment_intents WHERE order_id = '{id}'";
const ORDER: &str = "SELECT id::text FROM orders WHERE id = '{id}'";
const PAID: &str = "SELECT id::text FROM payment_attempts WHERE order_id = '{id}' AND state = 'paid'";
const REFUND: &str = "SELECT id::text FROM refunds WHERE order_id = '{id}' ORDER BY number LIMIT 1";

const CORRUPTIONS: [Corruption; 20] = [
    Corruption {
        what: "the intent is not what the order says",
        sql: "UPDATE orders SET payment_method = 'cod' WHERE id = '{id}'",
        at: INTENT,
    },
    Corruption {
        what: "the intent is not what the order says",
        sql: "UPDATE orders SET payment_status = 'unpaid' WHERE id = '{id}'",
        at: INTENT,
    },
    Corruption {
        what: "the state of the intent contradicts its sums",
        sql: "UPDATE payment_intents SET state = 'refunded' WHERE order_id = '{id}'",
        at: INTENT,
    },
    Corruption {
        what: "what was captured is not what came",
        sql: "UPDATE payment_intents SET captured_minor = captured_minor - 1 WHERE order_id = '{id}'",
        at: INTENT,
    },
    Corruption {
        what: "what was refunded is not what went back",
        sql: "UPDATE payment_intents SET refunded_minor = refunded_minor + 1 WHERE order_id = '{id}'",
        at: INTENT,
    },
    Corruption {
        what: "what is being refunded is not what is on its way back",
        sql: "UPDATE payment_intents SET refunding_minor = refunding_minor + 1 WHERE order_id = '{id}'",
        at: INTENT,
    },
    Corruption {
        what: "what is being refunded is not what is on its way back",
        sql: "UPDATE refunds SET state = 'rejected', done_at = now() WHERE order_id = '{id}' AND state = 'requested'",
        at: INTENT,
    },
    Corruption {
        what: "the order is paid, but neither placed nor given back",
        sql: "UPDATE orders SET placed_at = NULL WHERE id = '{id}'",
        at: INTENT,
    },
    Corruption {
        what: "the status of the order contradicts its money",
        sql: "UPDATE orders SET status = 'expired' WHERE id = '{id}'",
        at: INTENT,
    },
    Corruption {
        what: "more than one attempt paid the intent",
        sql: "DROP INDEX payment_attempts_one_paid;
              ALTER TABLE payment_attempts DISABLE TRIGGER payment_attempts_settled;
              UPDATE payment_attempts SET state = 'paid', settled_at = now() WHERE order_id = '{id}' AND state = 'abandoned'",
        at: INTENT,
    },
    Corruption {
        what: "the attempt is for another amount than is owed",
        sql: "ALTER TABLE payment_attempts DISABLE TRIGGER payment_attempts_settled;
              UPDATE payment_attempts SET amount_minor = 1 WHERE order_id = '{id}' AND state = 'paid'",
        at: PAID,
    },
    Corruption {
        what: "what the ledger says came by the attempt is not what came",
        sql: "ALTER TABLE ledger_entries DISABLE TRIGGER ledger_entries_append_only;
              DELETE FROM ledger_entries WHERE order_id = '{id}' AND kind = 'capture'",
        at: PAID,
    },
    Corruption {
        what: "money that came twice was not sent back",
        sql: "UPDATE payment_attempts SET state = 'duplicate_paid', settled_at = now()
               WHERE order_id = '{id}' AND state = 'abandoned'",
        at: "SELECT id::text FROM payment_attempts WHERE order_id = '{id}' AND state = 'duplicate_paid'",
    },
    Corruption {
        what: "what the ledger says went back is not what went back",
        sql: "UPDATE refunds SET state = 'refunded', done_at = now() WHERE order_id = '{id}' AND state = 'requested'",
        at: "SELECT id::text FROM refunds WHERE order_id = '{id}' ORDER BY number DESC LIMIT 1",
    },
    Corruption {
        what: "the refund is of another order or currency",
        sql: "UPDATE refunds SET currency = 'SAR' WHERE order_id = '{id}' AND number = 1",
        at: REFUND,
    },
    Corruption {
        what: "more goes back than came by the attempt",
        sql: "UPDATE refunds SET amount_minor = 99999 WHERE order_id = '{id}' AND number = 1",
        at: PAID,
    },
    Corruption {
        what: "the posting is not balanced",
        sql: "ALTER TABLE ledger_entries DISABLE TRIGGER ledger_entries_append_only;
              UPDATE ledger_entries SET credit_minor = credit_minor + 1 WHERE order_id = '{id}' AND account = 'sales'",
        at: "SELECT posting_id::text FROM ledger_entries WHERE order_id = '{id}' AND account = 'sales'",
    },
    Corruption {
        what: "the posting is in another currency than the order",
        sql: "ALTER TABLE ledger_entries DISABLE TRIGGER ledger_entries_append_only;
              UPDATE ledger_entries SET currency = 'SAR' WHERE order_id = '{id}' AND kind = 'sale'",
        at: "SELECT posting_id::text FROM ledger_entries WHERE order_id = '{id}' AND account = 'sales'",
    },
    Corruption {
        what: "the ledger's sale is not the order's total",
        sql: "ALTER TABLE ledger_entries DISABLE TRIGGER ledger_entries_append_only;
              DELETE FROM ledger_entries WHERE order_id = '{id}' AND kind = 'sale'",
        at: ORDER,
    },
    Corruption {
        what: "more surplus went back than came",
        sql: "ALTER TABLE ledger_entries DISABLE TRIGGER ledger_entries_append_only;
              UPDATE ledger_entries SET account = 'customer_excess' WHERE order_id = '{id}' AND account = 'refunds_given'",
        at: ORDER,
    },
];

#[tokio::test]
async fn each_corruption_of_money_is_named_by_id() {
    let till = Till::new().await;
    // Paid by one attempt, another let go; a part is back, another on its way.
    let order = till.order().await;
    let (attempt, _) = (till.page(order.id).await, till.page(order.id).await);
    till.approve(&attempt);
    till.settle(&attempt).await;
    till.give_back(order.id, 1_000).await.unwrap();
    till.finish_refunds(order.id, true).await;
    till.give_back(order.id, TOTAL - 2_000).await.unwrap();
    let other = till.order().await;
    till.world.assert_books().await;
    let id = order.id.to_string();
    for corruption in &CORRUPTIONS {
        // Rolled back when dropped.
        let tx = begin(till.world.db()).await.unwrap();
        tx.execute_unprepared(&corruption.sql.replace("{id}", &id))
            .await
            .unwrap();
        let named = text(&tx, &corruption.at.replace("{id}", &id)).await;
        let found = payments::audit(&tx).await.unwrap();
        let is_named = found.iter().any(|found| {
            found.order_id == order.id && found.subject.to_string() == named && found.what == corruption.what
        });
        assert!(is_named, "{} at {named}: {found:#?}", corruption.what);
        assert!(found.iter().all(|found| found.order_id == order.id), "{found:#?}");
        let told = audit(&tx, Some(order.id)).await.unwrap();
        assert!(
            told.iter()
                .any(|told| told.code == order.code && told.what.starts_with(corruption.what))
        );
        assert_eq!(audit(&tx, Some(other.id)).await.unwrap(), []);
    }
    till.world.assert_books().await;
}

async fn text(tx: &Tx, sql: &str) -> String {
    let query = Statement::from_string(DbBackend::Postgres, sql);
    let row = tx.query_one_raw(query).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

#[tokio::test]
async fn cash_that_wasn_t_brought_and_orders_without_an_intent_are_named() {
    let till = Till::new().await;
    let (owed, brought) = (till.order_paid_by("cod").await, till.order_paid_by("cod").await);
    for to in [
        OrderStatus::Preparing,
        OrderStatus::OutForDelivery,
        OrderStatus::Delivered,
    ] {
        till.go(brought.id, to, false).await.unwrap();
    }
    till.world.assert_books().await;
    till.world
        .execute(&format!(
            "ALTER TABLE ledger_entries DISABLE TRIGGER ledger_entries_append_only;
             DELETE FROM ledger_entries WHERE order_id = '{}' AND kind = 'cash_collected';
             DELETE FROM payment_intents WHERE order_id = '{}'",
            brought.id, owed.id
        ))
        .await;
    let found = payments::audit(till.world.db()).await.unwrap();
    let says = |order, what: &str| {
        found
            .iter()
            .any(|found| found.order_id == order && found.what == what)
    };
    assert!(says(owed.id, "nothing says what the order owes"), "{found:#?}");
    assert!(
        says(brought.id, "the cash that is to be brought is not what is owed"),
        "{found:#?}"
    );
    assert!(
        says(brought.id, "what was captured is not what came"),
        "{found:#?}"
    );
}

#[tokio::test]
async fn holds_and_uses_that_contradict_the_status_are_named() {
    let till = Till::new().await;
    let order = till.order().await;
    let attempt = till.page(order.id).await;
    till.approve(&attempt);
    till.settle(&attempt).await;
    for (sql, what) in [
        (
            "UPDATE stock_holds SET state = 'held'",
            "stock holds do not match the lines",
        ),
        (
            "UPDATE stock_holds SET state = 'released'",
            "stock holds do not match the lines",
        ),
        (
            "UPDATE redemptions SET state = 'released'",
            "redemption does not match the discount",
        ),
    ] {
        let tx = begin(till.world.db()).await.unwrap();
        tx.execute_unprepared(sql).await.unwrap();
        let found = audit(&tx, None).await.unwrap();
        assert!(
            found
                .iter()
                .any(|found| found.order_id == order.id && found.what == what),
            "{sql}: {found:?}"
        );
    }
    let order = till.order().await;
    till.expire_in_time(order.id).await;
    let wrong = format!(
        "UPDATE stock_holds SET state = 'sold' WHERE order_id = '{}'",
        order.id
    );
    till.world.execute(&wrong).await;
    let found = audit(till.world.db(), None).await.unwrap();
    assert_eq!(found[0].what, "stock holds do not match the lines");
}
