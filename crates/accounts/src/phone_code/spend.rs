use db::{Db, Tx};
use kernel::{Ctx, Phone, PhoneCodeId};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use secrecy::{ExposeSecret as _, SecretString};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::{TRIES, code_hash};
use crate::keys::Keys;

#[derive(Debug, thiserror::Error)]
pub enum CodeError {
    /// Wrong, expired, used, or never sent.
    #[error("the code isn't good")]
    Invalid { tries_left: u8 },
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// A code that was guessed right and not used yet.
pub(super) struct Guessed {
    id: PhoneCodeId,
    phone: String,
}

/// Whether somebody has this number in their hand; uses the code up.
pub async fn prove(
    db: &Db,
    ctx: &Ctx,
    keys: &Keys,
    phone: &Phone,
    code: &SecretString,
) -> Result<(), CodeError> {
    let guessed = guess(db, ctx, keys, phone, code).await?;
    let tx = db::begin(db).await?;
    spend(&tx, ctx, guessed).await?;
    Ok(tx.commit().await?)
}

#[derive(FromQueryResult)]
struct CountedRow {
    id: Uuid,
    code_hash: Vec<u8>,
    tries: i32,
}

/// Compares a code with the newest that was sent to the number. The guess is counted before that and for good, so this runs on the
/// pool: in a transaction it would be taken back with it. However many guesses run at once, five are compared.
pub(super) async fn guess(
    db: &Db,
    ctx: &Ctx,
    keys: &Keys,
    phone: &Phone,
    code: &SecretString,
) -> Result<Guessed, CodeError> {
    let (number, now) = (phone.to_string(), ctx.now());
    let counted = CountedRow::find_by_statement(raw_sql!(
        Postgres,
        r#"UPDATE phone_codes SET tries = tries + 1
            WHERE id = (SELECT id FROM phone_codes WHERE phone = {number} AND code_hash IS NOT NULL
                         ORDER BY created_at DESC, id DESC LIMIT 1)
              AND tries < 5 AND used_at IS NULL AND expires_at > {now}
           RETURNING id, code_hash, tries"#
    ))
    .one(db)
    .await?
    .ok_or(CodeError::Invalid { tries_left: 0 })?;
    let id = PhoneCodeId::from(counted.id);
    let typed = code_hash(keys, id, &digits(code.expose_secret()));
    if !bool::from(typed.as_slice().ct_eq(&counted.code_hash)) {
        let made = u8::try_from(counted.tries).unwrap_or(TRIES);
        return Err(CodeError::Invalid {
            tries_left: TRIES.saturating_sub(made),
        });
    }
    Ok(Guessed { id, phone: number })
}

#[derive(FromQueryResult)]
struct SpentRow {
    id: Uuid,
}

/// Uses a code up, and the others of its number with it: of any number of attempts one succeeds.
pub(super) async fn spend(tx: &Tx, ctx: &Ctx, guessed: Guessed) -> Result<(), CodeError> {
    let (phone, now) = (guessed.phone, ctx.now());
    // Locked in one order, so that two codes of one number can't wait for each other.
    let spent = SpentRow::find_by_statement(raw_sql!(
        Postgres,
        r#"WITH good AS (
             SELECT id FROM phone_codes WHERE phone = {phone} AND used_at IS NULL ORDER BY id FOR UPDATE
           )
           UPDATE phone_codes SET used_at = {now} FROM good WHERE phone_codes.id = good.id RETURNING phone_codes.id"#
    ))
    .all(tx)
    .await?;
    if spent.iter().any(|row| row.id == guessed.id.uuid()) {
        Ok(())
    } else {
        Err(CodeError::Invalid { tries_left: 0 })
    }
}

/// However it was typed.
fn digits(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !c.is_whitespace())
        .take(12)
        .map(|c| match c {
            '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10).unwrap_or(c),
            '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10).unwrap_or(c),
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn digits_of_any_keyboard_are_understood() {
        for typed in ["012345", " 012 345", "٠١٢٣٤٥", "۰۱۲۳۴۵"] {
            assert_eq!(digits(typed), "012345");
        }
    }
}
