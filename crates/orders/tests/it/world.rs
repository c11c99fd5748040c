use db::Db;
use kernel::{Ctx, FixedClock, VariantId};
use orders::OrderCodes;
use orders::cart::CartToken;
use orders::checkout::{Checkout, CheckoutError, Outcome, checkout};
use orders::fixtures::Shop;
use orders::idempotency::IdempotencyKey;
use orders::order::Order;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use test_support::{TestDb, test_ctx};

/// A shop in a database of its own.
pub struct World {
    pub database: TestDb,
    pub shop: Shop,
    pub clock: FixedClock,
}

impl World {
    pub async fn new() -> Self {
        Self::with_connections(10).await
    }

    pub async fn with_connections(max: u32) -> Self {
        let database = TestDb::with_connections(max).await;
        let (ctx, clock) = test_ctx();
        let shop = Shop::open(database.db(), &ctx).await.unwrap();
        Self {
            database,
            shop,
            clock,
        }
    }

    pub fn db(&self) -> &Db {
        self.database.db()
    }

    pub fn ctx(&self) -> &Ctx {
        &self.shop.ctx
    }

    pub async fn sell(&self, sku: &str, price: i64, stock: u16) -> VariantId {
        self.shop.sell(self.db(), sku, price, stock).await.unwrap()
    }

    pub async fn cart(&self, lines: &[(VariantId, i32)]) -> CartToken {
        self.shop.cart_with(self.db(), lines).await.unwrap()
    }

    pub async fn checkout(
        &self,
        token: &CartToken,
        request: &Checkout,
        key: &str,
    ) -> Result<Outcome, CheckoutError> {
        let key = key_for(key, request);
        checkout(
            self.db(),
            self.ctx(),
            &OrderCodes::new([7; 32]),
            token,
            request,
            &key,
        )
        .await
    }

    /// A placed order of one line.
    pub async fn place(&self, variant: VariantId, quantity: i32, total: i64) -> Order {
        let token = self.cart(&[(variant, quantity)]).await;
        let request = self.shop.checkout("+971501234567", total);
        match self
            .checkout(&token, &request, &self.ctx().new_secret())
            .await
            .unwrap()
        {
            Outcome::Created(order) => order,
            Outcome::Replayed(order) => panic!("{} was there already", order.code),
        }
    }

    /// A number out of the database.
    pub async fn number(&self, sql: &str) -> i64 {
        let row = self
            .db()
            .query_one_raw(Statement::from_string(DbBackend::Postgres, sql))
            .await
            .unwrap()
            .unwrap();
        row.try_get_by_index(0).unwrap()
    }

    pub async fn execute(&self, sql: &str) {
        self.db().execute_unprepared(sql).await.unwrap();
    }

    pub async fn try_execute(&self, sql: &str) -> Result<(), sea_orm::DbErr> {
        self.db().execute_unprepared(sql).await.map(drop)
    }

    pub async fn assert_books(&self) {
        assert_eq!(orders::order::audit::audit(self.db(), None).await.unwrap(), []);
        assert_eq!(catalog::stock::audit(self.db()).await.unwrap(), []);
        assert_eq!(promos::audit(self.db()).await.unwrap(), []);
        assert_eq!(payments::audit(self.db()).await.unwrap(), []);
    }
}

/// A key whose request digest depends on the request, as the API's does on the body.
pub fn key_for(key: &str, request: &Checkout) -> IdempotencyKey {
    IdempotencyKey::new(key, format!("{request:?}").as_bytes()).unwrap()
}
