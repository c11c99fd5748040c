use std::path::PathBuf;
use std::time::Duration;

use serde_json::json;

use super::Bench;
use crate::api::Server;
use crate::http::{Connection, get};
use crate::load::{Load, repeat};
use crate::reference::{self, Canned};
use crate::report::Row;
use crate::stats::median;

pub(super) const CONNECTIONS: usize = 32;
pub(super) const EACH: Duration = Duration::from_secs(2);

const PAGES: [(&str, &str); 3] = [
    (
        "Product list (24 cards), cached",
        "/v1/stores/ae/products?limit=24",
    ),
    ("Product detail, cached", "/v1/stores/ae/products/gift-41"),
    ("Start page, cached", "/v1/stores/ae/home"),
];

/// Pages out of the API's cache; against an actix handler with the same bytes in memory.
pub async fn measure(bench: &Bench<'_>) -> anyhow::Result<Vec<Row>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let ours = Server::start_api(&bench.api, &bench.store.url, &[]).await?;
    let mut canned = Vec::new();
    for (_, path) in PAGES {
        canned.push(fetch(&ours, path, &get(path)).await?);
    }
    let dir: PathBuf = bench.run.results.with_file_name("reference");
    reference::write(&dir, &canned)?;
    let theirs = Server::start_reference(&dir, cores, PAGES[0].1, None).await?;
    let mut rows = Vec::new();
    for ((scenario, path), canned) in PAGES.into_iter().zip(&canned) {
        let (mut mine, mut best) = (Side::default(), Side::default());
        for round in 0..=bench.run.rounds {
            let time = if round == 0 { EACH / 4 } else { EACH };
            best.measure(&theirs, get(path), time, round > 0).await?;
            mine.measure(&ours, get(path), time, round > 0).await?;
        }
        rows.push(row(scenario, canned, &mine, &best));
    }
    ours.stop().await?;
    theirs.stop().await?;
    Ok(rows)
}

/// The answer as the API gives it, for the reference to give it too.
pub(super) async fn fetch(server: &Server, path: &str, request: &[u8]) -> anyhow::Result<Canned> {
    let mut connection = Connection::open(server.address).await?;
    // The second one comes out of the cache, and in its form.
    connection.answer(request).await?;
    let answer = connection.answer(request).await?;
    anyhow::ensure!(answer.status == 200, "{path}: {}", answer.status);
    let encoding = answer
        .head
        .lines()
        .find_map(|line| line.strip_prefix("content-encoding: "));
    Ok(Canned {
        path: path.to_owned(),
        encoding: encoding.map(str::to_owned),
        body: answer.body.into(),
    })
}

/// What was measured of one server, turn by turn.
#[derive(Default)]
pub(super) struct Side {
    pub per_second: Vec<f64>,
    pub p99: Vec<f64>,
    pub cpu: Vec<f64>,
}

impl Side {
    pub async fn measure(
        &mut self,
        server: &Server,
        request: Vec<u8>,
        time: Duration,
        counts: bool,
    ) -> anyhow::Result<()> {
        let before = server.cpu_micros();
        let load: Load = repeat(server.address, CONNECTIONS, time, request)
            .await?
            .only(200)?;
        let used = server
            .cpu_micros()
            .zip(before)
            .map(|(after, before)| (after - before) / load.answers() as f64);
        if counts {
            self.per_second.push(load.per_second());
            self.p99.push(load.millis(99.0));
            self.cpu.extend(used);
        }
        Ok(())
    }

    pub fn rate(&self) -> f64 {
        median(self.per_second.clone())
    }

    /// Microseconds of processor time per answer.
    pub fn cost(&self) -> f64 {
        median(self.cpu.clone())
    }
}

fn row(scenario: &str, canned: &Canned, mine: &Side, best: &Side) -> Row {
    let ratio = mine.rate() / best.rate();
    let p99 = median(mine.p99.clone());
    Row {
        scenario: format!("{scenario}, c={CONNECTIONS}"),
        measured: format!(
            "{:.0} req/s, p99 {p99:.1} ms, {:.0} µs of CPU each",
            mine.rate(),
            mine.cost()
        ),
        compared_with: format!(
            "the same {} bytes from memory: {:.0} req/s, {:.0} µs",
            canned.body.len(),
            best.rate(),
            best.cost()
        ),
        result: format!("{ratio:.2} ×"),
        goal: "≥ 0.85 ×".into(),
        met: ratio >= 0.85,
        detail: json!({
            "requests_per_second": mine.per_second, "reference_per_second": best.per_second, "p99_ms": mine.p99,
            "reference_p99_ms": best.p99, "server_cpu_us": mine.cpu, "reference_cpu_us": best.cpu,
            "bytes": canned.body.len(), "encoding": canned.encoding,
        }),
    }
}
