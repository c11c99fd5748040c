use futures::future::join_all;
use promos::fixtures::{NewPromoCode, ensure_promo_code};

use crate::shopper::{Answer, Shopper};
use crate::world::{SHIPPING, World};

impl World {
    pub async fn promo(&self, code: NewPromoCode) {
        ensure_promo_code(self.db(), &self.shop.ctx, code).await.unwrap();
    }

    /// Shoppers with a rose of 100.00 and the code on it.
    pub async fn shoppers_with_code(&self, count: usize, code: &str) -> Vec<Shopper> {
        let rose = self.sell("ROSE", 10_000, 500).await;
        let shoppers = self.shoppers_with(count, &[(rose, 1)]).await;
        join_all(shoppers.iter().map(|shopper| shopper.set_promo(code)))
            .await
            .into_iter()
            .for_each(|answer| {
                answer.expect(200);
            });
        shoppers
    }
}

/// Either the claim was refused, or the quote under the lock saw that nothing was left and so costs more than expected.
pub fn assert_refused_for_the_code(answer: &Answer) {
    assert_eq!(answer.status.as_u16(), 409, "{answer:?}");
    assert!(
        ["promo_not_applicable", "total_changed"].contains(&answer.code()),
        "{answer:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_with_ten_uses_gives_a_hundred_shoppers_exactly_ten_discounts() {
    let world = World::open().await;
    world
        .promo(NewPromoCode {
            usage_limit: Some(10),
            ..NewPromoCode::percentage("TEN", 1_000)
        })
        .await;
    let shoppers = world.shoppers_with_code(100, "TEN").await;
    let answers = world.checkout_all(&shoppers, 9_000 + SHIPPING).await;

    let (discounted, refused): (Vec<_>, Vec<_>) =
        answers.iter().partition(|answer| answer.status.as_u16() == 201);
    assert_eq!(discounted.len(), 10);
    for answer in discounted {
        assert_eq!(answer.body["order"]["totals"]["discount"]["minor"], 1_000);
    }
    refused.into_iter().for_each(assert_refused_for_the_code);
    // No ghosts: what isn't confirmed to its customer doesn't exist.
    assert_eq!(world.orders().await, 10);
    assert_eq!(world.number("SELECT count(*) FROM redemptions").await, 10);
    assert_eq!(world.number("SELECT used_count FROM promo_codes").await, 10);
    world.assert_books().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_once_per_customer_works_once_for_twenty_carts_of_one_customer() {
    let world = World::open().await;
    world
        .promo(NewPromoCode {
            per_customer_limit: Some(1),
            ..NewPromoCode::percentage("WELCOME", 1_000)
        })
        .await;
    let mut shoppers = world.shoppers_with_code(20, "WELCOME").await;
    let phone = shoppers[0].phone.clone();
    shoppers
        .iter_mut()
        .for_each(|shopper| shopper.phone.clone_from(&phone));
    let answers = world.checkout_all(&shoppers, 9_000 + SHIPPING).await;

    let (discounted, refused): (Vec<_>, Vec<_>) =
        answers.iter().partition(|answer| answer.status.as_u16() == 201);
    assert_eq!(discounted.len(), 1);
    refused.into_iter().for_each(assert_refused_for_the_code);
    assert_eq!(world.orders().await, 1);
    world.assert_books().await;
}
