use std::collections::HashMap;

use anyhow::Context as _;
use catalog::fixtures::{
    self as goods, NewCategory, NewOption, NewPicture, NewProduct, NewValue, NewVariant,
};
use chrono::{DateTime, TimeDelta, Utc};
use db::{Db, Tx};
use i18n::Localized;
use kernel::{CategoryId, Ctx, VariantId};

use super::data::{Category, Demo, OptionKind, Product, Variant, minor, some_minor};
use super::pictures::Keys;
use super::plan::PlannedOrder;
use super::regions::OpenRegion;
use super::{OPENED, at};

/// Variants by SKU.
pub(super) type Shelf = HashMap<String, VariantId>;

/// Whatever the plan sells of a SKU in a region, on top of what shall be left.
type Sold<'a> = HashMap<(&'a str, &'a str), u16>;

/// Publishes the categories and products that aren't there yet; returns all variants and how many products are new. A product
/// that is there keeps its texts, prices and stock.
pub(super) async fn publish(
    db: &Db,
    ctx: &Ctx,
    data: &Demo,
    regions: &HashMap<String, OpenRegion>,
    keys: &Keys,
    plan: &[PlannedOrder],
) -> anyhow::Result<(Shelf, usize)> {
    let sold = sold(plan);
    let opening = at(ctx, ctx.now() - OPENED);
    let mut categories = HashMap::new();
    for (position, category) in (0_i32..).zip(&data.categories) {
        let id = create_category(db, &opening, position, category, keys).await?;
        categories.insert(category.code.as_str(), id);
    }
    let mut shelf = Shelf::new();
    let mut new = 0;
    for (position, (category, product)) in (0_i32..).zip(&data.products) {
        let category = *categories
            .get(category.as_str())
            .context("a product without a category")?;
        let press = Press {
            ctx,
            data,
            regions,
            keys,
            sold: &sold,
        };
        let tx = db::begin(db).await?;
        let is_new = press.publish(&tx, category, position, product, &mut shelf).await;
        new += usize::from(is_new.with_context(|| format!("product {}", product.code))?);
        tx.commit().await?;
    }
    Ok((shelf, new))
}

fn sold(plan: &[PlannedOrder]) -> Sold<'_> {
    let mut sold = Sold::new();
    for order in plan {
        for line in &order.lines {
            let units: &mut u16 = sold
                .entry((order.region.as_str(), line.sku.as_str()))
                .or_default();
            *units = units.saturating_add(line.quantity);
        }
    }
    sold
}

async fn create_category(
    db: &Db,
    ctx: &Ctx,
    position: i32,
    category: &Category,
    keys: &Keys,
) -> anyhow::Result<CategoryId> {
    let new = NewCategory {
        slug: category.slug.clone(),
        description: category.description.clone(),
        picture_key: keys.get(&category.picture.file).cloned(),
        sort_order: position,
        ..NewCategory::new(category.name.clone())
    };
    Ok(goods::create_category(db, ctx, &new).await?)
}

/// What is needed to publish a product.
struct Press<'a> {
    ctx: &'a Ctx,
    data: &'a Demo,
    regions: &'a HashMap<String, OpenRegion>,
    keys: &'a Keys,
    sold: &'a Sold<'a>,
}

impl Press<'_> {
    async fn publish(
        &self,
        tx: &Tx,
        category: CategoryId,
        position: i32,
        product: &Product,
        shelf: &mut Shelf,
    ) -> anyhow::Result<bool> {
        let created_at = self.created_at(position, product);
        let ctx = at(self.ctx, created_at);
        let new = self.describe(category, position, product, created_at)?;
        let created = goods::create_product(tx, &ctx, &new).await?;
        for (variant, id) in product.variants.iter().zip(&created.variants) {
            shelf.insert(variant.sku.clone(), *id);
        }
        if !created.is_new {
            return Ok(false);
        }
        for (slug, region) in self.regions {
            let sells = product
                .variants
                .iter()
                .any(|variant| variant.prices.contains_key(slug));
            if sells {
                let listed = self.data.region(slug)?;
                let fee = if product.custom_name {
                    minor(&listed.custom_name_fee, listed.currency)?
                } else {
                    0
                };
                goods::show_in_region(tx, created.id, region.id, fee).await?;
            }
        }
        for (variant, id) in product.variants.iter().zip(created.variants) {
            self.price_and_stock(tx, &ctx, variant, id)
                .await
                .with_context(|| variant.sku.clone())?;
        }
        Ok(true)
    }

    async fn price_and_stock(
        &self,
        tx: &Tx,
        ctx: &Ctx,
        variant: &Variant,
        id: VariantId,
    ) -> anyhow::Result<()> {
        for (slug, price) in &variant.prices {
            let region = self.regions.get(slug).context("unknown region")?;
            let currency = self.data.region(slug)?.currency;
            let now = minor(&price.price, currency)?;
            goods::set_price(tx, id, region.id, now, some_minor(price.was.as_ref(), currency)?).await?;
            let left = variant.stock.get(slug).copied().unwrap_or_default();
            let sold = self
                .sold
                .get(&(slug.as_str(), variant.sku.as_str()))
                .copied()
                .unwrap_or_default();
            goods::receive_stock(tx, ctx, id, region.warehouse, left.saturating_add(sold)).await?;
        }
        Ok(())
    }

    /// New products have just arrived; the others were there from the start, an hour apart so that "newest" has an order.
    fn created_at(&self, position: i32, product: &Product) -> DateTime<Utc> {
        let hours = TimeDelta::hours(i64::from(position));
        if product.new {
            self.ctx.now() - TimeDelta::days(12) + hours
        } else {
            self.ctx.now() - OPENED + hours
        }
    }

    fn describe(
        &self,
        category: CategoryId,
        position: i32,
        product: &Product,
        created_at: DateTime<Utc>,
    ) -> anyhow::Result<NewProduct> {
        let key = |file: &String| {
            self.keys
                .get(file)
                .cloned()
                .with_context(|| format!("no picture {file}"))
        };
        let mut pictures = Vec::new();
        for picture in &product.pictures {
            pictures.push(NewPicture {
                key: key(&picture.file)?,
                alt: picture.alt.clone(),
            });
        }
        let mut variants = Vec::new();
        for variant in &product.variants {
            let picture_key = variant.picture.as_ref().map(key).transpose()?;
            variants.push(NewVariant {
                picture_key,
                ..NewVariant::new(&variant.sku, &variant.values)
            });
        }
        Ok(NewProduct {
            category,
            slug: product.slug.clone(),
            title: product.title.clone(),
            subtitle: product.subtitle.clone(),
            description: product.description.clone(),
            status: "published".to_owned(),
            is_coming_soon: product.coming_soon,
            is_featured: product.featured,
            lead_days: product.lead_days,
            gift_message_enabled: true,
            custom_name_enabled: product.custom_name,
            sort_order: position,
            created_at,
            pictures,
            options: product.options.iter().map(option).collect(),
            variants,
        })
    }
}

fn option(option: &super::data::ProductOption) -> NewOption {
    let value = |name: &Localized, colour: Option<&String>| NewValue {
        name: name.clone(),
        colour: colour.cloned(),
    };
    NewOption {
        name: option.name.clone(),
        kind: match option.kind {
            OptionKind::Choice => catalog::view::OptionKind::Choice,
            OptionKind::Colour => catalog::view::OptionKind::Colour,
        },
        values: option
            .values
            .iter()
            .map(|listed| value(&listed.name, listed.colour.as_ref()))
            .collect(),
    }
}
