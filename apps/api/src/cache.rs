//! Storefront answers as ready bytes, kept until the catalogue changes. Correctness never depends on it: prices and stock
//! are read from the database where they matter.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use actix_web::http::{Method, header};
use actix_web::{HttpRequest, HttpResponse};
use futures::FutureExt as _;
use serde::Serialize;

mod encoding;
mod entry;
mod target;

pub use entry::{Entry, Hit};

use crate::config;
use crate::error::Problem;
use target::Target;

/// Some answers depend on the time (a "new" badge): none is kept longer than this.
const KEPT_FOR: Duration = Duration::from_secs(60);

pub struct StorefrontCache {
    entries: moka::future::Cache<Key, Hit>,
    /// Counts the changes of the catalogue. An answer read before a change is kept under the old number, so it can't be
    /// found after the change even if it was stored later.
    generation: AtomicU64,
    /// Whether changes are heard of. While they aren't, nothing is kept and nothing kept is used.
    listening: AtomicBool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    generation: u64,
    target: Target,
}

impl StorefrontCache {
    /// Nothing is kept before [`crate::changes::listen`] has made sure that changes are heard of.
    #[must_use]
    pub fn new(config: &config::Cache) -> Self {
        let most = if config.enabled {
            config.max_mib * 1024 * 1024
        } else {
            0
        };
        let entries = moka::future::Cache::builder()
            .max_capacity(most)
            .weigher(|key: &Key, hit: &Hit| key.target.len().saturating_add(hit.weight()))
            .time_to_live(KEPT_FOR)
            .build();
        Self {
            entries,
            generation: AtomicU64::new(0),
            listening: AtomicBool::new(false),
        }
    }

    /// The kept answer to this request, if there is one and it can be given without asking anything else: requests from
    /// other origins' pages go the long way, where CORS is decided.
    #[must_use]
    pub fn peek(&self, request: &HttpRequest) -> Option<Hit> {
        if request.method() != Method::GET || request.headers().contains_key(header::ORIGIN) {
            return None;
        }
        let key = self.key(Target::of(request)?)?;
        // Kept answers are there at once; what isn't ready counts as absent.
        self.entries.get(&key).now_or_never().flatten()
    }

    /// The answer to this request: the kept one, or the one that `view` gives, which is then kept. Requests that miss at the
    /// same time share one `view`.
    pub async fn answer<V: Serialize>(
        &self,
        request: &HttpRequest,
        view: impl Future<Output = Result<V, Problem>>,
    ) -> Result<HttpResponse, Problem> {
        let fresh = async {
            let route = request.match_pattern().unwrap_or_default();
            Ok(Hit::new(Entry::of(&view.await?)?, &route))
        };
        let hit = match Target::of(request).and_then(|target| self.key(target)) {
            Some(key) => self
                .entries
                .try_get_with(key, fresh)
                .await
                .map_err(|problem: Arc<Problem>| (*problem).clone())?,
            None => fresh.await?,
        };
        Ok(hit.respond(request.headers()))
    }

    /// The catalogue has changed: nothing kept so far counts any more.
    pub(crate) fn forget(&self) {
        self.generation.fetch_add(1, Ordering::SeqCst);
        self.entries.invalidate_all();
    }

    pub(crate) fn set_listening(&self, listening: bool) {
        // Whatever happened in between wasn't heard of.
        self.forget();
        self.listening.store(listening, Ordering::SeqCst);
        metrics::gauge!("storefront_cache_listening").set(if listening { 1.0 } else { 0.0 });
    }

    /// Whether changes of the catalogue are heard of.
    #[must_use]
    pub fn is_listening(&self) -> bool {
        self.listening.load(Ordering::SeqCst)
    }

    fn key(&self, target: Target) -> Option<Key> {
        let generation = self.generation.load(Ordering::SeqCst);
        self.is_listening().then_some(Key { generation, target })
    }
}

#[cfg(test)]
mod tests;
