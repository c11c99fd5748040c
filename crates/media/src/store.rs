use async_trait::async_trait;
use bytes::Bytes;

use crate::ObjectKey;

/// Where the bytes of files are kept.
#[async_trait]
pub trait ObjectStore: Send + Sync {
    /// Writes an object, whole or not at all; an object of the same key is replaced.
    async fn put(&self, key: &ObjectKey, bytes: Bytes) -> Result<(), StoreError>;

    /// The object's bytes; `None` when there is none.
    async fn get(&self, key: &ObjectKey) -> Result<Option<Bytes>, StoreError>;

    /// Removes an object; fine when there is none.
    async fn delete(&self, key: &ObjectKey) -> Result<(), StoreError>;
}

#[derive(Debug, thiserror::Error)]
#[error("can't {action} the object {key}: {source}")]
pub struct StoreError {
    pub action: &'static str,
    pub key: ObjectKey,
    pub source: std::io::Error,
}
