use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use async_trait::async_trait;
use bytes::Bytes;
use tokio::fs;
use tokio::io::AsyncWriteExt as _;

use crate::{ObjectKey, ObjectStore, StoreError};

/// Objects as files below one folder, which is made when first needed.
#[derive(Debug)]
pub struct LocalDisk {
    root: PathBuf,
    writes: AtomicU64,
}

impl LocalDisk {
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            writes: AtomicU64::new(0),
        }
    }

    fn path(&self, key: &ObjectKey) -> PathBuf {
        self.root.join(key.as_str())
    }

    /// A name no object can have and no other writer uses.
    fn scratch(&self, path: &Path) -> PathBuf {
        let number = self.writes.fetch_add(1, Ordering::Relaxed);
        path.with_file_name(format!(".upload-{}-{number}", std::process::id()))
    }

    async fn write(&self, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).await?;
        }
        let scratch = self.scratch(path);
        let written = async {
            let mut file = fs::File::create(&scratch).await?;
            file.write_all(bytes).await?;
            file.sync_all().await?;
            fs::rename(&scratch, path).await
        }
        .await;
        if written.is_err() {
            fs::remove_file(&scratch).await.ok();
        }
        written
    }
}

#[async_trait]
impl ObjectStore for LocalDisk {
    async fn put(&self, key: &ObjectKey, bytes: Bytes) -> Result<(), StoreError> {
        self.write(&self.path(key), &bytes)
            .await
            .map_err(|source| failed("write", key, source))
    }

    async fn get(&self, key: &ObjectKey) -> Result<Option<Bytes>, StoreError> {
        match fs::read(self.path(key)).await {
            Ok(bytes) => Ok(Some(bytes.into())),
            Err(error) if is_absent(error.kind()) => Ok(None),
            Err(source) => Err(failed("read", key, source)),
        }
    }

    async fn delete(&self, key: &ObjectKey) -> Result<(), StoreError> {
        match fs::remove_file(self.path(key)).await {
            Err(error) if !is_absent(error.kind()) => Err(failed("delete", key, error)),
            _ => Ok(()),
        }
    }
}

/// `a/b` is absent when `a` is a file, and `a` when it is a folder.
fn is_absent(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory
    )
}

fn failed(action: &'static str, key: &ObjectKey, source: std::io::Error) -> StoreError {
    StoreError {
        action,
        key: key.clone(),
        source,
    }
}
