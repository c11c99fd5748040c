//! Fills a database with the demo shop of `apps/api/demo`: regions, catalogue, pictures, people, promo codes and ninety days
//! of orders, the latter made by the same use cases that serve customers.
//!
//! Safe to run again: everything is found by its natural key first and left as it is, whatever staff have made of it and
//! however much has been sold since.

mod catalogue;
mod data;
mod dice;
mod history;
mod people;
mod pictures;
mod plan;
mod regions;

use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use db::Db;
use kernel::{Ctx, FixedClock};
use media::ObjectStore;
use orders::OrderCodes;

/// How old the shop pretends to be; everything it is made of was there before the first order.
const OPENED: TimeDelta = TimeDelta::days(120);

/// What a run has added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SeedReport {
    pub regions: usize,
    pub pictures: usize,
    pub products: usize,
    pub orders: usize,
    /// Orders of the plan that can't be made any more: a run that was cut short is continued in a shop that has changed.
    pub skipped_orders: usize,
}

/// Where the demo shop's data and pictures lie in a checkout of the repository.
#[must_use]
pub fn default_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("demo")
}

/// Adds what is missing of the demo shop described in `folder`. The passwords in there are public: for demonstrations only.
///
/// # Errors
/// When the data contradict each other or the schema, and on failures of the database or the store. What was added until then
/// stays; the next run goes on from there.
pub async fn run(
    db: &Db,
    ctx: &Ctx,
    store: &dyn ObjectStore,
    codes: &OrderCodes,
    folder: &Path,
) -> anyhow::Result<SeedReport> {
    let data = data::Demo::read(folder)?;
    let opening = at(ctx, ctx.now() - OPENED);
    let (regions, new_regions) = regions::open(db, ctx, &opening, &data).await?;
    let staff = people::invite(db, &opening, &data, &regions).await?;
    regions::publish_promos(db, ctx, &regions, &data).await?;
    let (keys, pictures) = pictures::store(db, &opening, store, &data, folder).await?;
    tracing::info!(
        regions = new_regions,
        pictures,
        "demo shop: regions, people and pictures are there"
    );
    let plan = plan::orders(&data)?;
    let (shelf, products) = catalogue::publish(db, ctx, &data, &regions, &keys, &plan).await?;
    tracing::info!(products, "demo shop: the catalogue is there");
    let made = history::make(db, ctx, codes, &shelf, &staff, &plan).await?;
    tracing::info!(
        orders = made.orders,
        skipped = made.skipped,
        "demo shop: the orders are there"
    );
    Ok(SeedReport {
        regions: new_regions,
        pictures,
        products,
        orders: made.orders,
        skipped_orders: made.skipped,
    })
}

/// The same context at another time.
fn at(ctx: &Ctx, time: DateTime<Utc>) -> Ctx {
    ctx.with_clock(FixedClock::at(time))
}
