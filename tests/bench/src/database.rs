//! Databases full of goods and carts.

use std::sync::atomic::{AtomicI64, Ordering};

use anyhow::Context as _;
use db::{Db, Settings};
use kernel::{Ctx, VariantId};
use orders::fixtures::Shop;
use promos::fixtures::{NewPromoCode, ensure_promo_code};
use sea_orm::ConnectionTrait as _;

/// One database with a shop in it.
pub struct Store {
    pub url: String,
    pub db: Db,
    pub shop: Shop,
    next_cart: AtomicI64,
}

/// A server that may be filled.
pub struct Server {
    admin: Db,
    url: String,
}

impl Server {
    pub async fn connect(url: &str) -> anyhow::Result<Self> {
        Ok(Self {
            admin: connect(url).await?,
            url: url.to_owned(),
        })
    }

    /// A migrated, empty database of this name.
    pub async fn create(&self, name: &str) -> anyhow::Result<String> {
        let name = format!("amoonis_bench_{name}");
        self.admin
            .execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            .await?;
        self.admin
            .execute_unprepared(&format!("CREATE DATABASE {name}"))
            .await?;
        let (base, _) = self
            .url
            .rsplit_once('/')
            .context("the server's URL ends in /<database>")?;
        let url = format!("{base}/{name}");
        migration::up(&url).await?;
        Ok(url)
    }

    /// A shop with that many products.
    pub async fn create_store(&self, name: &str, products: u64) -> anyhow::Result<Store> {
        let url = self.create(name).await?;
        let db = connect(&url).await?;
        let shop = Shop::open(&db, &Ctx::system())
            .await
            .map_err(anyhow::Error::from_boxed)?;
        ensure_promo_code(&db, &shop.ctx, NewPromoCode::percentage("BENCH10", 1_000)).await?;
        db.execute_unprepared(include_str!("../sql/catalogue.sql"))
            .await?;
        db.execute_unprepared(include_str!("../sql/carts.sql")).await?;
        let store = Store {
            url,
            db,
            shop,
            next_cart: AtomicI64::new(1),
        };
        // One statement may run for 15 s here, as in production.
        for first in (1..=products).step_by(20_000) {
            let last = products.min(first + 19_999);
            store
                .execute(&format!("SELECT bench_products({first}, {last})"))
                .await?;
        }
        store.settle().await?;
        Ok(store)
    }

    /// What Postgres says it is.
    pub async fn version(&self) -> anyhow::Result<String> {
        text(
            &self.admin,
            "SELECT 'PostgreSQL ' || current_setting('server_version')",
        )
        .await
    }

    /// Whether a commit waits for the disk, as it does in production.
    pub async fn is_durable(&self) -> anyhow::Result<bool> {
        let settings = "SELECT current_setting('fsync') || current_setting('synchronous_commit') || current_setting('full_page_writes')";
        Ok(text(&self.admin, settings).await? == "ononon")
    }
}

impl Store {
    pub async fn execute(&self, sql: &str) -> anyhow::Result<()> {
        self.db.execute_unprepared(sql).await?;
        Ok(())
    }

    pub async fn text(&self, sql: &str) -> anyhow::Result<String> {
        text(&self.db, sql).await
    }

    pub async fn number(&self, sql: &str) -> anyhow::Result<i64> {
        Ok(self.text(&format!("SELECT ({sql})::text")).await?.parse()?)
    }

    /// `count` carts of two lines and a code, 200.00 in all. Their numbers.
    pub async fn fill_carts(&self, count: usize) -> anyhow::Result<Vec<i64>> {
        let (first, last) = self.reserve(count);
        self.execute(&format!("SELECT bench_carts({first}, {last})"))
            .await?;
        Ok((first..=last).collect())
    }

    /// `count` carts with one unit of `variant`, 120.00 in all.
    pub async fn fill_hot_carts(&self, count: usize, variant: VariantId) -> anyhow::Result<Vec<i64>> {
        let (first, last) = self.reserve(count);
        self.execute(&format!("SELECT bench_hot_carts({first}, {last}, '{variant}')"))
            .await?;
        Ok((first..=last).collect())
    }

    fn reserve(&self, count: usize) -> (i64, i64) {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let first = self.next_cart.fetch_add(count, Ordering::Relaxed);
        (first, first + count - 1)
    }

    /// The scripts of pgbench take carts from here on.
    pub async fn pgbench_from(&self, cart: i64) -> anyhow::Result<()> {
        self.execute(&format!("SELECT setval('bench_next', {cart}, false)"))
            .await
    }

    /// Statistics and a clean slate on disk, so that neither falls into a measurement.
    pub async fn settle(&self) -> anyhow::Result<()> {
        self.execute("VACUUM ANALYZE").await?;
        self.execute("CHECKPOINT").await
    }

    /// Whatever was measured, the books must be right.
    pub async fn audit(&self) -> anyhow::Result<()> {
        let (orders, stock) = (
            orders::order::audit::audit(&self.db, None).await?,
            catalog::stock::audit(&self.db).await?,
        );
        let (promos, payments) = (promos::audit(&self.db).await?, payments::audit(&self.db).await?);
        let clean = orders.is_empty() && stock.is_empty() && promos.is_empty() && payments.is_empty();
        anyhow::ensure!(
            clean,
            "the books are wrong: {orders:?} {stock:?} {promos:?} {payments:?}"
        );
        Ok(())
    }
}

async fn connect(url: &str) -> anyhow::Result<Db> {
    let mut settings = Settings::new(url, "bench");
    settings.statement_timeout *= 20;
    Ok(db::connect(&settings).await?)
}

async fn text(db: &Db, sql: &str) -> anyhow::Result<String> {
    let statement = sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, format!("{sql} AS value"));
    let row = db.query_one_raw(statement).await?.context("a row")?;
    Ok(row.try_get("", "value")?)
}
