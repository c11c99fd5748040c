use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use croner::Cron;
use croner::parser::{CronParser, Seconds, Year};
use db::Db;
use kernel::Ctx;
use sea_orm::{ConnectionTrait, DbErr};

use crate::enqueue::{Enqueue, NewJob};
use crate::job::Job;
use crate::registry::Registry;
use crate::sql;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("schedule {name}: {reason}")]
pub struct InvalidSchedule {
    name: &'static str,
    reason: String,
}

/// A job enqueued by the clock of a time zone.
#[derive(Clone)]
pub(crate) struct Schedule {
    name: &'static str,
    cron: Cron,
    zone: Tz,
    job: NewJob,
}

impl Schedule {
    pub(crate) fn new<J: Job>(
        name: &'static str,
        cron: &str,
        zone: Tz,
        job: &J,
    ) -> Result<Self, InvalidSchedule> {
        let invalid = |reason: String| InvalidSchedule { name, reason };
        let parser = CronParser::builder()
            .seconds(Seconds::Disallowed)
            .year(Year::Disallowed)
            .build();
        let cron = parser.parse(cron).map_err(|error| invalid(error.to_string()))?;
        let job = NewJob::of(job).map_err(|error| invalid(error.to_string()))?;
        let schedule = Self {
            name,
            cron,
            zone,
            job,
        };
        match schedule.next_after(DateTime::UNIX_EPOCH) {
            Some(_) => Ok(schedule),
            None => Err(invalid("there is no such time".to_owned())),
        }
    }

    /// The first time of this schedule after `time`. A wall-clock time skipped by a change of the clocks is answered for right
    /// after the gap; one that comes twice counts the first time only (when minute and hour are fixed numbers).
    pub(crate) fn next_after(&self, time: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let next = self
            .cron
            .find_next_occurrence(&time.with_timezone(&self.zone), false)
            .ok()?;
        Some(next.with_timezone(&Utc))
    }
}

// A schedule seen for the first time starts now: nothing before its deployment was missed.
const READ: &str = "\
WITH fresh AS (
  INSERT INTO job_schedules (name, handled_until) SELECT name, $2 FROM unnest($1::text[]) AS known(name)
  ON CONFLICT (name) DO NOTHING
)
SELECT name, handled_until FROM job_schedules WHERE name = ANY($1)";

const TAKE: &str = "UPDATE job_schedules SET handled_until = $3 WHERE name = $1 AND handled_until = $2";

/// Enqueues the jobs of all schedules that have come due since they were last looked at, each once however many processes call
/// this at once, and says how many. Times missed are made up for by one job.
pub async fn fire_schedules(db: &Db, ctx: &Ctx, registry: &Registry) -> Result<usize, DbErr> {
    let now = ctx.now();
    let names: Vec<String> = registry
        .schedules()
        .iter()
        .map(|schedule| schedule.name.to_owned())
        .collect();
    let rows = db
        .query_all_raw(sql::statement(READ, [names.into(), now.into()]))
        .await?;
    let mut fired = 0;
    for row in rows {
        let (name, handled): (String, DateTime<Utc>) =
            (row.try_get("", "name")?, row.try_get("", "handled_until")?);
        let due = registry
            .schedules()
            .iter()
            .find(|schedule| schedule.name == name)
            .filter(|schedule| schedule.next_after(handled).is_some_and(|slot| slot <= now));
        if let Some(schedule) = due {
            fired += usize::from(fire(db, ctx, schedule, handled).await?);
        }
    }
    Ok(fired)
}

/// Whoever moves the mark enqueues, in the same transaction.
async fn fire(db: &Db, ctx: &Ctx, schedule: &Schedule, handled: DateTime<Utc>) -> Result<bool, DbErr> {
    let tx = db::begin(db).await?;
    let take = sql::statement(TAKE, [schedule.name.into(), handled.into(), ctx.now().into()]);
    if tx.execute_raw(take).await?.rows_affected() == 0 {
        return Ok(false);
    }
    // If the previous one still waits, a second would do the same work.
    let how = Enqueue::default().unique(format!("schedule:{}", schedule.name));
    schedule.job.clone().insert(&tx, ctx, how).await?;
    tx.commit().await?;
    tracing::debug!(schedule = schedule.name, "fired");
    Ok(true)
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use serde::{Deserialize, Serialize};

    use super::*;

    #[derive(Serialize, Deserialize)]
    struct Nothing;

    impl Job for Nothing {
        const KIND: &'static str = "test.nothing";
    }

    fn schedule(cron: &str, zone: Tz) -> Schedule {
        Schedule::new("test", cron, zone, &Nothing).unwrap()
    }

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_wall_clock_of_the_zone_counts() {
        let after = Utc.with_ymd_and_hms(2026, 3, 1, 0, 0, 0).unwrap();
        let next = |zone| schedule("0 9 * * *", zone).next_after(after).unwrap();
        assert_eq!(next(Tz::UTC), utc("2026-03-01T09:00:00Z"));
        assert_eq!(next(Tz::Asia__Riyadh), utc("2026-03-01T06:00:00Z"));
        assert_eq!(next(Tz::Asia__Dubai), utc("2026-03-01T05:00:00Z"));
    }

    #[test]
    fn a_day_with_a_change_of_the_clocks_has_one_firing_at_a_fixed_time() {
        // Beirut (DST): the clocks go from 24:00 to 01:00 on 29 March 2026 and from 24:00 back to 23:00 on 24 October.
        let midnight = schedule("30 0 * * *", Tz::Asia__Beirut);
        let first = midnight.next_after(utc("2026-03-28T12:00:00Z")).unwrap();
        assert_eq!(
            first,
            utc("2026-03-28T22:00:00Z"),
            "00:30 doesn't exist: right after the gap, at 01:00 local"
        );
        assert_eq!(midnight.next_after(first).unwrap(), utc("2026-03-29T21:30:00Z"));
        let evening = schedule("30 23 * * *", Tz::Asia__Beirut);
        let first = evening.next_after(utc("2026-10-24T12:00:00Z")).unwrap();
        assert_eq!(first, utc("2026-10-24T20:30:00Z"));
        assert_eq!(
            evening.next_after(first).unwrap(),
            utc("2026-10-25T21:30:00Z"),
            "23:30 comes twice and fires once"
        );
    }

    #[test]
    fn impossible_schedules_are_refused() {
        for cron in [
            "",
            "* * * *",
            "61 * * * *",
            "0 0 * * * *",
            "0 0 30 2 *",
            "at noon",
        ] {
            assert!(
                Schedule::new("test", cron, Tz::UTC, &Nothing).is_err(),
                "{cron:?} is no schedule"
            );
        }
    }
}
