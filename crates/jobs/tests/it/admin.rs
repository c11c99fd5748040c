use chrono::TimeDelta;
use jobs::{Counts, Enqueue, JobError, counts, enqueue, list_dead, retry_dead, run_due};
use kernel::PageSize;
use test_support::{TestDb, test_ctx, test_time};

use crate::support::{Heard, add, failing, listening, ring, row};

#[tokio::test]
async fn dead_jobs_are_listed_in_pages_and_revived() {
    let test = TestDb::new().await;
    let (ctx, clock) = test_ctx();
    let hopeless = failing(JobError::fatal("broken"));
    let mut ids = Vec::new();
    for bell in ["1", "2", "3"] {
        ids.push(add(test.db(), &ctx, bell).await);
        run_due(test.db(), &ctx, &hopeless).await.unwrap();
        clock.advance(TimeDelta::seconds(1));
    }
    let two = PageSize::new(2).unwrap();
    let first = list_dead(test.db(), None, two).await.unwrap();
    assert_eq!(first.total, 3);
    let bells = |page: &kernel::Page<jobs::DeadJob>| -> Vec<String> {
        page.items
            .iter()
            .map(|job| job.payload["bell"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        (bells(&first), first.items[0].last_error.as_str()),
        (vec!["3".to_owned(), "2".to_owned()], "broken")
    );
    let rest = list_dead(
        test.db(),
        first.next_cursor.as_ref().map(kernel::Cursor::as_str),
        two,
    )
    .await
    .unwrap();
    assert_eq!((bells(&rest), rest.next_cursor), (vec!["1".to_owned()], None));
    assert!(list_dead(test.db(), Some("rubbish"), two).await.is_err());

    assert_eq!(retry_dead(test.db(), &ctx, &ids[..2]).await.unwrap(), 2);
    assert_eq!(
        retry_dead(test.db(), &ctx, &ids[..2]).await.unwrap(),
        0,
        "no longer dead"
    );
    assert_eq!(row(test.db(), ids[0]).await.attempts, 0);
    let heard = Heard::default();
    run_due(test.db(), &ctx, &listening(&heard)).await.unwrap();
    assert_eq!(heard.all(), ["1", "2"]);
}

#[tokio::test]
async fn jobs_are_counted_by_state() {
    let test = TestDb::new().await;
    let (ctx, _) = test_ctx();
    add(test.db(), &ctx, "dead").await;
    run_due(test.db(), &ctx, &failing(JobError::fatal("broken")))
        .await
        .unwrap();
    for bell in ["done", "done too"] {
        add(test.db(), &ctx, bell).await;
    }
    run_due(test.db(), &ctx, &listening(&Heard::default()))
        .await
        .unwrap();
    add(test.db(), &ctx, "due").await;
    let tomorrow = Enqueue::default().at(test_time() + TimeDelta::days(1));
    enqueue(test.db(), &ctx, &ring("tomorrow"), tomorrow)
        .await
        .unwrap();
    let expected = Counts {
        scheduled: 1,
        due: 1,
        running: 0,
        done: 2,
        dead: 1,
    };
    assert_eq!(counts(test.db(), &ctx).await.unwrap(), expected);
}
