use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::catalog::Availability;
use super::common::{Locale, Localized, Money, Picture};
use super::order::ChosenOption;
use super::store::PaymentMethod;

mod convert;
mod input;

pub use input::{AddLineInput, CheckoutInput, CreateCartInput, PromoInput, QuoteInput, UpdateLineInput};

/// Something a human must fix before the cart can be ordered.
#[derive(Serialize, ToSchema)]
pub struct CartProblem {
    #[schema(example = "zone_required")]
    pub code: String,
    /// The input it belongs to, for instance `contact.phone` or `lines.0`.
    #[schema(required)]
    pub path: Option<String>,
    pub message: Localized,
}

#[derive(Serialize, ToSchema)]
pub struct CartLine {
    pub id: Uuid,
    pub variant_id: Uuid,
    pub product_id: Uuid,
    pub sku: String,
    pub slug: Localized,
    pub title: Localized,
    pub options: Vec<ChosenOption>,
    #[schema(required)]
    pub picture: Option<Picture>,
    pub quantity: i32,
    /// The most that can be ordered now.
    pub max_quantity: i32,
    pub unit_price: Money,
    #[schema(required)]
    pub compare_at: Option<Money>,
    /// Per unit.
    pub custom_name_fee: Money,
    #[schema(required)]
    pub gift_message: Option<String>,
    #[schema(required)]
    pub custom_name: Option<String>,
    pub subtotal: Money,
    pub discount: Money,
    pub availability: Availability,
    pub problems: Vec<CartProblem>,
    pub gift_message_enabled: bool,
    pub custom_name_enabled: bool,
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CartPromoStatus {
    Applied,
    NotApplicable,
}

/// The code on the cart.
#[derive(Serialize, ToSchema)]
pub struct CartPromo {
    pub code: String,
    pub name: Localized,
    pub status: CartPromoStatus,
    /// Why it gives nothing.
    #[schema(required)]
    pub problem: Option<CartProblem>,
}

/// `total = subtotal − discount + shipping`, plus `vat` where prices exclude it.
#[derive(Serialize, ToSchema)]
pub struct CartTotals {
    pub subtotal: Money,
    pub discount: Money,
    #[schema(required)]
    pub shipping: Option<Money>,
    /// No zone was chosen yet: `shipping` is the region's usual fee.
    pub shipping_is_estimate: bool,
    pub vat: Money,
    pub vat_rate_bp: i32,
    pub prices_include_vat: bool,
    pub total: Money,
    /// How much more the goods must be worth for free delivery.
    #[schema(required)]
    pub free_shipping_remaining: Option<Money>,
}

/// A bag, priced now.
#[derive(Serialize, ToSchema)]
pub struct Cart {
    pub id: Uuid,
    #[schema(example = "ae")]
    pub region: String,
    #[schema(example = "AED")]
    pub currency: String,
    pub lines: Vec<CartLine>,
    #[schema(required)]
    pub promo: Option<CartPromo>,
    pub totals: CartTotals,
    /// Units on all lines.
    pub item_count: i32,
    /// How many days the goods take to prepare: what `listDeliveryDays` wants to know.
    pub lead_days: i32,
    pub problems: Vec<CartProblem>,
}

/// A new bag and the secret that owns it.
#[derive(Serialize, ToSchema)]
pub struct NewCart {
    /// For the header Cart-Token. Told only here.
    pub token: String,
    pub cart: Cart,
}

/// A variant of which more was asked for than there is.
#[derive(Serialize, ToSchema)]
pub struct StockShortage {
    #[schema(required)]
    pub line_id: Option<Uuid>,
    pub variant_id: Uuid,
    pub requested: i32,
    pub available: i32,
}
