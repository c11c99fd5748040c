//! On which days an order can be delivered. Pure: the store and the time go in, the calendar comes out.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use i18n::Localized;

use crate::{Store, ZoneTerms};

/// One day of the calendar a customer chooses from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryDay {
    pub date: NaiveDate,
    /// `None`: deliveries are made on this day.
    pub refusal: Option<Refusal>,
}

/// Why nothing can be delivered on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Too soon: the zone or the goods need more time, or the day is over.
    LeadTime,
    /// No deliveries on this day of the week.
    Weekday,
    /// A holiday or another closed day; its reason in words.
    Blackout(Localized),
    /// Further ahead than the region takes bookings. Never in the list of [`days`].
    BeyondWindow,
}

/// All days from today to the end of the region's booking window, in the region's calendar.
///
/// `product_lead_days` is the longest preparation time among the goods; the zone's (or, before one is chosen, the region's)
/// own lead time counts from the same day, so the longer of the two decides. Today itself is possible only with no lead time
/// and before the same-day cut-off.
#[must_use]
pub fn days(
    store: &Store,
    zone: Option<&ZoneTerms>,
    product_lead_days: u32,
    now: DateTime<Utc>,
) -> Vec<DeliveryDay> {
    let calendar = Calendar::new(store, zone, product_lead_days, now);
    calendar
        .today
        .iter_days()
        .take_while(|date| *date <= calendar.last)
        .map(|date| DeliveryDay {
            date,
            refusal: calendar.refusal(date),
        })
        .collect()
}

/// Whether an order made `now` can be delivered on `date`; agrees with [`days`] on every day that lists.
pub fn check(
    store: &Store,
    zone: Option<&ZoneTerms>,
    product_lead_days: u32,
    date: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    Calendar::new(store, zone, product_lead_days, now)
        .refusal(date)
        .map_or(Ok(()), Err)
}

struct Calendar<'a> {
    store: &'a Store,
    today: NaiveDate,
    earliest: NaiveDate,
    last: NaiveDate,
}

impl<'a> Calendar<'a> {
    fn new(store: &'a Store, zone: Option<&ZoneTerms>, product_lead_days: u32, now: DateTime<Utc>) -> Self {
        let terms = zone.map_or(store.terms, |zone| zone.terms);
        let local = now.with_timezone(&store.time_zone);
        let same_day = store.same_day_cutoff.is_some_and(|cutoff| local.time() < cutoff);
        let lead = terms
            .lead_days
            .max(product_lead_days)
            .max(if same_day { 0 } else { 1 });
        let today = local.date_naive();
        Self {
            store,
            today,
            earliest: later(today, lead),
            last: later(today, store.booking_window_days),
        }
    }

    fn refusal(&self, date: NaiveDate) -> Option<Refusal> {
        if date < self.earliest {
            return Some(Refusal::LeadTime);
        }
        if date > self.last {
            return Some(Refusal::BeyondWindow);
        }
        if let Some(reason) = self.store.blackout(date) {
            return Some(Refusal::Blackout(reason.clone()));
        }
        let weekday = date.weekday().num_days_from_sunday();
        (!self.store.delivery_weekdays.contains(&weekday)).then_some(Refusal::Weekday)
    }
}

/// Saturates at the end of the calendar, some 260 000 years from now.
fn later(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_add_days(Days::new(u64::from(days)))
        .unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests;
