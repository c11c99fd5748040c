use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context as _;
use bytes::Bytes;
use db::Db;
use futures::{StreamExt as _, TryStreamExt as _};
use kernel::Ctx;
use media::{NewAsset, ObjectKey, ObjectStore, find_asset, store_asset};
use sha2::{Digest as _, Sha256};

use super::data::Demo;

const AT_ONCE: usize = 8;

/// The media keys of the pictures by file name.
pub(super) type Keys = HashMap<String, String>;

/// Stores all pictures the data speak of; returns their keys and how many are new. A key ends in the picture's digest, so a
/// redrawn picture is another object and no cache shows the old one.
pub(super) async fn store(
    db: &Db,
    ctx: &Ctx,
    store: &dyn ObjectStore,
    data: &Demo,
    folder: &Path,
) -> anyhow::Result<(Keys, usize)> {
    let files: BTreeSet<&str> = data
        .products
        .iter()
        .flat_map(|(_, product)| &product.pictures)
        .chain(data.categories.iter().map(|category| &category.picture))
        .map(|picture| picture.file.as_str())
        .collect();
    let stored: Vec<(String, String, bool)> = futures::stream::iter(files)
        .map(|file| async move {
            let (key, is_new) = store_one(db, ctx, store, &folder.join("pictures"), file)
                .await
                .with_context(|| format!("picture {file}"))?;
            anyhow::Ok((file.to_owned(), key, is_new))
        })
        .buffer_unordered(AT_ONCE)
        .try_collect()
        .await?;
    let new = stored.iter().filter(|(.., is_new)| *is_new).count();
    Ok((
        stored.into_iter().map(|(file, key, _)| (file, key)).collect(),
        new,
    ))
}

async fn store_one(
    db: &Db,
    ctx: &Ctx,
    store: &dyn ObjectStore,
    folder: &Path,
    file: &str,
) -> anyhow::Result<(String, bool)> {
    let bytes = Bytes::from(tokio::fs::read(folder.join(file)).await?);
    let (width, height) = size(&bytes).context("not an SVG with width and height")?;
    let name = file.strip_suffix(".svg").context("not an SVG")?;
    let key: ObjectKey = format!("demo/{name}-{}.svg", digest(&bytes)).parse()?;
    let is_known = find_asset(db, &key).await?.is_some();
    if is_known && store.get(&key).await?.is_some() {
        return Ok((key.to_string(), false));
    }
    let key = key.to_string();
    let asset = NewAsset {
        key,
        content_type: "image/svg+xml".to_owned(),
        bytes,
        width,
        height,
    };
    let asset = store_asset(db, ctx, store, asset).await?;
    Ok((asset.key, !is_known))
}

/// The first five bytes of the SHA-256 in hex.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(5)
        .fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").expect("a string takes any text");
            hex
        })
}

/// `width` and `height` of the root element.
fn size(svg: &[u8]) -> Option<(i32, i32)> {
    let head = std::str::from_utf8(svg.get(..200)?).ok()?;
    let value = |name: &str| -> Option<i32> {
        let (_, rest) = head.split_once(&format!(" {name}=\""))?;
        rest.split_once('"')?.0.parse().ok()
    };
    Some((value("width")?, value("height")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_from_the_root() {
        let svg = format!(
            r#"<svg xmlns="x" width="1200" height="1500" viewBox="0 0 1 1">{}</svg>"#,
            " ".repeat(200)
        );
        assert_eq!(size(svg.as_bytes()), Some((1200, 1500)));
        assert_eq!(size(&[b' '; 300]), None);
        assert_eq!(size(b"<svg/>"), None);
    }
}
