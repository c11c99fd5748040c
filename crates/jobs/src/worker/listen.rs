use std::sync::Arc;

use db::Db;
use sea_orm::sqlx;
use sea_orm::sqlx::postgres::PgListener;
use tokio::sync::Notify;

use super::PAUSE;
use crate::sql::CHANNEL;

/// Turns notifications into wake-ups, for ever. What is lost while there is no connection is found by polling, and by the
/// wake-up after each new connection.
pub(crate) async fn listen(db: Db, wake: Arc<Notify>) {
    loop {
        if let Err(error) = session(&db, &wake).await {
            tracing::warn!(%error, "not listening for new jobs");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn session(db: &Db, wake: &Notify) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(db.get_postgres_connection_pool()).await?;
    listener.listen(CHANNEL).await?;
    wake.notify_one();
    while listener.try_recv().await?.is_some() {
        wake.notify_one();
    }
    Ok(())
}
