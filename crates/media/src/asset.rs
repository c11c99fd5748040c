use bytes::Bytes;
use chrono::{DateTime, Utc};
use db::Conn;
use kernel::Ctx;
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use sha2::{Digest as _, Sha256};

use crate::{InvalidObjectKey, ObjectKey, ObjectStore, StoreError};

/// What is known of a stored file.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Asset {
    pub key: String,
    pub content_type: String,
    pub byte_size: i64,
    /// SHA-256 of the bytes.
    pub sha256: Vec<u8>,
    /// Pixels.
    pub width: i32,
    pub height: i32,
    pub created_at: DateTime<Utc>,
}

/// A file to be stored. Clients keep what a key names for ever: changed bytes should get another key.
#[derive(Clone, Debug)]
pub struct NewAsset {
    pub key: String,
    pub content_type: String,
    pub bytes: Bytes,
    pub width: i32,
    pub height: i32,
}

#[derive(Debug, thiserror::Error)]
pub enum StoreAssetError {
    #[error(transparent)]
    Key(#[from] InvalidObjectKey),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// The asset of this key.
pub async fn find_asset(conn: &impl Conn, key: &ObjectKey) -> Result<Option<Asset>, DbErr> {
    let key = key.as_str().to_owned();
    Asset::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT key, content_type, byte_size, sha256, width, height, created_at FROM media_assets WHERE key = {key}"#
    ))
    .one(conn)
    .await
}

/// Writes the bytes, then the row: a row never names bytes that aren't there. Storing the same file again changes nothing
/// but brings back lost bytes.
pub async fn store_asset(
    conn: &impl Conn,
    ctx: &Ctx,
    store: &dyn ObjectStore,
    new: NewAsset,
) -> Result<Asset, StoreAssetError> {
    let key: ObjectKey = new.key.parse()?;
    let sha256 = Sha256::digest(&new.bytes).to_vec();
    let byte_size = i64::try_from(new.bytes.len()).unwrap_or(i64::MAX);
    let asset = Asset {
        key: new.key,
        content_type: new.content_type,
        byte_size,
        sha256,
        width: new.width,
        height: new.height,
        created_at: ctx.now(),
    };
    store.put(&key, new.bytes).await?;
    match find_asset(conn, &key).await? {
        Some(known)
            if (Asset {
                created_at: known.created_at,
                ..asset.clone()
            }) == known =>
        {
            Ok(known)
        }
        _ => Ok(upsert(conn, asset).await?),
    }
}

async fn upsert(conn: &impl Conn, asset: Asset) -> Result<Asset, DbErr> {
    let Asset {
        key,
        content_type,
        byte_size,
        sha256,
        width,
        height,
        created_at,
    } = asset.clone();
    conn.execute_raw(raw_sql!(
        Postgres,
        r#"INSERT INTO media_assets (key, content_type, byte_size, sha256, width, height, created_at)
           VALUES ({key}, {content_type}, {byte_size}, {sha256}, {width}, {height}, {created_at})
           ON CONFLICT (key) DO UPDATE SET content_type = excluded.content_type, byte_size = excluded.byte_size,
             sha256 = excluded.sha256, width = excluded.width, height = excluded.height"#
    ))
    .await?;
    Ok(asset)
}
