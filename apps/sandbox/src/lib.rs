//! The outside world for development and tests: parties the shop talks to, with their wire formats, and knobs to make
//! them fail. One module per party; each keeps its state in the [`World`](world::World) and hangs up its own routes.

use std::any::Any;
use std::net::{SocketAddr, TcpListener};
use std::os::fd::AsFd as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::{Extensions, ServerHandle};
use actix_web::{App, HttpServer, web};
use anyhow::Context as _;
use kernel::Ctx;
use serde::Serialize;
use tokio::task::JoinHandle;

mod answer;
mod faults;
mod html;
mod mail;
mod myfatoorah;
mod oidc;
mod outbox;
mod sms;
mod world;

pub use myfatoorah::{DEMO_ACCOUNTS, DemoAccount};
pub use sms::SmsAccount;
use world::World;

/// Form and JSON bodies: what a person or a test sends is small.
const BODY_BYTES: usize = 256 * 1024;

const KEEP_ALIVE: Duration = Duration::from_secs(120);

/// Where to listen, who may send SMS, and what is remembered.
#[derive(Clone, Debug)]
pub struct Options {
    pub http: SocketAddr,
    pub smtp: SocketAddr,
    pub sms: SmsAccount,
    /// A file that keeps the payment gateway's books, so that they outlive the program. `None`: they are in memory.
    pub journal: Option<PathBuf>,
}

impl Options {
    /// Free ports of the loopback.
    #[must_use]
    pub fn anywhere() -> Self {
        let free = SocketAddr::from(([127, 0, 0, 1], 0));
        Self {
            http: free,
            smtp: free,
            sms: SmsAccount::default(),
            journal: None,
        }
    }
}

/// Where a running sandbox is: what its clients have to be told.
#[derive(Clone, Debug, Serialize)]
pub struct Addresses {
    /// The page and the control API.
    pub http: String,
    pub smtp: String,
    /// Base of the SMS provider's API.
    pub sms: String,
    /// Issuers; `/.well-known/openid-configuration` below them says the rest.
    pub google: String,
    pub apple: String,
    /// Base of the payment gateway's API; its pages are on the same origin.
    pub myfatoorah: String,
}

/// A sandbox that listens until it is stopped or dropped.
pub struct Running {
    addresses: Addresses,
    http: ServerHandle,
    tasks: [JoinHandle<()>; 2],
}

/// Starts listening. Everything is in memory and gone when it ends, but for the books of [`Options::journal`].
///
/// # Errors
/// When an address can't be listened on, or the journal can't be read.
pub async fn start(options: Options, ctx: Ctx) -> anyhow::Result<Running> {
    let http = listen(options.http)?;
    let smtp = listen(options.smtp)?;
    let base = format!("http://{}", http.local_addr()?);
    let addresses = Addresses {
        smtp: format!("smtp://{}", smtp.local_addr()?),
        sms: format!("{base}{}", sms::PATH),
        google: format!("{base}{}", oidc::Provider::Google.path()),
        apple: format!("{base}{}", oidc::Provider::Apple.path()),
        myfatoorah: base.clone(),
        http: base,
    };
    let world = Arc::new(World::new(ctx, options, &addresses)?);

    let data = web::Data::from(Arc::clone(&world));
    let server = HttpServer::new(move || {
        App::new()
            .app_data(data.clone())
            .app_data(web::FormConfig::default().limit(BODY_BYTES))
            .app_data(
                web::JsonConfig::default()
                    .limit(BODY_BYTES)
                    .error_handler(answer::bad_json),
            )
            .app_data(web::QueryConfig::default().error_handler(answer::bad_query))
            .configure(outbox::routes)
            .configure(mail::routes)
            .configure(sms::routes)
            .configure(oidc::routes)
            .configure(myfatoorah::routes)
            .default_service(web::to(answer::not_found))
    })
    .workers(2)
    // Longer than clients keep idle connections: one that is shut under a request is a fault nobody ordered.
    .keep_alive(KEEP_ALIVE)
    .on_connect(keep_wire)
    .disable_signals()
    .shutdown_timeout(1)
    .listen(http)?
    .run();
    let handle = server.handle();
    let smtp = tokio::net::TcpListener::from_std(smtp)?;
    let tasks = [
        tokio::spawn(async move {
            if let Err(error) = server.await {
                tracing::error!(%error, "the HTTP server ended");
            }
        }),
        tokio::spawn(mail::serve(smtp, world)),
    ];
    tracing::info!(
        http = addresses.http,
        smtp = addresses.smtp,
        "the sandbox is open"
    );
    Ok(Running {
        addresses,
        http: handle,
        tasks,
    })
}

/// A second hold on each connection, for faults that break it off.
fn keep_wire(connection: &dyn Any, data: &mut Extensions) {
    let wire = connection
        .downcast_ref::<tokio::net::TcpStream>()
        .and_then(|stream| stream.as_fd().try_clone_to_owned().ok());
    if let Some(wire) = wire {
        data.insert(myfatoorah::Wire(std::net::TcpStream::from(wire)));
    }
}

fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind(address).with_context(|| format!("can't listen on {address}"))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

impl Running {
    #[must_use]
    pub const fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// Stops listening and breaks off what is open.
    pub async fn stop(self) {
        self.http.stop(false).await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}
