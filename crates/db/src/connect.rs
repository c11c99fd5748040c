use std::time::Duration;

use sea_orm::{ConnectOptions, Database, DbErr};

use crate::Db;

/// How to connect. Timeouts are set per session, so a stuck statement can't hold a lock for ever.
#[derive(Clone, Debug)]
pub struct Settings {
    pub url: String,
    pub application_name: String,
    pub max_connections: u32,
    pub acquire_timeout: Duration,
    pub statement_timeout: Duration,
    pub lock_timeout: Duration,
}

impl Settings {
    /// The defaults of a server process.
    #[must_use]
    pub fn new(url: impl Into<String>, application_name: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            application_name: application_name.into(),
            max_connections: 16,
            // A rush of buyers waits its turn; only a database that stands still is worth giving up on.
            acquire_timeout: Duration::from_secs(30),
            statement_timeout: Duration::from_secs(15),
            lock_timeout: Duration::from_secs(10),
        }
    }

    #[must_use]
    pub fn max_connections(mut self, max: u32) -> Self {
        self.max_connections = max;
        self
    }
}

#[derive(Debug, thiserror::Error)]
#[error("can't connect to the database: {0}")]
pub struct ConnectError(#[from] DbErr);

/// A connection that rested longer is asked whether it still lives before it is used.
const IDLE_BEFORE_TEST: Duration = Duration::from_secs(30);

/// Opens a pool and makes sure that one connection works.
pub async fn connect(settings: &Settings) -> Result<Db, ConnectError> {
    let milliseconds = |limit: Duration| limit.as_millis().to_string();
    let session = [
        ("lock_timeout", milliseconds(settings.lock_timeout)),
        ("statement_timeout", milliseconds(settings.statement_timeout)),
        (
            "idle_in_transaction_session_timeout",
            milliseconds(settings.statement_timeout * 2),
        ),
        // Compiling a plan costs more than any of our queries takes.
        ("jit", "off".to_owned()),
    ];
    let mut options = ConnectOptions::new(&settings.url);
    options
        .max_connections(settings.max_connections)
        .min_connections(1)
        .acquire_timeout(settings.acquire_timeout)
        .connect_timeout(settings.acquire_timeout)
        // A ping before each use would cost every query a round trip.
        .test_before_acquire_if_idle_for(IDLE_BEFORE_TEST)
        .sqlx_logging(false)
        .set_application_name(&settings.application_name)
        .map_sqlx_postgres_opts(move |options| options.statement_cache_capacity(500).options(session.clone()));
    Ok(Database::connect(options).await?)
}
