use accounts::{NewAccount, Role, create_account};
use futures::future::join_all;
use kernel::Email;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::shopper::Answer;
use crate::world::{SHIPPING, World, count};

const PASSWORD: &str = "peonies in the morning";

/// A signed-in member of staff and the order they look at.
struct Desk<'a> {
    world: &'a World,
    bearer: String,
    order: String,
    version: i64,
}

impl<'a> Desk<'a> {
    async fn at(world: &'a World, code: &str) -> Self {
        let account = NewAccount {
            email: Email::parse("mariam@example.com").unwrap(),
            password: PASSWORD.to_owned().into(),
            full_name: "Mariam".to_owned(),
            phone: None,
            role: Role::Admin,
            locale: "en".to_owned(),
        };
        create_account(world.db(), &world.shop.ctx, account)
            .await
            .unwrap();
        let http = &world.http;
        let base = &world.server.base;
        let sign_in = json!({ "email": "mariam@example.com", "password": PASSWORD });
        let session: Value = http
            .post(format!("{base}/v1/auth/sign-in"))
            .json(&sign_in)
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        let bearer = session["access_token"].as_str().expect("a session").to_owned();
        let found = http
            .get(format!("{base}/v1/admin/orders?q={code}"))
            .bearer_auth(&bearer)
            .send()
            .await
            .unwrap();
        assert_eq!(found.status(), StatusCode::OK);
        let found: Value = found.json().await.unwrap();
        let row = &found["items"][0];
        let order = row["id"].as_str().expect("staff see the order").to_owned();
        Self {
            world,
            bearer,
            order,
            version: row["version"].as_i64().unwrap(),
        }
    }

    async fn send(&self, transition: &Value, key: &str) -> Answer {
        let url = format!(
            "{}/v1/admin/orders/{}/transitions",
            self.world.server.base, self.order
        );
        let request = self
            .world
            .http
            .post(url)
            .bearer_auth(&self.bearer)
            .header("Idempotency-Key", key);
        let answer = request.json(transition).send().await.unwrap();
        Answer {
            status: answer.status(),
            body: answer.json().await.unwrap(),
        }
    }

    fn cancel(&self) -> Value {
        json!({ "to": "cancelled", "version": self.version, "reason": "changed her mind", "restock": true })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_cancellations_at_once_give_the_stock_back_once() {
    let world = World::open().await;
    world
        .promo(promos::fixtures::NewPromoCode {
            usage_limit: Some(5),
            ..promos::fixtures::NewPromoCode::percentage("FIVE", 1_000)
        })
        .await;
    let rose = world.sell("ROSE", 10_000, 50).await;
    let shopper = &world.shoppers_with(1, &[(rose, 3)]).await[0];
    shopper.set_promo("FIVE").await.expect(200);
    // 300.00 less a tenth: above the threshold of free delivery.
    let placed = shopper
        .checkout(27_000, &world.delivery_date(), "order-to-cancel")
        .await
        .expect(201);
    assert_eq!(world.available(rose).await, 47);
    let desk = &Desk::at(&world, placed.order()).await;
    let cancel = &desk.cancel();
    let answers =
        join_all((0..20).map(|index| async move { desk.send(cancel, &format!("cancel-{index:03}")).await }))
            .await;

    assert_eq!(
        (count(&answers, 200), count(&answers, 409)),
        (1, 19),
        "{answers:?}"
    );
    assert_eq!(world.available(rose).await, 50);
    assert_eq!(world.number("SELECT used_count FROM promo_codes").await, 0);
    assert_eq!(
        world
            .number("SELECT count(*) FROM stock_movements WHERE reason = 'restock'")
            .await,
        1
    );
    assert_eq!(
        world
            .number("SELECT count(*) FROM order_events WHERE to_status = 'cancelled'")
            .await,
        1
    );
    world.assert_books().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_staff_who_decide_differently_one_is_told_to_look_again() {
    let world = World::open().await;
    let rose = world.sell("ROSE", 10_000, 50).await;
    for (round, shopper) in world.shoppers_with(20, &[(rose, 1)]).await.iter().enumerate() {
        let placed = shopper
            .checkout(10_000 + SHIPPING, &world.delivery_date(), "order-to-move")
            .await
            .expect(201);
        let desk = Desk::at(&world, placed.order()).await;
        let prepare = json!({ "to": "preparing", "version": desk.version });
        let (keys, cancel) = (
            [format!("prepare-{round}"), format!("cancels-{round}")],
            desk.cancel(),
        );
        let answers = tokio::join!(desk.send(&prepare, &keys[0]), desk.send(&cancel, &keys[1]));
        let answers = [answers.0, answers.1];
        assert_eq!(
            (count(&answers, 200), count(&answers, 409)),
            (1, 1),
            "{answers:?}"
        );
    }
    assert_eq!(
        world
            .number("SELECT count(*) FROM order_events WHERE kind = 'status_changed'")
            .await,
        20
    );
    world.assert_books().await;
}
