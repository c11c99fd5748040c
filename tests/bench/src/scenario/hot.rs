use serde_json::json;

use super::Bench;
use super::orders::{checkouts, variables};
use crate::api::Server;
use crate::report::Row;
use crate::stats::median;
use crate::{load, pgbench};

const BUYERS: usize = 200;
const UNITS: u16 = 1_000;
/// Some come too late.
const ATTEMPTS: usize = 1_200;
const TOTAL: i64 = 12_000;
/// As many as the API's pool has: more would only make pgbench slower.
const CLIENTS: usize = 16;

/// Two hundred buyers at once of one variant; against pgbench on one row.
pub async fn measure(bench: &Bench<'_>) -> anyhow::Result<Row> {
    let store = &bench.store;
    let server = Server::start_api(&bench.api, &store.url, &[]).await?;
    let (units, mut variables) = (usize::from(UNITS), variables(store).await?);
    let (mut ours, mut theirs, mut p99) = (vec![], vec![], vec![]);
    // The first round only warms up.
    for round in 0..=bench.run.rounds {
        let [theirs_hot, ours_hot] = [format!("HOT-{round}-A"), format!("HOT-{round}-B")];
        let hot = store
            .shop
            .sell(&store.db, &theirs_hot, 10_000, UNITS)
            .await
            .map_err(anyhow::Error::from_boxed)?;
        let carts = store.fill_hot_carts(units + CLIENTS, hot).await?;
        store.settle().await?;
        store.pgbench_from(carts[0]).await?;
        variables.retain(|(name, _)| *name != "hot");
        variables.push(("hot", hot.to_string()));
        let script = include_str!("../../sql/hot.pgbench.sql");
        let rate = pgbench::run(
            &bench.run.pgbench,
            &store.url,
            script,
            &variables,
            CLIENTS,
            units - units % CLIENTS,
        )
        .await?;

        let hot = store
            .shop
            .sell(&store.db, &ours_hot, 10_000, UNITS)
            .await
            .map_err(anyhow::Error::from_boxed)?;
        let carts = store.fill_hot_carts(ATTEMPTS, hot).await?;
        store.settle().await?;
        let load = load::each(server.address, BUYERS, checkouts(store, &carts, TOTAL)).await?;
        let left = store
            .number(&format!(
                "SELECT available FROM stock_levels WHERE variant_id = '{hot}'"
            ))
            .await?;
        let sold = (load.count(201), load.count(409), left);
        anyhow::ensure!(
            sold == (units, ATTEMPTS - units, 0),
            "{units} units were for sale: {:?}, {left} left",
            load.statuses
        );
        if round > 0 {
            theirs.push(rate);
            ours.push(units as f64 / load.seconds);
            p99.push(load.millis(99.0));
        }
    }
    store.audit().await?;
    server.stop().await?;
    let (mine, best) = (median(ours.clone()), median(theirs.clone()));
    Ok(Row {
        scenario: format!("{BUYERS} buyers at once, one variant with {UNITS} units, {ATTEMPTS} attempts"),
        measured: format!("{mine:.0} sold/s, exactly {UNITS} sold, no 5xx"),
        compared_with: format!("pgbench on one hot row, c={CLIENTS}: {best:.0}/s"),
        result: format!("{:.2} ×", mine / best),
        goal: "≥ 0.6 ×".into(),
        met: mine / best >= 0.6,
        detail: json!({ "sold_per_second": ours, "pgbench_per_second": theirs, "p99_ms": p99 }),
    })
}
