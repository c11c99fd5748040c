use catalog::browse::home;
use catalog::view::RailKey;
use chrono::TimeDelta;

use crate::support::Shop;

#[tokio::test]
async fn rails_show_what_they_are_named_after() {
    let shop = Shop::new().await;
    for n in 0..15_i32 {
        let mut product = shop.product(&format!("Gift {n:02}"), &format!("G{n:02}"));
        product.is_featured = n < 2;
        product.sort_order = -n;
        product.created_at = shop.ctx.now() - TimeDelta::hours(i64::from(n));
        product.is_coming_soon = n == 7;
        let price = if n % 2 == 1 { 20_000 } else { 20_001 };
        shop.add(&product, &[(price, if n == 9 { 0 } else { 10 })]).await;
    }
    let home = home(shop.db(), &shop.ctx, shop.market).await.unwrap();
    let rails: Vec<(RailKey, Vec<&str>)> = home
        .rails
        .iter()
        .map(|rail| {
            (
                rail.key,
                rail.items.iter().map(|card| &card.title.en[5..]).collect(),
            )
        })
        .collect();
    assert_eq!(
        rails,
        [
            (RailKey::Featured, vec!["01", "00"]),
            (
                RailKey::NewArrivals,
                vec![
                    "00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11"
                ]
            ),
            // Affordable, in stock and not merely announced: neither 07 nor 09.
            (RailKey::UnderBudget, vec!["01", "13", "11", "05", "03"]),
        ]
    );
    assert_eq!(home.rails[2].title.en, "Under AED 200");
    assert_eq!(home.categories.len(), 1);
    assert_eq!(home.categories[0].product_count, 15);
}

#[tokio::test]
async fn an_empty_shop_has_an_empty_home() {
    let shop = Shop::new().await;
    let home = home(shop.db(), &shop.ctx, shop.market).await.unwrap();
    assert_eq!((home.categories.len(), home.rails.len()), (0, 0));
}
