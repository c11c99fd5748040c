//! Logs and metrics of the process. Both are global to it, so they are set up once, whatever calls first.

use std::io::IsTerminal as _;
use std::sync::OnceLock;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

use crate::config::Config;

static METRICS: OnceLock<PrometheusHandle> = OnceLock::new();

/// Upper bounds in seconds: from an answer out of memory to one that timed out.
const BUCKETS: &[f64] = &[
    0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
];

/// Lines of text, or of JSON for machines, on standard output.
pub fn log(config: &Config) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&config.log.filter)?;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stdout().is_terminal())
        .with_target(true);
    let outcome = if config.logs_json() {
        builder
            .json()
            .flatten_event(true)
            .with_current_span(true)
            .with_span_list(false)
            .try_init()
    } else {
        builder.try_init()
    };
    outcome.map_err(|error| anyhow::anyhow!("logging is set up already: {error}"))
}

/// Starts counting. Handles made before are not counted, so this comes first.
pub fn count() {
    METRICS.get_or_init(|| {
        let recorder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), BUCKETS)
            .expect("there are buckets")
            .build_recorder();
        let handle = recorder.handle();
        // Another recorder can only be there in a program that isn't ours.
        metrics::set_global_recorder(recorder).ok();
        handle
    });
}

/// The metrics in Prometheus' text format.
#[must_use]
pub fn metrics() -> String {
    METRICS.get().map(PrometheusHandle::render).unwrap_or_default()
}

/// Sorts what was recorded into buckets; called now and then, or histograms grow between two scrapes.
pub fn tidy_up() {
    if let Some(handle) = METRICS.get() {
        handle.run_upkeep();
    }
}
