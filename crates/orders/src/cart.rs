//! Carts: mutable, owned by whoever holds the secret token, priced anew on every read.

mod change;
mod create;
mod find;
mod lines;

pub use change::{
    AddLine, AddLineError, ChangeError, PromoChangeError, UpdateLine, add_line, clear_promo, remove_line,
    set_promo, update_line,
};
pub use create::create_cart;
pub use find::{CartAccessError, find_cart};
pub(crate) use find::{Locked, lock_cart};
pub(crate) use lines::{CartLine, lines};

use kernel::{AccountId, CartId, RegionId};
use sha2::{Digest, Sha256};

/// Units of one line.
pub const MAX_QUANTITY: i32 = 99;
/// Lines of one cart.
pub const MAX_LINES: usize = 50;
pub const MAX_GIFT_MESSAGE: usize = 500;
pub const MAX_CUSTOM_NAME: usize = 60;

/// An open cart's head. Its lines and prices are read by [`crate::quote::quote`].
#[derive(Clone, Debug)]
pub struct Cart {
    pub id: CartId,
    pub region_id: RegionId,
    pub customer_id: Option<AccountId>,
    pub promo_code: Option<String>,
}

/// The secret that owns a cart. Only its digest is stored.
#[derive(Clone)]
pub struct CartToken(String);

impl CartToken {
    #[must_use]
    pub fn new(token: impl Into<String>) -> Self {
        Self(token.into())
    }

    /// What the client keeps.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    pub(crate) fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }

    /// The scope of idempotency keys for `action` on this cart.
    pub(crate) fn scope(&self, action: &str) -> String {
        use std::fmt::Write as _;
        self.hash().iter().fold(format!("{action}:"), |mut scope, byte| {
            write!(scope, "{byte:02x}").expect("a string takes any text");
            scope
        })
    }
}

impl std::fmt::Debug for CartToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CartToken(…)")
    }
}
