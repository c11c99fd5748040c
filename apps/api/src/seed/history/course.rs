use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use kernel::OrderId;
use orders::OrderStatus;
use orders::order::transition::Transition;
use regions::Store;

use crate::seed::plan::PlannedOrder;

/// What staff did with an order, and when.
pub(super) struct Course {
    pub steps: Vec<Step>,
}

pub(super) struct Step {
    pub at: DateTime<Utc>,
    pub to: OrderStatus,
}

impl Course {
    /// Nine in ten orders are delivered; a few are cancelled, held back or returned. Nothing happens later than `now`.
    pub(super) fn of(
        order: &PlannedOrder,
        store: &Store,
        created: DateTime<Utc>,
        delivery: NaiveDate,
        now: DateTime<Utc>,
    ) -> Self {
        use OrderStatus::{Cancelled, Delivered, OnHold, OutForDelivery, Preparing, Returned};
        let jitter = TimeDelta::minutes(i64::try_from(order.fate * 2).unwrap_or_default());
        let seen = created + TimeDelta::minutes(25) + jitter;
        // Couriers leave at nine, local time, unless the order came later that day.
        let morning = delivery.and_time(NaiveTime::MIN) + TimeDelta::hours(9);
        let morning = morning
            .and_local_timezone(store.time_zone)
            .earliest()
            .map_or(seen, |time| time.with_timezone(&Utc));
        let leaves = morning.max(seen + TimeDelta::hours(1)) + jitter / 2;
        let arrives = leaves + TimeDelta::minutes(70) + jitter;
        let path: &[(OrderStatus, DateTime<Utc>)] = match order.fate {
            0..4 => &[(Cancelled, seen)],
            4..6 => &[(Preparing, seen), (Cancelled, seen + TimeDelta::hours(2))],
            6..8 => &[(Preparing, seen), (OnHold, seen + TimeDelta::hours(1))],
            8..10 => &[
                (Preparing, seen),
                (OutForDelivery, leaves),
                (Delivered, arrives),
                (Returned, arrives + TimeDelta::hours(20)),
            ],
            // Some of today's are still on the road and some of the newest haven't been looked at, whatever the hour is.
            10..45 if delivery >= store.today(now) => &[(Preparing, seen), (OutForDelivery, leaves)],
            45..80 if now - created < TimeDelta::hours(10) => &[],
            _ => &[(Preparing, seen), (OutForDelivery, leaves), (Delivered, arrives)],
        };
        let steps = path
            .iter()
            .take_while(|(_, at)| *at <= now)
            .map(|(to, at)| Step { at: *at, to: *to });
        Self {
            steps: steps.collect(),
        }
    }
}

impl Step {
    pub(super) fn transition(&self, order_id: OrderId, version: i32, reason: &str) -> Transition {
        Transition {
            order_id,
            to: self.to,
            version,
            reason: if self.to.needs_reason() {
                reason.to_owned()
            } else {
                String::new()
            },
            restock: self
                .to
                .ends_with_goods_here()
                .then_some(self.to == OrderStatus::Cancelled),
            cash_collected: (self.to == OrderStatus::Delivered).then_some(true),
        }
    }
}
