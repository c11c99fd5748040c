use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use accounts::social::IdTokens;
use db::Db;
use kernel::Ctx;
use media::ObjectStore;
use orders::OrderCodes;
use orders::payment::Gateways;
use secrecy::ExposeSecret as _;
use sha2::{Digest as _, Sha256};

use crate::access::AccessCache;
use crate::cache::StorefrontCache;
use crate::config::Config;
use crate::shell::{Limits, TrustedProxies};

/// What every request may use; one per process.
pub struct State {
    pub config: Config,
    pub db: Db,
    pub ctx: Ctx,
    pub(crate) cache: StorefrontCache,
    pub(crate) access: AccessCache,
    pub keys: accounts::Keys,
    pub(crate) id_tokens: IdTokens,
    pub media: Arc<dyn ObjectStore>,
    pub codes: OrderCodes,
    pub(crate) gateways: Gateways,
    pub(crate) limits: Limits,
    pub(crate) proxies: TrustedProxies,
    pub(crate) draining: Draining,
}

/// Set once the process has been told to stop: it finishes what it has and shouldn't get more.
#[derive(Default)]
pub struct Draining(AtomicBool);

impl Draining {
    pub fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl State {
    #[must_use]
    pub fn new(config: Config, db: Db, ctx: Ctx) -> Self {
        Self {
            cache: StorefrontCache::new(&config.cache),
            access: AccessCache::new(),
            keys: config
                .secrets
                .keys()
                .expect("the configuration was checked when it was read"),
            id_tokens: config
                .id_tokens()
                .expect("the configuration was checked when it was read"),
            media: Arc::new(media::LocalDisk::new(&config.media.dir)),
            codes: order_codes(&config),
            gateways: config
                .payments
                .gateways()
                .expect("the configuration was checked when it was read"),
            limits: Limits::new(&config.limits),
            proxies: TrustedProxies::new(config.http.trusted_proxies.clone()),
            draining: Draining::default(),
            config,
            db,
            ctx,
        }
    }

    /// With other merchant accounts than the configured ones.
    #[must_use]
    pub fn with_gateways(mut self, gateways: Gateways) -> Self {
        self.gateways = gateways;
        self
    }

    /// Whether the storefront cache hears of changes and therefore works.
    #[must_use]
    pub fn cache_is_listening(&self) -> bool {
        self.cache.is_listening()
    }
}

/// The permutation of order numbers that belongs to the configured secret.
#[must_use]
pub fn order_codes(config: &Config) -> OrderCodes {
    OrderCodes::new(Sha256::digest(config.secrets.order_code.expose_secret()).into())
}
