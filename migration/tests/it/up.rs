use futures::future::join_all;
use migration::Migrator;
use sea_orm_migration::MigratorTrait;

use crate::{empty, texts};

const APPLIED: &str = "SELECT version || ' ' || applied_at FROM seaql_migrations ORDER BY version";

#[tokio::test]
async fn a_second_run_changes_nothing() {
    let database = empty().await;
    migration::up(&database.url()).await.unwrap();
    let first = texts(&database, APPLIED).await;
    assert!(!first.is_empty());
    migration::up(&database.url()).await.unwrap();
    assert_eq!(texts(&database, APPLIED).await, first);
}

#[tokio::test(flavor = "multi_thread")]
async fn processes_that_start_at_once_migrate_once() {
    let database = empty().await;
    let url = database.url();
    for outcome in join_all((0..4).map(|_| migration::up(&url))).await {
        outcome.unwrap();
    }
    assert_eq!(
        texts(&database, APPLIED).await.len(),
        Migrator::migrations().len()
    );
}
