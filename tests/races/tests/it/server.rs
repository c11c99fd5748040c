use std::process::Stdio;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// The API in a process of its own, ended with this value.
pub struct Server {
    process: Child,
    pub base: String,
}

impl Server {
    /// Starts it on a free port and waits until it serves.
    pub async fn start(database_url: &str) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_races-api"))
            .arg("serve")
            .env("DATABASE_URL", database_url)
            .env("AMOONIS__HTTP__BIND", "127.0.0.1:0")
            .env("AMOONIS__HTTP__WORKERS", "4")
            .env("AMOONIS__LIMITS__ENABLED", "false")
            .env("AMOONIS__LOG__FORMAT", "json")
            .env("AMOONIS__LOG__FILTER", "warn,api::cli=info")
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the program was built with these tests");
        let mut log = BufReader::new(process.stdout.take().expect("it is piped")).lines();
        let address = address(&mut log).await;
        tokio::spawn(pass_on(log));
        Self {
            process,
            base: format!("http://{address}"),
        }
    }

    /// SIGKILL: no destructor, no goodbye to Postgres.
    pub async fn kill(&mut self) {
        self.process.kill().await.expect("it was running");
    }
}

async fn address(log: &mut Lines<BufReader<ChildStdout>>) -> String {
    while let Some(line) = log.next_line().await.expect("its output can be read") {
        let event: Value = serde_json::from_str(&line).unwrap_or_default();
        match event["address"].as_str() {
            Some(address) => return address.to_owned(),
            None => println!("{line}"),
        }
    }
    panic!("the server ended instead of serving");
}

/// What it warns of belongs to the test's output.
async fn pass_on(mut log: Lines<BufReader<ChildStdout>>) {
    while let Ok(Some(line)) = log.next_line().await {
        println!("{line}");
    }
}
