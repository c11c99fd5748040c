use std::collections::{BTreeMap, BTreeSet};

use catalog::browse::{
    ListError, ListQuery, ProductList, Sort, find_category, list_categories, list_products,
};
use catalog::fixtures::{NewOption, NewValue, NewVariant};
use catalog::view::{Availability, Badge, OptionKind, ProductCard};
use chrono::TimeDelta;
use kernel::{Currency, Money, PageSize};

use crate::support::{Shop, text};

const SORTS: [Sort; 4] = [Sort::Featured, Sort::Newest, Sort::PriceAsc, Sort::PriceDesc];

async fn list(shop: &Shop, query: &ListQuery) -> ProductList {
    list_products(shop.db(), &shop.ctx, shop.market, query)
        .await
        .unwrap()
}

fn titles(cards: &[ProductCard]) -> Vec<&str> {
    cards.iter().map(|card| card.title.en.as_str()).collect()
}

/// 23 products with many ties in every sort key, in two categories, some red, some blue, some of both.
async fn fill(shop: &Shop) {
    let other = shop.category("Cakes", "كعك").await;
    let colour = |en, ar, hex: &str| NewValue {
        name: text(en, ar),
        colour: Some(hex.to_owned()),
    };
    for n in 0..23_i32 {
        let sku = format!("P{n:02}");
        let mut product = shop.product(&format!("Product {n:02}"), &sku);
        product.created_at = shop.ctx.now() - TimeDelta::days(i64::from(n / 4) * 7);
        product.sort_order = n % 5;
        product.is_featured = n % 3 == 0;
        product.is_coming_soon = n % 11 == 10;
        if n % 2 == 1 {
            product.category = other;
        }
        product.options = vec![NewOption {
            name: text("Colour", "اللون"),
            kind: OptionKind::Colour,
            values: vec![
                colour("Red", "أحمر", "#cc0000"),
                colour("Blue", "أزرق", "#0000cc"),
            ],
        }];
        let chosen: &[usize] = [&[0][..], &[1], &[0, 1]][n as usize % 3];
        product.variants = chosen
            .iter()
            .map(|value| NewVariant::new(&format!("{sku}-{value}"), &[*value]))
            .collect();
        let price = 5_000 + i64::from(n % 4) * 1_000;
        let quantity = [0, 3, 50][n as usize % 3];
        shop.add(&product, &[(price, quantity), (price + 500, quantity)])
            .await;
    }
}

async fn all_pages(shop: &Shop, query: &ListQuery) -> Vec<ProductCard> {
    let mut query = query.clone();
    let mut cards = Vec::new();
    loop {
        let list = list(shop, &query).await;
        cards.extend(list.page.items);
        match list.page.next_cursor {
            Some(cursor) => query.cursor = Some(cursor.into_string()),
            None => return cards,
        }
    }
}

#[tokio::test]
async fn pages_of_every_sort_show_each_product_once_and_in_order() {
    let shop = Shop::new().await;
    fill(&shop).await;
    for sort in SORTS {
        let whole = ListQuery {
            sort,
            size: PageSize::new(100),
            ..ListQuery::default()
        };
        let expected = list(&shop, &whole).await.page;
        assert_eq!((expected.items.len(), expected.total), (23, 23));
        assert_eq!(expected.next_cursor, None);
        for size in [1, 4, 7, 23] {
            let query = ListQuery {
                size: PageSize::new(size),
                ..whole.clone()
            };
            assert_eq!(
                all_pages(&shop, &query).await,
                expected.items,
                "{sort:?} by {size}"
            );
        }
        let prices: Vec<i64> = expected.items.iter().map(|card| card.price.minor).collect();
        match sort {
            Sort::PriceAsc => assert!(prices.is_sorted()),
            Sort::PriceDesc => assert!(prices.iter().rev().is_sorted()),
            // Both featured and first in order: only their ids tell them apart.
            Sort::Featured => {
                assert!(
                    titles(&expected.items[..2])
                        .iter()
                        .all(|title| ["Product 00", "Product 15"].contains(title))
                );
            }
            Sort::Newest => assert!(titles(&expected.items[..4]).contains(&"Product 03")),
        }
    }
}

#[tokio::test]
async fn a_product_added_between_two_pages_repeats_nothing() {
    let shop = Shop::new().await;
    fill(&shop).await;
    for sort in SORTS {
        let mut query = ListQuery {
            sort,
            size: PageSize::new(10),
            ..ListQuery::default()
        };
        let first = list(&shop, &query).await.page;
        let mut early = shop.product("Aaa", &format!("NEW{}", sort as u8));
        early.is_featured = true;
        early.sort_order = -1;
        early.slug = text(&format!("new-{}", sort as u8), &format!("جديد-{}", sort as u8));
        shop.add(&early, &[([1, 1, 1, 99_999][sort as usize], 1)]).await;
        query.cursor = first.next_cursor.map(kernel::Cursor::into_string);
        let second = list(&shop, &query).await.page;
        let ids: BTreeSet<_> = first
            .items
            .iter()
            .chain(&second.items)
            .map(|card| card.id)
            .collect();
        assert_eq!(ids.len(), 20, "{sort:?}");
    }
}

#[tokio::test]
async fn facets_count_what_choosing_them_would_list() {
    let shop = Shop::new().await;
    fill(&shop).await;
    let queries = [
        ListQuery::default(),
        ListQuery {
            category: Some("cakes".into()),
            ..ListQuery::default()
        },
        ListQuery {
            min_price: Some(6_000),
            max_price: Some(7_000),
            in_stock: true,
            ..ListQuery::default()
        },
        ListQuery {
            colour: Some("CC0000".into()),
            q: Some("product".into()),
            ..ListQuery::default()
        },
        ListQuery {
            coming_soon: true,
            ..ListQuery::default()
        },
    ]
    .map(|query| ListQuery {
        size: Some(PageSize::MAX),
        ..query
    });
    for query in queries {
        let listed = list(&shop, &query).await;
        assert_eq!(listed.page.total, listed.page.items.len() as i64, "{query:?}");
        let facets = listed.facets;
        assert_eq!(
            facets.categories.len(),
            2,
            "choosing one category doesn't hide the others: {query:?}"
        );
        for facet in &facets.categories {
            let chosen = ListQuery {
                category: Some(facet.slug.ar.clone()),
                ..query.clone()
            };
            assert_eq!(list(&shop, &chosen).await.page.total, facet.count, "{chosen:?}");
        }
        for facet in &facets.colours {
            let chosen = ListQuery {
                colour: Some(facet.colour.clone()),
                ..query.clone()
            };
            assert_eq!(list(&shop, &chosen).await.page.total, facet.count, "{chosen:?}");
        }
        for (in_stock, coming_soon, count) in [
            (true, false, facets.in_stock_count),
            (false, true, facets.coming_soon_count),
        ] {
            let chosen = ListQuery {
                in_stock,
                coming_soon,
                ..query.clone()
            };
            assert_eq!(list(&shop, &chosen).await.page.total, count, "{chosen:?}");
        }
        let any_price = ListQuery {
            min_price: None,
            max_price: None,
            ..query.clone()
        };
        let prices: Vec<i64> = list(&shop, &any_price)
            .await
            .page
            .items
            .iter()
            .map(|card| card.price.minor)
            .collect();
        let range = facets.price.map(|range| (range.min.minor, range.max.minor));
        assert_eq!(
            range,
            prices.iter().min().copied().zip(prices.iter().max().copied())
        );
    }
    let either = ListQuery {
        in_stock: true,
        coming_soon: true,
        ..ListQuery::default()
    };
    let cards = list(&shop, &either).await.page;
    assert!(
        cards
            .items
            .iter()
            .all(|card| card.availability != Availability::SoldOut)
    );
    assert!(
        cards
            .items
            .iter()
            .any(|card| card.availability == Availability::ComingSoon)
    );
}

#[tokio::test]
async fn a_card_shows_the_cheapest_price_and_the_stock_of_all_variants() {
    let shop = Shop::new().await;
    let aed = |minor| Money::new(minor, Currency::Aed);
    let mut product = shop.product("Two sizes", "TS");
    product.created_at = shop.ctx.now() - TimeDelta::days(21);
    product.variants = ["TS-L", "TS-S", "TS-OFF"]
        .map(|sku| NewVariant::new(sku, &[]))
        .to_vec();
    product.variants[2].is_active = false;
    let created = shop
        .add(&product, &[(20_000, 0), (12_000, 9), (1_000, 100)])
        .await;
    let card = async || list(&shop, &ListQuery::default()).await.page.items.remove(0);
    let seen = card().await;
    assert_eq!(
        (seen.price, seen.price_max, seen.compare_at),
        (aed(12_000), aed(20_000), None)
    );
    assert!(seen.has_options);
    assert_eq!(
        seen.default_variant_id, created.variants[1],
        "the staff's default is sold out"
    );
    assert_eq!(
        (seen.availability, seen.badge),
        (Availability::InStock, None),
        "no longer new"
    );

    shop.execute(
        "UPDATE variant_prices SET compare_at_minor = 15000 WHERE price_minor = 12000",
        [],
    )
    .await;
    let seen = card().await;
    assert_eq!(
        (seen.compare_at, seen.badge),
        (Some(aed(15_000)), Some(Badge::Sale))
    );
    shop.clock.advance(TimeDelta::days(-1));
    shop.execute("UPDATE variant_prices SET compare_at_minor = NULL", [])
        .await;
    assert_eq!(card().await.badge, Some(Badge::New));
    shop.execute("UPDATE stock_levels SET available = 5", []).await;
    assert_eq!(card().await.badge, Some(Badge::LowStock));
    shop.execute("UPDATE stock_levels SET available = 0", []).await;
    let seen = card().await;
    assert_eq!(
        (seen.badge, seen.default_variant_id),
        (Some(Badge::SoldOut), created.variants[0])
    );
}

#[tokio::test]
async fn only_what_is_shown_and_priced_in_the_region_is_listed() {
    let shop = Shop::new().await;
    shop.add_simple("SHOWN", 100, 1).await;
    shop.add(&shop.product("Unpriced", "UNPRICED"), &[]).await;
    for status in ["draft", "archived"] {
        let mut hidden = shop.product(status, &status.to_uppercase());
        hidden.status = status.into();
        shop.add(&hidden, &[(100, 1)]).await;
    }
    let secret = shop.category("Secret", "سر").await;
    let mut inside = shop.product("Inside", "INSIDE");
    inside.category = secret;
    shop.add(&inside, &[(100, 1)]).await;
    shop.execute(
        "UPDATE categories SET is_published = false WHERE id = $1",
        [secret.uuid().into()],
    )
    .await;
    shop.category("Empty", "فارغ").await;

    for sort in SORTS {
        let query = ListQuery {
            sort,
            ..ListQuery::default()
        };
        let found = list(&shop, &query).await;
        assert_eq!(titles(&found.page.items), ["Gift SHOWN"], "{sort:?}");
        assert_eq!((found.page.total, found.facets.categories.len()), (1, 1));
    }
    let categories = list_categories(shop.db(), shop.market).await.unwrap();
    let counts: BTreeMap<_, _> = categories
        .iter()
        .map(|card| (card.slug.en.as_str(), card.product_count))
        .collect();
    assert_eq!(
        counts,
        BTreeMap::from([("roses", 1)]),
        "no empty and no hidden category"
    );
    assert_eq!(
        find_category(shop.db(), shop.market, "secret").await.unwrap(),
        None
    );
    let empty = find_category(shop.db(), shop.market, "فارغ")
        .await
        .unwrap()
        .unwrap();
    assert_eq!((empty.slug.en.as_str(), empty.product_count), ("empty", 0));
    let kuwait = shop.other_region("kw", Currency::Kwd).await;
    let nothing = list_products(shop.db(), &shop.ctx, kuwait, &ListQuery::default())
        .await
        .unwrap();
    assert_eq!((nothing.page.total, nothing.facets.price), (0, None));
}

#[tokio::test]
async fn wrong_categories_and_cursors_are_refused() {
    let shop = Shop::new().await;
    shop.add_simple("A1", 100, 1).await;
    shop.add_simple("B1", 100, 1).await;
    let unknown = ListQuery {
        category: Some("no\0pe".into()),
        ..ListQuery::default()
    };
    let error = list_products(shop.db(), &shop.ctx, shop.market, &unknown)
        .await
        .unwrap_err();
    assert!(matches!(error, ListError::UnknownCategory));
    for colour in ["red", "", "#12345", "\0", "#ffffff' --"] {
        let query = ListQuery {
            colour: Some(colour.into()),
            ..ListQuery::default()
        };
        assert_eq!(list(&shop, &query).await.page.total, 0, "{colour:?}");
    }
    let first = ListQuery {
        sort: Sort::PriceAsc,
        size: PageSize::new(1),
        ..ListQuery::default()
    };
    let cursor = list(&shop, &first)
        .await
        .page
        .next_cursor
        .map(kernel::Cursor::into_string);
    for (sort, cursor) in [(Sort::PriceDesc, cursor), (Sort::PriceAsc, Some("junk".into()))] {
        let query = ListQuery {
            sort,
            cursor,
            ..ListQuery::default()
        };
        let error = list_products(shop.db(), &shop.ctx, shop.market, &query)
            .await
            .unwrap_err();
        assert!(matches!(error, ListError::InvalidCursor(_)));
    }
}
