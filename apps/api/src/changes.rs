//! What other processes changed: triggers notify, every API process listens, caches forget.

use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgListener, PgNotification};
use tokio_util::sync::CancellationToken;

use crate::access::Change;
use crate::state::State;

/// Notified by the catalogue's triggers.
const STOREFRONT: &str = "storefront";

/// Notified by the triggers of sessions, accounts and grants.
const ACCESS: &str = "access";

/// Keeps the caches true until `stop`: listens on a connection of its own, and drops everything whenever that was lost.
pub async fn listen(state: Arc<State>, url: String, stop: CancellationToken) {
    let mut pause = Duration::from_millis(100);
    loop {
        let lost = tokio::select! {
            () = stop.cancelled() => return,
            lost = follow(&state, &url, &mut pause) => lost,
        };
        set_listening(&state, false);
        tracing::warn!(error = %lost, "not hearing of changes; caches are off");
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
        }
        pause = (pause * 2).min(Duration::from_secs(5));
    }
}

/// Listens until the connection is lost; why it was.
async fn follow(state: &State, url: &str, pause: &mut Duration) -> sqlx::Error {
    match listen_once(state, url, pause).await {
        Ok(never) => match never {},
        Err(error) => error,
    }
}

async fn listen_once(
    state: &State,
    url: &str,
    pause: &mut Duration,
) -> Result<std::convert::Infallible, sqlx::Error> {
    let mut listener = PgListener::connect(url).await?;
    // A reconnection behind our back would hide that changes were missed.
    listener.eager_reconnect(false);
    listener.listen_all([STOREFRONT, ACCESS]).await?;
    set_listening(state, true);
    *pause = Duration::from_millis(100);
    loop {
        let Some(first) = listener.try_recv().await? else {
            return Err(sqlx::Error::PoolClosed);
        };
        let mut catalogue_changed = hear(state, &first);
        while let Some(next) = listener.next_buffered() {
            catalogue_changed |= hear(state, &next);
        }
        if catalogue_changed {
            state.cache.forget();
            metrics::counter!("storefront_cache_changes_total").increment(1);
        }
    }
}

/// Passes on what concerns sessions; whether it concerns the catalogue.
fn hear(state: &State, news: &PgNotification) -> bool {
    if news.channel() == ACCESS {
        state.access.hear(Change::parse(news.payload()));
    }
    news.channel() == STOREFRONT
}

fn set_listening(state: &State, listening: bool) {
    state.access.set_listening(listening);
    state.cache.set_listening(listening);
}
