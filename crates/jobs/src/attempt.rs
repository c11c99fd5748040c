use std::any::Any;
use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use serde_json::Value;
use tracing::Instrument;

use crate::job::{JobError, Run};
use crate::registry::Entry;

/// Runs a handler once. A panic and running out of time are failures like any other.
pub(crate) async fn attempt(
    kind: &'static str,
    entry: &Entry,
    run: Run,
    payload: Value,
) -> Result<(), JobError> {
    let span = tracing::info_span!("job", kind, id = %run.id, attempt = run.attempt);
    let started = std::time::Instant::now();
    let work = AssertUnwindSafe((entry.run)(run, payload)).catch_unwind();
    let result = match tokio::time::timeout(entry.timeout, work).instrument(span).await {
        Ok(Ok(result)) => result,
        Ok(Err(panic)) => Err(JobError::Retry {
            error: format!("panicked: {}", message(&*panic)),
            after: None,
        }),
        Err(_) => Err(JobError::Retry {
            error: format!("not finished after {:?}", entry.timeout),
            after: None,
        }),
    };
    metrics::histogram!("jobs_duration_seconds", "kind" => kind).record(started.elapsed());
    result
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}
