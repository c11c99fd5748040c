use std::sync::OnceLock;
use std::time::Duration;

use db::{Db, Settings};
use sha2::{Digest, Sha256};
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection, Executor};
use uuid::Uuid;

/// A database of one test's own, cloned from a migrated template and dropped with this value.
///
/// The server is the one of `TEST_DATABASE_URL`; `just test` starts a throw-away one.
pub struct TestDb {
    db: Db,
    server: String,
    name: String,
}

/// Serialises the making of the template: tests run in processes of their own.
const TEMPLATE_LOCK: i64 = 0x7465_6d70_6c61_7465;

impl TestDb {
    pub async fn new() -> Self {
        Self::with_connections(10).await
    }

    /// A pool of up to `max` connections, for tests that race.
    pub async fn with_connections(max: u32) -> Self {
        let server = server_url();
        let template = ensure_template(&server).await;
        let name = format!("t_{}", Uuid::from_bytes(random_bytes()).simple());
        let mut admin = PgConnection::connect(&server)
            .await
            .expect("TEST_DATABASE_URL answers");
        admin
            .execute(AssertSqlSafe(format!(
                "CREATE DATABASE {name} TEMPLATE {template}"
            )))
            .await
            .expect("a database can be cloned from the template");
        admin.close().await.ok();
        // Generous limits: how busy the machine is must not decide a test.
        let settings = Settings {
            acquire_timeout: Duration::from_secs(90),
            lock_timeout: Duration::from_secs(60),
            statement_timeout: Duration::from_secs(60),
            ..Settings::new(url_of(&server, &name), "test").max_connections(max)
        };
        let db = db::connect(&settings).await.expect("the cloned database answers");
        Self { db, server, name }
    }

    #[must_use]
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// For a second process or pool on the same database.
    #[must_use]
    pub fn url(&self) -> String {
        url_of(&self.server, &self.name)
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        // Drop can't await; a thread with a runtime of its own can.
        let dropper = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async {
                if let Ok(mut admin) = PgConnection::connect(&server).await {
                    admin
                        .execute(AssertSqlSafe(format!(
                            "DROP DATABASE IF EXISTS {name} WITH (FORCE)"
                        )))
                        .await
                        .ok();
                }
            });
        });
        dropper.join().ok();
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the test harness is configured by the environment"
)]
fn server_url() -> String {
    std::env::var("TEST_DATABASE_URL")
        .expect("TEST_DATABASE_URL names a Postgres server for tests: run the tests with `just test [crate]`")
}

fn random_bytes() -> [u8; 16] {
    let secret = kernel::IdSource::secret(&kernel::RandomIds);
    secret[..16].try_into().expect("16 of 32 bytes")
}

fn url_of(server: &str, database: &str) -> String {
    let (base, _) = server.rsplit_once('/').expect("the URL ends in /<database>");
    format!("{base}/{database}")
}

/// The template is named after the migrations it holds, so an old one is never cloned.
fn template_name() -> &'static str {
    static NAME: OnceLock<String> = OnceLock::new();
    NAME.get_or_init(|| {
        let digest = Sha256::digest(migration::fingerprint().as_bytes());
        let hex: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        format!("template_{hex}")
    })
}

async fn ensure_template(server: &str) -> &'static str {
    let name = template_name();
    let mut admin = PgConnection::connect(server)
        .await
        .expect("TEST_DATABASE_URL answers");
    let lock = |verb: &str| AssertSqlSafe(format!("SELECT pg_advisory_{verb}({TEMPLATE_LOCK})"));
    admin.execute(lock("lock")).await.expect("the template lock");
    let ready: bool = sqlx::query_scalar(
        "SELECT coalesce((SELECT datistemplate FROM pg_database WHERE datname = $1), false)",
    )
    .bind(name)
    .fetch_one(&mut admin)
    .await
    .expect("pg_database can be read");
    if !ready {
        // A half-made template of a killed run is thrown away.
        for statement in [
            format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
            format!("CREATE DATABASE {name}"),
        ] {
            admin
                .execute(AssertSqlSafe(statement))
                .await
                .expect("the template can be made");
        }
        migration::up(&url_of(server, name))
            .await
            .expect("the migrations run");
        admin
            .execute(AssertSqlSafe(format!(
                "ALTER DATABASE {name} IS_TEMPLATE true ALLOW_CONNECTIONS false"
            )))
            .await
            .expect("the template can be sealed");
    }
    admin.execute(lock("unlock")).await.expect("the template lock");
    admin.close().await.ok();
    name
}
