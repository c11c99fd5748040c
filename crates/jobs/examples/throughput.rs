//! Jobs per second and pick-up time: `cargo run --release -p jobs --example throughput -- [jobs] [concurrency]`.
//! Needs `TEST_DATABASE_URL`. Prints one JSON object.

use std::time::{Duration, Instant};

use db::Db;
use jobs::{Enqueue, Job, Registry, Run, Settings, Worker, counts, enqueue};
use kernel::Ctx;
use serde::{Deserialize, Serialize};
use test_support::TestDb;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

#[derive(Serialize, Deserialize)]
struct Nothing {
    number: usize,
}

impl Job for Nothing {
    const KIND: &'static str = "bench.nothing";
}

const WRITERS: usize = 16;

#[tokio::main]
#[expect(
    clippy::print_stdout,
    clippy::float_arithmetic,
    reason = "a measuring program"
)]
async fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1).map(|text| text.parse::<u16>());
    let jobs = usize::from(arguments.next().unwrap_or(Ok(10_000))?);
    let concurrency = arguments.next().unwrap_or(Ok(64))?;
    let test = TestDb::with_connections(40).await;
    let (db, ctx) = (test.db(), Ctx::system());
    let (sent, mut started) = mpsc::unbounded_channel();
    let registry = Registry::new().handle(move |_: Run, _: Nothing| {
        sent.send(Instant::now()).ok();
        std::future::ready(Ok(()))
    });
    let worker = || {
        Worker::new(db.clone(), ctx.clone(), registry.clone()).settings(Settings {
            concurrency,
            ..Settings::default()
        })
    };
    let rate = |count: usize, time: Duration| (count as f64 / time.as_secs_f64()).round();

    // Enqueue first, 100 in a transaction, then run.
    let begin = Instant::now();
    for chunk in 0..jobs / 100 {
        let tx = db::begin(db).await?;
        for number in 0..100 {
            enqueue(
                &tx,
                &ctx,
                &Nothing {
                    number: chunk * 100 + number,
                },
                Enqueue::default(),
            )
            .await?;
        }
        tx.commit().await?;
    }
    let enqueued = begin.elapsed();
    let begin = Instant::now();
    let shutdown = CancellationToken::new();
    let running = tokio::spawn(worker().run(shutdown.clone()));
    all_done(db, &ctx, jobs).await?;
    let drained = begin.elapsed();

    // A transaction per job by many writers, while the worker runs.
    let begin = Instant::now();
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let (db, ctx) = (db.clone(), ctx.clone());
        writers.spawn(async move {
            for number in (writer..jobs).step_by(WRITERS) {
                let tx = db::begin(&db).await?;
                enqueue(&tx, &ctx, &Nothing { number }, Enqueue::default()).await?;
                tx.commit().await?;
            }
            anyhow::Ok(())
        });
    }
    while let Some(writer) = writers.join_next().await {
        writer??;
    }
    all_done(db, &ctx, jobs * 2).await?;
    let both = begin.elapsed();

    while started.try_recv().is_ok() {}
    let mut waits = Vec::new();
    for number in 0..500 {
        enqueue(db, &ctx, &Nothing { number }, Enqueue::default()).await?;
        let committed = Instant::now();
        let start = started.recv().await.unwrap_or(committed);
        waits.push(start.saturating_duration_since(committed).as_micros());
    }
    waits.sort_unstable();
    shutdown.cancel();
    running.await?;
    let result = serde_json::json!({
        "jobs": jobs,
        "concurrency": concurrency,
        "enqueue_per_s": rate(jobs, enqueued),
        "run_per_s": rate(jobs, drained),
        "enqueue_then_run_per_s": rate(jobs, enqueued + drained),
        "single_enqueue_while_running_per_s": rate(jobs, both),
        "pick_up_us": { "p50": waits[250], "p95": waits[475], "max": waits[499] },
    });
    println!("{result}");
    Ok(())
}

async fn all_done(db: &Db, ctx: &Ctx, jobs: usize) -> anyhow::Result<()> {
    while usize::try_from(counts(db, ctx).await?.done)? < jobs {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Ok(())
}
