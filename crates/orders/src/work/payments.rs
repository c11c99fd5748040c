use std::time::Duration;

use ::payments::{AlertKind, Attempt, Refund};
use chrono_tz::Tz;
use futures::StreamExt as _;
use jobs::{InvalidSchedule, Job, JobError, Options, Priority, Registry, Run};
use kernel::PaymentAttemptId;
use serde::{Deserialize, Serialize};

use crate::payment::expire::{Due, expire, list_due};
use crate::payment::refund::{RunRefund, advance};
use crate::payment::settle::{SettleError, Settled, settle};
use crate::payment::{Gateways, stuck};

/// Asks the provider what became of an attempt: somebody has hinted that something did.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct SettleAttempt {
    pub attempt_id: PaymentAttemptId,
}

/// Asks the provider about all attempts and refunds whose time has come, and tells staff of those that are stuck.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Reconcile {}

/// Ends the orders that weren't paid in time.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ExpireOrders {}

impl Job for SettleAttempt {
    const KIND: &'static str = "orders.settle_attempt";

    fn options() -> Options {
        Options {
            priority: Priority::High,
            ..Options::default()
        }
    }
}

impl Job for Reconcile {
    const KIND: &'static str = "orders.reconcile";

    fn options() -> Options {
        Options {
            timeout: LONGEST,
            max_attempts: 1,
            ..Options::default()
        }
    }
}

impl Job for ExpireOrders {
    const KIND: &'static str = "orders.expire";

    fn options() -> Options {
        Options {
            timeout: LONGEST,
            max_attempts: 1,
            ..Options::default()
        }
    }
}

const LONGEST: Duration = Duration::from_secs(300);
/// So many are taken at a time: what a worker that dies holds up until their next turn.
const BATCH: i64 = 20;
/// No more batches in one run; the next minute goes on.
const BATCHES: usize = 25;
/// So many calls to the provider at the same time.
const AT_ONCE: usize = 4;

pub(super) fn register(registry: Registry, gateways: &Gateways) -> Result<Registry, InvalidSchedule> {
    registry
        .handle(with(gateways, settle_attempt))
        .handle(with(gateways, run_refund))
        .handle(with(gateways, reconcile))
        .handle(with(gateways, expire_orders))
        .schedule("orders.reconcile", "* * * * *", Tz::UTC, &Reconcile {})?
        .schedule("orders.expire", "* * * * *", Tz::UTC, &ExpireOrders {})
}

/// A handler that reaches the provider.
fn with<J, F, Fut>(gateways: &Gateways, handler: F) -> impl Fn(Run, J) -> Fut + Send + Sync + 'static
where
    J: Job,
    F: Fn(Gateways, Run, J) -> Fut + Send + Sync + 'static,
{
    let gateways = gateways.clone();
    move |run, job| handler(gateways.clone(), run, job)
}

async fn settle_attempt(gateways: Gateways, run: Run, job: SettleAttempt) -> Result<(), JobError> {
    match settle(&run.db, &run.ctx, &gateways, job.attempt_id).await {
        Ok(Settled::Unknown) => Err(JobError::retry_after(
            "the provider couldn't say",
            Duration::from_secs(30),
        )),
        Ok(_) => Ok(()),
        Err(SettleError::NotFound) => Err(JobError::fatal(SettleError::NotFound)),
        Err(error) => Err(error.into()),
    }
}

async fn run_refund(gateways: Gateways, run: Run, job: RunRefund) -> Result<(), JobError> {
    let state = advance(&run.db, &run.ctx, &gateways, job.refund_id).await?;
    tracing::info!(refund = %job.refund_id, state = state.as_str(), "a refund was looked after");
    Ok(())
}

async fn reconcile(gateways: Gateways, run: Run, _: Reconcile) -> Result<(), JobError> {
    let lost = payments::reschedule_lost(&run.db, &run.ctx).await?;
    if lost > 0 {
        tracing::error!(lost, "attempts that nobody would have asked about");
    }
    for _ in 0..BATCHES {
        let due = payments::claim_due(&run.db, &run.ctx, BATCH).await?;
        let refunds = payments::claim_due_refunds(&run.db, &run.ctx, BATCH).await?;
        if due.is_empty() && refunds.is_empty() {
            return Ok(());
        }
        let (gateways, run) = (&gateways, &run);
        futures::stream::iter(due)
            .for_each_concurrent(AT_ONCE, |attempt| look_at(gateways, run, attempt))
            .await;
        futures::stream::iter(refunds)
            .for_each_concurrent(AT_ONCE, |refund| look_after(gateways, run, refund))
            .await;
    }
    Ok(())
}

/// One that fails doesn't keep the others from being looked at; its next time is set already.
async fn look_at(gateways: &Gateways, run: &Run, attempt: Attempt) {
    let (db, ctx) = (&run.db, &run.ctx);
    if let Err(error) = settle(db, ctx, gateways, attempt.id).await {
        tracing::error!(attempt = %attempt.id, %error, "an attempt couldn't be settled");
    }
    let told = async {
        let now = payments::find_attempt(db, attempt.id).await?;
        match now.filter(|attempt| payments::is_overdue(attempt, ctx.now())) {
            Some(overdue) => stuck::alert_attempt(db, ctx, &overdue).await,
            None => Ok(false),
        }
    };
    if let Err(error) = told.await {
        tracing::error!(attempt = %attempt.id, %error, "nobody could be told of a stuck attempt");
    }
}

async fn look_after(gateways: &Gateways, run: &Run, refund: Refund) {
    let (db, ctx) = (&run.db, &run.ctx);
    if let Err(error) = advance(db, ctx, gateways, refund.id).await {
        tracing::error!(refund = %refund.id, %error, "a refund couldn't be brought further");
    }
    let told = async {
        let now = payments::find_refund(db, refund.id).await?;
        match now.filter(|refund| payments::is_refund_overdue(refund, ctx.now())) {
            Some(overdue) => {
                stuck::alert_refund(db, ctx, &overdue, AlertKind::StuckRefund, "no outcome").await
            }
            None => Ok(false),
        }
    };
    if let Err(error) = told.await {
        tracing::error!(refund = %refund.id, %error, "nobody could be told of a stuck refund");
    }
}

async fn expire_orders(gateways: Gateways, run: Run, _: ExpireOrders) -> Result<(), JobError> {
    let mut after: Option<Due> = None;
    for _ in 0..BATCHES {
        let due = list_due(&run.db, run.ctx.now(), after, BATCH).await?;
        after = due.last().copied();
        if after.is_none() {
            return Ok(());
        }
        let (gateways, run) = (&gateways, &run);
        futures::stream::iter(due)
            .for_each_concurrent(AT_ONCE, |due| async move {
                if let Err(error) = expire(&run.db, &run.ctx, gateways, due.order).await {
                    tracing::error!(order = %due.order, %error, "an order couldn't be ended");
                }
            })
            .await;
    }
    Ok(())
}
