use std::time::Duration;

use chrono_tz::Tz;
use jobs::{InvalidSchedule, Job, JobError, Options, Registry, Run};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::books;

/// Proves all books and keeps what came of it: when staff ask, and each night.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct AuditBooks {
    /// The proof somebody waits for; `None`: a new one.
    pub audit_id: Option<Uuid>,
}

impl Job for AuditBooks {
    const KIND: &'static str = "orders.audit_books";

    fn options() -> Options {
        Options {
            max_attempts: 3,
            timeout: Duration::from_secs(300),
            ..Options::default()
        }
    }
}

pub(super) fn register(registry: Registry) -> Result<Registry, InvalidSchedule> {
    let nightly = AuditBooks { audit_id: None };
    registry
        .handle(run)
        .schedule("orders.audit_books", "10 4 * * *", Tz::Asia__Dubai, &nightly)
}

async fn run(run: Run, job: AuditBooks) -> Result<(), JobError> {
    let differences = books::prove(&run.db, &run.ctx, job.audit_id).await?;
    if differences > 0 {
        metrics::counter!("books_differences_total").increment(differences as u64);
        tracing::error!(differences, "the books differ");
    }
    Ok(())
}
