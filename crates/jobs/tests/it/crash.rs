//! Real worker processes that die.

use std::process::Stdio;

use chrono::{DateTime, TimeDelta, Utc};
use jobs::{Registry, Run, Settings, Worker, run_due};
use kernel::{Ctx, FixedClock, RandomIds};
use test_support::{TestDb, test_ctx, test_time};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, Command};
use tokio_util::sync::CancellationToken;

use crate::support::{Heard, Ring, add, listening, row};

/// This program again, as nothing but a worker at a fixed time.
async fn worker_process(test: &TestDb, now: DateTime<Utc>) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "crash::body_of_a_worker_process",
            "--ignored",
            "--nocapture",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let input = format!("{}\n{}\n", test.url(), now.to_rfc3339());
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .await
        .unwrap();
    child
}

#[tokio::test]
#[ignore = "what the worker processes of the other tests run; told what to do on stdin"]
async fn body_of_a_worker_process() {
    let input = std::io::read_to_string(std::io::stdin()).unwrap();
    let Some((url, now)) = input.trim().split_once('\n') else {
        return;
    };
    let db = db::connect(&db::Settings::new(url, "doomed worker"))
        .await
        .unwrap();
    let ctx = Ctx::new(FixedClock::at(now.parse().unwrap()), RandomIds);
    let registry = Registry::new().handle(|_: Run, job: Ring| async move {
        println!("handling {}", job.bell);
        if job.bell == "deadly" {
            std::process::abort();
        }
        std::future::pending().await
    });
    Worker::new(db, ctx, registry)
        .settings(Settings::default())
        .run(CancellationToken::new())
        .await;
}

/// Reads what the process prints up to the start of a job.
async fn job_runs(child: &mut Child) {
    let mut lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
    while let Some(line) = lines.next_line().await.unwrap() {
        if line.contains("handling ") {
            return;
        }
    }
    panic!("the process ended without running a job");
}

#[tokio::test]
async fn the_job_of_a_killed_worker_runs_again_elsewhere() {
    let test = TestDb::new().await;
    let (ctx, clock) = test_ctx();
    let id = add(test.db(), &ctx, "long").await;
    let mut worker = worker_process(&test, test_time()).await;
    job_runs(&mut worker).await;
    worker.kill().await.unwrap();
    assert_eq!(row(test.db(), id).await.state, "running");

    let heard = Heard::default();
    assert_eq!(
        run_due(test.db(), &ctx, &listening(&heard)).await.unwrap().done,
        0,
        "the lease still holds"
    );
    clock.advance(TimeDelta::minutes(1));
    assert_eq!(
        run_due(test.db(), &ctx, &listening(&heard)).await.unwrap().done,
        1
    );
    assert_eq!(heard.all(), ["long"]);
    let left = row(test.db(), id).await;
    assert_eq!((left.state.as_str(), left.attempts), ("done", 2));
    assert_eq!(
        left.last_error.as_deref(),
        Some("the worker was lost during attempt 1")
    );
}

#[tokio::test]
async fn a_job_that_kills_its_workers_dies() {
    let test = TestDb::new().await;
    let (ctx, clock) = test_ctx();
    let id = add(test.db(), &ctx, "deadly").await;
    for attempt in 1..=3 {
        let mut worker = worker_process(&test, ctx.now()).await;
        job_runs(&mut worker).await;
        assert!(!worker.wait().await.unwrap().success());
        let left = row(test.db(), id).await;
        assert_eq!((left.state.as_str(), left.attempts), ("running", attempt));
        clock.advance(TimeDelta::minutes(1));
    }
    // Nobody needs to know the kind to bury it.
    run_due(test.db(), &ctx, &Registry::new()).await.unwrap();
    let left = row(test.db(), id).await;
    assert_eq!((left.state.as_str(), left.attempts), ("dead", 3));
    assert_eq!(
        left.last_error.as_deref(),
        Some("the worker was lost during attempt 3")
    );
}
