//! What tests tell a provider to do.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::claims::{For, claims};
use super::identity::Identity;
use super::keys::{Forgery, NewKey};
use super::{Party, Provider};
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
    match signed(&world, party, &claims, order.forgery).await {
        Ok(id_token) => HttpResponse::Created().json(json!({"id_token": id_token, "claims": claims})),
        Err(error) => answer::error(StatusCode::INTERNAL_SERVER_ERROR, error),
    }
}

async fn signed(
    world: &World,
    party: &Party,
    claims: &Map<String, Value>,
    forgery: Option<Forgery>,
) -> anyhow::Result<String> {
    let lacks_key = party.keys(&world.ctx).await?.lacks_key_for(forgery);
    if lacks_key {
        let key = NewKey::make(&world.ctx).await?;
        party.keys(&world.ctx).await?.set_unpublished(key);
    }
    party.keys(&world.ctx).await?.sign(claims, forgery)
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
    match rotated(&world, *provider, rotation.keep_previous).await {
        Ok(ids) => HttpResponse::Ok().json(json!({ "key_ids": ids })),
        Err(error) => answer::error(StatusCode::INTERNAL_SERVER_ERROR, error),
    }
}

async fn rotated(world: &World, provider: Provider, keep_previous: bool) -> anyhow::Result<Vec<String>> {
    let key = NewKey::make(&world.ctx).await?;
    let mut keys = world.oidc.party(provider).keys(&world.ctx).await?;
    keys.rotate(key, keep_previous);
    Ok(keys.ids())
}

/// What the provider has seen: so that a test can tell whether keys are kept.
pub(super) async fn state(world: Data<World>, provider: Path<Provider>) -> HttpResponse {
    let party = world.oidc.party(*provider);
    let key_requests = *party.key_requests();
    match party.keys(&world.ctx).await {
        Ok(keys) => HttpResponse::Ok().json(json!({
            "issuer": party.issuer,
            "key_ids": keys.ids(),
            "key_requests": key_requests,
        })),
        Err(error) => answer::error(StatusCode::INTERNAL_SERVER_ERROR, error),
    }
}
