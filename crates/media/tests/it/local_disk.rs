use bytes::Bytes;
use media::{LocalDisk, ObjectKey, ObjectStore as _};

use crate::assets::Folder;

fn key(text: &str) -> ObjectKey {
    text.parse().unwrap()
}

#[tokio::test]
async fn objects_are_written_replaced_read_and_removed() {
    let folder = Folder::new("disk");
    let disk = LocalDisk::new(folder.path());
    let rose = key("flowers/rose.webp");
    assert_eq!(disk.get(&rose).await.unwrap(), None);
    disk.delete(&rose).await.unwrap();
    disk.put(&rose, Bytes::from_static(b"one")).await.unwrap();
    disk.put(&rose, Bytes::from_static(b"two")).await.unwrap();
    assert_eq!(disk.get(&rose).await.unwrap().as_deref(), Some(b"two".as_slice()));
    assert_eq!(disk.get(&key("flowers")).await.unwrap(), None);
    assert_eq!(disk.get(&key("flowers/rose.webp/thorn")).await.unwrap(), None);
    disk.delete(&rose).await.unwrap();
    assert_eq!(disk.get(&rose).await.unwrap(), None);
}

#[tokio::test]
async fn a_write_leaves_nothing_but_the_object() {
    let folder = Folder::new("clean");
    let disk = LocalDisk::new(folder.path());
    disk.put(&key("flowers/rose.webp"), Bytes::from_static(b"rose"))
        .await
        .unwrap();
    // A folder stands where this object should go.
    disk.put(&key("flowers"), Bytes::from_static(b"no"))
        .await
        .unwrap_err();
    let names = |path: &std::path::Path| -> Vec<_> {
        std::fs::read_dir(path)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    };
    assert_eq!(names(folder.path()), ["flowers"]);
    assert_eq!(names(&folder.path().join("flowers")), ["rose.webp"]);
}

#[tokio::test]
async fn concurrent_writers_leave_one_whole_object() {
    let folder = Folder::new("race");
    let disk = LocalDisk::new(folder.path());
    let rose = key("rose.webp");
    let contents: Vec<Bytes> = (0..20_u8).map(|n| vec![n; 50_000].into()).collect();
    let (disk, rose) = (&disk, &rose);
    futures::future::join_all(
        contents
            .iter()
            .map(|bytes| async move { disk.put(rose, bytes.clone()).await.unwrap() }),
    )
    .await;
    let left = disk.get(rose).await.unwrap().unwrap();
    assert!(contents.contains(&left));
}
