use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::uri::Uri;
use actix_web::web::{Data, Form, Path, Query};
use serde::Deserialize;
use serde_json::json;

use super::claims::{For, claims};
use super::identity::{DEMO, Identity};
use super::{Party, Provider, pages};
use crate::world::World;

/// What the shop's page asks the provider for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    pub(super) response_type: String,
    pub(super) response_mode: String,
    pub(super) scope: String,
    pub(super) nonce: String,
    pub(super) state: String,
}

/// What a person decided on the page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Decision {
    /// The address of a person of the list, `someone` for the one typed in, or `nobody`.
    who: String,
    email: String,
    name: String,
    /// Checkboxes: there when ticked.
    verified: Option<String>,
    hide_email: Option<String>,
}

const SOMEONE: &str = "someone";
const NOBODY: &str = "nobody";

pub(super) async fn ask(world: Data<World>, provider: Path<Provider>, asked: Query<Asked>) -> HttpResponse {
    let party = world.oidc.party(*provider);
    match check(party.provider, &asked) {
        Ok(()) => pages::choose(party.provider, &asked),
        Err(problem) => pages::problem(party.provider, &problem),
    }
}

/// Both halves of the form; serde can't flatten what is urlencoded.
pub(super) async fn answer(
    world: Data<World>,
    provider: Path<Provider>,
    asked: Query<Asked>,
    decision: Form<Decision>,
) -> HttpResponse {
    let party = world.oidc.party(*provider);
    if let Err(problem) = check(party.provider, &asked) {
        return pages::problem(party.provider, &problem);
    }
    if decision.who == NOBODY {
        let mut fields = vec![("error", party.provider.cancelled().to_owned())];
        fields.extend(state(&asked));
        return pages::send_back(&asked.redirect_uri, &fields);
    }
    let Some(who) = chosen(party.provider, &decision) else {
        return pages::problem(
            party.provider,
            "invalid_request: choose somebody, or type an address",
        );
    };
    match granted(&world, party, &asked, &who).await {
        Ok(fields) => pages::send_back(&asked.redirect_uri, &fields),
        Err(error) => crate::answer::error(StatusCode::INTERNAL_SERVER_ERROR, error),
    }
}

/// The rules of the real providers that a client can break.
fn check(provider: Provider, asked: &Asked) -> Result<(), String> {
    let invalid = |what: &str| Err(format!("invalid_request: {what}"));
    if asked.client_id.is_empty() {
        return invalid("client_id is missing");
    }
    let redirect = asked.redirect_uri.parse::<Uri>().ok();
    let is_page = redirect.is_some_and(|uri| {
        matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some_and(|host| !host.is_empty())
    });
    if !is_page || asked.redirect_uri.contains('#') {
        return invalid("redirect_uri must be the address of a page");
    }
    if sorted(&asked.response_type) != sorted(provider.response_type()) {
        return Err(format!(
            "unsupported_response_type: {:?}; {} takes {:?} here",
            asked.response_type,
            provider.name(),
            provider.response_type()
        ));
    }
    if asked.response_mode != "form_post" {
        return invalid("response_mode must be form_post");
    }
    let scopes: Vec<&str> = asked.scope.split(' ').collect();
    if provider == Provider::Google && !scopes.contains(&"openid") {
        return invalid("scope must have openid in it");
    }
    if !scopes.contains(&"email") {
        return invalid("scope must have email in it, or no address is told");
    }
    if asked.nonce.is_empty() {
        return invalid("nonce is missing");
    }
    Ok(())
}

fn sorted(words: &str) -> Vec<&str> {
    let mut words: Vec<&str> = words.split(' ').collect();
    words.sort_unstable();
    words
}

fn chosen(provider: Provider, decision: &Decision) -> Option<Identity> {
    let who = if decision.who == SOMEONE {
        let is_address = decision
            .email
            .trim()
            .split_once('@')
            .is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty());
        is_address.then(|| {
            Identity::of(
                provider,
                &decision.email,
                &decision.name,
                decision.verified.is_some(),
            )
        })?
    } else {
        let (email, name, verified) = DEMO.iter().find(|(email, ..)| *email == decision.who)?;
        Identity::of(provider, email, name, *verified)
    };
    let hides = provider == Provider::Apple && decision.hide_email.is_some();
    Some(if hides { who.behind_relay() } else { who })
}

/// The fields of the form that brings the token to the shop.
async fn granted(
    world: &World,
    party: &Party,
    asked: &Asked,
    who: &Identity,
) -> anyhow::Result<Vec<(&'static str, String)>> {
    let code = (party.provider == Provider::Apple).then(|| format!("c{}", world.ctx.new_secret()));
    let claims = claims(
        party.provider,
        who,
        &For {
            issuer: &party.issuer,
            client: &asked.client_id,
            nonce: Some(&asked.nonce),
            code: code.as_deref(),
            now: world.ctx.now(),
        },
    );
    let id_token = party.keys(&world.ctx).await?.sign(&claims, None)?;
    let mut fields: Vec<(&'static str, String)> = state(asked).into_iter().collect();
    fields.push(("id_token", id_token));
    match party.provider {
        Provider::Google => fields.extend([("authuser", "0".to_owned()), ("prompt", "consent".to_owned())]),
        Provider::Apple => {
            fields.extend(code.map(|code| ("code", code)));
            let wants_name = asked.scope.split(' ').any(|scope| scope == "name");
            if wants_name && party.first_meeting(&asked.client_id, &who.subject) {
                let (first, last) = who.names();
                let user = json!({"name": {"firstName": first, "lastName": last}, "email": who.email});
                fields.push(("user", user.to_string()));
            }
        }
    }
    Ok(fields)
}

fn state(asked: &Asked) -> Option<(&'static str, String)> {
    (!asked.state.is_empty()).then(|| ("state", asked.state.clone()))
}
