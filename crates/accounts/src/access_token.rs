use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, Header, Validation, decode, decode_header, encode};
use kernel::{AccountId, Ctx, SessionId};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::keys::Keys;

const LIFETIME: TimeDelta = TimeDelta::minutes(10);
const ISSUER: &str = "amoonis";
const AUDIENCE: &str = "api";

/// Who an access token speaks for. Whether the session still is open and the account active is another question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claims {
    pub account: AccountId,
    pub session: SessionId,
    pub expires_at: DateTime<Utc>,
}

#[derive(Serialize, Deserialize)]
struct Payload {
    iss: String,
    aud: String,
    sub: AccountId,
    sid: SessionId,
    iat: i64,
    exp: i64,
}

/// A signed access token (JWT, HS256) good for ten minutes, but no longer than the session; and when it ends.
pub(crate) fn issue(
    keys: &Keys,
    ctx: &Ctx,
    account: AccountId,
    session: SessionId,
    session_ends: DateTime<Utc>,
) -> (SecretString, DateTime<Utc>) {
    let now = ctx.now();
    let exp = (now + LIFETIME).min(session_ends).timestamp();
    let payload = Payload {
        iss: ISSUER.into(),
        aud: AUDIENCE.into(),
        sub: account,
        sid: session,
        iat: now.timestamp(),
        exp,
    };
    let (id, key) = keys.signing();
    let mut header = Header::new(Algorithm::HS256);
    header.kid = Some(id.to_owned());
    let token =
        encode(&header, &payload, key).expect("a struct of text and numbers can be signed with a secret");
    let expires_at = DateTime::from_timestamp(exp, 0).expect("a time of this age");
    (token.into(), expires_at)
}

/// Who an access token speaks for, when it was signed with one of the keys and hasn't ended. Touches no database.
#[must_use]
pub fn verify_access(keys: &Keys, ctx: &Ctx, token: &str) -> Option<Claims> {
    let key = keys.verifying(&decode_header(token).ok()?.kid?)?;
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[AUDIENCE]);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    // The library would ask the wall clock.
    validation.validate_exp = false;
    let Payload { sub, sid, exp, .. } = decode(token, key, &validation).ok()?.claims;
    let expires_at = DateTime::from_timestamp(exp, 0)?;
    (ctx.now() < expires_at).then_some(Claims {
        account: sub,
        session: sid,
        expires_at,
    })
}
