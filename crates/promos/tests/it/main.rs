//! Claims and releases of promo codes on real Postgres.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use chrono::TimeDelta;
use futures::future::join_all;
use i18n::Localized;
use kernel::{Ctx, Currency, FixedClock, Money, OrderId};
use promos::fixtures::{Amounts, NewPromoCode, ensure_promo_code};
use promos::{Claim, ClaimError, Kind, PromoCode, Refusal, audit, claim, find, mark_used, release};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use test_support::{TestDb, test_ctx};

struct World {
    database: TestDb,
    ctx: Ctx,
    clock: FixedClock,
}

impl World {
    /// Orders belong to another context; here an order is just an id.
    async fn new() -> Self {
        let database = TestDb::with_connections(20).await;
        let (ctx, clock) = test_ctx();
        let world = Self { database, ctx, clock };
        world
            .execute("ALTER TABLE redemptions DROP CONSTRAINT redemptions_order_id_fkey")
            .await;
        world
    }

    async fn code(&self, new: NewPromoCode) -> PromoCode {
        let text = new.code.clone();
        ensure_promo_code(self.database.db(), &self.ctx, new)
            .await
            .unwrap();
        find(self.database.db(), &text, Currency::Aed)
            .await
            .unwrap()
            .unwrap()
    }

    async fn claim(&self, code: &PromoCode, identities: &[&str]) -> Result<OrderId, ClaimError> {
        let order_id = self.ctx.new_id();
        let tx = db::begin(self.database.db()).await?;
        let identities = identities.iter().map(|identity| (*identity).to_owned()).collect();
        let discount = Money::new(500, Currency::Aed);
        claim(
            &tx,
            &self.ctx,
            Claim {
                code,
                order_id,
                identities,
                discount,
                is_final: false,
            },
        )
        .await?;
        tx.commit().await?;
        Ok(order_id)
    }

    async fn release(&self, order: OrderId) -> bool {
        let tx = db::begin(self.database.db()).await.unwrap();
        let released = release(&tx, &self.ctx, order).await.unwrap();
        tx.commit().await.unwrap();
        released
    }

    async fn execute(&self, sql: &str) {
        self.database.db().execute_unprepared(sql).await.unwrap();
    }

    async fn number(&self, sql: &str) -> i64 {
        let row = self
            .database
            .db()
            .query_one_raw(Statement::from_string(DbBackend::Postgres, sql))
            .await
            .unwrap()
            .unwrap();
        row.try_get_by_index(0).unwrap()
    }
}

fn limited(limit: i32) -> NewPromoCode {
    NewPromoCode {
        usage_limit: Some(limit),
        ..NewPromoCode::percentage("SPRING", 1_000)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_claims_at_once_exactly_the_limit_wins() {
    let world = World::new().await;
    let code = world.code(limited(10)).await;
    let outcomes = join_all((0..50).map(|_| world.claim(&code, &["phone:+971501234567"]))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 10);
    assert!(
        outcomes
            .iter()
            .all(|outcome| matches!(outcome, Ok(_) | Err(ClaimError::Refused(Refusal::LimitReached))))
    );
    assert_eq!(audit(world.database.db()).await.unwrap(), []);
    world.execute("UPDATE promo_codes SET used_count = 9").await;
    assert_eq!(
        audit(world.database.db()).await.unwrap(),
        [("SPRING".to_owned(), 9, 10)]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_gets_one_use_under_any_of_their_names() {
    let world = World::new().await;
    let once = NewPromoCode {
        per_customer_limit: Some(1),
        ..NewPromoCode::percentage("ONCE", 1_000)
    };
    let code = world.code(once).await;
    let (a, b) = (["phone:1", "email:a"], ["email:a", "phone:2"]);
    let outcomes =
        join_all((0..20).map(|index| world.claim(&code, if index % 2 == 0 { &a } else { &b }))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(world.claim(&code, &["phone:3", "email:c"]).await.is_ok());
    assert_eq!(
        world.number("SELECT used_count::bigint FROM promo_codes").await,
        0,
        "no total limit, no counter"
    );
}

#[tokio::test]
async fn a_use_is_given_back_once_and_can_be_taken_again() {
    let world = World::new().await;
    let code = world
        .code(NewPromoCode {
            per_customer_limit: Some(1),
            ..limited(1)
        })
        .await;
    let order = world.claim(&code, &["phone:1"]).await.unwrap();
    let tx = db::begin(world.database.db()).await.unwrap();
    mark_used(&tx, &world.ctx, order).await.unwrap();
    tx.commit().await.unwrap();
    assert!(matches!(
        world.claim(&code, &["phone:2"]).await,
        Err(ClaimError::Refused(Refusal::LimitReached))
    ));
    let released = join_all((0..5).map(|_| world.release(order))).await;
    assert_eq!(released.iter().filter(|released| **released).count(), 1);
    assert_eq!(
        world.number("SELECT used_count::bigint FROM promo_codes").await,
        0
    );
    assert!(world.claim(&code, &["phone:1"]).await.is_ok());
}

#[tokio::test]
async fn the_statement_itself_refuses_a_code_that_ended_or_was_switched_off_meanwhile() {
    let world = World::new().await;
    let ends_at = Some(world.ctx.now() + TimeDelta::minutes(1));
    for new in [
        NewPromoCode {
            ends_at,
            ..limited(5)
        },
        NewPromoCode {
            ends_at,
            ..NewPromoCode::percentage("FREE", 500)
        },
    ] {
        let code = world.code(new).await;
        world.clock.advance(TimeDelta::minutes(2));
        assert!(
            world.claim(&code, &["phone:1"]).await.is_err(),
            "{} has ended",
            code.code
        );
        world.clock.advance(TimeDelta::minutes(-2));
        world.execute("UPDATE promo_codes SET is_active = false").await;
        assert!(
            world.claim(&code, &["phone:1"]).await.is_err(),
            "{} is off",
            code.code
        );
    }
    assert_eq!(world.number("SELECT count(*) FROM redemptions").await, 0);
}

#[tokio::test]
async fn codes_are_found_however_typed_with_the_amounts_of_the_currency() {
    let world = World::new().await;
    let fifty = Money::new(5_000, Currency::Aed);
    let amounts = vec![Amounts {
        currency: Currency::Aed,
        amount: Some(fifty),
        min_subtotal: Some(fifty),
        max_discount: None,
    }];
    let new = NewPromoCode {
        percent_bp: None,
        amounts,
        name: Localized::new("Eid", "العيد"),
        ..NewPromoCode::percentage("EID50", 1)
    };
    let code = world.code(new).await;
    assert_eq!(
        (code.kind, code.min_subtotal),
        (Some(Kind::Fixed(fifty)), Some(fifty))
    );
    let typed = find(world.database.db(), "  eid50 ", Currency::Kwd)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(typed.kind, None, "no amount in dinars");
    assert!(
        find(world.database.db(), "EID51", Currency::Aed)
            .await
            .unwrap()
            .is_none()
    );
}
