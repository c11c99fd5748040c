use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Parser;
use kernel::Ctx;
use sandbox::{Options, SmsAccount};
use tokio::signal::unix::{SignalKind, signal};

/// The outside world of the shop, for development and tests: a mail server that keeps what it gets, an SMS provider,
/// Google's and Apple's sign-in, a payment gateway. Never for production.
#[derive(Parser)]
struct Cli {
    /// Where the page, the providers and the control API listen; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8025")]
    bind: SocketAddr,
    /// Where mails are taken; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:1025")]
    smtp: SocketAddr,
    /// The account that may send SMS.
    #[arg(long, default_value_t = SmsAccount::default().id)]
    sms_account: String,
    /// Its token.
    #[arg(long, default_value_t = SmsAccount::default().token)]
    sms_token: String,
    /// A file that keeps the payment gateway's books, so that a restart doesn't lose them.
    #[arg(long)]
    journal: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    // The first line of standard output is for programs; what happened goes to standard error.
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_max_level(tracing::Level::INFO)
        .init();
    let cli = Cli::parse();
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let options = Options {
        http: cli.bind,
        smtp: cli.smtp,
        sms: SmsAccount {
            id: cli.sms_account,
            token: cli.sms_token,
        },
        journal: cli.journal,
    };
    let running = sandbox::start(options, Ctx::system()).await?;
    let mut out = std::io::stdout();
    writeln!(out, "{}", serde_json::to_string(running.addresses())?)?;
    out.flush()?;
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    running.stop().await;
    Ok(())
}
