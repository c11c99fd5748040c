//! Google's and Apple's sign-in: OpenID Connect providers with a page where a person picks who they are. The wire formats
//! are the real ones', down to Apple's booleans in quotation marks; passwords there are none.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use actix_web::http::StatusCode;
use actix_web::http::header::{CacheControl, CacheDirective};
use actix_web::web::{Data, Json, Path, ServiceConfig, delete, get, post, resource};
use actix_web::{HttpResponse, Responder};
use kernel::Ctx;
use serde::Deserialize;
use serde_json::json;
use tokio::sync::OnceCell;

mod authorize;
mod claims;
mod control;
mod identity;
mod keys;
mod pages;
mod provider;

use keys::{Keys, NewKey};
pub(crate) use provider::Provider;

use crate::Addresses;
use crate::answer;
use crate::faults::{Faults, once};
use crate::world::World;

/// How long clients may keep the keys, in seconds.
const KEYS_AGE: u32 = 300;

pub(crate) struct Oidc {
    google: Party,
    apple: Party,
}

/// One provider.
pub(crate) struct Party {
    provider: Provider,
    issuer: String,
    /// Made when first needed.
    keys: OnceCell<Mutex<Keys>>,
    /// Statuses to answer requests for the keys with.
    key_faults: Faults<StatusCode>,
    key_requests: Mutex<u64>,
    /// Clients and people who have met: Apple tells a name at the first meeting only.
    met: Mutex<HashSet<(String, String)>>,
}

impl Oidc {
    pub(crate) fn new(addresses: &Addresses) -> Self {
        let party = |provider, issuer: &str| Party {
            provider,
            issuer: issuer.to_owned(),
            keys: OnceCell::new(),
            key_faults: Faults::default(),
            key_requests: Mutex::new(0),
            met: Mutex::default(),
        };
        Self {
            google: party(Provider::Google, &addresses.google),
            apple: party(Provider::Apple, &addresses.apple),
        }
    }

    fn party(&self, provider: Provider) -> &Party {
        match provider {
            Provider::Google => &self.google,
            Provider::Apple => &self.apple,
        }
    }
}

impl Party {
    async fn keys(&self, ctx: &Ctx) -> anyhow::Result<MutexGuard<'_, Keys>> {
        let first = || async { NewKey::make(ctx).await.map(|key| Mutex::new(Keys::new(key))) };
        let keys = self.keys.get_or_try_init(first).await?;
        Ok(keys.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn key_requests(&self) -> MutexGuard<'_, u64> {
        self.key_requests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether this is the first time, which it is no longer.
    fn first_meeting(&self, client: &str, subject: &str) -> bool {
        let mut met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        met.insert((client.to_owned(), subject.to_owned()))
    }
}

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(resource("/oidc/{provider}/.well-known/openid-configuration").route(get().to(discovery)))
        .service(resource("/oidc/{provider}/keys").route(get().to(keys_document)))
        .service(
            resource("/oidc/{provider}/authorize")
                .route(get().to(authorize::ask))
                .route(post().to(authorize::answer)),
        )
        .service(resource("/oidc/submit.js").route(get().to(pages::submit_script)))
        .service(resource("/oidc/{provider}/tokens").route(post().to(control::mint)))
        .service(resource("/oidc/{provider}/keys/rotate").route(post().to(control::rotate)))
        .service(resource("/oidc/{provider}/state").route(get().to(control::state)))
        .service(
            resource("/oidc/{provider}/keys/faults")
                .route(post().to(order_fault))
                .route(delete().to(clear_faults)),
        );
}

async fn discovery(world: Data<World>, provider: Path<Provider>) -> impl Responder {
    let Party { issuer, provider, .. } = world.oidc.party(*provider);
    HttpResponse::Ok()
        .insert_header(CacheControl(vec![
            CacheDirective::Public,
            CacheDirective::MaxAge(KEYS_AGE),
        ]))
        .json(provider.discovery(issuer))
}

async fn keys_document(world: Data<World>, provider: Path<Provider>) -> impl Responder {
    let party = world.oidc.party(*provider);
    *party.key_requests() += 1;
    if let Some(status) = party.key_faults.take(|_| true) {
        return answer::error(status, "a fault was ordered here");
    }
    match party.keys(&world.ctx).await {
        Ok(keys) => HttpResponse::Ok()
            .insert_header(CacheControl(vec![
                CacheDirective::Public,
                CacheDirective::MaxAge(KEYS_AGE),
            ]))
            .json(json!({ "keys": keys.published() })),
        Err(error) => answer::error(StatusCode::INTERNAL_SERVER_ERROR, error),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FaultOrder {
    status: u16,
    #[serde(default = "once")]
    times: u32,
}

async fn order_fault(
    world: Data<World>,
    provider: Path<Provider>,
    order: Json<FaultOrder>,
) -> impl Responder {
    let Some(status) = StatusCode::from_u16(order.status)
        .ok()
        .filter(|status| status.as_u16() >= 400)
    else {
        return answer::error(StatusCode::BAD_REQUEST, "a status from 400");
    };
    world.oidc.party(*provider).key_faults.order(status, order.times);
    HttpResponse::NoContent().finish()
}

async fn clear_faults(world: Data<World>, provider: Path<Provider>) -> impl Responder {
    world.oidc.party(*provider).key_faults.clear();
    HttpResponse::NoContent()
}
