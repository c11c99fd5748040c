//! The demo shop: made once whatever happens, consistent to the last unit, and alive enough to look at.

use std::path::PathBuf;

use api::seed::{self, SeedReport};
use db::{Conn as _, Db};
use kernel::{Ctx, FixedClock};
use media::LocalDisk;
use orders::OrderCodes;
use sea_orm::{DbBackend, Statement};
use test_support::{TestDb, test_ctx};

async fn seed_into(db: &Db, ctx: &Ctx, media: &LocalDisk) -> SeedReport {
    let codes = OrderCodes::new([7; 32]);
    seed::run(db, ctx, media, &codes, &seed::default_folder())
        .await
        .expect("the demo shop opens")
}

async fn number(db: &Db, sql: &str) -> i64 {
    let row = db
        .query_one_raw(Statement::from_string(DbBackend::Postgres, sql))
        .await
        .expect(sql)
        .expect(sql);
    row.try_get("", "n").expect(sql)
}

/// How many rows each table has, and the sum of all stock.
async fn census(db: &Db) -> Vec<(&'static str, i64)> {
    let tables = [
        "regions",
        "delivery_zones",
        "delivery_blackout_dates",
        "media_assets",
        "categories",
        "products",
        "product_regions",
        "product_pictures",
        "variants",
        "variant_prices",
        "warehouses",
        "stock_levels",
        "stock_movements",
        "accounts",
        "staff_grants",
        "audit_log",
        "promo_codes",
        "carts",
        "orders",
        "order_lines",
        "order_events",
        "redemptions",
        "payment_intents",
        "payment_settings",
    ];
    let mut counts = Vec::new();
    for table in tables {
        counts.push((
            table,
            number(db, &format!("SELECT count(*) AS n FROM {table}")).await,
        ));
    }
    counts.push((
        "available",
        number(db, "SELECT sum(available) AS n FROM stock_levels").await,
    ));
    counts
}

#[tokio::test]
async fn a_second_run_changes_nothing_not_even_what_staff_have_changed() {
    let test_db = TestDb::new().await;
    let db = test_db.db();
    let (ctx, clock) = test_ctx();
    let folder = Folder::new(&ctx);
    let media = LocalDisk::new(&folder.0);

    let first = seed_into(db, &ctx, &media).await;
    assert_eq!((first.regions, first.skipped_orders), (3, 0), "{first:?}");
    assert!(
        first.products >= 44 && first.pictures >= 2 * first.products && first.orders >= 200,
        "{first:?}"
    );
    let before = census(db).await;
    assert_is_consistent(db).await;
    assert_looks_alive(db, &clock).await;

    let by_staff = "UPDATE products SET title = '{\"en\": \"Renamed\", \"ar\": \"جديد\"}' WHERE slug_en = 'velvet-square'";
    db.execute_raw(Statement::from_string(DbBackend::Postgres, by_staff))
        .await
        .unwrap();
    clock.advance(chrono::TimeDelta::days(3));
    let second = seed_into(db, &ctx, &media).await;
    assert_eq!(second, SeedReport::default());
    assert_eq!(census(db).await, before);
    assert_eq!(
        number(
            db,
            "SELECT count(*) AS n FROM products WHERE title ->> 'en' = 'Renamed'"
        )
        .await,
        1
    );
}

async fn assert_is_consistent(db: &Db) {
    assert_eq!(catalog::stock::audit(db).await.unwrap(), []);
    assert_eq!(promos::audit(db).await.unwrap(), []);
    let books = orders::order::audit::audit(db, None).await.unwrap();
    assert!(books.is_empty(), "{books:?}");
    // No event of an order's life is older than the one before it, and none lies in the future.
    let disorder = "SELECT count(*) AS n FROM (SELECT created_at, lag(created_at) OVER (PARTITION BY order_id ORDER BY id) AS before
                      FROM order_events) AS e WHERE before > created_at";
    assert_eq!(number(db, disorder).await, 0);
    let backwards = "SELECT count(*) AS n FROM (SELECT created_at, lag(created_at) OVER (ORDER BY number) AS before FROM orders) AS o
                     WHERE before > created_at";
    assert_eq!(number(db, backwards).await, 0, "order numbers follow time");
}

async fn assert_looks_alive(db: &Db, clock: &FixedClock) {
    use kernel::Clock as _;
    let now = clock.now();
    assert_eq!(
        number(
            db,
            &format!("SELECT count(*) AS n FROM order_events WHERE created_at > '{now}'")
        )
        .await,
        0
    );
    for status in [
        "placed",
        "preparing",
        "out_for_delivery",
        "delivered",
        "on_hold",
        "cancelled",
        "returned",
    ] {
        let sql = format!("SELECT count(*) AS n FROM orders WHERE status = '{status}'");
        assert!(number(db, &sql).await > 0, "no order is {status}");
    }
    for wanted in [
        "SELECT count(DISTINCT region_id) - 2 AS n FROM orders",
        "SELECT count(DISTINCT promo_code) - 3 AS n FROM orders",
        "SELECT count(DISTINCT customer_id) - 2 AS n FROM orders",
        "SELECT count(*) - 50 AS n FROM orders WHERE locale = 'ar'",
        "SELECT count(*) - 50 AS n FROM orders WHERE locale = 'en'",
        "SELECT count(*) AS n FROM stock_levels WHERE available = 0",
        "SELECT count(*) - 20 AS n FROM stock_levels WHERE available BETWEEN 1 AND 4",
        "SELECT count(*) AS n FROM products WHERE is_coming_soon",
        "SELECT count(*) AS n FROM variant_prices WHERE compare_at_minor IS NOT NULL",
    ] {
        assert!(number(db, wanted).await > 0, "{wanted}");
    }
}

/// A folder for pictures that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(ctx: &Ctx) -> Self {
        Self(std::env::temp_dir().join(format!("seed-{}", ctx.new_id::<uuid::Uuid>())))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

#[tokio::test]
async fn the_staff_of_the_demo_shop_may_do_their_jobs_and_no_more() {
    let test_db = TestDb::new().await;
    let db = test_db.db();
    let (ctx, _) = test_ctx();
    let folder = Folder::new(&ctx);
    seed_into(db, &ctx, &LocalDisk::new(&folder.0)).await;
    let unverified = "SELECT count(*) AS n FROM accounts WHERE email_verified_at IS NULL";
    assert_eq!(number(db, unverified).await, 0);
    let employed = "SELECT count(*) AS n FROM accounts a WHERE a.role = 'manager' AND a.title <> ''
                      AND EXISTS (SELECT FROM staff_grants g WHERE g.account_id = a.id)";
    assert_eq!(number(db, employed).await, 4);
    let desk = "SELECT count(*) AS n FROM staff_grants g JOIN accounts a ON a.id = g.account_id
                 WHERE a.email = 'desk@amoonis.example' AND g.permission = 'orders' AND g.level = 'manage'";
    assert_eq!(number(db, desk).await, 1);
    let elsewhere = "SELECT count(*) AS n FROM staff_grants g JOIN accounts a ON a.id = g.account_id
                      WHERE a.email = 'desk@amoonis.example'
                        AND g.region_ids IS DISTINCT FROM ARRAY(SELECT id FROM regions WHERE slug = 'ae')";
    assert_eq!(number(db, elsewhere).await, 0);
}
