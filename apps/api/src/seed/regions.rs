use std::collections::HashMap;

use anyhow::Context as _;
use chrono::{Datelike as _, Days, NaiveDate, NaiveTime, TimeDelta};
use db::{Db, Tx};
use kernel::{Ctx, RegionId, WarehouseId};
use promos::fixtures::{Amounts, NewPromoCode, ensure_promo_code};
use regions::fixtures::{NewRegion, NewZone, create_blackout, create_region, create_zone};

use super::data::{self, Demo, Region, minor, some_minor};

/// A region that is open, and where its goods come from.
#[derive(Clone, Copy)]
pub(super) struct OpenRegion {
    pub id: RegionId,
    pub warehouse: WarehouseId,
}

/// Opens the regions that aren't there yet; returns all of them by slug, and how many are new. A region that is there keeps
/// its terms, zones and closed days.
pub(super) async fn open(
    db: &Db,
    ctx: &Ctx,
    opening: &Ctx,
    data: &Demo,
) -> anyhow::Result<(HashMap<String, OpenRegion>, usize)> {
    let mut open = HashMap::new();
    let mut new = 0;
    for (position, region) in (0_i32..).zip(&data.regions) {
        let there = regions::find_store(db, &region.slug).await?;
        let tx = db::begin(db).await?;
        let id = match there {
            Some(store) => store.id,
            None => {
                new += 1;
                create(&tx, ctx, opening, position, region)
                    .await
                    .with_context(|| format!("region {}", region.slug))?
            }
        };
        let Region { warehouse, .. } = region;
        let warehouse =
            catalog::fixtures::create_warehouse(&tx, opening, &warehouse.code, warehouse.name.clone())
                .await?;
        catalog::fixtures::ship_from(&tx, id, warehouse).await?;
        payments::fixtures::take_online(&tx, opening, id).await?;
        tx.commit().await?;
        open.insert(region.slug.clone(), OpenRegion { id, warehouse });
    }
    Ok((open, new))
}

async fn create(
    tx: &Tx,
    ctx: &Ctx,
    opening: &Ctx,
    position: i32,
    region: &Region,
) -> anyhow::Result<RegionId> {
    let currency = region.currency;
    let cutoff = region
        .same_day_cutoff
        .as_deref()
        .map(|time| NaiveTime::parse_from_str(time, "%H:%M"))
        .transpose()?;
    let new = NewRegion {
        name: region.name.clone(),
        time_zone: region.time_zone.clone(),
        is_default: region.default,
        sort_order: position,
        vat_rate_bp: region.vat_rate_bp,
        shipping_fee: minor(&region.shipping_fee, currency)?,
        free_shipping_from: some_minor(region.free_shipping_from.as_ref(), currency)?,
        min_order: some_minor(region.min_order.as_ref(), currency)?,
        max_order: some_minor(region.max_order.as_ref(), currency)?,
        lead_days: region.lead_days,
        delivery_weekdays: region.delivery_weekdays.clone(),
        booking_window_days: region.booking_window_days,
        same_day_cutoff: cutoff,
        ..NewRegion::new(&region.slug, &region.country, currency)
    };
    let id = create_region(tx, opening, &new).await?;
    for (position, zone) in (0_i32..).zip(&region.zones) {
        let new = NewZone {
            sort_order: position,
            shipping_fee: some_minor(zone.shipping_fee.as_ref(), currency)?,
            free_shipping_from: some_minor(zone.free_shipping_from.as_ref(), currency)?,
            min_order: some_minor(zone.min_order.as_ref(), currency)?,
            cod_enabled: zone.cod,
            lead_days: zone.lead_days,
            ..NewZone::new(&zone.code, zone.name.clone())
        };
        create_zone(tx, opening, id, &new).await?;
    }
    let today = regions::get_store(tx, id).await?.today(ctx.now());
    for blackout in &region.blackouts {
        let date = date_of(blackout, today).context("a closed day is a month and a day, or in some days")?;
        create_blackout(tx, opening, id, date, blackout.reason.clone()).await?;
    }
    Ok(id)
}

fn date_of(blackout: &data::Blackout, today: NaiveDate) -> Option<NaiveDate> {
    if let Some(days) = blackout.in_days {
        return today.checked_add_days(Days::new(days));
    }
    let (month, day) = (blackout.month?, blackout.day?);
    let this_year = NaiveDate::from_ymd_opt(today.year(), month, day)?;
    if this_year >= today {
        Some(this_year)
    } else {
        NaiveDate::from_ymd_opt(today.year() + 1, month, day)
    }
}

/// Publishes the promo codes that aren't there yet.
pub(super) async fn publish_promos(
    db: &Db,
    ctx: &Ctx,
    regions: &HashMap<String, OpenRegion>,
    data: &Demo,
) -> anyhow::Result<()> {
    for promo in &data.promos {
        let new = promo_of(ctx, regions, promo).with_context(|| format!("promo code {}", promo.code))?;
        let tx = db::begin(db).await?;
        ensure_promo_code(&tx, ctx, new).await?;
        tx.commit().await?;
    }
    Ok(())
}

fn promo_of(
    ctx: &Ctx,
    regions: &HashMap<String, OpenRegion>,
    promo: &data::Promo,
) -> anyhow::Result<NewPromoCode> {
    let mut amounts = Vec::new();
    for (currency, listed) in &promo.amounts {
        amounts.push(Amounts {
            currency: *currency,
            amount: data::Amounts::money(listed.amount.as_ref(), *currency)?,
            min_subtotal: data::Amounts::money(listed.min_subtotal.as_ref(), *currency)?,
            max_discount: data::Amounts::money(listed.max_discount.as_ref(), *currency)?,
        });
    }
    let mut limited_to = Vec::new();
    for slug in &promo.regions {
        limited_to.push(
            regions
                .get(slug)
                .with_context(|| format!("unknown region {slug:?}"))?
                .id,
        );
    }
    let in_days = |days: i64| ctx.now() + TimeDelta::days(days);
    Ok(NewPromoCode {
        code: promo.code.clone(),
        name: promo.name.clone(),
        percent_bp: promo.percent_bp,
        amounts,
        starts_at: promo.starts_in_days.map(in_days),
        ends_at: promo.ends_in_days.map(in_days),
        usage_limit: promo.usage_limit,
        per_customer_limit: promo.per_customer_limit,
        regions: limited_to,
    })
}

#[cfg(test)]
mod tests {
    use i18n::Localized;

    use super::*;

    #[test]
    fn a_closed_day_is_never_in_the_past() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let on = |month, day, in_days| data::Blackout {
            month,
            day,
            in_days,
            reason: Localized::default(),
        };
        let date = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        assert_eq!(date_of(&on(Some(12), Some(2), None), today), date(2026, 12, 2));
        assert_eq!(date_of(&on(Some(2), Some(25), None), today), date(2027, 2, 25));
        assert_eq!(date_of(&on(None, None, Some(9)), today), date(2026, 3, 10));
        assert_eq!(date_of(&on(None, None, None), today), None);
    }
}
