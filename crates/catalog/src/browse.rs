//! What customers see: the home page, categories, lists with facets and search, one product. Public data, so everything here
//! can be cached; prices and stock are read again when a cart is priced.

mod card;
mod categories;
mod detail;
mod home;
mod list;
mod picked;

pub use categories::{find_category, list_categories};
pub use detail::find_product;
pub use home::home;
pub use list::{ListError, ListQuery, ProductList, Sort, list_products};
pub use picked::find_cards;
