use std::time::Duration;

use db::Db;
use kernel::Ctx;
use sea_orm::DbErr;

use crate::attempt::attempt;
use crate::claim::{Claimed, claim};
use crate::finish::{self, Finish, Outcome, State};
use crate::job::{JobId, Run};
use crate::lease;
use crate::registry::Registry;
use crate::sweep::sweep;

/// What [`run_due`] did, in attempts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub done: usize,
    /// Failed and waiting for another attempt.
    pub retried: usize,
    pub dead: usize,
    /// Another worker had taken the job over; its result counts, ours doesn't.
    pub lost: usize,
}

const LEASE: Duration = Duration::from_secs(30);

/// Runs all jobs due now, one after another in their order, and whatever they enqueue, until nothing is due. Waits for
/// nothing: for tests, which move the clock, and for the command line. Schedules are another call: [`crate::fire_schedules`].
pub async fn run_due(db: &Db, ctx: &Ctx, registry: &Registry) -> Result<Report, DbErr> {
    let kinds = registry.kinds();
    let mut report = Report::default();
    loop {
        sweep(db, ctx).await?;
        let Some(job) = claim(db, ctx, &kinds, 1, LEASE).await?.pop() else {
            return Ok(report);
        };
        let Some((kind, entry)) = registry.entry(&job.kind) else {
            continue;
        };
        let result = tokio::select! {
            result = attempt(kind, entry, Run::of(&job, db, ctx), job.payload.clone()) => result,
            () = lose(db, ctx, &job) => { report.lost += 1; continue }
        };
        let outcome = result.map_or_else(Outcome::Failed, |()| Outcome::Done);
        let result = Finish::of(&job, outcome, ctx.now());
        if finish::write(db, ctx, std::slice::from_ref(&result))
            .await?
            .is_empty()
        {
            report.lost += 1;
            continue;
        }
        result.record();
        match result.state {
            State::Done => report.done += 1,
            State::Ready => report.retried += 1,
            State::Dead => report.dead += 1,
        }
    }
}

/// Renews the lease and returns once it is gone.
async fn lose(db: &Db, ctx: &Ctx, job: &Claimed) {
    let held = [(JobId::from(job.id), job.lock_token)];
    loop {
        tokio::time::sleep(LEASE / 3).await;
        if lease::extend(db, ctx, &held, LEASE)
            .await
            .is_ok_and(|kept| kept.is_empty())
        {
            return;
        }
    }
}

impl Run {
    pub(crate) fn of(job: &Claimed, db: &Db, ctx: &Ctx) -> Self {
        Self {
            db: db.clone(),
            ctx: ctx.clone(),
            id: job.id.into(),
            attempt: job.attempts,
            max_attempts: job.max_attempts,
            token: job.lock_token,
        }
    }
}
