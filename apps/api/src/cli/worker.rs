use std::process::ExitCode;

use chrono_tz::Tz;
use jobs::{InvalidSchedule, Job, JobError, Options, Priority, Registry, Run, Settings, Worker};
use kernel::Ctx;
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

use super::{connect, signal};
use crate::config::Config;

/// Runs jobs until told to stop, then lets running ones finish.
pub(super) async fn run(config: Config) -> anyhow::Result<ExitCode> {
    let db = connect(&config, "amoonis-worker").await?;
    let settings = Settings {
        concurrency: config.worker.concurrency,
        drain: config.shutdown_timeout(),
        ..Settings::default()
    };
    let stop = CancellationToken::new();
    let worker = Worker::new(db.clone(), Ctx::system(), registry()?)
        .settings(settings)
        .run(stop.clone());
    let working = tokio::spawn(worker);
    tracing::info!(concurrency = config.worker.concurrency, "working");
    signal::told_to_stop().await;
    tracing::info!("stopping");
    stop.cancel();
    working.await?;
    db.close().await?;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// The jobs and schedules of all contexts.
fn registry() -> Result<Registry, InvalidSchedule> {
    let registry = orders::work::register(Registry::new())?.handle(sweep_accounts);
    registry.schedule("accounts.sweep", "10 * * * *", Tz::UTC, &SweepAccounts {})
}

/// Forgets old failed sign-ins and ended sessions.
#[derive(Serialize, Deserialize)]
struct SweepAccounts {}

impl Job for SweepAccounts {
    const KIND: &'static str = "accounts.sweep";

    fn options() -> Options {
        Options {
            priority: Priority::Low,
            ..Options::default()
        }
    }
}

async fn sweep_accounts(run: Run, _: SweepAccounts) -> Result<(), JobError> {
    let swept = accounts::sweep(&run.db, &run.ctx).await?;
    tracing::info!(swept, "failed sign-ins and ended sessions swept");
    Ok(())
}
