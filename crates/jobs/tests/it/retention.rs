use chrono::TimeDelta;
use jobs::{Registry, counts, fire_schedules, run_due};
use sea_orm::ConnectionTrait;
use test_support::{TestDb, test_ctx};

use crate::support::number;

#[tokio::test]
async fn done_jobs_go_after_a_week_dead_and_waiting_ones_stay() {
    let test = TestDb::new().await;
    let (ctx, clock) = test_ctx();
    let registry = Registry::new();
    fire_schedules(test.db(), &ctx, &registry).await.unwrap();
    // More than one batch of old jobs, and one of each kind that must stay.
    let fill = "
        INSERT INTO jobs (id, kind, payload, state, priority, run_at, max_attempts, created_at, finished_at, last_error)
        SELECT gen_random_uuid(), 'test.old', '{}', state, 1, at, 3, at,
               CASE WHEN state <> 'ready' THEN at END, CASE WHEN state = 'dead' THEN 'broken' END
          FROM (SELECT 'done' AS state, timestamptz '2026-02-20Z' AS at FROM generate_series(1, 2500)
                UNION ALL VALUES ('done', timestamptz '2026-02-28Z'), ('dead', '2026-01-01Z'), ('ready', '2026-01-01Z')) AS old";
    test.db().execute_unprepared(fill).await.unwrap();
    clock.advance(TimeDelta::hours(1));
    assert_eq!(fire_schedules(test.db(), &ctx, &registry).await.unwrap(), 1);
    assert_eq!(run_due(test.db(), &ctx, &registry).await.unwrap().done, 1);
    let left = counts(test.db(), &ctx).await.unwrap();
    assert_eq!(
        (left.done, left.dead, left.due),
        (2, 1, 1),
        "the young one and the purge itself are done jobs too"
    );
    assert_eq!(
        number(
            test.db(),
            "SELECT count(*) FROM jobs WHERE kind = 'jobs.purge' AND state = 'done'"
        )
        .await,
        1
    );
}
