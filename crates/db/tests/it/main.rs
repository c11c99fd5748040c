//! Transactions against Postgres itself.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use test_support::TestDb;

/// A client that hangs up ends its request at whatever await it is. None may leave a connection of the pool in a transaction:
/// what the next request writes there would never be committed.
#[tokio::test]
async fn a_transaction_given_up_while_it_begins_leaves_nothing_behind() {
    let test = TestDb::with_connections(1).await;
    let other = db::connect(&db::Settings::new(test.url(), "test")).await.unwrap();
    for polls in 0..40 {
        let mut beginning = Box::pin(db::begin(test.db()));
        for _ in 0..polls {
            if futures::poll!(beginning.as_mut()).is_ready() {
                break;
            }
            tokio::task::yield_now().await;
        }
        drop(beginning);
        let table = format!("kept_{polls}");
        test.db()
            .execute_unprepared(&format!("CREATE TABLE {table} ()"))
            .await
            .unwrap();
        let seen = Statement::from_string(
            DbBackend::Postgres,
            format!("SELECT to_regclass('{table}') IS NOT NULL"),
        );
        let row = other.query_one_raw(seen).await.unwrap().unwrap();
        assert!(
            row.try_get_by_index::<bool>(0).unwrap(),
            "given up after {polls} polls"
        );
    }
}
