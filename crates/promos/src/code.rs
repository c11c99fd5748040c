use chrono::{DateTime, Utc};
use i18n::Localized;
use kernel::{Money, PromoCodeId, Rate, RegionId};

/// A promo code as it stands for one region.
#[derive(Clone, Debug)]
pub struct PromoCode {
    pub id: PromoCodeId,
    pub code: String,
    pub name: Localized,
    /// `None`: a fixed code without an amount in the region's currency.
    pub kind: Option<Kind>,
    pub min_subtotal: Option<Money>,
    pub max_discount: Option<Money>,
    pub starts_at: Option<DateTime<Utc>>,
    pub ends_at: Option<DateTime<Utc>>,
    pub usage_limit: Option<i32>,
    pub per_customer_limit: Option<i32>,
    pub used_count: i32,
    pub is_active: bool,
    /// Empty: every region.
    pub regions: Vec<RegionId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Percentage(Rate),
    Fixed(Money),
}

/// Why a code gives nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("there is no such code")]
    Unknown,
    #[error("the code is switched off")]
    Inactive,
    #[error("the code isn't valid yet")]
    NotStarted,
    #[error("the code has expired")]
    Expired,
    #[error("the code isn't valid in this region")]
    RegionNotAvailable,
    #[error("the order is below the code's minimum of {0}")]
    MinSubtotal(Money),
    #[error("all uses of the code are taken")]
    LimitReached,
    #[error("this customer has taken all uses of the code")]
    CustomerLimitReached,
}

/// The form a code is stored and compared in: trimmed, upper case.
#[must_use]
pub fn normalise(code: &str) -> String {
    code.trim().to_uppercase()
}

impl PromoCode {
    /// What the code takes off `subtotal` in `region` now: between zero and `subtotal`, in its currency. Whether a use is left
    /// is only a hint here; [`crate::claim`] decides.
    pub fn discount(&self, now: DateTime<Utc>, region: RegionId, subtotal: Money) -> Result<Money, Refusal> {
        if !self.is_active {
            return Err(Refusal::Inactive);
        }
        if self.starts_at.is_some_and(|starts_at| now < starts_at) {
            return Err(Refusal::NotStarted);
        }
        if self.ends_at.is_some_and(|ends_at| now >= ends_at) {
            return Err(Refusal::Expired);
        }
        let in_region = self.regions.is_empty() || self.regions.contains(&region);
        let Some(kind) = self.kind.filter(|_| in_region) else {
            return Err(Refusal::RegionNotAvailable);
        };
        if self.usage_limit.is_some_and(|limit| self.used_count >= limit) {
            return Err(Refusal::LimitReached);
        }
        if let Some(min) = self.min_subtotal.filter(|min| subtotal.minor < min.minor) {
            return Err(Refusal::MinSubtotal(min));
        }
        let worth = match kind {
            Kind::Percentage(rate) => {
                let part = subtotal.portion(rate).minor;
                self.max_discount.map_or(part, |max| part.min(max.minor))
            }
            Kind::Fixed(amount) => amount.minor,
        };
        Ok(Money::new(worth.clamp(0, subtotal.minor), subtotal.currency))
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use kernel::Currency;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_770_000_000, 0).unwrap()
    }

    fn here() -> RegionId {
        Uuid::from_u128(1).into()
    }

    fn aed(minor: i64) -> Money {
        Money::new(minor, Currency::Aed)
    }

    fn ten_percent() -> PromoCode {
        PromoCode {
            id: Uuid::from_u128(9).into(),
            code: "WELCOME10".into(),
            name: Localized::new("Welcome", "أهلاً"),
            kind: Rate::from_bp(1_000).map(Kind::Percentage),
            min_subtotal: None,
            max_discount: None,
            starts_at: None,
            ends_at: None,
            usage_limit: None,
            per_customer_limit: None,
            used_count: 0,
            is_active: true,
            regions: vec![],
        }
    }

    #[test]
    fn each_reason_to_refuse_is_told_apart() {
        let refused = |change: fn(&mut PromoCode)| {
            let mut code = ten_percent();
            change(&mut code);
            code.discount(now(), here(), aed(10_000)).unwrap_err()
        };
        assert_eq!(refused(|c| c.is_active = false), Refusal::Inactive);
        assert_eq!(
            refused(|c| c.starts_at = Some(now() + TimeDelta::seconds(1))),
            Refusal::NotStarted
        );
        assert_eq!(refused(|c| c.ends_at = Some(now())), Refusal::Expired);
        assert_eq!(
            refused(|c| c.regions = vec![Uuid::from_u128(2).into()]),
            Refusal::RegionNotAvailable
        );
        assert_eq!(refused(|c| c.kind = None), Refusal::RegionNotAvailable);
        assert_eq!(
            refused(|c| c.min_subtotal = Some(aed(10_001))),
            Refusal::MinSubtotal(aed(10_001))
        );
        assert_eq!(
            refused(|c| {
                c.usage_limit = Some(3);
                c.used_count = 3;
            }),
            Refusal::LimitReached
        );
    }

    #[test]
    fn a_percentage_is_capped_and_a_fixed_amount_never_exceeds_the_subtotal() {
        let mut code = ten_percent();
        assert_eq!(code.discount(now(), here(), aed(12_345)), Ok(aed(1_235)));
        code.max_discount = Some(aed(1_000));
        assert_eq!(code.discount(now(), here(), aed(12_345)), Ok(aed(1_000)));
        code.kind = Some(Kind::Fixed(aed(5_000)));
        assert_eq!(code.discount(now(), here(), aed(4_000)), Ok(aed(4_000)));
    }

    proptest! {
        #[test]
        fn a_discount_is_between_zero_and_the_subtotal(bp in 1_i32..=10_000, subtotal in 0_i64..10_000_000, cap in proptest::option::of(1_i64..100_000)) {
            let mut code = ten_percent();
            code.kind = Rate::from_bp(bp).map(Kind::Percentage);
            code.max_discount = cap.map(aed);
            let discount = code.discount(now(), here(), aed(subtotal)).unwrap();
            prop_assert!(discount.minor >= 0 && discount.minor <= subtotal);
        }
    }
}
