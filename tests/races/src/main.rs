//! The API's program, for the tests of this package to start, race and kill.

use std::process::ExitCode;

use clap::Parser as _;

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    api::cli::run(api::cli::Cli::parse()).await
}
