//! The commands of the `api` binary.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use db::{Db, Settings};
use secrecy::ExposeSecret as _;

use crate::config::{self, Config};
use crate::{openapi, telemetry};

mod audit;
mod healthcheck;
mod seed;
mod serve;
mod signal;
mod worker;

#[derive(Parser)]
#[command(name = "api", version, about = "The Amoonis shop: API, worker and tools")]
pub struct Cli {
    /// TOML file with settings; the environment overrides it
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API until SIGTERM or Ctrl-C
    Serve,
    /// Run jobs until SIGTERM or Ctrl-C
    Worker,
    /// Bring the database to the newest schema
    Migrate,
    /// Add what is missing of the demo shop; safe to run again
    Seed {
        /// Folder of the demo shop's data
        #[arg(long)]
        folder: Option<PathBuf>,
    },
    /// Prove that stock and orders add up; fails when they don't
    Audit,
    /// Print the OpenAPI document
    Openapi,
    /// Print what can be configured and how
    Config,
    /// Ask a running server on this machine whether it lives; for containers
    Healthcheck,
}

/// Runs one command to its end.
pub async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    // Two TLS libraries in one program make rustls ask which one to use; this is the answer, whether or not it comes to that.
    rustls::crypto::aws_lc_rs::default_provider()
        .install_default()
        .ok();
    match cli.command {
        Command::Openapi => return print(openapi::json()),
        Command::Config => return print(&config::reference()),
        _ => {}
    }
    let config = config::load(cli.config.as_deref(), &environment())?;
    telemetry::log(&config)?;
    match cli.command {
        Command::Serve => serve::run(config).await,
        Command::Worker => worker::run(config).await,
        Command::Seed { folder } => seed::run(&config, folder).await,
        Command::Audit => audit::run(&config).await,
        Command::Migrate => {
            migration::up(config.database.url.expose_secret()).await?;
            tracing::info!("the schema is up to date");
            Ok(ExitCode::SUCCESS)
        }
        Command::Healthcheck => healthcheck::run(&config).await,
        Command::Openapi | Command::Config => Ok(ExitCode::SUCCESS),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the environment"
)]
fn environment() -> BTreeMap<String, String> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect()
}

async fn connect(config: &Config, name: &str) -> anyhow::Result<Db> {
    let settings = Settings::new(config.database.url.expose_secret(), name)
        .max_connections(config.database.max_connections);
    Ok(db::connect(&settings).await?)
}

fn print(text: &str) -> anyhow::Result<ExitCode> {
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
