//! The API in a process of its own, and what that process costs.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use tokio::process::{Child, Command};
use tokio::time;

use crate::http::{Connection, get};

/// A server under test; killed with this value.
pub struct Server {
    process: Child,
    pub address: SocketAddr,
    /// From the start of the process to its first good answer.
    pub ready_after: Duration,
}

const PATIENCE: Duration = Duration::from_secs(20);

impl Server {
    /// Starts `api serve` as in production, apart from the rate limit: all load comes from one address here.
    pub async fn start_api(
        program: &Path,
        database_url: &str,
        settings: &[(&str, &str)],
    ) -> anyhow::Result<Self> {
        let address = free_address()?;
        let mut command = Command::new(program);
        command
            .arg("serve")
            .env("DATABASE_URL", database_url)
            .env("AMOONIS__HTTP__BIND", address.to_string())
            .env("AMOONIS__LOG__FORMAT", "json")
            .env("AMOONIS__LIMITS__ENABLED", "false")
            .envs(settings.iter().copied());
        Self::start(command, address, "/readyz").await
    }

    /// Starts this program's own reference server; `lookup`: a session and the database it is looked up in, before each answer.
    pub async fn start_reference(
        dir: &Path,
        workers: usize,
        probe: &str,
        lookup: Option<[&str; 2]>,
    ) -> anyhow::Result<Self> {
        let address = free_address()?;
        let mut command = Command::new(std::env::current_exe()?);
        command
            .arg("reference")
            .args([
                "--bind",
                &address.to_string(),
                "--workers",
                &workers.to_string(),
                "--dir",
            ])
            .arg(dir);
        if let Some(lookup) = lookup {
            command.arg("--lookup").args(lookup);
        }
        Self::start(command, address, probe).await
    }

    async fn start(mut command: Command, address: SocketAddr, probe: &str) -> anyhow::Result<Self> {
        let started = Instant::now();
        let mut process = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let probe = get(probe);
        let mut tick = time::interval(Duration::from_millis(2));
        while !is_ready(address, &probe).await {
            if let Some(status) = process.try_wait()? {
                anyhow::bail!("the server ended instead of starting ({status})");
            }
            anyhow::ensure!(started.elapsed() < PATIENCE, "the server was not ready in time");
            tick.tick().await;
        }
        Ok(Self {
            process,
            address,
            ready_after: started.elapsed(),
        })
    }

    pub async fn stop(mut self) -> io::Result<()> {
        self.process.kill().await
    }

    /// Resident memory now and at most so far, in MiB. `None` where the system doesn't tell.
    pub fn memory(&self) -> Option<(f64, f64)> {
        let status = self.proc("status")?;
        let mib = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name))?;
            line.split_whitespace()
                .nth(1)?
                .parse::<f64>()
                .ok()
                .map(|kib| kib / 1024.0)
        };
        Some((mib("VmRSS:")?, mib("VmHWM:")?))
    }

    /// Processor time used so far, in microseconds.
    pub fn cpu_micros(&self) -> Option<f64> {
        let stat = self.proc("stat")?;
        // The name in parentheses may hold anything; the numbers begin after it. Ticks are 1/100 s on every Linux.
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks: f64 = fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?;
        Some(ticks * 10_000.0)
    }

    fn proc(&self, file: &str) -> Option<String> {
        std::fs::read_to_string(format!("/proc/{}/{file}", self.process.id()?)).ok()
    }
}

async fn is_ready(address: SocketAddr, probe: &[u8]) -> bool {
    let Ok(mut connection) = Connection::open(address).await else {
        return false;
    };
    matches!(connection.status(probe).await, Ok(200))
}

/// Free a moment ago: nobody else on a quiet machine takes it meanwhile.
fn free_address() -> io::Result<SocketAddr> {
    TcpListener::bind(("127.0.0.1", 0))?.local_addr()
}
