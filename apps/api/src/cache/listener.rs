use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::PgListener;
use tokio_util::sync::CancellationToken;

use crate::state::State;

/// The channel the catalogue's triggers notify.
const CHANNEL: &str = "storefront";

/// Keeps the cache true until `stop`: listens on a connection of its own, and drops everything on each change and whenever
/// the connection was lost.
pub async fn listen(state: Arc<State>, url: String, stop: CancellationToken) {
    let mut pause = Duration::from_millis(100);
    loop {
        let lost = tokio::select! {
            () = stop.cancelled() => return,
            lost = follow(&state, &url, &mut pause) => lost,
        };
        state.cache.set_listening(false);
        tracing::warn!(error = %lost, "not hearing of changes of the catalogue; the storefront cache is off");
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
    listener.listen(CHANNEL).await?;
    state.cache.set_listening(true);
    *pause = Duration::from_millis(100);
    loop {
        match listener.try_recv().await? {
            Some(_) => {
                while listener.next_buffered().is_some() {}
                state.cache.forget();
                metrics::counter!("storefront_cache_changes_total").increment(1);
            }
            None => return Err(sqlx::Error::PoolClosed),
        }
    }
}
