//! Many connections that each send one request after the other.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures::future::try_join_all;
use tokio::task;

use crate::http::Connection;
use crate::stats::percentile;

/// What came of a run.
#[derive(Clone, Debug)]
pub struct Load {
    pub seconds: f64,
    pub statuses: BTreeMap<u16, usize>,
    /// In milliseconds, one per answer.
    latencies: Vec<f64>,
}

impl Load {
    pub fn answers(&self) -> usize {
        self.latencies.len()
    }

    pub fn per_second(&self) -> f64 {
        self.answers() as f64 / self.seconds
    }

    pub fn count(&self, status: u16) -> usize {
        self.statuses.get(&status).copied().unwrap_or_default()
    }

    pub fn millis(&self, percent: f64) -> f64 {
        percentile(self.latencies.iter().copied(), percent)
    }

    /// Fails unless every answer had this status: a fast error is no result.
    pub fn only(self, status: u16) -> anyhow::Result<Self> {
        anyhow::ensure!(
            self.count(status) == self.answers(),
            "expected only {status}: {:?}",
            self.statuses
        );
        Ok(self)
    }
}

/// The same request again and again for a while.
pub async fn repeat(
    address: SocketAddr,
    connections: usize,
    time: Duration,
    request: Vec<u8>,
) -> anyhow::Result<Load> {
    let request = Bytes::from(request);
    let until = Instant::now() + time;
    run(address, connections, move || {
        (Instant::now() < until).then(|| request.clone())
    })
    .await
}

/// Each of the requests once.
pub async fn each(address: SocketAddr, connections: usize, requests: Vec<Vec<u8>>) -> anyhow::Result<Load> {
    let requests: Vec<Bytes> = requests.into_iter().map(Bytes::from).collect();
    let next = AtomicUsize::new(0);
    run(address, connections, move || {
        requests.get(next.fetch_add(1, Ordering::Relaxed)).cloned()
    })
    .await
}

async fn run(
    address: SocketAddr,
    connections: usize,
    next: impl Fn() -> Option<Bytes> + Send + Sync + 'static,
) -> anyhow::Result<Load> {
    let open = try_join_all((0..connections).map(|_| Connection::open(address))).await?;
    let next = Arc::new(next);
    let started = Instant::now();
    let tasks = open.into_iter().map(|mut connection| {
        let next = Arc::clone(&next);
        task::spawn(async move {
            let mut seen = Vec::new();
            while let Some(request) = next() {
                let sent = Instant::now();
                let status = connection.status(&request).await?;
                seen.push((status, sent.elapsed()));
            }
            anyhow::Ok(seen)
        })
    });
    let seen = try_join_all(tasks).await?;
    let seconds = started.elapsed().as_secs_f64();
    let mut load = Load {
        seconds,
        statuses: BTreeMap::new(),
        latencies: Vec::new(),
    };
    for answers in seen {
        for (status, latency) in answers? {
            *load.statuses.entry(status).or_default() += 1;
            load.latencies.push(latency.as_secs_f64() * 1e3);
        }
    }
    Ok(load)
}
