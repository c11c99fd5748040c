use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use jobs::{Registry, counts, fire_schedules, run_due};
use test_support::{TestDb, test_ctx};

use crate::support::{Heard, listening, ring};

fn nightly(heard: &Heard, zone: Tz) -> Registry {
    listening(heard)
        .schedule("test.nightly", "30 2 * * *", zone, &ring("nightly"))
        .unwrap()
}

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[tokio::test]
async fn a_slot_fires_once_in_the_time_of_the_zone() {
    let test = TestDb::new().await;
    let (ctx, clock) = test_ctx();
    let heard = Heard::default();
    let registry = nightly(&heard, Tz::Asia__Riyadh);
    // 02:30 in Riyadh is 23:30 UTC.
    for (now, fires) in [
        ("2026-03-01T08:00:00Z", 0),
        ("2026-03-01T23:29:59Z", 0),
        ("2026-03-01T23:30:00Z", 1),
        ("2026-03-01T23:30:00Z", 0),
        ("2026-03-02T23:29:59Z", 0),
    ] {
        clock.set(utc(now));
        let before = heard.all().len();
        fire_schedules(test.db(), &ctx, &registry).await.unwrap();
        run_due(test.db(), &ctx, &registry).await.unwrap();
        assert_eq!(heard.all().len() - before, fires, "at {now}");
    }
}

#[tokio::test]
async fn many_processes_fire_a_slot_once() {
    let test = TestDb::with_connections(20).await;
    let (ctx, clock) = test_ctx();
    let heard = Heard::default();
    let registry = nightly(&heard, Tz::Asia__Dubai);
    fire_schedules(test.db(), &ctx, &registry).await.unwrap();
    for night in 1..=5 {
        clock.advance(TimeDelta::days(1));
        let barrier = std::sync::Arc::new(tokio::sync::Barrier::new(10));
        let processes: Vec<_> = (0..10)
            .map(|_| {
                let (db, ctx, registry, barrier) =
                    (test.db().clone(), ctx.clone(), registry.clone(), barrier.clone());
                tokio::spawn(async move {
                    barrier.wait().await;
                    fire_schedules(&db, &ctx, &registry).await.unwrap();
                    run_due(&db, &ctx, &registry).await.unwrap();
                })
            })
            .collect();
        for process in processes {
            process.await.unwrap();
        }
        assert_eq!(heard.all().len(), night);
    }
}

#[tokio::test]
async fn missed_slots_are_made_up_for_by_one_job() {
    let test = TestDb::new().await;
    let (ctx, clock) = test_ctx();
    let heard = Heard::default();
    let registry = nightly(&heard, Tz::UTC);
    fire_schedules(test.db(), &ctx, &registry).await.unwrap();
    assert_eq!(
        counts(test.db(), &ctx).await.unwrap().due,
        0,
        "nothing was missed before the first deployment"
    );
    clock.advance(TimeDelta::days(10));
    fire_schedules(test.db(), &ctx, &registry).await.unwrap();
    fire_schedules(test.db(), &ctx, &registry).await.unwrap();
    run_due(test.db(), &ctx, &registry).await.unwrap();
    assert_eq!(heard.all(), ["nightly"]);
}
