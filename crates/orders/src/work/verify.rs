use chrono_tz::Tz;
use jobs::{InvalidSchedule, Job, JobError, Options, Priority, Registry, Run};
use kernel::OrderId;
use serde::{Deserialize, Serialize};

use crate::order::audit::audit;
use crate::payment::stuck;

/// Proves the books of one order, or each night of all: lines against totals, stock holds against lines, redemption against
/// discount, what is owed against what came and went back, and the ledger. Runs after every checkout, apart from the code that wrote the order. A difference kills the job, so it stays
/// among the dead ones with its text until somebody has looked, is told to staff, and is counted in `books_differences_total`.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct VerifyOrder {
    /// `None`: all orders.
    pub order_id: Option<OrderId>,
}

impl Job for VerifyOrder {
    const KIND: &'static str = "orders.verify";

    fn options() -> Options {
        Options {
            priority: Priority::Low,
            ..Options::default()
        }
    }
}

pub(super) fn register(registry: Registry) -> Result<Registry, InvalidSchedule> {
    let every_order = VerifyOrder { order_id: None };
    registry
        .handle(run)
        .schedule("orders.verify", "40 3 * * *", Tz::Asia__Dubai, &every_order)
}

async fn run(run: Run, job: VerifyOrder) -> Result<(), JobError> {
    let differences = audit(&run.db, job.order_id).await?;
    if differences.is_empty() {
        return Ok(());
    }
    let told: Vec<String> = differences
        .iter()
        .map(|found| format!("{}: {}", found.code, found.what))
        .collect();
    metrics::counter!("books_differences_total").increment(differences.len() as u64);
    for found in &differences {
        stuck::alert_books(&run.db, &run.ctx, found.order_id, &found.what).await?;
    }
    tracing::error!(differences = ?told, "the books of orders differ");
    Err(JobError::fatal(told.join("; ")))
}
