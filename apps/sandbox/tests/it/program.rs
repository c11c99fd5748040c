use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::Command;
use tokio::time::timeout;

const SOON: Duration = Duration::from_secs(20);

#[tokio::test]
async fn the_program_says_where_it_listens_and_ends_when_asked() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_sandbox"))
        .args(["--bind", "127.0.0.1:0", "--smtp", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
    let line = timeout(SOON, lines.next_line()).await.unwrap().unwrap().unwrap();
    let addresses: Value = serde_json::from_str(&line).unwrap();
    let http = addresses["http"].as_str().unwrap();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    assert_eq!(client.get(http).send().await.unwrap().status(), 200);
    assert!(
        addresses["smtp"]
            .as_str()
            .unwrap()
            .starts_with("smtp://127.0.0.1:")
    );
    assert_eq!(addresses["google"], format!("{http}/oidc/google"));
    assert_eq!(addresses["sms"], format!("{http}/twilio"));

    // Open connections, one of them waiting for a message, don't keep it.
    let waiting = tokio::spawn(client.get(format!("{http}/outbox?wait=30")).send());
    let asked = Command::new("kill")
        .arg(program.id().unwrap().to_string())
        .status()
        .await
        .unwrap();
    assert!(asked.success());
    let ended = timeout(SOON, program.wait()).await.unwrap().unwrap();
    assert!(ended.success(), "{ended}");
    assert!(timeout(SOON, waiting).await.unwrap().is_ok());
}

#[tokio::test]
async fn a_taken_port_is_said() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = Command::new(env!("CARGO_BIN_EXE_sandbox"))
        .args(["--bind", &address, "--smtp", "127.0.0.1:0"])
        .output()
        .await
        .unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains(&format!("can't listen on {address}")), "{said}");
}
