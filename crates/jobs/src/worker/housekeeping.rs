use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use db::Db;
use kernel::Ctx;
use sea_orm::{ConnectionTrait, DbErr};
use tokio::sync::Notify;

use crate::claim::next_due;
use crate::registry::Registry;
use crate::schedule::fire_schedules;
use crate::sql;
use crate::sweep::sweep;

/// Every `interval`, and when a schedule comes due: takes over jobs of lost workers, fires schedules, sets the gauges.
pub(crate) async fn keep(db: Db, ctx: Ctx, registry: Registry, interval: Duration, wake: Arc<Notify>) {
    let kinds = registry.kinds();
    loop {
        if let Err(error) = round(&db, &ctx, &registry, &kinds, &wake).await {
            tracing::warn!(%error, "housekeeping of the jobs failed");
        }
        let now = ctx.now();
        let slot = registry
            .schedules()
            .iter()
            .filter_map(|schedule| schedule.next_after(now))
            .min();
        tokio::time::sleep(slot.map_or(interval, |slot| until(now, slot).min(interval))).await;
    }
}

async fn round(
    db: &Db,
    ctx: &Ctx,
    registry: &Registry,
    kinds: &[String],
    wake: &Notify,
) -> Result<(), DbErr> {
    if sweep(db, ctx).await? > 0 {
        wake.notify_one();
    }
    fire_schedules(db, ctx, registry).await?;
    let lag = next_due(db, kinds)
        .await?
        .map_or(Duration::ZERO, |due| until(due, ctx.now()));
    metrics::gauge!("jobs_ready_lag_seconds").set(lag.as_secs_f64());
    let dead = db
        .query_one_raw(sql::statement(
            "SELECT count(*)::integer AS dead FROM jobs WHERE state = 'dead'",
            [],
        ))
        .await?;
    metrics::gauge!("jobs_dead").set(dead.map_or(Ok(0), |row| row.try_get::<i32>("", "dead"))?);
    Ok(())
}

fn until(from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
    (to - from).to_std().unwrap_or_default()
}
