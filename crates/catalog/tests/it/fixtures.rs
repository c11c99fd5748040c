use catalog::fixtures::{
    NewCategory, create_category, create_product, create_warehouse, receive_stock, set_price, ship_from,
    show_in_region,
};
use catalog::stock::{HoldState, audit};
use catalog::{Sellability, find_sellable};

use crate::support::{Shop, text};

/// The demo shop is seeded again at every start: sales and staff edits must survive that.
#[tokio::test]
async fn seeding_again_changes_nothing() {
    let shop = Shop::new().await;
    let product = shop.product("Vase", "VASE");
    let created = shop.add(&product, &[(10_000, 10)]).await;
    let variant = created.variants[0];
    let (order, demands) = shop.order(&[(variant, 4)]).await;
    shop.reserve(order, &demands, HoldState::Sold).await.unwrap();
    shop.execute("UPDATE variant_prices SET price_minor = 7777", [])
        .await;
    shop.execute(
        "UPDATE products SET title = '{\"en\": \"Edited\", \"ar\": \"معدل\"}'",
        [],
    )
    .await;

    let (ctx, region) = (&shop.ctx, shop.market.region);
    let tx = db::begin(shop.db()).await.unwrap();
    let warehouse = create_warehouse(&tx, ctx, "dubai", text("Renamed", "دبي"))
        .await
        .unwrap();
    assert_eq!(warehouse, shop.warehouse);
    ship_from(&tx, region, warehouse).await.unwrap();
    let category = create_category(&tx, ctx, &NewCategory::new(text("Roses", "أخرى")))
        .await
        .unwrap();
    assert_eq!(category, shop.category);
    let again = create_product(&tx, ctx, &product).await.unwrap();
    assert_eq!(
        (again.id, &again.variants, again.is_new),
        (created.id, &created.variants, false)
    );
    show_in_region(&tx, again.id, region, 500).await.unwrap();
    set_price(&tx, variant, region, 10_000, None).await.unwrap();
    assert!(!receive_stock(&tx, ctx, variant, warehouse, 10).await.unwrap());
    tx.commit().await.unwrap();

    let found = find_sellable(shop.db(), shop.market, &[variant]).await.unwrap();
    assert_eq!((found[0].title.en.as_str(), found[0].available), ("Edited", 6));
    let Sellability::ForSale(offer) = found[0].sellability() else {
        panic!("{found:?}")
    };
    assert_eq!((offer.unit_price.minor, offer.custom_name_fee.minor), (7_777, 0));
    assert_eq!(audit(shop.db()).await.unwrap(), []);
}
