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

mod authorize;
mod claims;
mod control;
mod identity;
mod keys;
mod pages;
mod provider;

use keys::Keys;
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
    keys: Mutex<Keys>,
    /// Statuses to answer requests for the keys with.
    key_faults: Faults<StatusCode>,
    key_requests: Mutex<u64>,
    /// Clients and people who have met: Apple tells a name at the first meeting only.
    met: Mutex<HashSet<(String, String)>>,
}

impl Oidc {
    pub(crate) async fn new(ctx: Ctx, addresses: &Addresses) -> anyhow::Result<Self> {
        let party = async |provider, issuer: &str| {
            let ctx = ctx.clone();
            // A key takes a moment to make.
            let keys = tokio::task::spawn_blocking(move || Keys::new(&ctx)).await??;
            anyhow::Ok(Party {
                provider,
                issuer: issuer.to_owned(),
                keys: Mutex::new(keys),
                key_faults: Faults::default(),
                key_requests: Mutex::new(0),
                met: Mutex::default(),
            })
        };
        Ok(Self {
            google: party(Provider::Google, &addresses.google).await?,
            apple: party(Provider::Apple, &addresses.apple).await?,
        })
    }

    fn party(&self, provider: Provider) -> &Party {
        match provider {
            Provider::Google => &self.google,
            Provider::Apple => &self.apple,
        }
    }
}

impl Party {
    fn keys(&self) -> MutexGuard<'_, Keys> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
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
    HttpResponse::Ok()
        .insert_header(CacheControl(vec![
            CacheDirective::Public,
            CacheDirective::MaxAge(KEYS_AGE),
        ]))
        .json(json!({ "keys": party.keys().published() }))
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
