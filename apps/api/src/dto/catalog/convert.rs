//! From what the catalogue returns to what clients see.

use ::catalog::{browse, view};
use i18n::Arg;

use super::*;
use crate::dto::page_size;
use crate::error::{Code, Field, Problem};

/// Characters of a search.
const MAX_SEARCH: usize = 200;

impl From<view::CategoryRef> for CategoryRef {
    fn from(category: view::CategoryRef) -> Self {
        Self {
            slug: category.slug.into(),
            name: category.name.into(),
        }
    }
}

impl From<view::CategoryCard> for CategoryCard {
    fn from(card: view::CategoryCard) -> Self {
        Self {
            id: card.id.uuid(),
            slug: card.slug.into(),
            name: card.name.into(),
            description: card.description.into(),
            picture: card.picture.map(Picture::from),
            product_count: count(card.product_count),
        }
    }
}

impl From<view::Availability> for Availability {
    fn from(availability: view::Availability) -> Self {
        match availability {
            view::Availability::InStock => Self::InStock,
            view::Availability::LowStock => Self::LowStock,
            view::Availability::SoldOut => Self::SoldOut,
            view::Availability::ComingSoon => Self::ComingSoon,
        }
    }
}

impl From<view::Badge> for ProductBadge {
    fn from(badge: view::Badge) -> Self {
        match badge {
            view::Badge::ComingSoon => Self::ComingSoon,
            view::Badge::SoldOut => Self::SoldOut,
            view::Badge::LowStock => Self::LowStock,
            view::Badge::Sale => Self::Sale,
            view::Badge::New => Self::New,
        }
    }
}

impl From<view::ProductCard> for ProductCard {
    fn from(card: view::ProductCard) -> Self {
        Self {
            id: card.id.uuid(),
            slug: card.slug.into(),
            title: card.title.into(),
            subtitle: card.subtitle.into(),
            category: card.category.into(),
            picture: card.picture.map(Picture::from),
            second_picture: card.second_picture.map(Picture::from),
            price: card.price.into(),
            price_max: card.price_max.into(),
            compare_at: card.compare_at.map(Money::from),
            badge: card.badge.map(ProductBadge::from),
            availability: card.availability.into(),
            has_options: card.has_options,
            default_variant_id: card.default_variant_id.uuid(),
            colours: card.colours,
        }
    }
}

impl From<view::Home> for Home {
    fn from(home: view::Home) -> Self {
        Self {
            categories: home.categories.into_iter().map(CategoryCard::from).collect(),
            rails: home.rails.into_iter().map(Rail::from).collect(),
        }
    }
}

impl From<view::Rail> for Rail {
    fn from(rail: view::Rail) -> Self {
        let key = match rail.key {
            view::RailKey::Featured => RailKey::Featured,
            view::RailKey::NewArrivals => RailKey::NewArrivals,
            view::RailKey::UnderBudget => RailKey::UnderBudget,
        };
        Self {
            key,
            title: rail.title.into(),
            items: rail.items.into_iter().map(ProductCard::from).collect(),
        }
    }
}

impl From<view::Facets> for Facets {
    fn from(facets: view::Facets) -> Self {
        let category = |facet: view::CategoryFacet| CategoryFacet {
            slug: facet.slug.into(),
            name: facet.name.into(),
            count: count(facet.count),
        };
        let colour = |facet: view::ColourFacet| ColourFacet {
            colour: facet.colour,
            name: facet.name.into(),
            count: count(facet.count),
        };
        Self {
            categories: facets.categories.into_iter().map(category).collect(),
            price: facets.price.map(|range| PriceRange {
                min: range.min.into(),
                max: range.max.into(),
            }),
            in_stock_count: count(facets.in_stock_count),
            coming_soon_count: count(facets.coming_soon_count),
            colours: facets.colours.into_iter().map(colour).collect(),
        }
    }
}

impl From<browse::ProductList> for ProductPage {
    fn from(list: browse::ProductList) -> Self {
        let browse::ProductList { page, facets } = list;
        Self {
            items: page.items.into_iter().map(ProductCard::from).collect(),
            next_cursor: page.next_cursor.map(kernel::Cursor::into_string),
            total: count(page.total),
            facets: facets.into(),
        }
    }
}

impl From<view::ProductOption> for ProductOption {
    fn from(option: view::ProductOption) -> Self {
        let kind = match option.kind {
            view::OptionKind::Choice => OptionKind::Choice,
            view::OptionKind::Colour => OptionKind::Colour,
        };
        let value = |value: view::OptionValue| OptionValue {
            id: value.id.uuid(),
            name: value.name.into(),
            colour: value.colour,
        };
        Self {
            id: option.id.uuid(),
            name: option.name.into(),
            kind,
            values: option.values.into_iter().map(value).collect(),
        }
    }
}

impl From<view::Variant> for Variant {
    fn from(variant: view::Variant) -> Self {
        Self {
            id: variant.id.uuid(),
            sku: variant.sku,
            option_value_ids: variant.option_value_ids.into_iter().map(Uuid::from).collect(),
            price: variant.price.into(),
            compare_at: variant.compare_at.map(Money::from),
            availability: variant.availability.into(),
            units_left: variant.units_left.map(count),
            picture: variant.picture.map(Picture::from),
            is_default: variant.is_default,
        }
    }
}

impl Product {
    #[must_use]
    pub fn new(product: view::Product, shop: &Shop) -> Self {
        Self {
            id: product.id.uuid(),
            slug: product.slug.into(),
            title: product.title.into(),
            subtitle: product.subtitle.into(),
            description: product.description.into(),
            category: product.category.into(),
            pictures: product.pictures.into_iter().map(Picture::from).collect(),
            availability: product.availability.into(),
            is_coming_soon: product.is_coming_soon,
            lead_days: count(product.lead_days),
            gift_message_enabled: product.gift_message_enabled,
            custom_name_enabled: product.custom_name_enabled,
            custom_name_fee: product.custom_name_fee.into(),
            vat_note: VatNote {
                rate_bp: shop.vat_rate.bp(),
                included: shop.prices_include_vat,
            },
            options: product.options.into_iter().map(ProductOption::from).collect(),
            variants: product.variants.into_iter().map(Variant::from).collect(),
            related: product.related.into_iter().map(ProductCard::from).collect(),
        }
    }
}

impl From<ProductSort> for browse::Sort {
    fn from(sort: ProductSort) -> Self {
        match sort {
            ProductSort::Featured => Self::Featured,
            ProductSort::Newest => Self::Newest,
            ProductSort::PriceAsc => Self::PriceAsc,
            ProductSort::PriceDesc => Self::PriceDesc,
        }
    }
}

impl TryFrom<ProductQuery> for browse::ListQuery {
    type Error = Problem;

    fn try_from(query: ProductQuery) -> Result<Self, Problem> {
        let mut faults = Vec::new();
        let too_long = query.q.as_ref().is_some_and(|q| q.chars().count() > MAX_SEARCH);
        if too_long {
            faults.push(Field::with(
                "q",
                "too_long",
                &[("max", Arg::Number(MAX_SEARCH as i64))],
            ));
        }
        for (name, price) in [("min_price", query.min_price), ("max_price", query.max_price)] {
            if price.is_some_and(|price| price < 0) {
                faults.push(Field::with(name, "too_small", &[("min", Arg::Number(0))]));
            }
        }
        let is_hex =
            |colour: &String| colour.len() == 6 && colour.bytes().all(|digit| digit.is_ascii_hexdigit());
        if !query.colour.as_ref().is_none_or(is_hex) {
            faults.push(Field::new("colour", "invalid_value"));
        }
        let size = page_size(query.limit)
            .map_err(|fault| faults.push(fault))
            .unwrap_or_default();
        if !faults.is_empty() {
            return Err(Problem::new(Code::InvalidQuery).fields(faults));
        }
        Ok(Self {
            category: query.category,
            q: query.q,
            sort: query.sort.unwrap_or_default().into(),
            min_price: query.min_price,
            max_price: query.max_price,
            in_stock: query.in_stock.unwrap_or_default(),
            coming_soon: query.coming_soon.unwrap_or_default(),
            colour: query.colour.map(|colour| colour.to_ascii_lowercase()),
            cursor: query.cursor,
            size,
        })
    }
}
