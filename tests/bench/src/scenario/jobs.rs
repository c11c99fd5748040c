use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use futures::future::try_join_all;
use jobs::{Enqueue, Job, Registry, Worker};
use kernel::Ctx;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::Bench;
use crate::report::Row;
use crate::stats::{median, percentile};

const JOBS: usize = 10_000;
/// Each enqueues in a transaction of its own per job, like requests do.
const PRODUCERS: usize = 16;
const PICK_UPS: usize = 200;

/// Does nothing but say that it ran.
#[derive(Serialize, Deserialize)]
struct Tick {
    number: usize,
}

impl Job for Tick {
    const KIND: &'static str = "bench.tick";
}

/// A worker in this process and when its jobs began.
struct Subject {
    db: db::Db,
    ctx: Ctx,
    ran: mpsc::UnboundedReceiver<Instant>,
    stop: CancellationToken,
    worker: tokio::task::JoinHandle<()>,
}

/// Enqueues and runs ten thousand jobs, then measures how soon an idle worker takes a job.
pub async fn measure(bench: &Bench<'_>) -> anyhow::Result<Vec<Row>> {
    let url = bench.server.create("jobs").await?;
    let mut rates = Vec::new();
    let mut subject = Subject::start(&url).await?;
    for _ in 0..bench.run.rounds {
        rates.push(subject.throughput().await?);
    }
    let waits = subject.pick_ups().await?;
    subject.stop.cancel();
    subject.worker.await?;
    let (rate, p50, p95) = (
        median(rates.clone()),
        median(waits.clone()),
        percentile(waits.clone(), 95.0),
    );
    Ok(vec![
        Row {
            scenario: format!(
                "Jobs: {JOBS} enqueued by {PRODUCERS} connections, one transaction each, and run meanwhile"
            ),
            measured: format!("{rate:.0} jobs/s"),
            compared_with: "–".into(),
            result: format!("{rate:.0} jobs/s"),
            goal: "≥ 2 000 jobs/s".into(),
            met: rate >= 2_000.0,
            detail: json!({ "jobs_per_second": rates }),
        },
        Row {
            scenario: "Jobs: from the commit to the handler, idle worker".into(),
            measured: format!("p50 {p50:.1} ms, p95 {p95:.1} ms"),
            compared_with: "–".into(),
            result: format!("p95 {p95:.1} ms"),
            goal: "p95 ≤ 100 ms".into(),
            met: p95 <= 100.0,
            detail: json!({ "wait_ms": waits }),
        },
    ])
}

impl Subject {
    async fn start(url: &str) -> anyhow::Result<Self> {
        let (said, ran) = mpsc::unbounded_channel();
        let said = Arc::new(said);
        let registry = Registry::new().handle(move |_, _: Tick| {
            let said = Arc::clone(&said);
            async move {
                said.send(Instant::now()).ok();
                Ok(())
            }
        });
        let db = db::connect(&db::Settings::new(url, "bench-jobs").max_connections(32)).await?;
        let (ctx, stop) = (Ctx::system(), CancellationToken::new());
        let worker = tokio::spawn(Worker::new(db.clone(), ctx.clone(), registry).run(stop.clone()));
        Ok(Self {
            db,
            ctx,
            ran,
            stop,
            worker,
        })
    }

    /// From the first transaction to the last handler.
    async fn throughput(&mut self) -> anyhow::Result<f64> {
        let next = AtomicUsize::new(0);
        let started = Instant::now();
        let (db, ctx) = (&self.db, &self.ctx);
        let produce = try_join_all((0..PRODUCERS).map(|_| async {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= JOBS {
                    return anyhow::Ok(());
                }
                let tx = db::begin(db).await?;
                jobs::enqueue(&tx, ctx, &Tick { number }, Enqueue::default()).await?;
                tx.commit().await?;
            }
        }));
        let consume = async {
            let mut last = started;
            for _ in 0..JOBS {
                last = self.ran.recv().await.context("the worker ended")?;
            }
            anyhow::Ok(last)
        };
        let (_, last) = tokio::try_join!(produce, consume)?;
        Ok(JOBS as f64 / (last - started).as_secs_f64())
    }

    /// Milliseconds from the commit to the handler, one job at a time with pauses between.
    async fn pick_ups(&mut self) -> anyhow::Result<Vec<f64>> {
        let mut waits = Vec::new();
        for number in 0..PICK_UPS {
            tokio::time::sleep(Duration::from_millis(10)).await;
            let tx = db::begin(&self.db).await?;
            jobs::enqueue(&tx, &self.ctx, &Tick { number }, Enqueue::default()).await?;
            tx.commit().await?;
            let committed = Instant::now();
            let began = self.ran.recv().await.context("the worker ended")?;
            waits.push(began.saturating_duration_since(committed).as_secs_f64() * 1e3);
        }
        Ok(waits)
    }
}
