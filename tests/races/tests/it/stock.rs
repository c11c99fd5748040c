use futures::future::join_all;

use crate::world::{SHIPPING, World, count};

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_buyers_of_fifty_units_get_exactly_fifty() {
    let world = World::open().await;
    let rose = world.sell("ROSE", 10_000, 50).await;
    let shoppers = world.shoppers_with(200, &[(rose, 1)]).await;
    let answers = world.checkout_all(&shoppers, 10_000 + SHIPPING).await;

    assert_eq!((count(&answers, 201), count(&answers, 409)), (50, 150));
    for refused in answers.iter().filter(|answer| answer.status.as_u16() == 409) {
        assert_eq!(refused.code(), "out_of_stock");
        assert_eq!(refused.body["lines"][0]["variant_id"], rose.to_string());
        assert_eq!(refused.body["lines"][0]["available"], 0);
    }
    assert_eq!((world.orders().await, world.available(rose).await), (50, 0));
    world.assert_books().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_lacks_one_line_takes_nothing_of_the_others() {
    let world = World::open().await;
    let (plenty, scarce) = (
        world.sell("PLENTY", 10_000, 100).await,
        world.sell("SCARCE", 10_000, 5).await,
    );
    let shoppers = world.shoppers_with(40, &[(plenty, 1), (scarce, 1)]).await;
    let answers = world.checkout_all(&shoppers, 20_000 + SHIPPING).await;

    assert_eq!((count(&answers, 201), count(&answers, 409)), (5, 35));
    assert_eq!(
        (world.available(plenty).await, world.available(scarce).await),
        (95, 0)
    );
    world.assert_books().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn carts_with_the_same_goods_in_opposite_order_all_go_through() {
    let world = World::open().await;
    let (a, b) = (
        world.sell("VASE", 10_000, 200).await,
        world.sell("MUG", 10_000, 200).await,
    );
    let (forth, back) = ([(a, 1), (b, 1)], [(b, 1), (a, 1)]);
    let shoppers = [
        world.shoppers_with(60, &forth).await,
        world.shoppers_with(60, &back).await,
    ]
    .concat();
    let answers = world.checkout_all(&shoppers, 20_000 + SHIPPING).await;

    assert_eq!(count(&answers, 201), 120);
    assert_eq!((world.available(a).await, world.available(b).await), (80, 80));
    world.assert_books().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stock_counted_anew_during_checkouts_is_neither_lost_nor_sold_twice() {
    let world = World::open().await;
    let rose = world.sell("ROSE", 10_000, 60).await;
    let shoppers = world.shoppers_with(60, &[(rose, 1)]).await;
    let counting = join_all((0..20).map(async |index| {
        let tx = db::begin(world.db()).await.unwrap();
        let delta = if index % 2 == 0 { 3 } else { -2 };
        let counted =
            catalog::stock::adjust(&tx, &world.shop.ctx, rose, world.shop.warehouse, delta, "counted").await;
        match counted {
            Ok(_) => {
                tx.commit().await.unwrap();
                i64::from(delta)
            }
            Err(_) => 0,
        }
    }));
    let (answers, counted) = tokio::join!(world.checkout_all(&shoppers, 10_000 + SHIPPING), counting);

    let sold = i64::try_from(count(&answers, 201)).unwrap();
    assert_eq!(
        world.available(rose).await,
        60 + counted.iter().sum::<i64>() - sold
    );
    assert_eq!(count(&answers, 201) + count(&answers, 409), 60);
    world.assert_books().await;
}
