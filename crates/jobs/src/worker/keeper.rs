use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use db::Db;
use kernel::Ctx;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::{Instant, MissedTickBehavior};
use tokio_util::sync::CancellationToken;

use super::PAUSE;
use crate::claim::Claimed;
use crate::finish::{self, Finish};
use crate::lease::{self, Lease};

const BATCH: usize = 256;

/// By lease, not by job: this worker may lose a job and claim it again before the first attempt has noticed.
type Leases = Arc<Mutex<HashMap<Lease, CancellationToken>>>;

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
        let book = Book {
            db,
            ctx,
            lease,
            held: Arc::clone(&held),
            renewed: Instant::now(),
        };
        Self {
            held,
            finished,
            task: tokio::spawn(book.keep(results)),
        }
    }

    /// Keeps the lease of `job` until its result is written. The token is cancelled when the lease is lost.
    pub(crate) fn hold(&self, job: &Claimed) -> CancellationToken {
        let lost = CancellationToken::new();
        lock(&self.held).insert((job.id.into(), job.lock_token), lost.clone());
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
            held.remove(&result.lease());
            if kept.contains(&result.lease()) {
                result.record();
            } else {
                report(result.lease());
            }
        }
    }

    async fn renew(&mut self) {
        let ours: Vec<_> = lock(&self.held).keys().copied().collect();
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
        for gone in ours.into_iter().filter(|lease| !kept.contains(lease)) {
            if let Some(lost) = held.remove(&gone) {
                lost.cancel();
                report(gone);
            }
        }
    }
}

fn report((id, _): Lease) {
    metrics::counter!("jobs_lost_total").increment(1);
    tracing::warn!(%id, "the lease ran out, another worker has the job");
}

fn lock(held: &Leases) -> MutexGuard<'_, HashMap<Lease, CancellationToken>> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}
