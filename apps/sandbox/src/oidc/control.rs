//! What tests tell a provider to do.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::Provider;
use super::claims::{For, claims};
use super::identity::Identity;
use super::keys::{Forgery, NewKey};
use crate::answer;
use crate::world::World;

/// A token to make: somebody, for some client, with anything changed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Order {
    client_id: String,
    nonce: Option<String>,
    email: String,
    #[serde(default = "yes")]
    email_verified: bool,
    #[serde(default)]
    name: String,
    #[serde(default)]
    is_private_email: bool,
    /// Claims to set over the usual ones; `null` takes one away.
    #[serde(default)]
    claims: Map<String, Value>,
    forgery: Option<Forgery>,
}

const fn yes() -> bool {
    true
}

pub(super) async fn mint(world: Data<World>, provider: Path<Provider>, order: Json<Order>) -> HttpResponse {
    let party = world.oidc.party(*provider);
    let order = order.into_inner();
    let mut who = Identity::of(party.provider, &order.email, &order.name, order.email_verified);
    who.is_private_email = order.is_private_email;
    let mut claims = claims(
        party.provider,
        &who,
        &For {
            issuer: &party.issuer,
            client: &order.client_id,
            nonce: order.nonce.as_deref(),
            code: None,
            now: world.ctx.now(),
        },
    );
    for (name, value) in order.claims {
        if value.is_null() {
            claims.remove(&name);
        } else {
            claims.insert(name, value);
        }
    }
    match party.keys().sign(&claims, order.forgery) {
        Ok(id_token) => HttpResponse::Created().json(json!({"id_token": id_token, "claims": claims})),
        Err(error) => answer::error(StatusCode::INTERNAL_SERVER_ERROR, error),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rotation {
    /// Whether tokens of the key before still count.
    #[serde(default = "yes")]
    keep_previous: bool,
}

pub(super) async fn rotate(
    world: Data<World>,
    provider: Path<Provider>,
    rotation: Json<Rotation>,
) -> HttpResponse {
    let ctx = world.ctx.clone();
    let made = tokio::task::spawn_blocking(move || NewKey::make(&ctx)).await;
    match made.map_err(anyhow::Error::from).flatten() {
        Ok(key) => {
            let party = world.oidc.party(*provider);
            let mut keys = party.keys();
            keys.rotate(key, rotation.keep_previous);
            HttpResponse::Ok().json(json!({"key_ids": keys.ids()}))
        }
        Err(error) => answer::error(StatusCode::INTERNAL_SERVER_ERROR, error),
    }
}

/// What the provider has seen: so that a test can tell whether keys are kept.
pub(super) async fn state(world: Data<World>, provider: Path<Provider>) -> HttpResponse {
    let party = world.oidc.party(*provider);
    let key_requests = *party.key_requests();
    HttpResponse::Ok().json(json!({
        "issuer": party.issuer,
        "key_ids": party.keys().ids(),
        "key_requests": key_requests,
    }))
}
