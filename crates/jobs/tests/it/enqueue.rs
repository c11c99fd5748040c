use chrono::TimeDelta;
use jobs::{Enqueue, Priority, Report, counts, enqueue, run_due};
use test_support::{TestDb, test_ctx, test_time};
use tokio::sync::oneshot;

use crate::support::{Heard, Ring, add, eventually, listening, number, ring, row};

#[tokio::test]
async fn a_job_lives_and_dies_with_the_transaction() {
    let test = TestDb::new().await;
    let (ctx, _) = test_ctx();
    let heard = Heard::default();
    let tx = db::begin(test.db()).await.unwrap();
    enqueue(&tx, &ctx, &ring("undone"), Enqueue::default())
        .await
        .unwrap();
    tx.rollback().await.unwrap();
    let tx = db::begin(test.db()).await.unwrap();
    enqueue(&tx, &ctx, &ring("kept"), Enqueue::default())
        .await
        .unwrap();
    assert_eq!(
        run_due(test.db(), &ctx, &listening(&heard)).await.unwrap(),
        Report::default(),
        "not before the commit"
    );
    tx.commit().await.unwrap();
    assert_eq!(
        run_due(test.db(), &ctx, &listening(&heard)).await.unwrap(),
        Report {
            done: 1,
            ..Report::default()
        }
    );
    assert_eq!(heard.all(), ["kept"]);
}

#[tokio::test]
async fn one_job_waits_per_key_at_the_earliest_time_asked_for() {
    let test = TestDb::new().await;
    let (ctx, _) = test_ctx();
    let at = |minutes| {
        Enqueue::default()
            .unique("bell:1")
            .at(test_time() + TimeDelta::minutes(minutes))
    };
    let first = enqueue(test.db(), &ctx, &ring("1"), at(10))
        .await
        .unwrap()
        .expect("nothing waits yet");
    assert_eq!(enqueue(test.db(), &ctx, &ring("1"), at(5)).await.unwrap(), None);
    assert_eq!(enqueue(test.db(), &ctx, &ring("1"), at(20)).await.unwrap(), None);
    let other = Enqueue::default()
        .unique("bell:2")
        .at(test_time() + TimeDelta::minutes(1));
    assert!(
        enqueue(test.db(), &ctx, &ring("2"), other)
            .await
            .unwrap()
            .is_some()
    );
    assert_eq!(
        row(test.db(), first).await.run_at,
        test_time() + TimeDelta::minutes(5)
    );
    assert_eq!(counts(test.db(), &ctx).await.unwrap().scheduled, 2);
}

#[tokio::test]
async fn a_job_that_started_does_not_answer_for_a_new_one() {
    let test = TestDb::new().await;
    let (ctx, clock) = test_ctx();
    let key = || Enqueue::default().unique("bell");
    enqueue(test.db(), &ctx, &ring("first"), key())
        .await
        .unwrap()
        .expect("nothing waits yet");
    let fails = crate::support::failing(jobs::JobError::retry_after(
        "broken",
        std::time::Duration::from_secs(60),
    ));
    assert_eq!(run_due(test.db(), &ctx, &fails).await.unwrap().retried, 1);
    // The first waits for its second attempt; both may wait, and neither stops the other from being written.
    enqueue(test.db(), &ctx, &ring("second"), key())
        .await
        .unwrap()
        .expect("the first has started");
    assert_eq!(run_due(test.db(), &ctx, &fails).await.unwrap().retried, 1);
    clock.advance(TimeDelta::minutes(2));
    let heard = Heard::default();
    assert_eq!(
        run_due(test.db(), &ctx, &listening(&heard)).await.unwrap().done,
        2
    );
}

#[tokio::test]
async fn a_merged_job_runs_after_the_transaction_it_was_merged_for() {
    let test = TestDb::new().await;
    let (ctx, _) = test_ctx();
    let heard = Heard::default();
    let key = || Enqueue::default().unique("bell");
    enqueue(test.db(), &ctx, &ring("waiting"), key())
        .await
        .unwrap()
        .expect("nothing waits yet");
    let tx = db::begin(test.db()).await.unwrap();
    assert_eq!(enqueue(&tx, &ctx, &ring("waiting"), key()).await.unwrap(), None);
    assert_eq!(
        run_due(test.db(), &ctx, &listening(&heard)).await.unwrap().done,
        0,
        "it would read what was before"
    );
    tx.commit().await.unwrap();
    assert_eq!(
        run_due(test.db(), &ctx, &listening(&heard)).await.unwrap().done,
        1
    );
}

#[tokio::test]
async fn two_transactions_with_one_key_leave_one_job() {
    let test = TestDb::new().await;
    let (ctx, _) = test_ctx();
    let key = || Enqueue::default().unique("bell");
    let tx = db::begin(test.db()).await.unwrap();
    enqueue(&tx, &ctx, &ring("a"), key())
        .await
        .unwrap()
        .expect("nothing waits yet");
    let (began, begins) = oneshot::channel();
    let second = tokio::spawn({
        let (db, ctx) = (test.db().clone(), ctx.clone());
        async move {
            began.send(()).unwrap();
            enqueue(&db, &ctx, &ring("b"), key()).await.unwrap()
        }
    });
    begins.await.unwrap();
    let waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    eventually("the second waits for the first", async || {
        (number(test.db(), waits).await == 1).then_some(())
    })
    .await;
    tx.commit().await.unwrap();
    assert_eq!(second.await.unwrap(), None);
    assert_eq!(number(test.db(), "SELECT count(*) FROM jobs").await, 1);
}

#[tokio::test]
async fn urgent_jobs_run_first_then_the_oldest() {
    let test = TestDb::new().await;
    let (ctx, clock) = test_ctx();
    let heard = Heard::default();
    for (bell, priority) in [
        ("low", Priority::Low),
        ("normal", Priority::Normal),
        ("high", Priority::High),
    ] {
        for turn in ["1", "2"] {
            let job = Ring {
                bell: format!("{bell} {turn}"),
            };
            enqueue(test.db(), &ctx, &job, Enqueue::default().priority(priority))
                .await
                .unwrap();
            clock.advance(TimeDelta::seconds(1));
        }
    }
    run_due(test.db(), &ctx, &listening(&heard)).await.unwrap();
    assert_eq!(
        heard.all(),
        ["high 1", "high 2", "normal 1", "normal 2", "low 1", "low 2"]
    );
}

#[tokio::test]
async fn a_job_waits_for_its_time_and_for_a_worker_that_knows_it() {
    let test = TestDb::new().await;
    let (ctx, clock) = test_ctx();
    let heard = Heard::default();
    let later = Enqueue::default().at(test_time() + TimeDelta::hours(1));
    enqueue(test.db(), &ctx, &ring("later"), later).await.unwrap();
    let now = add(test.db(), &ctx, "now").await;
    assert_eq!(
        run_due(test.db(), &ctx, &jobs::Registry::new()).await.unwrap(),
        Report::default()
    );
    assert_eq!(row(test.db(), now).await.attempts, 0);
    run_due(test.db(), &ctx, &listening(&heard)).await.unwrap();
    assert_eq!(heard.all(), ["now"]);
    clock.advance(TimeDelta::hours(1));
    run_due(test.db(), &ctx, &listening(&heard)).await.unwrap();
    assert_eq!(heard.all(), ["now", "later"]);
}
