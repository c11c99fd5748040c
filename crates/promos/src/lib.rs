//! Promo codes: what a code is worth, and the single-winner claim of a use. See README.md for tables and invariants.

mod claim;
mod code;
mod find;
#[cfg(feature = "fixtures")]
pub mod fixtures;

pub use claim::{Claim, ClaimError, audit, claim, honour, mark_used, release};
pub use code::{Kind, PromoCode, Refusal, normalise};
pub use find::find;
