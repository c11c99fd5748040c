use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::process::ExitCode;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::config::Config;

/// Fails unless the server on this machine answers `/healthz` within two seconds.
pub(super) async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let status = tokio::time::timeout(Duration::from_secs(2), ask(reachable(config.http.bind))).await;
    match status {
        Ok(Ok(line)) if line.contains(" 200 ") => Ok(ExitCode::SUCCESS),
        Ok(Ok(line)) => anyhow::bail!("the server answered {line:?}"),
        Ok(Err(error)) => anyhow::bail!("the server can't be reached: {error}"),
        Err(_) => anyhow::bail!("the server didn't answer within two seconds"),
    }
}

/// A server that listens on every address is asked on the loopback one.
fn reachable(bind: SocketAddr) -> SocketAddr {
    let address = match bind.ip() {
        IpAddr::V4(v4) if v4.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(v6) if v6.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        address => address,
    };
    SocketAddr::new(address, bind.port())
}

async fn ask(address: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .await?;
    let mut answer = String::new();
    stream.take(4096).read_to_string(&mut answer).await?;
    Ok(answer.lines().next().unwrap_or_default().to_owned())
}
