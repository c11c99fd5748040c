use catalog::fixtures::{NewOption, NewPicture, NewValue, NewVariant, set_price, show_in_region};
use catalog::view::{Availability, OptionKind};
use catalog::{ChosenOption, Offer, Sellability, find_sellable};
use kernel::{Currency, Money, VariantId};
use uuid::Uuid;

use crate::support::{Shop, text};

#[tokio::test]
async fn a_variant_comes_with_all_a_line_shows() {
    let shop = Shop::new().await;
    for key in ["roses/1.webp", "roses/red.webp"] {
        shop.add_picture(key).await;
    }
    let mut product = shop.product("Velvet box", "VB-S");
    product.lead_days = 2;
    product.custom_name_enabled = true;
    product.pictures = vec![NewPicture {
        key: "roses/1.webp".into(),
        alt: text("A box of roses", "صندوق ورد"),
    }];
    let size = |en, ar| NewValue {
        name: text(en, ar),
        colour: None,
    };
    product.options = vec![NewOption {
        name: text("Size", "الحجم"),
        kind: OptionKind::Choice,
        values: vec![size("Small", "صغير"), size("Large", "كبير")],
    }];
    product.variants = vec![
        NewVariant::new("VB-S", &[0]),
        NewVariant {
            picture_key: Some("roses/red.webp".into()),
            ..NewVariant::new("VB-L", &[1])
        },
    ];
    let created = shop.add(&product, &[(10_000, 3), (15_000, 0)]).await;

    // In the order asked for, unknown ids left out.
    let ids = [
        created.variants[1],
        VariantId::from(Uuid::nil()),
        created.variants[0],
    ];
    let found = find_sellable(shop.db(), shop.market, &ids).await.unwrap();
    let [large, small] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!((large.sku.as_str(), small.sku.as_str()), ("VB-L", "VB-S"));
    assert_eq!(
        small.options,
        [ChosenOption {
            name: text("Size", "الحجم"),
            value: text("Small", "صغير")
        }]
    );
    let picture = |found: &catalog::Sellable| found.picture.clone().map(|picture| (picture.key, picture.alt));
    assert_eq!(
        picture(small),
        Some(("roses/1.webp".into(), text("A box of roses", "صندوق ورد")))
    );
    assert_eq!(
        picture(large),
        Some(("roses/red.webp".into(), product.title.clone()))
    );
    assert_eq!((small.available, small.warehouse_id), (3, Some(shop.warehouse)));
    assert_eq!((small.lead_days, small.custom_name_enabled), (2, true));
    assert_eq!(
        (small.availability(), large.availability()),
        (Availability::LowStock, Availability::SoldOut)
    );
    let offer = Offer {
        unit_price: Money::new(10_000, Currency::Aed),
        compare_at: None,
        custom_name_fee: Money::zero(Currency::Aed),
    };
    assert_eq!(small.sellability(), Sellability::ForSale(offer));
    assert_eq!(find_sellable(shop.db(), shop.market, &[]).await.unwrap(), []);
}

#[tokio::test]
async fn what_cannot_be_bought_says_why() {
    let shop = Shop::new().await;
    let mut draft = shop.product("Draft", "DRAFT");
    draft.status = "draft".into();
    let draft = shop.add(&draft, &[(100, 9)]).await.variants[0];
    let mut soon = shop.product("Soon", "SOON");
    soon.is_coming_soon = true;
    let soon = shop.add(&soon, &[(100, 9)]).await.variants[0];
    let mut inactive = shop.product("Inactive", "OFF");
    inactive.variants[0].is_active = false;
    let inactive = shop.add(&inactive, &[(100, 9)]).await.variants[0];
    let unpriced = shop.add(&shop.product("Unpriced", "FREE"), &[]).await.variants[0];
    let ids = [draft, soon, inactive, unpriced];
    let found = find_sellable(shop.db(), shop.market, &ids).await.unwrap();
    let why: Vec<_> = found.iter().map(catalog::Sellable::sellability).collect();
    assert_eq!(
        why,
        [
            Sellability::Withdrawn,
            Sellability::ComingSoon,
            Sellability::Withdrawn,
            Sellability::NotInRegion
        ]
    );

    // A region without a warehouse, or where the product isn't shown, sells nothing, price or not.
    let kuwait = shop.other_region("kw", Currency::Kwd).await;
    let product = shop.add(&shop.product("Plain", "PLAIN"), &[(100, 9)]).await;
    set_price(shop.db(), product.variants[0], kuwait.region, 500, None)
        .await
        .unwrap();
    let sellability = async || {
        let found = find_sellable(shop.db(), kuwait, &product.variants).await.unwrap();
        (found[0].sellability(), found[0].available)
    };
    assert_eq!(sellability().await, (Sellability::NotInRegion, 0));
    show_in_region(shop.db(), product.id, kuwait.region, 250)
        .await
        .unwrap();
    assert_eq!(sellability().await, (Sellability::NotInRegion, 0));
    shop.execute("UPDATE categories SET is_published = false", [])
        .await;
    let hidden = find_sellable(shop.db(), shop.market, &product.variants)
        .await
        .unwrap();
    assert_eq!(
        hidden[0].sellability(),
        Sellability::Withdrawn,
        "its category is hidden"
    );
}
