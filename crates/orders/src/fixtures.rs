//! A small shop to order from, for tests and benchmarks.

use std::collections::BTreeMap;

use catalog::fixtures as goods;
use chrono::{Days, NaiveDate};
use db::Db;
use i18n::{Locale, Localized};
use kernel::{CategoryId, Ctx, Currency, Money, RegionId, VariantId, WarehouseId};
use regions::Store;
use regions::fixtures::{NewRegion, NewZone, create_region, create_zone};

use crate::cart::{self, AddLine, CartToken};
use crate::checkout::Checkout;
use crate::quote::{Choices, ContactInput};

/// One region (`ae`, dirhams, 5 % tax included, 20.00 delivery, free from 250.00) with the zone `dubai`, one warehouse and
/// one category.
pub struct Shop {
    pub ctx: Ctx,
    pub store: Store,
    pub warehouse: WarehouseId,
    pub category: CategoryId,
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

impl Shop {
    /// Opens the shop in an empty database.
    pub async fn open(db: &Db, ctx: &Ctx) -> Result<Self, Failure> {
        let region = NewRegion {
            is_default: true,
            vat_rate_bp: 500,
            shipping_fee: 2_000,
            free_shipping_from: Some(25_000),
            ..NewRegion::new("ae", "AE", Currency::Aed)
        };
        let region: RegionId = create_region(db, ctx, &region).await?;
        create_zone(
            db,
            ctx,
            region,
            &NewZone::new("dubai", Localized::new("Dubai", "دبي")),
        )
        .await?;
        let warehouse = goods::create_warehouse(db, ctx, "dubai-1", Localized::new("Dubai", "دبي")).await?;
        goods::ship_from(db, region, warehouse).await?;
        let category = goods::NewCategory::new(Localized::new("Gift boxes", "صناديق الهدايا"));
        let category = goods::create_category(db, ctx, &category).await?;
        let store = regions::get_store(db, region).await?;
        Ok(Self {
            ctx: ctx.clone(),
            store,
            warehouse,
            category,
        })
    }

    /// Puts a product with one variant on sale: `price` in fils, `stock` units.
    pub async fn sell(&self, db: &Db, sku: &str, price: i64, stock: u16) -> Result<VariantId, Failure> {
        let title = Localized::new(format!("Gift {sku}"), format!("هدية {sku}"));
        let mut product = goods::NewProduct::new(self.category, title, sku, self.ctx.now());
        product.custom_name_enabled = true;
        let tx = db::begin(db).await?;
        let created = goods::create_product(&tx, &self.ctx, &product).await?;
        goods::show_in_region(&tx, created.id, self.store.id, 1_000).await?;
        let variant = created.variants[0];
        goods::set_price(&tx, variant, self.store.id, price, None).await?;
        goods::receive_stock(&tx, &self.ctx, variant, self.warehouse, stock).await?;
        tx.commit().await?;
        Ok(variant)
    }

    /// A new cart with `quantity` units of each variant.
    pub async fn cart_with(&self, db: &Db, lines: &[(VariantId, i32)]) -> Result<CartToken, Failure> {
        let (_, token) = cart::create_cart(db, &self.ctx, self.store.id, None).await?;
        for (variant_id, quantity) in lines {
            let add = AddLine {
                variant_id: *variant_id,
                quantity: *quantity,
                gift_message: String::new(),
                custom_name: String::new(),
            };
            cart::add_line(db, &self.ctx, &self.store, &token, &add, None).await?;
        }
        Ok(token)
    }

    /// A complete cash-on-delivery checkout by the customer with this telephone number.
    #[must_use]
    pub fn checkout(&self, phone: &str, total: i64) -> Checkout {
        Checkout {
            choices: self.choices(phone),
            expected_total: Money::new(total, Currency::Aed),
            locale: Locale::En,
            customer: None,
        }
    }

    /// Everything a customer must choose, delivered three days from now.
    #[must_use]
    pub fn choices(&self, phone: &str) -> Choices {
        let address = [
            ("area", "Jumeirah 1"),
            ("street", "Al Wasl Road"),
            ("building", "Villa 12"),
        ];
        Choices {
            payment_method: Some("cod".to_owned()),
            contact: Some(ContactInput {
                name: "Layla Hassan".to_owned(),
                phone: phone.to_owned(),
                email: None,
            }),
            recipient: None,
            zone: Some("dubai".to_owned()),
            address: address
                .map(|(key, value)| (key.to_owned(), value.to_owned()))
                .into_iter()
                .collect::<BTreeMap<_, _>>(),
            delivery_date: Some(self.delivery_date()),
            note: String::new(),
        }
    }

    #[must_use]
    pub fn delivery_date(&self) -> NaiveDate {
        self.store.today(self.ctx.now()) + Days::new(3)
    }
}
