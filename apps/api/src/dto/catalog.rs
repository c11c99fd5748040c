use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::common::{Localized, Money, Picture};
use super::count;
use crate::extract::Shop;

mod convert;

/// The category of a product.
#[derive(Serialize, ToSchema)]
pub struct CategoryRef {
    pub slug: Localized,
    pub name: Localized,
}

/// A category with something to show.
#[derive(Serialize, ToSchema)]
pub struct CategoryCard {
    pub id: Uuid,
    pub slug: Localized,
    pub name: Localized,
    pub description: Localized,
    #[schema(required)]
    pub picture: Option<Picture>,
    /// Products shown in the region, sold out ones included.
    pub product_count: i32,
}

#[derive(Serialize, ToSchema)]
pub struct CategoryList {
    pub items: Vec<CategoryCard>,
}

/// Whether something can be bought now. `low_stock`: 1 to 5 left.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    InStock,
    LowStock,
    SoldOut,
    ComingSoon,
}

/// The one thing a card says about a product.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProductBadge {
    ComingSoon,
    SoldOut,
    LowStock,
    Sale,
    New,
}

/// A product in a list.
#[derive(Serialize, ToSchema)]
pub struct ProductCard {
    pub id: Uuid,
    pub slug: Localized,
    pub title: Localized,
    pub subtitle: Localized,
    pub category: CategoryRef,
    #[schema(required)]
    pub picture: Option<Picture>,
    #[schema(required)]
    pub second_picture: Option<Picture>,
    /// The cheapest variant's.
    pub price: Money,
    /// The dearest variant's; the same as `price` when there is one price.
    pub price_max: Money,
    /// What the cheapest variant cost before.
    #[schema(required)]
    pub compare_at: Option<Money>,
    #[schema(required)]
    pub badge: Option<ProductBadge>,
    pub availability: Availability,
    /// There is a choice to make before it can go into the cart.
    pub has_options: bool,
    pub default_variant_id: Uuid,
    /// `#rrggbb`.
    pub colours: Vec<String>,
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RailKey {
    Featured,
    NewArrivals,
    UnderBudget,
}

/// A row of products on the start page.
#[derive(Serialize, ToSchema)]
pub struct Rail {
    pub key: RailKey,
    pub title: Localized,
    pub items: Vec<ProductCard>,
}

/// The start page.
#[derive(Serialize, ToSchema)]
pub struct Home {
    pub categories: Vec<CategoryCard>,
    /// Without empty ones.
    pub rails: Vec<Rail>,
}

#[derive(Serialize, ToSchema)]
pub struct CategoryFacet {
    pub slug: Localized,
    pub name: Localized,
    pub count: i32,
}

#[derive(Serialize, ToSchema)]
pub struct ColourFacet {
    #[schema(example = "#c8102e")]
    pub colour: String,
    pub name: Localized,
    pub count: i32,
}

#[derive(Serialize, ToSchema)]
pub struct PriceRange {
    pub min: Money,
    pub max: Money,
}

/// What could be chosen next: each part counts the products that match every filter but its own.
#[derive(Serialize, ToSchema)]
pub struct Facets {
    pub categories: Vec<CategoryFacet>,
    /// `null` when nothing matches.
    #[schema(required)]
    pub price: Option<PriceRange>,
    pub in_stock_count: i32,
    pub coming_soon_count: i32,
    pub colours: Vec<ColourFacet>,
}

/// One page of products.
#[derive(Serialize, ToSchema)]
pub struct ProductPage {
    pub items: Vec<ProductCard>,
    /// For the next page; `null` on the last.
    #[schema(required)]
    pub next_cursor: Option<String>,
    /// Products on all pages.
    pub total: i32,
    pub facets: Facets,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProductSort {
    #[default]
    Featured,
    Newest,
    PriceAsc,
    PriceDesc,
}

/// What to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ProductQuery {
    /// Slug of a category in either language.
    pub category: Option<String>,
    /// Words to find in the title or subtitle, in either language.
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// What staff feature first unless told.
    #[param(inline = false)]
    pub sort: Option<ProductSort>,
    /// Lowest price in minor units.
    #[param(minimum = 0)]
    pub min_price: Option<i64>,
    /// Highest price in minor units.
    #[param(minimum = 0)]
    pub max_price: Option<i64>,
    /// Only what can be bought now.
    pub in_stock: Option<bool>,
    /// Only what is coming soon; with `in_stock`, either.
    pub coming_soon: Option<bool>,
    /// Six hexadecimal digits, without the #.
    #[param(pattern = "^[0-9a-fA-F]{6}$")]
    pub colour: Option<String>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// 1 to 100; 24 unless told.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<i32>,
}

/// How prices relate to tax.
#[derive(Serialize, ToSchema)]
pub struct VatNote {
    /// Basis points: 500 is 5 %.
    pub rate_bp: i32,
    pub included: bool,
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OptionKind {
    Choice,
    Colour,
}

#[derive(Serialize, ToSchema)]
pub struct OptionValue {
    pub id: Uuid,
    pub name: Localized,
    #[schema(required)]
    pub colour: Option<String>,
}

/// Something to choose, for instance a size.
#[derive(Serialize, ToSchema)]
pub struct ProductOption {
    pub id: Uuid,
    pub name: Localized,
    pub kind: OptionKind,
    pub values: Vec<OptionValue>,
}

/// What is bought: a product with every option chosen.
#[derive(Serialize, ToSchema)]
pub struct Variant {
    pub id: Uuid,
    pub sku: String,
    /// One per option, in the order of the options.
    pub option_value_ids: Vec<Uuid>,
    pub price: Money,
    #[schema(required)]
    pub compare_at: Option<Money>,
    pub availability: Availability,
    /// Told only from 1 to 5.
    #[schema(required)]
    pub units_left: Option<i32>,
    #[schema(required)]
    pub picture: Option<Picture>,
    /// True for exactly one variant.
    pub is_default: bool,
}

/// Everything about one product.
#[derive(Serialize, ToSchema)]
pub struct Product {
    pub id: Uuid,
    pub slug: Localized,
    pub title: Localized,
    pub subtitle: Localized,
    pub description: Localized,
    pub category: CategoryRef,
    pub pictures: Vec<Picture>,
    pub availability: Availability,
    pub is_coming_soon: bool,
    /// Days of preparation.
    pub lead_days: i32,
    pub gift_message_enabled: bool,
    pub custom_name_enabled: bool,
    /// Per unit with a name on it.
    pub custom_name_fee: Money,
    pub vat_note: VatNote,
    pub options: Vec<ProductOption>,
    pub variants: Vec<Variant>,
    pub related: Vec<ProductCard>,
}
