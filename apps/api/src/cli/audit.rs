use std::process::ExitCode;

use super::connect;
use crate::config::Config;

/// Proves the books: stock against its movements and holds, orders against their lines. Fails when anything differs.
pub(super) async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let db = connect(config, "amoonis-audit").await?;
    let stock = catalog::stock::audit(&db).await?;
    let orders = orders::order::audit::audit(&db, None).await?;
    for difference in &stock {
        tracing::error!(?difference, "the stock's books differ");
    }
    for discrepancy in &orders {
        tracing::error!(
            order = discrepancy.code,
            what = discrepancy.what,
            "an order's books differ"
        );
    }
    db.close().await?;
    if stock.is_empty() && orders.is_empty() {
        tracing::info!("the books are right");
        return Ok(ExitCode::SUCCESS);
    }
    tracing::error!(
        stock = stock.len(),
        orders = orders.len(),
        "the books are not right"
    );
    Ok(ExitCode::FAILURE)
}
