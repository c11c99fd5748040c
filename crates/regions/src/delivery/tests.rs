use chrono::{NaiveTime, TimeDelta, TimeZone};
use kernel::{Currency, Money, Rate, RegionId};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{Blackout, Terms};

fn store() -> Store {
    Store {
        id: RegionId::from(Uuid::from_u128(1)),
        slug: "ae".into(),
        country: "AE".into(),
        name: Localized::new("United Arab Emirates", "الإمارات"),
        currency: Currency::Aed,
        time_zone: chrono_tz::Asia::Dubai,
        is_default: true,
        is_active: true,
        vat_rate: Rate::from_bp(500).unwrap(),
        prices_include_vat: true,
        terms: Terms {
            shipping_fee: Money::new(2500, Currency::Aed),
            free_shipping_from: None,
            min_order: None,
            max_order: None,
            cod_enabled: true,
            lead_days: 0,
        },
        delivery_weekdays: (0..=6).collect(),
        booking_window_days: 7,
        same_day_cutoff: NaiveTime::from_hms_opt(14, 0, 0),
        zones: Vec::new(),
        blackouts: Vec::new(),
    }
}

fn zone(lead_days: u32) -> ZoneTerms {
    ZoneTerms {
        id: Uuid::from_u128(2).into(),
        code: "al-ain".into(),
        name: Localized::new("Al Ain", "العين"),
        terms: Terms {
            lead_days,
            ..store().terms
        },
    }
}

fn at(day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, day, hour, minute, 0).unwrap()
}

fn march(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

fn first_open(days: &[DeliveryDay]) -> Option<NaiveDate> {
    days.iter().find(|day| day.refusal.is_none()).map(|day| day.date)
}

#[test]
fn today_counts_in_the_time_zone_of_the_region_and_only_before_the_cut_off() {
    let store = store();
    // 09:59 UTC is 13:59 in Dubai.
    assert_eq!(first_open(&days(&store, None, 0, at(1, 9, 59))), Some(march(1)));
    assert_eq!(first_open(&days(&store, None, 0, at(1, 10, 0))), Some(march(2)));
    // 20:30 UTC is already the next morning in Dubai.
    let list = days(&store, None, 0, at(1, 20, 30));
    assert_eq!((list[0].date, list[0].refusal.clone()), (march(2), None));
    let never_same_day = Store {
        same_day_cutoff: None,
        ..store
    };
    assert_eq!(
        first_open(&days(&never_same_day, None, 0, at(1, 0, 0))),
        Some(march(2))
    );
}

#[test]
fn the_longest_lead_time_decides() {
    let store = store();
    assert_eq!(
        first_open(&days(&store, Some(&zone(3)), 2, at(1, 6, 0))),
        Some(march(4))
    );
    assert_eq!(
        first_open(&days(&store, Some(&zone(1)), 5, at(1, 6, 0))),
        Some(march(6))
    );
    assert_eq!(
        first_open(&days(&store, None, 8, at(1, 6, 0))),
        None,
        "beyond the window"
    );
}

#[test]
fn weekdays_blackouts_and_the_window_are_told_apart() {
    let eid = Localized::new("Eid al-Fitr", "عيد الفطر");
    let store = Store {
        // 1 March 2026 is a Sunday; no deliveries on Fridays.
        delivery_weekdays: vec![0, 1, 2, 3, 4, 6],
        blackouts: vec![Blackout {
            date: march(4),
            reason: eid.clone(),
        }],
        ..store()
    };
    let now = at(1, 6, 0);
    let refused: Vec<_> = days(&store, Some(&zone(1)), 0, now)
        .into_iter()
        .filter_map(|day| day.refusal.map(|refusal| (day.date, refusal)))
        .collect();
    assert_eq!(
        refused,
        [
            (march(1), Refusal::LeadTime),
            (march(4), Refusal::Blackout(eid)),
            (march(6), Refusal::Weekday),
        ]
    );
    assert_eq!(check(&store, None, 0, march(9), now), Err(Refusal::BeyondWindow));
    assert_eq!(check(&store, None, 0, march(8), now), Ok(()));
}

proptest! {
    #[test]
    fn the_calendar_is_gapless_and_agrees_with_the_check(
        region_lead in 0_u32..10,
        zone_lead in proptest::option::of(0_u32..10),
        product_lead in 0_u32..10,
        window in 1_u32..60,
        weekdays in proptest::sample::subsequence((0..=6).collect::<Vec<u32>>(), 1..=7),
        blackouts in proptest::collection::btree_set(0_i64..60, 0..8),
        cutoff in proptest::option::of(0_u32..86_400),
        minute in 0_i64..600_000,
    ) {
        let now = at(1, 0, 0) + TimeDelta::minutes(minute);
        let mut store = store();
        let today = store.today(now);
        store.terms.lead_days = region_lead;
        store.booking_window_days = window;
        store.delivery_weekdays = weekdays;
        store.same_day_cutoff = cutoff.and_then(|seconds| NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0));
        store.blackouts = blackouts
            .into_iter()
            .map(|offset| Blackout { date: today + TimeDelta::days(offset), reason: Localized::default() })
            .collect();
        let zone = zone_lead.map(zone);
        let list = days(&store, zone.as_ref(), product_lead, now);

        prop_assert_eq!(list.len(), window as usize + 1);
        let lead = zone_lead.unwrap_or(region_lead).max(product_lead);
        let local_time = now.with_timezone(&store.time_zone).time();
        for (offset, day) in (0_i64..).zip(&list) {
            prop_assert_eq!(day.date, today + TimeDelta::days(offset));
            prop_assert_eq!(check(&store, zone.as_ref(), product_lead, day.date, now), day.refusal.clone().map_or(Ok(()), Err));
            prop_assert_ne!(&day.refusal, &Some(Refusal::BeyondWindow));
            let open = offset >= i64::from(lead)
                && (offset > 0 || store.same_day_cutoff.is_some_and(|cutoff| local_time < cutoff))
                && store.delivery_weekdays.contains(&day.date.weekday().num_days_from_sunday())
                && store.blackout(day.date).is_none();
            prop_assert_eq!(day.refusal.is_none(), open);
        }
        prop_assert_eq!(check(&store, zone.as_ref(), 0, today + TimeDelta::days(i64::from(window) + 1), now).is_ok(), false);
    }
}
