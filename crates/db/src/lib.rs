//! How the other crates reach Postgres: one way to connect, to begin a transaction, to retry it and to read its errors.

mod connect;
mod error;
mod retry;

pub use connect::{ConnectError, Settings, connect};
pub use error::{Failure, failure};
pub use retry::{Transient, retry};

use sea_orm::{DatabaseConnection, DatabaseTransaction, DbErr, TransactionTrait};

/// A pool of connections.
pub type Db = DatabaseConnection;
/// An open transaction; dropping it rolls back.
pub type Tx = DatabaseTransaction;
/// What a read may run on: the pool or an open transaction.
pub use sea_orm::ConnectionTrait as Conn;

/// Begins a read-committed transaction. Invariants are kept by conditional statements and row locks taken in the documented
/// order (docs/money-safety.md), not by the isolation level.
pub async fn begin(db: &Db) -> Result<Tx, DbErr> {
    db.begin().await
}
