use std::process::ExitCode;

use kernel::Ctx;

use super::{connect, signal};
use crate::config::Config;
use crate::{Server, State};

/// Serves until told to stop, then lets running requests finish.
pub(super) async fn run(config: Config) -> anyhow::Result<ExitCode> {
    let db = connect(&config, "amoonis-api").await?;
    let server = Server::start(State::new(config, db.clone(), Ctx::system()))?;
    tracing::info!(address = %server.address(), "serving");
    signal::told_to_stop().await;
    tracing::info!("stopping");
    server.stop().await?;
    db.close().await?;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}
