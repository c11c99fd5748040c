use catalog::browse::find_product;
use catalog::fixtures::{NewOption, NewPicture, NewValue, NewVariant};
use catalog::view::{Availability, OptionKind, Product};
use kernel::{Currency, Money};

use crate::support::{Shop, text};

async fn find(shop: &Shop, slug: &str) -> Option<Product> {
    find_product(shop.db(), &shop.ctx, shop.market, slug)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_product_is_found_by_either_slug_with_its_options_and_variants() {
    let shop = Shop::new().await;
    for key in ["vase/a.webp", "vase/b.webp", "vase/c.webp"] {
        shop.add_picture(key).await;
    }
    let mut product = shop.product("Glass vase", "GV");
    product.slug = text("glass-vase", "مزهرية-زجاج");
    product.pictures = ["vase/b.webp", "vase/a.webp"]
        .map(|key| NewPicture {
            key: key.into(),
            alt: text(key, key),
        })
        .to_vec();
    let value = |en, colour: Option<&str>| NewValue {
        name: text(en, en),
        colour: colour.map(str::to_owned),
    };
    product.options = vec![
        NewOption {
            name: text("Colour", "اللون"),
            kind: OptionKind::Colour,
            values: vec![
                value("Red", Some("#cc0000")),
                value("Blue", Some("#0000cc")),
                value("Unused", Some("#111111")),
            ],
        },
        NewOption {
            name: text("Size", "الحجم"),
            kind: OptionKind::Choice,
            values: vec![value("S", None), value("L", None)],
        },
    ];
    product.variants = vec![
        NewVariant::new("GV-RED-S", &[0, 0]),
        NewVariant {
            picture_key: Some("vase/c.webp".into()),
            ..NewVariant::new("GV-BLUE-S", &[1, 0])
        },
        NewVariant::new("GV-BLUE-L", &[1, 1]),
    ];
    let created = shop.add(&product, &[(9_000, 0), (9_500, 4), (12_000, 60)]).await;

    let found = find(&shop, "glass-vase").await.unwrap();
    assert_eq!(find(&shop, "مزهرية-زجاج").await.as_ref(), Some(&found));
    assert_eq!(find(&shop, "nothing").await, None);
    let keys: Vec<_> = found
        .pictures
        .iter()
        .map(|picture| picture.key.as_str())
        .collect();
    assert_eq!(keys, ["vase/b.webp", "vase/a.webp"]);
    let choices: Vec<_> = found
        .options
        .iter()
        .map(|option| {
            (
                option.kind,
                option
                    .values
                    .iter()
                    .map(|value| value.name.en.as_str())
                    .collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(
        choices,
        [
            (OptionKind::Colour, vec!["Red", "Blue"]),
            (OptionKind::Choice, vec!["S", "L"])
        ]
    );
    let told: Vec<_> = found
        .variants
        .iter()
        .map(|variant| {
            (
                variant.id,
                variant.price,
                variant.availability,
                variant.units_left,
                variant.is_default,
            )
        })
        .collect();
    let aed = |minor| Money::new(minor, Currency::Aed);
    assert_eq!(
        told,
        [
            (
                created.variants[0],
                aed(9_000),
                Availability::SoldOut,
                None,
                false
            ),
            (
                created.variants[1],
                aed(9_500),
                Availability::LowStock,
                Some(4),
                true
            ),
            (
                created.variants[2],
                aed(12_000),
                Availability::InStock,
                None,
                false
            ),
        ]
    );
    let (colours, sizes) = (&found.options[0].values, &found.options[1].values);
    assert_eq!(
        found.variants[2].option_value_ids,
        [colours[1].id, sizes[1].id],
        "in the order of the options"
    );
    assert_eq!(
        found.variants[1]
            .picture
            .as_ref()
            .map(|picture| picture.key.as_str()),
        Some("vase/c.webp")
    );
    assert_eq!(found.availability, Availability::InStock);
}

#[tokio::test]
async fn a_product_without_options_has_one_variant_and_related_ones_of_its_category() {
    let shop = Shop::new().await;
    for n in 0..10 {
        shop.add_simple(&format!("R{n}"), 100, 1).await;
    }
    let mut elsewhere = shop.product("Cake", "CAKE");
    elsewhere.category = shop.category("Cakes", "كعك").await;
    shop.add(&elsewhere, &[(100, 1)]).await;

    let found = find(&shop, "gift-r3").await.unwrap();
    assert_eq!((found.options.len(), found.variants.len()), (0, 1));
    assert!(found.variants[0].is_default);
    assert_eq!(found.related.len(), 8);
    assert!(
        found
            .related
            .iter()
            .all(|card| card.id != found.id && card.category == found.category)
    );
    assert_eq!(find(&shop, "cake").await.unwrap().related, []);
}

#[tokio::test]
async fn what_is_not_for_sale_here_is_not_found() {
    let shop = Shop::new().await;
    shop.add(&shop.product("Unpriced", "UNPRICED"), &[]).await;
    let mut draft = shop.product("Draft", "DRAFT");
    draft.status = "draft".into();
    shop.add(&draft, &[(100, 1)]).await;
    let mut soon = shop.product("Soon", "SOON");
    soon.is_coming_soon = true;
    shop.add(&soon, &[(100, 3)]).await;
    assert_eq!(find(&shop, "unpriced").await, None);
    assert_eq!(find(&shop, "so\0on").await, None);
    assert_eq!(find(&shop, "draft").await, None);
    let soon = find(&shop, "soon").await.unwrap();
    assert_eq!(
        (soon.availability, soon.variants[0].units_left),
        (Availability::ComingSoon, None)
    );
    let kuwait = shop.other_region("kw", Currency::Kwd).await;
    assert_eq!(
        find_product(shop.db(), &shop.ctx, kuwait, "soon").await.unwrap(),
        None
    );
}
