use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};
use db::{Db, Tx};
use jobs::{Enqueue, enqueue};
use kernel::{Ctx, Phone, PhoneCodeId};
use sea_orm::{ConnectionTrait as _, DbErr, FromQueryResult, raw_sql};
use secrecy::SecretString;

use super::{LIFETIME, RESEND_AFTER, code_hash, stored_phone};
use crate::keys::Keys;
use crate::random::random_bytes;
use crate::session::address_scope;
use crate::work::SendPhoneCode;

/// Codes sent to one number in an hour …
const PER_PHONE: i64 = 5;
/// … and asked for by one client.
const PER_CLIENT: i64 = 20;
const WINDOW: TimeDelta = TimeDelta::hours(1);

/// A code is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requested {
    pub resend_after: TimeDelta,
    pub expires_in: TimeDelta,
}

#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    #[error("too many codes were sent")]
    TooMany { retry_after: TimeDelta },
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Has a code sent to this number, whether it belongs to an account or not: one a minute and five an hour to a number, twenty an
/// hour for a client.
pub async fn request(
    db: &Db,
    ctx: &Ctx,
    phone: &Phone,
    client_address: Option<IpAddr>,
    locale: &str,
) -> Result<Requested, RequestError> {
    let tx = db::begin(db).await?;
    let client = client_address.map(address_scope);
    // Requests at once would each find room for one more.
    lock(&tx, &format!("phone {phone}")).await?;
    if let Some(client) = &client {
        lock(&tx, client).await?;
    }
    if let Some(retry_after) = wait(&tx, ctx, phone, client.as_deref()).await? {
        return Err(RequestError::TooMany { retry_after });
    }
    let (id, now): (PhoneCodeId, _) = (ctx.new_id(), ctx.now());
    let (uuid, number, expires_at) = (id.uuid(), phone.to_string(), now + LIFETIME);
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"INSERT INTO phone_codes (id, phone, expires_at, asked_from, created_at)
           VALUES ({uuid}, {number}, {expires_at}, {client}, {now})"#
    ))
    .await?;
    let job = SendPhoneCode {
        phone_code_id: id,
        locale: locale.to_owned(),
    };
    enqueue(&tx, ctx, &job, Enqueue::default()).await?;
    tx.commit().await?;
    Ok(Requested {
        resend_after: RESEND_AFTER,
        expires_in: LIFETIME,
    })
}

#[derive(FromQueryResult)]
struct PhoneRow {
    phone: String,
}

/// Makes the code of a request when it is sent. Making it again replaces it and leaves the guesses counted. `None`: it is too
/// late, nothing is to be sent any more.
pub async fn issue(
    tx: &Tx,
    ctx: &Ctx,
    keys: &Keys,
    id: PhoneCodeId,
) -> Result<Option<(Phone, SecretString)>, DbErr> {
    let code = format!("{:06}", u64::from_be_bytes(random_bytes(ctx)) % 1_000_000);
    let (hash, uuid, now) = (code_hash(keys, id, &code).to_vec(), id.uuid(), ctx.now());
    let row = PhoneRow::find_by_statement(raw_sql!(
        Postgres,
        r#"UPDATE phone_codes SET code_hash = {hash}
            WHERE id = {uuid} AND used_at IS NULL AND expires_at > {now} AND tries < 5 RETURNING phone"#
    ))
    .one(tx)
    .await?;
    row.map(|row| Ok((stored_phone(&row.phone)?, code.into())))
        .transpose()
}

async fn lock(tx: &Tx, what: &str) -> Result<(), DbErr> {
    let name = format!("accounts.phone_code {what}");
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))"#
    ))
    .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct SentRow {
    to_phone: i64,
    oldest_to_phone: Option<DateTime<Utc>>,
    newest_to_phone: Option<DateTime<Utc>>,
    for_client: i64,
    oldest_for_client: Option<DateTime<Utc>>,
}

/// How long until another code may be sent, if not now.
async fn wait(tx: &Tx, ctx: &Ctx, phone: &Phone, client: Option<&str>) -> Result<Option<TimeDelta>, DbErr> {
    let (phone, now, from) = (phone.to_string(), ctx.now(), ctx.now() - WINDOW);
    let row = SentRow::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT p.*, c.* FROM
             (SELECT count(*) AS to_phone, min(created_at) AS oldest_to_phone, max(created_at) AS newest_to_phone
                FROM phone_codes WHERE phone = {phone} AND created_at > {from}) p,
             (SELECT count(*) AS for_client, min(created_at) AS oldest_for_client
                FROM phone_codes WHERE asked_from = {client} AND created_at > {from}) c"#
    ))
    .one(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let waits = [
        row.newest_to_phone.map(|newest| newest + RESEND_AFTER),
        row.oldest_to_phone
            .filter(|_| row.to_phone >= PER_PHONE)
            .map(|oldest| oldest + WINDOW),
        row.oldest_for_client
            .filter(|_| row.for_client >= PER_CLIENT)
            .map(|oldest| oldest + WINDOW),
    ];
    let longest = waits.into_iter().flatten().max().map(|until| until - now);
    Ok(longest.filter(|wait| *wait > TimeDelta::zero()))
}
