use futures::future::join_all;

use crate::world::{SHIPPING, World, count};

#[tokio::test(flavor = "multi_thread")]
async fn one_cart_submitted_twenty_times_at_once_is_one_order() {
    let world = World::open().await;
    let rose = world.sell("ROSE", 10_000, 50).await;
    let shopper = &world.shoppers_with(1, &[(rose, 1)]).await[0];
    let date = &world.delivery_date();
    let answers = join_all((0..20).map(|index| async move {
        shopper
            .checkout(10_000 + SHIPPING, date, &format!("double-submit-{index:02}"))
            .await
    }))
    .await;

    assert_eq!(
        (count(&answers, 201), count(&answers, 200)),
        (1, 19),
        "{answers:?}"
    );
    assert!(answers.iter().all(|answer| answer.order() == answers[0].order()));
    assert_eq!((world.orders().await, world.available(rose).await), (1, 49));
    world.assert_books().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_sent_twenty_times_at_once_is_one_order_and_one_answer() {
    let world = World::open().await;
    let rose = world.sell("ROSE", 10_000, 50).await;
    let shopper = &world.shoppers_with(1, &[(rose, 1)]).await[0];
    let date = &world.delivery_date();
    let same = || async move {
        shopper
            .checkout(10_000 + SHIPPING, date, "the-same-key-each-time")
            .await
    };
    let answers = join_all((0..20).map(|_| same())).await;

    assert_eq!(
        (count(&answers, 201), count(&answers, 200)),
        (1, 19),
        "{answers:?}"
    );
    let later = same().await.expect(200);
    assert!(
        answers.iter().all(|answer| answer.body == later.body),
        "{answers:?}"
    );
    assert_eq!((world.orders().await, world.available(rose).await), (1, 49));
    shopper
        .checkout(10_000, date, "the-same-key-each-time")
        .await
        .expect(422);
    world.assert_books().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_goods_added_ten_times_at_once_are_all_kept() {
    let world = World::open().await;
    let rose = world.sell("ROSE", 1_000, 50).await;
    let shopper = &world.shopper(0).await;
    let answers = join_all((0..10).map(|_| shopper.add(rose, 1))).await;

    assert_eq!(count(&answers, 200), 10);
    let cart = shopper.cart().await.expect(200);
    assert_eq!(cart.body["lines"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&cart.body["lines"][0]["quantity"], cart.total()),
        (&10.into(), 10_000 + SHIPPING)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn different_goods_added_at_once_are_all_kept() {
    let world = World::open().await;
    let goods =
        join_all((0..10).map(async |index| world.sell(&format!("GIFT-{index}"), 1_000, 9).await)).await;
    let shopper = &world.shopper(0).await;
    let answers = join_all(goods.iter().map(|variant| shopper.add(*variant, 1))).await;

    assert_eq!(count(&answers, 200), 10);
    assert_eq!(shopper.cart().await.body["lines"].as_array().unwrap().len(), 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quantity_changed_during_checkout_never_makes_lines_differ_from_the_total() {
    let world = World::open().await;
    let rose = world.sell("ROSE", 10_000, 999).await;
    let (mut ordered, mut edited_first) = (0, 0);
    for (round, shopper) in world.shoppers_with(100, &[(rose, 1)]).await.iter().enumerate() {
        let cart = shopper.cart().await.expect(200);
        let line = cart.body["lines"][0]["id"].as_str().unwrap();
        let (date, key) = (world.delivery_date(), format!("edited-{round:04}"));
        let (checkout, edit) = tokio::join!(
            shopper.checkout(cart.total(), &date, &key),
            shopper.set_quantity(line, 2)
        );
        match checkout.status.as_u16() {
            201 => {
                ordered += 1;
                assert_eq!(checkout.body["order"]["lines"][0]["quantity"], 1);
                assert_eq!((edit.status.as_u16(), edit.code()), (409, "cart_ordered"));
            }
            409 => {
                edited_first += 1;
                assert_eq!(checkout.code(), "total_changed");
                assert_eq!(checkout.body["cart"]["lines"][0]["quantity"], 2);
                assert_eq!(edit.status.as_u16(), 200);
            }
            _ => panic!("{checkout:?}"),
        }
    }
    assert_eq!((world.orders().await, ordered + edited_first), (ordered, 100));
    assert_eq!(world.available(rose).await, 999 - ordered);
    world.assert_books().await;
}
