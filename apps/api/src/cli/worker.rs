use std::process::ExitCode;

use jobs::{Settings, Worker};
use kernel::Ctx;
use tokio_util::sync::CancellationToken;

use super::{connect, signal};
use crate::config::Config;
use crate::work::{self, Outside};

/// Runs jobs until told to stop, then lets running ones finish.
pub(super) async fn run(config: Config) -> anyhow::Result<ExitCode> {
    let db = connect(&config, "amoonis-worker").await?;
    let settings = Settings {
        concurrency: config.worker.concurrency,
        drain: config.shutdown_timeout(),
        ..Settings::default()
    };
    let outside = Outside::new(&config, config.mailer()?, config.sms()?);
    let stop = CancellationToken::new();
    let worker = Worker::new(db.clone(), Ctx::system(), work::registry(outside)?)
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
