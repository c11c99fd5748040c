//! Measures the API's own release build against what this machine can do at best: the same bytes from memory, the same rows
//! written by pgbench. Everything is a ratio of two runs side by side, because absolute figures say more about the machine.
//!
//! `just bench` builds both programs, starts a throw-away Postgres that writes as durably as one in production, and runs this.

#![expect(clippy::float_arithmetic, reason = "rates and latencies, no money")]
#![expect(clippy::print_stdout, reason = "a program for people at a terminal")]

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand};

mod api;
mod database;
mod http;
mod load;
mod pgbench;
mod reference;
mod report;
mod scenario;
mod stats;

/// The same as the API's: the reference handler must not lose to it for the allocator's sake.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(name = "bench", about = "Measure the API, as ratios")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the scenarios, write the results and the table of docs/performance.md
    Run(Run),
    /// The server the cached reads are compared with: answers from memory, nothing else
    Reference {
        #[arg(long)]
        bind: SocketAddr,
        #[arg(long)]
        workers: usize,
        /// Folder with `answers.json` and the bodies it names
        #[arg(long)]
        dir: PathBuf,
        /// Looks this session up in this database before each answer
        #[arg(long, num_args = 2, value_names = ["SESSION", "DATABASE_URL"])]
        lookup: Option<Vec<String>>,
    },
}

#[derive(clap::Args)]
struct Run {
    /// Database `postgres` of a server that may be filled and thrown away, as its superuser
    #[arg(long)]
    server: String,
    /// The API's program; by default the one beside this
    #[arg(long)]
    api: Option<PathBuf>,
    #[arg(long, default_value = "pgbench")]
    pgbench: PathBuf,
    /// Sizes of the catalogue for the uncached reads
    #[arg(long, value_delimiter = ',', default_value = "1000,100000")]
    products: Vec<u64>,
    /// Alternations of subject and reference
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Only these scenarios: start, reads, authenticated, checkout, hot, jobs, uncached
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Where the results go as JSON
    #[arg(long, default_value = "target/bench/results.json")]
    results: PathBuf,
    /// The page whose table is rewritten; nothing is rewritten after `--only`
    #[arg(long, default_value = "docs/performance.md")]
    page: PathBuf,
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Reference {
            bind,
            workers,
            dir,
            lookup,
        } => reference::serve(bind, workers, &dir, lookup.as_deref()),
        Command::Run(run) => tokio::runtime::Runtime::new()?.block_on(scenario::run_all(&run)),
    }
}
