use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use db::Db;
use kernel::Ctx;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::{Instant, MissedTickBehavior};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::PAUSE;
use crate::claim::Claimed;
use crate::finish::{self, Finish};
use crate::job::JobId;
use crate::lease;

const BATCH: usize = 256;

struct Held {
    token: Uuid,
    lost: CancellationToken,
}

type Leases = Arc<Mutex<HashMap<JobId, Held>>>;

/// Renews the leases of the running jobs and writes their results, one statement for all that have come in. One task does
/// both, so the two never wait for each other's row locks.
pub(crate) struct Keeper {
    held: Leases,
    finished: mpsc::Sender<Finish>,
    task: JoinHandle<()>,
}

impl Keeper {
    pub(crate) fn start(db: Db, ctx: Ctx, lease: Duration) -> Self {
        let held = Leases::default();
        let (finished, results) = mpsc::channel(BATCH);
        let book = Book { db, ctx, lease, held: Arc::clone(&held), renewed: Instant::now() };
        Self { held, finished, task: tokio::spawn(book.keep(results)) }
    }

    /// Keeps the lease of `job` until its result is written. The token is cancelled when the lease is lost.
    pub(crate) fn hold(&self, job: &Claimed) -> CancellationToken {
        let lost = CancellationToken::new();
        lock(&self.held).insert(job.id.into(), Held { token: job.lock_token, lost: lost.clone() });
        lost
    }

    pub(crate) fn finished(&self) -> mpsc::Sender<Finish> {
        self.finished.clone()
    }

    /// Writes what is left and ends. All other senders must be gone.
    pub(crate) async fn stop(self) {
        drop(self.finished);
        self.task.await.ok();
    }
}

struct Book {
    db: Db,
    ctx: Ctx,
    lease: Duration,
    held: Leases,
    renewed: Instant,
}

impl Book {
    async fn keep(mut self, mut results: mpsc::Receiver<Finish>) {
        let mut beat = tokio::time::interval(self.lease / 3);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut batch = Vec::with_capacity(BATCH);
        loop {
            tokio::select! {
                count = results.recv_many(&mut batch, BATCH) => {
                    if count == 0 {
                        return;
                    }
                    self.write(&batch).await;
                    batch.clear();
                }
                _ = beat.tick() => self.renew().await,
            }
        }
    }

    /// Tries for as long as the leases may last: later the jobs are somebody else's.
    async fn write(&mut self, results: &[Finish]) {
        let started = Instant::now();
        let kept = loop {
            match finish::write(&self.db, &self.ctx, results).await {
                Ok(kept) => break kept,
                Err(error) if started.elapsed() < self.lease => {
                    tracing::warn!(%error, jobs = results.len(), "results can't be written yet");
                    tokio::time::sleep(PAUSE).await;
                }
                Err(error) => {
                    tracing::error!(%error, jobs = results.len(), "results are given up, the jobs will run again");
                    break Default::default();
                }
            }
        };
        let mut held = lock(&self.held);
        for result in results {
            held.remove(&result.id);
            if kept.contains(&result.id) { result.record() } else { lost(result.id) }
        }
    }

    async fn renew(&mut self) {
        let ours: Vec<_> = lock(&self.held).iter().map(|(id, held)| (*id, held.token)).collect();
        if ours.is_empty() {
            self.renewed = Instant::now();
            return;
        }
        let kept = match lease::extend(&self.db, &self.ctx, &ours, self.lease).await {
            Ok(kept) => kept,
            // Not heard: the leases last for a while yet. When they have run out, others may have the jobs.
            Err(error) if self.renewed.elapsed() < self.lease => {
                return tracing::warn!(%error, jobs = ours.len(), "leases can't be renewed");
            }
            Err(_) => Default::default(),
        };
        self.renewed = Instant::now();
        let mut held = lock(&self.held);
        for (id, _) in ours.iter().filter(|(id, _)| !kept.contains(id)) {
            if let Some(gone) = held.remove(id) {
                gone.lost.cancel();
                lost(*id);
            }
        }
    }
}

fn lost(id: JobId) {
    metrics::counter!("jobs_lost_total").increment(1);
    tracing::warn!(%id, "the lease ran out, another worker has the job");
}

fn lock(held: &Leases) -> MutexGuard<'_, HashMap<JobId, Held>> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}
