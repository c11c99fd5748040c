//! A small shop to test against. Rows of other contexts (regions, media, carts, orders) are written as plain SQL: this crate
//! sits below theirs.

use catalog::Market;
use catalog::fixtures::{
    CreatedProduct, NewCategory, NewProduct, create_category, create_product, create_warehouse,
    receive_stock, set_price, ship_from, show_in_region,
};
use catalog::stock::{Demand, HoldState, ReserveError, reserve};
use db::Db;
use i18n::Localized;
use kernel::{CategoryId, Ctx, Currency, FixedClock, OrderId, OrderLineId, RegionId, VariantId, WarehouseId};
use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};
use test_support::{TestDb, test_ctx};
use uuid::Uuid;

pub struct Shop {
    pub test: TestDb,
    pub ctx: Ctx,
    pub clock: FixedClock,
    pub market: Market,
    pub warehouse: WarehouseId,
    pub category: CategoryId,
}

pub fn text(en: &str, ar: &str) -> Localized {
    Localized::new(en, ar)
}

impl Shop {
    pub async fn new() -> Self {
        let test = TestDb::with_connections(12).await;
        let (ctx, clock) = test_ctx();
        let db = test.db();
        let region = insert_region(db, &ctx, "ae", Currency::Aed).await;
        let warehouse = create_warehouse(db, &ctx, "dubai", text("Dubai", "دبي"))
            .await
            .unwrap();
        ship_from(db, region, warehouse).await.unwrap();
        let category = create_category(db, &ctx, &NewCategory::new(text("Roses", "ورود")))
            .await
            .unwrap();
        let market = Market::new(region, Currency::Aed);
        Self {
            ctx,
            clock,
            market,
            warehouse,
            category,
            test,
        }
    }

    pub fn db(&self) -> &Db {
        self.test.db()
    }

    /// A second region without a warehouse.
    pub async fn other_region(&self, slug: &str, currency: Currency) -> Market {
        Market::new(
            insert_region(self.db(), &self.ctx, slug, currency).await,
            currency,
        )
    }

    pub async fn category(&self, en: &str, ar: &str) -> CategoryId {
        create_category(self.db(), &self.ctx, &NewCategory::new(text(en, ar)))
            .await
            .unwrap()
    }

    /// A product of the shop's category with one variant, to be changed before [`Shop::add`].
    pub fn product(&self, en: &str, sku: &str) -> NewProduct {
        NewProduct::new(
            self.category,
            text(en, &format!("هدية {sku}")),
            sku,
            self.ctx.now(),
        )
    }

    /// Creates the product, shows it in the region and gives each variant its (price, stock).
    pub async fn add(&self, product: &NewProduct, offers: &[(i64, u16)]) -> CreatedProduct {
        let tx = db::begin(self.db()).await.unwrap();
        let created = create_product(&tx, &self.ctx, product).await.unwrap();
        show_in_region(&tx, created.id, self.market.region, 0)
            .await
            .unwrap();
        for (variant, (price, quantity)) in created.variants.iter().zip(offers) {
            set_price(&tx, *variant, self.market.region, *price, None)
                .await
                .unwrap();
            receive_stock(&tx, &self.ctx, *variant, self.warehouse, *quantity)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        created
    }

    /// One plain product; returns its variant.
    pub async fn add_simple(&self, sku: &str, price: i64, quantity: u16) -> VariantId {
        self.add(&self.product(&format!("Gift {sku}"), sku), &[(price, quantity)])
            .await
            .variants[0]
    }

    pub async fn available(&self, variant: VariantId) -> i64 {
        let sql = "SELECT coalesce(sum(available), 0)::bigint AS n FROM stock_levels WHERE variant_id = $1";
        self.number(sql, [variant.uuid().into()]).await
    }

    pub async fn number<const N: usize>(&self, sql: &str, values: [Value; N]) -> i64 {
        let row = self
            .db()
            .query_one_raw(statement(sql, values))
            .await
            .unwrap()
            .unwrap();
        row.try_get("", "n").unwrap()
    }

    pub async fn execute<const N: usize>(&self, sql: &str, values: [Value; N]) {
        self.db().execute_raw(statement(sql, values)).await.unwrap();
    }

    /// An order with one line for each (variant, quantity), and what those lines demand.
    pub async fn order(&self, lines: &[(VariantId, i32)]) -> (OrderId, Vec<Demand>) {
        let order: OrderId = self.ctx.new_id();
        let (cart, zone): (Uuid, Uuid) = (self.ctx.new_id(), self.ctx.new_id());
        let (region, now) = (self.market.region.uuid(), self.ctx.now());
        self.execute(
            "INSERT INTO carts (id, region_id, token_hash, state, created_at, updated_at)
             VALUES ($1, $2, sha256($3::text::bytea), 'ordered', $4, $4)",
            [cart.into(), region.into(), cart.to_string().into(), now.into()],
        )
        .await;
        self.execute(
            "INSERT INTO delivery_zones (id, region_id, code, name)
             VALUES ($1, $2, 'z' || substr(md5($1::text), 1, 20), '{\"en\": \"Zone\", \"ar\": \"منطقة\"}')",
            [zone.into(), region.into()],
        )
        .await;
        self.execute(
            "INSERT INTO orders (id, number, code, link_token, cart_id, region_id, locale, status, payment_status,
               payment_method, contact_name, contact_phone, recipient_name, recipient_phone, zone_id, zone_name, country,
               address, delivery_date, currency, vat_rate_bp, prices_include_vat, subtotal_minor, discount_minor,
               shipping_minor, vat_minor, total_minor, created_at, updated_at)
             VALUES ($1, nextval('order_numbers'), $1::text, $1::text, $2, $3, 'en', 'placed', 'unpaid', 'cod', 'Layla',
               '+971501234567', 'Noor', '+971501234567', $4, '{\"en\": \"Zone\", \"ar\": \"منطقة\"}', 'AE', '{}', '2026-03-05',
               'AED', 500, true, 0, 0, 0, 0, 0, $5, $5)",
            [order.uuid().into(), cart.into(), region.into(), zone.into(), now.into()],
        )
        .await;
        let mut demands = Vec::new();
        for (position, (variant, quantity)) in (0_i32..).zip(lines) {
            let line: OrderLineId = self.ctx.new_id();
            self.execute(
                "INSERT INTO order_lines (id, order_id, position, product_id, variant_id, sku, slug, title, options,
                   quantity, unit_price_minor, subtotal_minor, discount_minor, vat_minor)
                 SELECT $1, $2, $3, v.product_id, v.id, v.sku, p.title, p.title, '[]', $5, 0, 0, 0, 0
                   FROM variants v JOIN products p ON p.id = v.product_id WHERE v.id = $4",
                [
                    line.uuid().into(),
                    order.uuid().into(),
                    position.into(),
                    variant.uuid().into(),
                    (*quantity).into(),
                ],
            )
            .await;
            demands.push(Demand {
                order_line_id: line,
                variant_id: *variant,
                warehouse_id: self.warehouse,
                quantity: *quantity,
            });
        }
        (order, demands)
    }

    /// Reserves in a transaction of its own, as a checkout does.
    pub async fn reserve(
        &self,
        order: OrderId,
        demands: &[Demand],
        state: HoldState,
    ) -> Result<(), ReserveError> {
        let tx = db::begin(self.db()).await?;
        reserve(&tx, &self.ctx, order, demands, state).await?;
        Ok(tx.commit().await?)
    }

    pub async fn add_picture(&self, key: &str) {
        self.execute(
            "INSERT INTO media_assets (key, content_type, byte_size, sha256, width, height, created_at)
             VALUES ($1, 'image/webp', 1, sha256($1::bytea), 800, 1000, $2)",
            [key.into(), self.ctx.now().into()],
        )
        .await;
    }
}

async fn insert_region(db: &Db, ctx: &Ctx, slug: &str, currency: Currency) -> RegionId {
    let id: RegionId = ctx.new_id();
    let sql = "INSERT INTO regions (id, slug, country, name, currency, time_zone, created_at, updated_at)
               VALUES ($1, $2, upper($2), '{\"en\": \"Region\", \"ar\": \"منطقة\"}', $3, 'Asia/Dubai', $4, $4)";
    let values = [
        id.uuid().into(),
        slug.into(),
        currency.code().into(),
        ctx.now().into(),
    ];
    db.execute_raw(statement(sql, values)).await.unwrap();
    id
}

fn statement<const N: usize>(sql: &str, values: [Value; N]) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}
