use std::time::Duration;

use serde_json::json;

use super::Bench;
use super::orders::{checkouts, variables};
use crate::api::Server;
use crate::report::Row;
use crate::stats::median;
use crate::{load, pgbench};

const CONNECTIONS: usize = 16;
const ORDERS: usize = 3_000;
const WARM_UP: usize = 500;
const TOTAL: i64 = 20_000;

/// Cash on delivery, two lines, a code without limit; against pgbench writing the same rows.
pub async fn measure(bench: &Bench<'_>) -> anyhow::Result<Vec<Row>> {
    let store = &bench.store;
    let server = Server::start_api(&bench.api, &store.url, &[]).await?;
    let variables = variables(store).await?;
    let (mut ours, mut theirs, mut p50, mut p99, mut cpu) = (vec![], vec![], vec![], vec![], vec![]);
    for round in 0..=bench.run.rounds {
        let orders = if round == 0 { WARM_UP } else { ORDERS };
        let carts = store.fill_carts(orders + CONNECTIONS).await?;
        store.settle().await?;
        store.pgbench_from(carts[0]).await?;
        let script = include_str!("../../sql/checkout.pgbench.sql");
        let rate = pgbench::run(
            &bench.run.pgbench,
            &store.url,
            script,
            &variables,
            CONNECTIONS,
            orders,
        )
        .await?;

        let carts = store.fill_carts(orders).await?;
        store.settle().await?;
        let before = server.cpu_micros();
        let load = load::each(server.address, CONNECTIONS, checkouts(store, &carts, TOTAL))
            .await?
            .only(201)?;
        let used = server
            .cpu_micros()
            .zip(before)
            .map(|(after, before)| (after - before) / load.answers() as f64);
        if round > 0 {
            theirs.push(rate);
            ours.push(load.per_second());
            p50.push(load.millis(50.0));
            p99.push(load.millis(99.0));
            cpu.extend(used);
        }
    }
    store.audit().await?;
    let memory = server.memory();
    tokio::time::timeout(Duration::from_secs(5), server.stop()).await??;
    let (mine, best) = (median(ours.clone()), median(theirs.clone()));
    let mut rows = vec![Row {
        scenario: format!("Checkout over HTTP (COD, 2 lines, code), c={CONNECTIONS}"),
        measured: format!(
            "{mine:.0} orders/s, p50 {:.1} ms, p99 {:.1} ms",
            median(p50.clone()),
            median(p99.clone())
        ),
        compared_with: format!("pgbench, the same rows: {best:.0}/s"),
        result: format!("{:.2} ×", mine / best),
        goal: "≥ 0.6 ×".into(),
        met: mine / best >= 0.6,
        detail: json!({ "orders_per_second": ours, "pgbench_per_second": theirs, "p50_ms": p50, "p99_ms": p99, "server_cpu_us_per_order": cpu }),
    }];
    if let Some((now, peak)) = memory {
        rows.push(Row {
            scenario: "Memory under load".into(),
            measured: format!("{now:.0} MiB after the checkouts, {peak:.0} MiB at most"),
            compared_with: "–".into(),
            result: format!("{peak:.0} MiB"),
            goal: "≤ 150 MiB".into(),
            met: peak <= 150.0,
            detail: json!({ "rss_mib": now, "peak_mib": peak }),
        });
    }
    Ok(rows)
}
