//! Repeats of a request are answered from what the first one did. The key is claimed first in the transaction that does the
//! work, so key and work are committed together or not at all.

use db::Tx;
use kernel::Ctx;
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

/// A client's `Idempotency-Key` with a digest of the request it came with.
#[derive(Clone, Debug)]
pub struct IdempotencyKey {
    key: String,
    request_hash: [u8; 32],
}

#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The key must be 8 to 128 visible ASCII characters.
    #[error("malformed idempotency key")]
    Malformed,
    #[error("the key was used for another request")]
    Reused,
    #[error("the first request with this key is still being answered")]
    InProgress,
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl IdempotencyKey {
    /// `request` is what must be the same in a repeat: the body's bytes.
    pub fn new(key: &str, request: &[u8]) -> Result<Self, KeyError> {
        let visible = key.bytes().all(|byte| byte.is_ascii_graphic());
        if !visible || !(8..=128).contains(&key.len()) {
            return Err(KeyError::Malformed);
        }
        Ok(Self {
            key: key.to_owned(),
            request_hash: Sha256::digest(request).into(),
        })
    }

    /// Claims the key for `scope` (who and what, for instance `checkout:<cart>`). `Some` is the outcome of the first request,
    /// to be answered again; `None` means the caller does the work and then calls [`IdempotencyKey::keep`].
    ///
    /// While the first request is in flight a repeat waits for it, up to the session's lock timeout.
    pub(crate) async fn claim<T: DeserializeOwned>(
        &self,
        tx: &Tx,
        ctx: &Ctx,
        scope: &str,
    ) -> Result<Option<T>, KeyError> {
        use db::Conn as _;
        let (scope, key, hash, now) = (
            scope.to_owned(),
            self.key.clone(),
            self.request_hash.to_vec(),
            ctx.now(),
        );
        let inserted = tx
            .execute_raw(raw_sql!(
                Postgres,
                r#"INSERT INTO idempotency_keys (scope, key, request_hash, created_at)
                   VALUES ({scope}, {key}, {hash}, {now}) ON CONFLICT DO NOTHING"#
            ))
            .await
            .map_err(waited_too_long)?;
        if inserted.rows_affected() == 1 {
            return Ok(None);
        }
        self.stored(tx, scope).await.map(Some)
    }

    async fn stored<T: DeserializeOwned>(&self, tx: &Tx, scope: String) -> Result<T, KeyError> {
        #[derive(FromQueryResult)]
        struct Row {
            request_hash: Vec<u8>,
            outcome: Option<serde_json::Value>,
        }
        let key = self.key.clone();
        let row = Row::find_by_statement(raw_sql!(
            Postgres,
            r#"SELECT request_hash, outcome FROM idempotency_keys WHERE scope = {scope} AND key = {key}"#
        ))
        .one(tx)
        .await?
        .ok_or(KeyError::InProgress)?;
        if row.request_hash != self.request_hash {
            return Err(KeyError::Reused);
        }
        let outcome = row.outcome.ok_or(KeyError::InProgress)?;
        serde_json::from_value(outcome).map_err(|error| KeyError::Db(DbErr::Json(error.to_string())))
    }

    /// Stores what the work came to; the transaction commits both.
    pub(crate) async fn keep<T: Serialize>(&self, tx: &Tx, scope: &str, outcome: &T) -> Result<(), DbErr> {
        use db::Conn as _;
        let outcome = serde_json::to_value(outcome).map_err(|error| DbErr::Json(error.to_string()))?;
        let (scope, key) = (scope.to_owned(), self.key.clone());
        tx.execute_raw(raw_sql!(
            Postgres,
            r#"UPDATE idempotency_keys SET outcome = {outcome} WHERE scope = {scope} AND key = {key}"#
        ))
        .await?;
        Ok(())
    }
}

fn waited_too_long(error: DbErr) -> KeyError {
    match db::failure(&error) {
        db::Failure::Transient => KeyError::InProgress,
        _ => KeyError::Db(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_visible_ascii_of_a_sane_length() {
        for bad in ["", "short", "has space in it", "مفتاح-طويل-جدا", &"x".repeat(129)] {
            assert!(
                matches!(IdempotencyKey::new(bad, b""), Err(KeyError::Malformed)),
                "{bad:?}"
            );
        }
        assert!(IdempotencyKey::new("0198c5e0-3b8e-7a52", b"{}").is_ok());
    }
}
