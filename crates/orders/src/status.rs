use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Where an order stands. Payment is another matter ([`PaymentStatus`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderStatus {
    PendingPayment,
    Placed,
    Preparing,
    OutForDelivery,
    Delivered,
    OnHold,
    Cancelled,
    Expired,
    Returned,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown status {0:?}")]
pub struct UnknownStatus(pub String);

impl OrderStatus {
    pub const ALL: [Self; 9] = [
        Self::PendingPayment,
        Self::Placed,
        Self::Preparing,
        Self::OutForDelivery,
        Self::Delivered,
        Self::OnHold,
        Self::Cancelled,
        Self::Expired,
        Self::Returned,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PendingPayment => "pending_payment",
            Self::Placed => "placed",
            Self::Preparing => "preparing",
            Self::OutForDelivery => "out_for_delivery",
            Self::Delivered => "delivered",
            Self::OnHold => "on_hold",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
            Self::Returned => "returned",
        }
    }

    /// The moves staff may make from here. Placing and expiring follow from payment and clock, never from a hand.
    #[must_use]
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::PendingPayment => &[Self::Cancelled],
            Self::Placed => &[Self::Preparing, Self::OnHold, Self::Cancelled],
            Self::Preparing => &[Self::OutForDelivery, Self::OnHold, Self::Cancelled],
            Self::OutForDelivery => &[Self::Delivered, Self::OnHold, Self::Returned],
            Self::OnHold => &[Self::Placed, Self::Preparing, Self::Cancelled],
            Self::Delivered => &[Self::Returned],
            Self::Cancelled | Self::Expired | Self::Returned => &[],
        }
    }

    #[must_use]
    pub fn may_become(self, to: Self) -> bool {
        self.next().contains(&to)
    }

    /// Staff must say why.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::OnHold | Self::Cancelled | Self::Returned)
    }

    /// Goods may come back: staff must say whether they go into stock again.
    #[must_use]
    pub const fn ends_with_goods_here(self) -> bool {
        matches!(self, Self::Cancelled | Self::Returned)
    }
}

impl FromStr for OrderStatus {
    type Err = UnknownStatus;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|status| status.as_str() == text)
            .ok_or_else(|| UnknownStatus(text.to_owned()))
    }
}

/// What became of the money, as a summary of the payment intent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStatus {
    Unpaid,
    Paid,
    PartiallyRefunded,
    Refunded,
    Void,
}

impl PaymentStatus {
    pub const ALL: [Self; 5] = [
        Self::Unpaid,
        Self::Paid,
        Self::PartiallyRefunded,
        Self::Refunded,
        Self::Void,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unpaid => "unpaid",
            Self::Paid => "paid",
            Self::PartiallyRefunded => "partially_refunded",
            Self::Refunded => "refunded",
            Self::Void => "void",
        }
    }
}

impl FromStr for PaymentStatus {
    type Err = UnknownStatus;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|status| status.as_str() == text)
            .ok_or_else(|| UnknownStatus(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_round_trips() {
        for status in OrderStatus::ALL {
            assert_eq!(status.as_str().parse(), Ok(status));
        }
        for status in PaymentStatus::ALL {
            assert_eq!(status.as_str().parse(), Ok(status));
        }
    }

    #[test]
    fn ends_are_ends_and_nobody_places_or_expires_by_hand() {
        for end in [
            OrderStatus::Cancelled,
            OrderStatus::Expired,
            OrderStatus::Returned,
        ] {
            assert_eq!(end.next(), []);
        }
        for from in OrderStatus::ALL {
            assert!(!from.may_become(from));
            assert!(!from.may_become(OrderStatus::Expired));
            assert!(!from.may_become(OrderStatus::PendingPayment));
        }
        assert!(!OrderStatus::Delivered.may_become(OrderStatus::Cancelled));
        assert!(!OrderStatus::PendingPayment.may_become(OrderStatus::Preparing));
    }
}
