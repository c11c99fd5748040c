use kernel::{Currency, Money, RegionId};

/// Whose prices, visibility and warehouse a read is about. The currency comes from the caller, who knows the region; no amount
/// is ever converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Market {
    pub region: RegionId,
    pub currency: Currency,
}

impl Market {
    #[must_use]
    pub const fn new(region: RegionId, currency: Currency) -> Self {
        Self { region, currency }
    }

    pub(crate) const fn money(self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }
}
