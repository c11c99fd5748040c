use std::time::Duration;

use chrono::TimeDelta;
use jobs::{JobError, Registry, Report, Run, run_due};
use sea_orm::ConnectionTrait;
use test_support::{TestDb, test_ctx, test_time};

use crate::support::{Ring, add, failing, row};

#[tokio::test]
async fn failures_back_off_and_end_dead_with_the_last_error() {
    let test = TestDb::new().await;
    let (ctx, clock) = test_ctx();
    let id = add(test.db(), &ctx, "broken").await;
    let registry = Registry::new().handle(|run: Run, _: Ring| async move {
        let wrong = std::io::Error::other(format!("attempt {} of {}", run.attempt, run.max_attempts));
        assert_eq!(run.is_last_attempt(), run.attempt == 3);
        Err(JobError::from(wrong))
    });
    let mut tried = test_time();
    for (attempt, wait) in [(1, 2_000), (2, 4_000)] {
        assert_eq!(
            run_due(test.db(), &ctx, &registry).await.unwrap(),
            Report {
                retried: 1,
                ..Report::default()
            }
        );
        let left = row(test.db(), id).await;
        assert_eq!((left.state.as_str(), left.attempts), ("ready", attempt));
        assert_eq!(left.last_error, Some(format!("attempt {attempt} of 3")));
        let backoff = (left.run_at - tried).num_milliseconds();
        assert!(
            (wait * 3 / 4..=wait * 5 / 4).contains(&backoff),
            "{backoff} ms after attempt {attempt}"
        );
        clock.set(left.run_at - TimeDelta::milliseconds(1));
        assert_eq!(
            run_due(test.db(), &ctx, &registry).await.unwrap(),
            Report::default(),
            "not yet due"
        );
        tried = left.run_at;
        clock.set(tried);
    }
    assert_eq!(
        run_due(test.db(), &ctx, &registry).await.unwrap(),
        Report {
            dead: 1,
            ..Report::default()
        }
    );
    let left = row(test.db(), id).await;
    assert_eq!((left.state.as_str(), left.attempts), ("dead", 3));
    assert_eq!(left.last_error.as_deref(), Some("attempt 3 of 3"));
}

#[tokio::test]
async fn the_handler_may_name_the_wait_or_give_up() {
    let test = TestDb::new().await;
    let (ctx, _) = test_ctx();
    let busy = add(test.db(), &ctx, "busy").await;
    let later = failing(JobError::retry_after("429", Duration::from_secs(90)));
    run_due(test.db(), &ctx, &later).await.unwrap();
    assert_eq!(
        row(test.db(), busy).await.run_at,
        test_time() + TimeDelta::seconds(90)
    );
    let hopeless = add(test.db(), &ctx, "hopeless").await;
    let report = run_due(test.db(), &ctx, &failing(JobError::fatal("no such customer")))
        .await
        .unwrap();
    assert_eq!(
        report,
        Report {
            dead: 1,
            ..Report::default()
        }
    );
    let left = row(test.db(), hopeless).await;
    assert_eq!(
        (left.attempts, left.last_error.as_deref()),
        (1, Some("no such customer"))
    );
}

#[tokio::test]
async fn a_panic_and_an_unreadable_input_are_failures() {
    let test = TestDb::new().await;
    let (ctx, clock) = test_ctx();
    let id = add(test.db(), &ctx, "x").await;
    let panics =
        Registry::new().handle(|_: Run, job: Ring| async move { panic!("bell {} cracked", job.bell) });
    assert_eq!(run_due(test.db(), &ctx, &panics).await.unwrap().retried, 1);
    assert_eq!(
        row(test.db(), id).await.last_error.as_deref(),
        Some("panicked: bell x cracked")
    );
    test.db()
        .execute_unprepared("UPDATE jobs SET payload = '{\"belt\": 1}'")
        .await
        .unwrap();
    clock.advance(TimeDelta::minutes(1));
    assert_eq!(run_due(test.db(), &ctx, &panics).await.unwrap().retried, 1);
    assert_eq!(
        row(test.db(), id).await.last_error.as_deref(),
        Some("missing field `bell`")
    );
}

#[tokio::test]
async fn hostile_error_texts_are_stored() {
    let test = TestDb::new().await;
    let (ctx, _) = test_ctx();
    for text in [String::new(), "nul \0 byte".to_owned(), "٤".repeat(5_000)] {
        let id = add(test.db(), &ctx, "x").await;
        assert_eq!(
            run_due(test.db(), &ctx, &failing(JobError::fatal(&text)))
                .await
                .unwrap()
                .dead,
            1
        );
        let kept = row(test.db(), id).await.last_error.unwrap();
        assert!(!kept.is_empty() && kept.chars().count() <= 2_000);
    }
}
