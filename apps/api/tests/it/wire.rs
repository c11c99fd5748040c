//! The wire between the API and Postgres: counts what is sent over it, and can be cut.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const SYNC: &[u8] = b"S\0\0\0\x04";

/// Passes connections on to Postgres.
pub struct Wire {
    address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    refuses: AtomicBool,
    statements: AtomicU64,
}

impl Wire {
    /// To the server of this URL.
    pub async fn to(url: &str) -> Self {
        let server = server(url).to_owned();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let (address, shared) = (listener.local_addr().unwrap(), Arc::<Shared>::default());
        let passing = Arc::clone(&shared);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                if passing.refuses.load(Ordering::SeqCst) {
                    continue;
                }
                let upstream = TcpStream::connect(&server).await.unwrap();
                tokio::spawn(pass(client, upstream, Arc::clone(&passing)));
            }
        });
        Self { address, shared }
    }

    /// The same database over this wire.
    pub fn url(&self, url: &str) -> String {
        url.replacen(server(url), &self.address.to_string(), 1)
    }

    /// New connections are closed at once; those that are there stay.
    pub fn refuse(&self, refuses: bool) {
        self.shared.refuses.store(refuses, Ordering::SeqCst);
    }

    /// How many statements were sent: each is one message once it is prepared.
    pub fn statements(&self) -> u64 {
        self.shared.statements.load(Ordering::SeqCst)
    }
}

/// `host:port` of a URL.
fn server(url: &str) -> &str {
    let (_, rest) = url.split_once("://").unwrap();
    let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
    rest.split('/').next().unwrap()
}

async fn pass(client: TcpStream, upstream: TcpStream, shared: Arc<Shared>) {
    client.set_nodelay(true).unwrap();
    upstream.set_nodelay(true).unwrap();
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = upstream.into_split();
    let asking = async {
        let mut buffer = vec![0; 16 * 1024];
        while let Ok(read @ 1..) = from_client.read(&mut buffer).await {
            // A lone Sync is the pool's question, after each use, whether the connection is still good: no request waits for it.
            if buffer[..read] != *SYNC {
                shared.statements.fetch_add(1, Ordering::SeqCst);
            }
            if to_server.write_all(&buffer[..read]).await.is_err() {
                break;
            }
        }
    };
    // Whoever hangs up first ends both directions.
    tokio::select! {
        () = asking => {}
        _ = tokio::io::copy(&mut from_server, &mut to_client) => {}
    }
}
