use std::time::Duration;

use catalog::stock;
use db::Db;
use futures::future::join_all;
use kernel::{Ctx, VariantId};
use orders::fixtures::Shop;
use reqwest::Client;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use test_support::TestDb;

use crate::server::Server;
use crate::shopper::{Answer, Shopper};

/// What delivery costs in the shop of the tests; free from 250.00.
pub const SHIPPING: i64 = 2_000;

/// A shop in a database of its own, with a server that sells from it.
pub struct World {
    pub server: Server,
    pub shop: Shop,
    pub http: Client,
    pub database: TestDb,
}

impl World {
    pub async fn open() -> Self {
        let database = TestDb::new().await;
        let shop = Shop::open(database.db(), &Ctx::system()).await.unwrap();
        let server = Server::start(&database.url()).await;
        Self {
            server,
            shop,
            http: client(),
            database,
        }
    }

    pub fn db(&self) -> &Db {
        self.database.db()
    }

    pub async fn sell(&self, sku: &str, price: i64, stock: u16) -> VariantId {
        self.shop.sell(self.db(), sku, price, stock).await.unwrap()
    }

    pub fn delivery_date(&self) -> String {
        self.shop.delivery_date().to_string()
    }

    /// A customer of their own telephone number per `index`.
    pub async fn shopper(&self, index: usize) -> Shopper {
        Shopper::enter(
            &self.http,
            &self.server.base,
            &format!("+97150{:07}", 1_000_000 + index),
        )
        .await
    }

    /// Customers whose carts hold the same goods.
    pub async fn shoppers_with(&self, count: usize, lines: &[(VariantId, i32)]) -> Vec<Shopper> {
        join_all((0..count).map(async |index| {
            let shopper = self.shopper(index).await;
            for (variant, quantity) in lines {
                shopper.add(*variant, *quantity).await.expect(200);
            }
            shopper
        }))
        .await
    }

    /// All submit their carts at once, each with a key of their own.
    pub async fn checkout_all(&self, shoppers: &[Shopper], total: i64) -> Vec<Answer> {
        let date = self.delivery_date();
        join_all(shoppers.iter().enumerate().map(|(index, shopper)| {
            let (date, key) = (date.clone(), format!("checkout-{index:05}"));
            async move { shopper.checkout(total, &date, &key).await }
        }))
        .await
    }

    pub async fn number(&self, sql: &str) -> i64 {
        let statement =
            Statement::from_string(DbBackend::Postgres, format!("SELECT ({sql})::bigint AS number"));
        self.db()
            .query_one_raw(statement)
            .await
            .unwrap()
            .expect("an aggregate has a row")
            .try_get("", "number")
            .unwrap()
    }

    pub async fn orders(&self) -> i64 {
        self.number("SELECT count(*) FROM orders").await
    }

    pub async fn available(&self, variant: VariantId) -> i64 {
        self.number(&format!(
            "SELECT sum(available) FROM stock_levels WHERE variant_id = '{variant}'"
        ))
        .await
    }

    /// Nothing is left that somebody would have to explain.
    pub async fn assert_books(&self) {
        assert_eq!(orders::order::audit::audit(self.db(), None).await.unwrap(), []);
        assert_eq!(stock::audit(self.db()).await.unwrap(), []);
        assert_eq!(promos::audit(self.db()).await.unwrap(), []);
        assert_eq!(payments::audit(self.db()).await.unwrap(), []);
        let deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()";
        assert_eq!(self.number(deadlocks).await, 0, "deadlocks");
    }
}

/// Keeps a connection per request at once, but none for so long that the server may be closing it.
pub fn client() -> Client {
    let builder = Client::builder().no_proxy().pool_max_idle_per_host(256);
    builder.pool_idle_timeout(Duration::from_secs(2)).build().unwrap()
}

/// How many answers have this status.
pub fn count(answers: &[Answer], status: u16) -> usize {
    answers
        .iter()
        .filter(|answer| answer.status.as_u16() == status)
        .count()
}
