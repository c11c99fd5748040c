//! What storefront reads return. Pictures are named by the key of their media asset; the API makes URLs of them.

use i18n::Localized;
use kernel::{CategoryId, Money, OptionId, OptionValueId, ProductId, VariantId};
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};

/// At most this many units left is "low".
pub const LOW_STOCK: i64 = 5;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Picture {
    pub key: String,
    pub width: u32,
    pub height: u32,
    pub alt: Localized,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    InStock,
    /// 1 to [`LOW_STOCK`] units left.
    LowStock,
    SoldOut,
    /// Shown but not sold yet, whatever is in stock.
    ComingSoon,
}

impl Availability {
    #[must_use]
    pub fn of(is_coming_soon: bool, available: i64) -> Self {
        if is_coming_soon {
            Self::ComingSoon
        } else if available <= 0 {
            Self::SoldOut
        } else if available <= LOW_STOCK {
            Self::LowStock
        } else {
            Self::InStock
        }
    }

    #[must_use]
    pub const fn can_be_bought(self) -> bool {
        matches!(self, Self::InStock | Self::LowStock)
    }
}

/// The one thing a card says about a product, the most important first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Badge {
    ComingSoon,
    SoldOut,
    LowStock,
    Sale,
    New,
}

impl Badge {
    #[must_use]
    pub const fn of(availability: Availability, is_reduced: bool, is_new: bool) -> Option<Self> {
        match availability {
            Availability::ComingSoon => Some(Self::ComingSoon),
            Availability::SoldOut => Some(Self::SoldOut),
            Availability::LowStock => Some(Self::LowStock),
            Availability::InStock if is_reduced => Some(Self::Sale),
            Availability::InStock if is_new => Some(Self::New),
            Availability::InStock => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CategoryRef {
    pub slug: Localized,
    pub name: Localized,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CategoryCard {
    pub id: CategoryId,
    pub slug: Localized,
    pub name: Localized,
    pub description: Localized,
    pub picture: Option<Picture>,
    /// Products shown in the region, sold out ones included.
    pub product_count: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProductCard {
    pub id: ProductId,
    pub slug: Localized,
    pub title: Localized,
    pub subtitle: Localized,
    pub category: CategoryRef,
    pub picture: Option<Picture>,
    pub second_picture: Option<Picture>,
    /// The cheapest variant's.
    pub price: Money,
    /// The dearest variant's; the same as `price` when there is one price.
    pub price_max: Money,
    /// What the cheapest variant cost before.
    pub compare_at: Option<Money>,
    pub badge: Option<Badge>,
    pub availability: Availability,
    /// There is a choice to make before it can go into the cart.
    pub has_options: bool,
    /// In stock whenever any variant is.
    pub default_variant_id: VariantId,
    /// `#rrggbb`, in the order of the option.
    pub colours: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RailKey {
    Featured,
    NewArrivals,
    UnderBudget,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rail {
    pub key: RailKey,
    pub title: Localized,
    pub items: Vec<ProductCard>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Home {
    pub categories: Vec<CategoryCard>,
    /// Without empty ones.
    pub rails: Vec<Rail>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct CategoryFacet {
    pub slug: Localized,
    pub name: Localized,
    pub count: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct ColourFacet {
    pub colour: String,
    pub name: Localized,
    pub count: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PriceRange {
    pub min: Money,
    pub max: Money,
}

/// What could be chosen next: each part counts the products that match every filter but its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facets {
    pub categories: Vec<CategoryFacet>,
    /// Of the cards' prices; `None` when nothing matches.
    pub price: Option<PriceRange>,
    pub in_stock_count: i64,
    pub coming_soon_count: i64,
    pub colours: Vec<ColourFacet>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OptionKind {
    Choice,
    Colour,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct OptionValue {
    pub id: OptionValueId,
    pub name: Localized,
    pub colour: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct ProductOption {
    pub id: OptionId,
    pub name: Localized,
    pub kind: OptionKind,
    /// Only values that some variant sold in the region has.
    pub values: Vec<OptionValue>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Variant {
    pub id: VariantId,
    pub sku: String,
    /// In the order of the product's options.
    pub option_value_ids: Vec<OptionValueId>,
    pub price: Money,
    pub compare_at: Option<Money>,
    pub availability: Availability,
    /// Told only when there are few.
    pub units_left: Option<i64>,
    pub picture: Option<Picture>,
    /// True for exactly one variant.
    pub is_default: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Product {
    pub id: ProductId,
    pub slug: Localized,
    pub title: Localized,
    pub subtitle: Localized,
    pub description: Localized,
    pub category: CategoryRef,
    pub pictures: Vec<Picture>,
    pub availability: Availability,
    pub is_coming_soon: bool,
    pub lead_days: u32,
    pub gift_message_enabled: bool,
    pub custom_name_enabled: bool,
    pub custom_name_fee: Money,
    pub options: Vec<ProductOption>,
    /// Never empty: a product without a price in the region isn't shown there.
    pub variants: Vec<Variant>,
    pub related: Vec<ProductCard>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn availability_follows_the_units_unless_the_product_is_coming_soon() {
        let told = [0, 1, 5, 6].map(|units| Availability::of(false, units));
        assert_eq!(
            told,
            [
                Availability::SoldOut,
                Availability::LowStock,
                Availability::LowStock,
                Availability::InStock
            ]
        );
        assert_eq!(Availability::of(true, 6), Availability::ComingSoon);
        assert!(!Availability::ComingSoon.can_be_bought());
    }

    #[test]
    fn a_card_has_the_most_important_badge_only() {
        assert_eq!(
            Badge::of(Availability::LowStock, true, true),
            Some(Badge::LowStock)
        );
        assert_eq!(Badge::of(Availability::InStock, true, true), Some(Badge::Sale));
        assert_eq!(Badge::of(Availability::InStock, false, true), Some(Badge::New));
        assert_eq!(Badge::of(Availability::InStock, false, false), None);
    }
}
