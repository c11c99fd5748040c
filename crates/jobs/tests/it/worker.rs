use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jobs::{Registry, Run, Settings, Worker};
use kernel::Ctx;
use sea_orm::ConnectionTrait;
use test_support::TestDb;
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::support::{Heard, Ring, add, eventually, listening, number, row};

fn start(test: &TestDb, registry: Registry, settings: Settings) -> (CancellationToken, JoinHandle<()>) {
    let shutdown = CancellationToken::new();
    let worker = Worker::new(test.db().clone(), Ctx::system(), registry).settings(settings);
    (shutdown.clone(), tokio::spawn(worker.run(shutdown)))
}

/// Polls so rarely that only notifications can explain a quick start.
fn deaf_but_for_notifications() -> Settings {
    Settings {
        poll: Duration::from_secs(3_600),
        ..Settings::default()
    }
}

const LISTENING: &str = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN \"jobs_ready\"'";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_notification_starts_a_job_at_once() {
    let test = TestDb::new().await;
    let (sent, mut started) = mpsc::unbounded_channel();
    let registry = Registry::new().handle(move |_: Run, _: Ring| {
        sent.send(Instant::now()).unwrap();
        std::future::ready(Ok(()))
    });
    let (shutdown, worker) = start(&test, registry, deaf_but_for_notifications());
    eventually("the worker listens", async || {
        (number(test.db(), LISTENING).await == 1).then_some(())
    })
    .await;
    let mut waits = Vec::new();
    for _ in 0..40 {
        add(test.db(), &Ctx::system(), "now").await;
        let enqueued = Instant::now();
        waits.push(started.recv().await.unwrap().saturating_duration_since(enqueued));
    }
    waits.sort();
    assert!(
        waits[37] < Duration::from_millis(100),
        "95 % within {:?}",
        waits[37]
    );
    shutdown.cancel();
    worker.await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_workers_share_the_work_and_do_each_job_once() {
    const JOBS: usize = 500;
    let test = TestDb::with_connections(20).await;
    let (one, two) = (Heard::default(), Heard::default());
    for n in 0..JOBS {
        add(test.db(), &Ctx::system(), &n.to_string()).await;
    }
    let workers = [&one, &two].map(|heard| {
        start(
            &test,
            listening(heard),
            Settings {
                concurrency: 4,
                ..Settings::default()
            },
        )
    });
    eventually("all done", async || {
        (number(test.db(), "SELECT count(*) FROM jobs WHERE state = 'done'").await == JOBS as i64)
            .then_some(())
    })
    .await;
    for (shutdown, worker) in workers {
        shutdown.cancel();
        worker.await.unwrap();
    }
    let all: Vec<_> = one.all().into_iter().chain(two.all()).collect();
    assert_eq!(
        (all.len(), all.iter().collect::<HashSet<_>>().len()),
        (JOBS, JOBS)
    );
    assert!(!one.all().is_empty() && !two.all().is_empty());
}

/// Begins, then waits for the word.
fn slow(begun: &Arc<Notify>, go_on: &Arc<Notify>) -> Registry {
    let (begun, go_on) = (Arc::clone(begun), Arc::clone(go_on));
    Registry::new().handle(move |_: Run, _: Ring| {
        let (begun, go_on) = (Arc::clone(&begun), Arc::clone(&go_on));
        async move {
            begun.notify_one();
            go_on.notified().await;
            Ok(())
        }
    })
}

#[tokio::test]
async fn a_shutdown_lets_running_jobs_end_and_starts_no_others() {
    let test = TestDb::new().await;
    let (begun, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (shutdown, worker) = start(
        &test,
        slow(&begun, &go_on),
        Settings {
            concurrency: 1,
            ..Settings::default()
        },
    );
    let running = add(test.db(), &Ctx::system(), "running").await;
    begun.notified().await;
    let waiting = add(test.db(), &Ctx::system(), "waiting").await;
    shutdown.cancel();
    assert!(!worker.is_finished());
    go_on.notify_one();
    worker.await.unwrap();
    assert_eq!(row(test.db(), running).await.state, "done");
    let left = row(test.db(), waiting).await;
    assert_eq!((left.state.as_str(), left.attempts), ("ready", 0));
}

#[tokio::test]
async fn a_job_that_outlives_the_drain_is_given_back_with_its_attempt() {
    let test = TestDb::new().await;
    let (begun, never) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let settings = Settings {
        drain: Duration::from_millis(50),
        ..Settings::default()
    };
    let (shutdown, worker) = start(&test, slow(&begun, &never), settings);
    let id = add(test.db(), &Ctx::system(), "endless").await;
    begun.notified().await;
    shutdown.cancel();
    worker.await.unwrap();
    let left = row(test.db(), id).await;
    assert_eq!(
        (left.state.as_str(), left.attempts, left.last_error),
        ("ready", 0, None)
    );
}

#[tokio::test]
async fn a_worker_outlives_its_connections() {
    let test = TestDb::new().await;
    let heard = Heard::default();
    let (shutdown, worker) = start(&test, listening(&heard), deaf_but_for_notifications());
    eventually("the worker listens", async || {
        (number(test.db(), LISTENING).await == 1).then_some(())
    })
    .await;
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()";
    test.db().execute_unprepared(cut).await.unwrap();
    let id = eventually("a connection works", async || {
        let ctx = Ctx::system();
        jobs::enqueue(
            test.db(),
            &ctx,
            &crate::support::ring("after"),
            jobs::Enqueue::default(),
        )
        .await
        .ok()
        .flatten()
    })
    .await;
    eventually("done", async || {
        (row(test.db(), id).await.state == "done").then_some(())
    })
    .await;
    assert_eq!(heard.all(), ["after"]);
    shutdown.cancel();
    worker.await.unwrap();
}
