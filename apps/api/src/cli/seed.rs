use std::path::PathBuf;
use std::process::ExitCode;

use kernel::Ctx;
use media::LocalDisk;

use super::connect;
use crate::config::Config;
use crate::seed;
use crate::state::order_codes;

/// Adds what is missing of the demo shop. Its passwords are public, so production refuses it.
pub(super) async fn run(config: &Config, folder: Option<PathBuf>) -> anyhow::Result<ExitCode> {
    anyhow::ensure!(
        !config.is_production(),
        "the demo shop has public passwords: it isn't for production"
    );
    let db = connect(config, "amoonis-seed").await?;
    let store = LocalDisk::new(&config.media.dir);
    let folder = folder.unwrap_or_else(seed::default_folder);
    let report = seed::run(&db, &Ctx::system(), &store, &order_codes(config), &folder).await?;
    db.close().await?;
    tracing::info!(?report, "the demo shop is there");
    Ok(ExitCode::SUCCESS)
}
