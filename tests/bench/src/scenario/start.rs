use serde_json::json;

use super::Bench;
use crate::api::Server;
use crate::report::Row;
use crate::stats::median;

const STARTS: usize = 5;

/// From the start of the process to the first answer that it is ready, and what it holds then.
pub async fn measure(bench: &Bench<'_>) -> anyhow::Result<Row> {
    let (mut millis, mut memory) = (vec![], vec![]);
    for _ in 0..STARTS {
        let server = Server::start_api(&bench.api, &bench.store.url, &[]).await?;
        millis.push(server.ready_after.as_secs_f64() * 1e3);
        memory.extend(server.memory().map(|(now, _)| now));
        server.stop().await?;
    }
    let (ready, idle) = (median(millis.clone()), median(memory.clone()));
    Ok(Row {
        scenario: "`api serve`, start and idle memory".into(),
        measured: format!("ready after {ready:.0} ms, {idle:.0} MiB"),
        compared_with: "–".into(),
        result: format!("{ready:.0} ms, {idle:.0} MiB"),
        goal: "≤ 500 ms, ≤ 60 MiB".into(),
        met: ready <= 500.0 && idle <= 60.0,
        detail: json!({ "ready_ms": millis, "idle_mib": memory }),
    })
}
