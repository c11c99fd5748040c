//! Pictures and other files of the shop: where the bytes are ([`ObjectStore`]) and what is known of them ([`Asset`]).

mod asset;
mod key;
mod local_disk;
mod store;

pub use asset::{Asset, NewAsset, StoreAssetError, find_asset, store_asset};
pub use key::{InvalidObjectKey, ObjectKey};
pub use local_disk::LocalDisk;
pub use store::{ObjectStore, StoreError};
