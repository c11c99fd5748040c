//! The migrations as a whole, on real Postgres.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod schema;
mod up;

use sqlx::postgres::PgConnection;
use sqlx::{Connection, Executor};
use test_support::TestDb;

/// A database without anything in it.
async fn empty() -> TestDb {
    let database = TestDb::new().await;
    let mut connection = connect(&database).await;
    connection
        .execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        .await
        .unwrap();
    database
}

async fn connect(database: &TestDb) -> PgConnection {
    PgConnection::connect(&database.url()).await.unwrap()
}

/// One text column of many rows.
async fn texts(database: &TestDb, sql: &'static str) -> Vec<String> {
    sqlx::query_scalar(sql)
        .fetch_all(&mut connect(database).await)
        .await
        .unwrap()
}
