use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use jobs::{Registry, Report, Run, Settings, Worker, run_due};
use kernel::Ctx;
use sea_orm::ConnectionTrait;
use test_support::{TestDb, test_ctx};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::support::{Heard, Ring, add, eventually, listening, row};

/// A registry whose handler says that it has begun and waits to be let go on; then it writes through the fence.
fn held(begun: &Arc<Notify>, go_on: &Arc<Notify>, fenced: bool) -> Registry {
    let (begun, go_on) = (Arc::clone(begun), Arc::clone(go_on));
    Registry::new().handle(move |run: Run, _: Ring| {
        let (begun, go_on) = (Arc::clone(&begun), Arc::clone(&go_on));
        async move {
            begun.notify_one();
            go_on.notified().await;
            if fenced {
                let tx = db::begin(&run.db).await?;
                run.fence(&tx).await?;
                tx.execute_unprepared("CREATE TABLE written_twice ()").await?;
                tx.commit().await?;
            }
            Ok(())
        }
    })
}

#[tokio::test]
async fn who_lost_the_lease_changes_nothing() {
    for fenced in [false, true] {
        let test = TestDb::new().await;
        let (ctx, clock) = test_ctx();
        let (begun, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let id = add(test.db(), &ctx, "contested").await;
        let first = tokio::spawn({
            let (db, ctx, registry) = (test.db().clone(), ctx.clone(), held(&begun, &go_on, fenced));
            async move { run_due(&db, &ctx, &registry).await.unwrap() }
        });
        begun.notified().await;

        clock.advance(TimeDelta::minutes(5));
        let heard = Heard::default();
        let second = run_due(test.db(), &ctx, &listening(&heard)).await.unwrap();
        assert_eq!((second.done, heard.all()), (1, vec!["contested".to_owned()]));
        let result = row(test.db(), id).await;
        assert_eq!((result.state.as_str(), result.attempts), ("done", 2));

        go_on.notify_one();
        assert_eq!(
            first.await.unwrap(),
            Report {
                lost: 1,
                ..Report::default()
            }
        );
        assert_eq!(row(test.db(), id).await, result);
        let written = test.db().execute_unprepared("SELECT FROM written_twice").await;
        assert!(written.is_err(), "the fence lets nothing through");
    }
}

#[tokio::test]
async fn an_open_fence_keeps_the_job_from_others() {
    let test = TestDb::new().await;
    let (ctx, clock) = test_ctx();
    let id = add(test.db(), &ctx, "mine").await;
    let (begun, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let registry = {
        let (begun, go_on) = (Arc::clone(&begun), Arc::clone(&go_on));
        Registry::new().handle(move |run: Run, _: Ring| {
            let (begun, go_on) = (Arc::clone(&begun), Arc::clone(&go_on));
            async move {
                let tx = db::begin(&run.db).await?;
                run.fence(&tx).await?;
                begun.notify_one();
                go_on.notified().await;
                tx.commit().await?;
                Ok(())
            }
        })
    };
    let first = tokio::spawn({
        let (db, ctx) = (test.db().clone(), ctx.clone());
        async move { run_due(&db, &ctx, &registry).await.unwrap() }
    });
    begun.notified().await;
    clock.advance(TimeDelta::minutes(5));
    assert_eq!(
        run_due(test.db(), &ctx, &Registry::new()).await.unwrap(),
        Report::default()
    );
    assert_eq!(row(test.db(), id).await.state, "running");
    go_on.notify_one();
    assert_eq!(first.await.unwrap().done, 1);
}

#[tokio::test]
async fn a_long_job_keeps_its_lease_against_other_workers() {
    let test = TestDb::new().await;
    let ctx = Ctx::system();
    let (begun, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let shutdown = CancellationToken::new();
    let settings = Settings {
        lease: Duration::from_millis(600),
        ..Settings::default()
    };
    let workers: Vec<_> = (0..2)
        .map(|_| {
            let worker =
                Worker::new(test.db().clone(), ctx.clone(), held(&begun, &go_on, true)).settings(settings);
            tokio::spawn(worker.run(shutdown.clone()))
        })
        .collect();
    let id = add(test.db(), &ctx, "long").await;
    begun.notified().await;
    let first = row(test.db(), id).await.locked_until.expect("it runs");
    eventually("the lease outlives three of its terms", async || {
        let now = row(test.db(), id).await.locked_until?;
        (now > first + TimeDelta::milliseconds(1_800)).then_some(())
    })
    .await;
    go_on.notify_one();
    let result = eventually("done", async || {
        Some(row(test.db(), id).await).filter(|row| row.state == "done")
    })
    .await;
    assert_eq!(result.attempts, 1);
    shutdown.cancel();
    for worker in workers {
        worker.await.unwrap();
    }
}

#[tokio::test]
async fn a_handler_whose_lease_is_gone_is_stopped() {
    struct Stopped(Arc<Notify>);
    impl Drop for Stopped {
        fn drop(&mut self) {
            self.0.notify_one();
        }
    }
    let test = TestDb::new().await;
    let ctx = Ctx::system();
    let (begun, stopped) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let registry = {
        let (begun, stopped) = (Arc::clone(&begun), Arc::clone(&stopped));
        Registry::new().handle(move |_: Run, _: Ring| {
            let (begun, guard) = (Arc::clone(&begun), Stopped(Arc::clone(&stopped)));
            async move {
                begun.notify_one();
                std::future::pending::<()>().await;
                drop(guard);
                Ok(())
            }
        })
    };
    let shutdown = CancellationToken::new();
    let settings = Settings {
        lease: Duration::from_millis(300),
        concurrency: 1,
        ..Settings::default()
    };
    let worker = tokio::spawn(
        Worker::new(test.db().clone(), ctx.clone(), registry)
            .settings(settings)
            .run(shutdown.clone()),
    );
    add(test.db(), &ctx, "stolen").await;
    begun.notified().await;
    let steal = "UPDATE jobs SET lock_token = gen_random_uuid(), locked_until = now() + interval '1 hour'";
    test.db().execute_unprepared(steal).await.unwrap();
    stopped.notified().await;
    shutdown.cancel();
    worker.await.unwrap();
}
