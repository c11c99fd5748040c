//! How the other crates reach Postgres: one way to connect, to begin a transaction, to retry it and to read its errors.

mod connect;
mod error;
mod retry;

pub use connect::{ConnectError, Settings, connect};
pub use error::{Failure, failure};
pub use retry::{Transient, retry};

use sea_orm::{DatabaseConnection, DatabaseTransaction, DbErr, TransactionTrait};
use tracing::Instrument as _;

/// A pool of connections.
pub type Db = DatabaseConnection;
/// An open transaction; dropping it rolls back.
pub type Tx = DatabaseTransaction;
/// What a read may run on: the pool or an open transaction.
pub use sea_orm::ConnectionTrait as Conn;

/// Begins a read-committed transaction. Invariants are kept by conditional statements and row locks taken in the documented
/// order (docs/money-safety.md), not by the isolation level.
///
/// The caller may be given up at any await, as a request is whose client hangs up. BEGIN runs on a task of its own because it
/// must not be: the driver rolls back only what it knows to have begun, and the connection would go back to the pool inside a
/// transaction that nobody commits.
pub async fn begin(db: &Db) -> Result<Tx, DbErr> {
    let db = db.clone();
    let beginning = tokio::spawn(async move { db.begin().await }.in_current_span());
    beginning
        .await
        .unwrap_or_else(|error| Err(DbErr::Custom(format!("the transaction didn't begin: {error}"))))
}
