//! The one schema, as an ordered list of SQL migrations. A migration is never edited once it has landed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr};

mod script;

use script::Script;

const SCRIPTS: &[Script] = &[
    Script {
        name: "m0001_core",
        sql: include_str!("sql/m0001_core.sql"),
    },
    Script {
        name: "m0002_jobs",
        sql: include_str!("sql/m0002_jobs.sql"),
    },
    Script {
        name: "m0003_accounts",
        sql: include_str!("sql/m0003_accounts.sql"),
    },
    Script {
        name: "m0004_payments",
        sql: include_str!("sql/m0004_payments.sql"),
    },
    Script {
        name: "m0005_books",
        sql: include_str!("sql/m0005_books.sql"),
    },
];

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        SCRIPTS
            .iter()
            .map(|script| Box::new(*script) as Box<dyn MigrationTrait>)
            .collect()
    }
}

/// Serialises migrators: any number of processes may call [`up`] at once.
const LOCK: i64 = 0x0061_6d6f_6f6e_6973;

/// Brings the database at `url` to the newest schema.
pub async fn up(url: &str) -> Result<(), DbErr> {
    let mut options = ConnectOptions::new(url);
    // One connection: the advisory lock belongs to the session that runs the migrations.
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await?;
    db.execute_unprepared(&format!("SELECT pg_advisory_lock({LOCK})"))
        .await?;
    let outcome = Migrator::up(&db, None).await;
    db.execute_unprepared(&format!("SELECT pg_advisory_unlock({LOCK})"))
        .await?;
    db.close().await?;
    outcome
}

/// How many migrations the database still lacks; 0 when its schema is the newest. Needs no right to change anything.
pub async fn pending(db: &DatabaseConnection) -> Result<usize, DbErr> {
    Ok(Migrator::get_pending_migrations_read_only(db).await?.len())
}

/// All SQL of the schema in order: names the state a database is in, for caches of migrated databases.
#[must_use]
pub fn fingerprint() -> String {
    SCRIPTS
        .iter()
        .flat_map(|script| [script.name, script.sql])
        .collect()
}
