//! What the shop sells: categories, products with their variants and prices per region, and the stock of every warehouse.
//!
//! Reads for the storefront live in [`browse`], what carts and the checkout need in [`find_sellable`], everything that moves
//! units in [`stock`].

pub mod browse;
#[cfg(feature = "fixtures")]
pub mod fixtures;
mod market;
mod sellable;
mod sql;
pub mod stock;
pub mod view;
pub mod wishlist;

pub use market::Market;
pub use sellable::{ChosenOption, Offer, Sellability, Sellable, find_sellable};
