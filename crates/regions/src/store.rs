use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use i18n::Localized;
use kernel::{Currency, Money, Rate, RegionId, ZoneId};

use crate::address;

mod find;

pub use find::{find_store, get_store, list_active};

/// One region's shop: what it charges, when and where it delivers. All amounts are in `currency`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    pub id: RegionId,
    pub slug: String,
    /// ISO 3166 alpha-2, upper case.
    pub country: String,
    pub name: Localized,
    pub currency: Currency,
    pub time_zone: Tz,
    pub is_default: bool,
    pub is_active: bool,
    pub vat_rate: Rate,
    pub prices_include_vat: bool,
    /// What holds before a zone is chosen, and wherever a zone says nothing else.
    pub terms: Terms,
    /// Days of the week with deliveries: 0 is Sunday, 6 is Saturday. Never empty.
    pub delivery_weekdays: Vec<u32>,
    /// How many days ahead of today a delivery can be booked.
    pub booking_window_days: u32,
    /// Local time up to which an order can still be delivered today; `None`: never on the same day.
    pub same_day_cutoff: Option<NaiveTime>,
    /// Active zones in the order they are shown.
    pub zones: Vec<ZoneTerms>,
    /// Ascending by date.
    pub blackouts: Vec<Blackout>,
}

/// The conditions of delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    pub shipping_fee: Money,
    pub free_shipping_from: Option<Money>,
    pub min_order: Option<Money>,
    pub max_order: Option<Money>,
    pub cod_enabled: bool,
    pub lead_days: u32,
}

/// A delivery zone and its conditions, already merged with the region's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneTerms {
    pub id: ZoneId,
    pub code: String,
    pub name: Localized,
    pub terms: Terms,
}

/// A day without deliveries, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blackout {
    pub date: NaiveDate,
    pub reason: Localized,
}

impl Store {
    #[must_use]
    pub fn zone(&self, code: &str) -> Option<&ZoneTerms> {
        self.zones.iter().find(|zone| zone.code == code)
    }

    /// The reason for which nothing is delivered on `date`.
    #[must_use]
    pub fn blackout(&self, date: NaiveDate) -> Option<&Localized> {
        self.blackouts
            .iter()
            .find(|blackout| blackout.date == date)
            .map(|blackout| &blackout.reason)
    }

    /// The calendar day it is in the region.
    #[must_use]
    pub fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        now.with_timezone(&self.time_zone).date_naive()
    }

    /// The telephone prefix of the region's country with its plus sign; empty for a country outside the GCC.
    #[must_use]
    pub fn dial_code(&self) -> &'static str {
        address::dial_code(&self.country)
    }
}
