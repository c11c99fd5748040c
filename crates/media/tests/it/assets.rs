use std::path::{Path, PathBuf};

use bytes::Bytes;
use chrono::TimeDelta;
use media::{LocalDisk, NewAsset, ObjectStore as _, StoreAssetError, find_asset, store_asset};
use test_support::{TestDb, test_ctx};

/// A folder that goes with the test.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("media-test-{name}-{}", std::process::id()));
        std::fs::remove_dir_all(&path).ok();
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

fn rose(bytes: &'static [u8]) -> NewAsset {
    NewAsset {
        key: "demo/rose.webp".into(),
        content_type: "image/webp".into(),
        bytes: Bytes::from_static(bytes),
        width: 800,
        height: 1000,
    }
}

#[tokio::test]
async fn storing_a_file_twice_changes_nothing_and_brings_back_lost_bytes() {
    let (test, folder, (ctx, clock)) = (TestDb::new().await, Folder::new("assets"), test_ctx());
    let disk = LocalDisk::new(folder.path());
    let first = store_asset(test.db(), &ctx, &disk, rose(b"petals"))
        .await
        .unwrap();
    assert_eq!((first.byte_size, first.width, first.sha256.len()), (6, 800, 32));

    let key = "demo/rose.webp".parse().unwrap();
    disk.delete(&key).await.unwrap();
    clock.advance(TimeDelta::days(1));
    let second = store_asset(test.db(), &ctx, &disk, rose(b"petals"))
        .await
        .unwrap();
    assert_eq!(second, first);
    assert_eq!(find_asset(test.db(), &key).await.unwrap(), Some(first));
    assert_eq!(
        disk.get(&key).await.unwrap().as_deref(),
        Some(b"petals".as_slice())
    );
}

#[tokio::test]
async fn other_bytes_replace_the_file_and_what_is_known_of_it() {
    let (test, folder, (ctx, _)) = (TestDb::new().await, Folder::new("replace"), test_ctx());
    let disk = LocalDisk::new(folder.path());
    store_asset(test.db(), &ctx, &disk, rose(b"petals"))
        .await
        .unwrap();
    store_asset(test.db(), &ctx, &disk, rose(b"more petals"))
        .await
        .unwrap();
    let known = find_asset(test.db(), &"demo/rose.webp".parse().unwrap())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(known.byte_size, 11);
}

#[tokio::test]
async fn a_bad_key_stores_nothing() {
    let (test, folder, (ctx, _)) = (TestDb::new().await, Folder::new("bad"), test_ctx());
    let disk = LocalDisk::new(folder.path());
    let bad = NewAsset {
        key: "../rose.webp".into(),
        ..rose(b"petals")
    };
    let refused = store_asset(test.db(), &ctx, &disk, bad).await;
    assert!(matches!(refused, Err(StoreAssetError::Key(_))));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
