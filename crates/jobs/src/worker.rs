use std::sync::Arc;
use std::time::Duration;

use db::Db;
use kernel::Ctx;
use sea_orm::DbErr;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::attempt::attempt;
use crate::claim::{Claimed, claim, next_due};
use crate::finish::{Finish, Outcome};
use crate::job::Run;
use crate::registry::Registry;
use keeper::Keeper;

mod housekeeping;
mod keeper;
mod listen;

/// How a worker works. The defaults suit a server process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Jobs run at once.
    pub concurrency: u16,
    /// How long a job may wait at most when its notification got lost.
    pub poll: Duration,
    /// After that long without a sign of life a worker's jobs go to others. Renewed at a third of it. Clocks of hosts must
    /// agree much better than that.
    pub lease: Duration,
    /// How long running jobs may take to end after the shutdown began; then they are dropped and given back.
    pub drain: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            concurrency: 16,
            poll: Duration::from_secs(5),
            lease: Duration::from_secs(30),
            drain: Duration::from_secs(20),
        }
    }
}

/// Runs jobs until told to stop. Any number of workers in any number of processes share the work.
pub struct Worker {
    db: Db,
    ctx: Ctx,
    registry: Registry,
    settings: Settings,
}

/// After an error of the database.
const PAUSE: Duration = Duration::from_millis(500);

impl Worker {
    #[must_use]
    pub fn new(db: Db, ctx: Ctx, registry: Registry) -> Self {
        Self {
            db,
            ctx,
            registry,
            settings: Settings::default(),
        }
    }

    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Works until `shutdown` is cancelled, then lets running jobs end, for [`Settings::drain`] at most. Outlives failures of
    /// the database. Uses one connection of the pool to listen, a few more for itself, and those its handlers take.
    pub async fn run(self, shutdown: CancellationToken) {
        let stop = CancellationToken::new();
        let wake = Arc::new(Notify::new());
        let keeper = Keeper::start(self.db.clone(), self.ctx.clone(), self.settings.lease);
        let helpers = TaskTracker::new();
        helpers.spawn(
            stop.clone()
                .run_until_cancelled_owned(listen::listen(self.db.clone(), Arc::clone(&wake))),
        );
        helpers.spawn(stop.clone().run_until_cancelled_owned(housekeeping::keep(
            self.db.clone(),
            self.ctx.clone(),
            self.registry.clone(),
            self.settings.lease / 3,
            Arc::clone(&wake),
        )));
        helpers.close();

        let running = TaskTracker::new();
        let abort = CancellationToken::new();
        let hand = Hand {
            worker: Arc::new(self),
            keeper,
            running,
            abort,
        };
        hand.work(&wake, &shutdown).await;
        stop.cancel();
        helpers.wait().await;
        hand.drain().await;
    }
}

/// A working worker.
struct Hand {
    worker: Arc<Worker>,
    keeper: Keeper,
    running: TaskTracker,
    abort: CancellationToken,
}

impl Hand {
    /// Claims as many jobs as can start at once; never more, so nothing waits behind a lease. Statements group by themselves:
    /// while one claim runs, more jobs end. A claim is never cut off, or its jobs would wait for their leases to run out.
    async fn work(&self, wake: &Notify, shutdown: &CancellationToken) {
        let Worker {
            registry, settings, ..
        } = &*self.worker;
        let kinds = registry.kinds();
        let slots = Arc::new(Semaphore::new(settings.concurrency.into()));
        while let Some(Some(mut free)) = shutdown.run_until_cancelled(all_free(&slots)).await {
            let wanted = free.num_permits();
            let claimed = match self.claim(&kinds, wanted).await {
                Ok(jobs) => jobs,
                Err(error) => {
                    tracing::warn!(%error, "no jobs could be claimed");
                    tokio::time::sleep(PAUSE).await;
                    continue;
                }
            };
            let more = claimed.len() == wanted;
            for job in claimed {
                self.start(job, free.split(1));
            }
            drop(free);
            if !more {
                let pause = self.until_next(&kinds).await;
                // Told or not, look again.
                shutdown
                    .run_until_cancelled(tokio::time::timeout(pause, wake.notified()))
                    .await;
            }
        }
    }

    async fn claim(&self, kinds: &[String], limit: usize) -> Result<Vec<Claimed>, DbErr> {
        let Worker {
            db, ctx, settings, ..
        } = &*self.worker;
        claim(
            db,
            ctx,
            kinds,
            u32::try_from(limit).unwrap_or(u32::MAX),
            settings.lease,
        )
        .await
    }

    async fn until_next(&self, kinds: &[String]) -> Duration {
        let Worker {
            db, ctx, settings, ..
        } = &*self.worker;
        match next_due(db, kinds).await {
            // Due and not claimed: a transaction holds it locked. Its commit notifies, its rollback doesn't.
            Ok(Some(at)) if at <= ctx.now() => PAUSE.min(settings.poll),
            Ok(Some(at)) => (at - ctx.now()).to_std().unwrap_or_default().min(settings.poll),
            Ok(None) => settings.poll,
            Err(_) => PAUSE,
        }
    }

    fn start(&self, job: Claimed, slot: Option<OwnedSemaphorePermit>) {
        let worker = Arc::clone(&self.worker);
        let Some((kind, entry)) = worker
            .registry
            .entry(&job.kind)
            .map(|(kind, entry)| (kind, entry.clone()))
        else {
            return;
        };
        let (lost, finished, abort) = (self.keeper.hold(&job), self.keeper.finished(), self.abort.clone());
        self.running.spawn(async move {
            let Worker { db, ctx, .. } = &*worker;
            let waited = (ctx.now() - job.run_at).to_std().unwrap_or_default();
            metrics::histogram!("jobs_wait_seconds", "kind" => kind).record(waited);
            let outcome = tokio::select! {
                biased;
                () = lost.cancelled() => return,
                () = abort.cancelled() => Outcome::Interrupted,
                result = attempt(kind, &entry, Run::of(&job, db, ctx), job.payload.clone()) => {
                    result.map_or_else(Outcome::Failed, |()| Outcome::Done)
                }
            };
            finished.send(Finish::of(&job, outcome, ctx.now())).await.ok();
            drop(slot);
        });
    }

    async fn drain(self) {
        self.running.close();
        if tokio::time::timeout(self.worker.settings.drain, self.running.wait())
            .await
            .is_err()
        {
            tracing::warn!(
                jobs = self.running.len(),
                "jobs didn't end in time and are given back"
            );
            self.abort.cancel();
            self.running.wait().await;
        }
        self.keeper.stop().await;
    }
}

/// Waits for one free slot and takes all that are free.
async fn all_free(slots: &Arc<Semaphore>) -> Option<OwnedSemaphorePermit> {
    let mut free = Arc::clone(slots).acquire_owned().await.ok()?;
    let rest = u32::try_from(slots.available_permits()).unwrap_or(0);
    if let Ok(rest) = Arc::clone(slots).try_acquire_many_owned(rest) {
        free.merge(rest);
    }
    Some(free)
}
