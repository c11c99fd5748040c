//! pgbench: the least a client can do to write rows.

use std::path::Path;

use anyhow::Context as _;
use tokio::process::Command;

/// Runs a script `transactions` times over `clients` connections with prepared statements; transactions per second.
pub async fn run(
    program: &Path,
    url: &str,
    script: &str,
    variables: &[(&str, String)],
    clients: usize,
    transactions: usize,
) -> anyhow::Result<f64> {
    let file = std::env::temp_dir().join(format!("amoonis-bench-{}.sql", std::process::id()));
    std::fs::write(&file, script)?;
    let mut command = Command::new(program);
    command.args([
        "--no-vacuum",
        "--protocol=prepared",
        "--jobs=2",
        "--random-seed=7",
    ]);
    command
        .arg(format!("--client={clients}"))
        .arg(format!("--transactions={}", transactions.div_ceil(clients)));
    command.arg("--file").arg(&file);
    command
        .args(
            variables
                .iter()
                .map(|(name, value)| format!("--define={name}={value}")),
        )
        .arg(url);
    let done = command
        .kill_on_drop(true)
        .output()
        .await
        .with_context(|| format!("{} can't be run", program.display()))?;
    std::fs::remove_file(&file).ok();
    let (said, complaint) = (
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr),
    );
    anyhow::ensure!(done.status.success(), "pgbench failed:\n{complaint}");
    rate(&said).with_context(|| format!("pgbench told no rate:\n{said}{complaint}"))
}

fn rate(said: &str) -> Option<f64> {
    let line = said.lines().find_map(|line| line.strip_prefix("tps = "))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::rate;

    #[test]
    fn the_rate_is_read() {
        let said = "latency average = 7.1 ms\ninitial connection time = 20 ms\ntps = 2246.73 (without initial connection time)\n";
        assert_eq!(rate(said), Some(2246.73));
        assert_eq!(rate("pgbench: error"), None);
    }
}
