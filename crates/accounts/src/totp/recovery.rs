use db::{Conn, Tx};
use kernel::{AccountId, Ctx};
use sea_orm::{DbErr, raw_sql};
use secrecy::{ExposeSecret as _, SecretString};

use crate::keys::Keys;
use crate::random::random_bytes;

/// How many codes are handed out at once.
pub const RECOVERY_CODES: usize = 10;

/// Without letters and digits that are taken for each other.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// Replaces the account's recovery codes by new ones, which are shown this once.
pub(super) async fn renew(
    tx: &Tx,
    ctx: &Ctx,
    keys: &Keys,
    account: AccountId,
) -> Result<Vec<SecretString>, DbErr> {
    remove(tx, account).await?;
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| new_code(ctx)).collect();
    let hashes: Vec<Vec<u8>> = codes.iter().map(|code| hash(keys, account, code)).collect();
    let account = account.uuid();
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"INSERT INTO recovery_codes (account_id, code_hash) SELECT {account}, hash FROM unnest({hashes}::bytea[]) AS hash"#
    ))
    .await?;
    Ok(codes.into_iter().map(|code| shown(&code).into()).collect())
}

/// Uses a code up; whether it was good.
pub(super) async fn spend(
    conn: &impl Conn,
    ctx: &Ctx,
    keys: &Keys,
    account: AccountId,
    typed: &SecretString,
) -> Result<bool, DbErr> {
    let (hash, now) = (hash(keys, account, &normal(typed.expose_secret())), ctx.now());
    let account = account.uuid();
    let spent = conn
        .execute_raw(raw_sql!(
            Postgres,
            r#"UPDATE recovery_codes SET used_at = {now}
                WHERE account_id = {account} AND code_hash = {hash} AND used_at IS NULL
                  AND EXISTS (SELECT FROM totp_secrets WHERE account_id = {account} AND confirmed_at IS NOT NULL)"#
        ))
        .await?;
    Ok(spent.rows_affected() == 1)
}

pub(super) async fn remove(tx: &Tx, account: AccountId) -> Result<(), DbErr> {
    let account = account.uuid();
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"DELETE FROM recovery_codes WHERE account_id = {account}"#
    ))
    .await?;
    Ok(())
}

/// Twelve characters of 32: 60 bits.
fn new_code(ctx: &Ctx) -> String {
    random_bytes::<12>(ctx)
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect()
}

/// In groups of four.
fn shown(code: &str) -> String {
    let groups: Vec<&str> = [code.get(..4), code.get(4..8), code.get(8..)]
        .into_iter()
        .flatten()
        .collect();
    groups.join("-")
}

/// However it was typed.
fn normal(typed: &str) -> String {
    typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .take(40)
        .collect()
}

fn hash(keys: &Keys, account: AccountId, code: &str) -> Vec<u8> {
    keys.keyed_hash("recovery_code", &format!("{account}:{code}"))
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        let code = new_code(&Ctx::system());
        let shown = shown(&code);
        assert_eq!(shown.len(), 14);
        for typed in [
            shown.clone(),
            shown.to_lowercase(),
            format!("  {} ", shown.replace('-', " ")),
        ] {
            assert_eq!(normal(&typed), code);
        }
    }
}
