//! What every call of the API goes through: whose token it is, what goes wrong, and whether its key was used before.

use actix_web::http::header::AUTHORIZATION;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};

use super::account::Account;
use super::answer::Answer;
use super::books::{Books, Fact, Kept};
use super::trouble::{CallKind, http, suffer};
use crate::world::World;

/// Whether a call heeds `Idempotency-Key`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyed {
    Never,
    Always,
    /// Only when the account says so.
    V2,
}

/// What a call may use.
pub(super) struct Desk<'a> {
    pub books: &'a mut Books,
    pub account: &'a Account,
    /// Of this sandbox: `http://…`.
    pub base_url: &'a str,
    pub now: DateTime<Utc>,
    /// For secrets in addresses.
    pub ctx: &'a kernel::Ctx,
}

pub(super) async fn call(
    world: &World,
    request: &HttpRequest,
    (kind, keyed): (CallKind, Keyed),
    body: &[u8],
    work: impl FnOnce(&mut Desk<'_>, &[u8]) -> Answer,
) -> HttpResponse {
    let gateway = &world.myfatoorah;
    let account = match gateway.account_of(&bearer(request)) {
        Ok(account) => account,
        Err(refused) => return http(&refused),
    };
    let text = format!("{} {}", request.path(), String::from_utf8_lossy(body));
    let fault = gateway.fault(kind, &text);
    if let Some(fault) = fault.as_ref().filter(|fault| !fault.is_applied()) {
        return suffer(request, fault, None).await;
    }
    let is_keyed = keyed == Keyed::Always || (keyed == Keyed::V2 && account.settings.idempotent_v2);
    let key = request
        .headers()
        .get("idempotency-key")
        .and_then(|key| key.to_str().ok())
        .filter(|key| is_keyed && !key.is_empty());
    let now = world.ctx.now();
    let (answer, notices) = {
        let mut books = gateway.books();
        let known = key.and_then(|key| books.kept(&account.name, key, now));
        // The body isn't compared: the first answer comes back whatever is asked this time.
        let answer = if let Some(kept) = known {
            Answer {
                status: kept.status,
                body: kept.body.clone(),
            }
        } else {
            let mut desk = Desk {
                books: &mut books,
                account: &account,
                base_url: &gateway.base_url,
                now,
                ctx: &world.ctx,
            };
            let answer = work(&mut desk, body);
            if let Some(key) = key {
                books.write(Fact::Kept(Kept {
                    account: account.name.clone(),
                    key: key.to_owned(),
                    at: now,
                    status: answer.status,
                    body: answer.body.clone(),
                }));
            }
            answer
        };
        (answer, std::mem::take(&mut books.notices))
    };
    gateway.tell(notices, now);
    match fault {
        Some(fault) => suffer(request, &fault, Some(answer)).await,
        None => http(&answer),
    }
}

fn bearer(request: &HttpRequest) -> String {
    request
        .headers()
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .unwrap_or_default()
        .to_owned()
}
