//! Where the shop sells: regions, their delivery zones and calendar, tax, and the shape of an address in each country.

pub mod address;
pub mod delivery;
#[cfg(feature = "fixtures")]
pub mod fixtures;
mod names;
mod store;

pub use names::{Names, names};
pub use store::{Blackout, Store, Terms, ZoneTerms, find_store, get_store, list_active};
