//! The scenarios, one after the other.

use std::path::PathBuf;

use kernel::Ctx;

use crate::Run;
use crate::database::{Server, Store};
use crate::report::{Machine, Report, Row};

mod authenticated;
mod checkout;
mod hot;
mod jobs;
mod orders;
mod reads;
mod start;
mod uncached;

/// What every scenario needs.
pub struct Bench<'a> {
    pub run: &'a Run,
    pub api: PathBuf,
    pub server: Server,
    /// A thousand products.
    pub store: Store,
}

/// Runs what was asked for and writes down what came of it.
pub async fn run_all(run: &Run) -> anyhow::Result<()> {
    let beside = std::env::current_exe()?.with_file_name("api");
    let server = Server::connect(&run.server).await?;
    anyhow::ensure!(
        server.is_durable().await?,
        "this Postgres doesn't write through to the disk: checkouts would look too fast"
    );
    let machine = Machine::here(
        Ctx::system().now().date_naive().to_string(),
        server.version().await?,
    );
    let store = server.create_store("shop", 1_000).await?;
    let bench = Bench {
        run,
        api: run.api.clone().unwrap_or(beside),
        server,
        store,
    };

    let mut rows = Vec::new();
    if bench.wants("start") {
        bench.told(&mut rows, vec![start::measure(&bench).await?]);
    }
    if bench.wants("reads") {
        bench.told(&mut rows, reads::measure(&bench).await?);
    }
    if bench.wants("authenticated") {
        bench.told(&mut rows, authenticated::measure(&bench).await?);
    }
    if bench.wants("checkout") {
        bench.told(&mut rows, checkout::measure(&bench).await?);
    }
    if bench.wants("hot") {
        bench.told(&mut rows, vec![hot::measure(&bench).await?]);
    }
    if bench.wants("jobs") {
        bench.told(&mut rows, jobs::measure(&bench).await?);
    }
    if bench.wants("uncached") {
        bench.told(&mut rows, uncached::measure(&bench).await?);
    }
    let report = Report { machine, rows };
    report.write_json(&run.results)?;
    if run.only.is_empty() {
        report.write_page(&run.page)?;
    }
    println!("\n{}\nEvery figure: {}", report.table(), run.results.display());
    Ok(())
}

impl Bench<'_> {
    fn wants(&self, scenario: &str) -> bool {
        self.run.only.is_empty() || self.run.only.iter().any(|only| only == scenario)
    }

    fn told(&self, rows: &mut Vec<Row>, new: Vec<Row>) {
        for row in &new {
            println!(
                "{}: {} | {} | {} | goal {}",
                row.scenario, row.measured, row.compared_with, row.result, row.goal
            );
        }
        rows.extend(new);
    }
}
