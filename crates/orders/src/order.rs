//! An order: the immutable snapshot a checkout makes, and the statuses it moves through.

pub mod audit;
pub mod claim;
pub mod find;
pub mod list;
pub mod note;
pub mod transition;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use i18n::{Locale, Localized};
use kernel::{
    AccountId, CartId, Money, OrderId, OrderLineId, ProductId, Rate, RegionId, StaffActor, VariantId,
};
use payments::Method;
use serde::{Deserialize, Serialize};

use crate::status::{OrderStatus, PaymentStatus};

/// Everything about one order. Names, prices and texts are those of the moment of checkout.
#[derive(Clone, Debug)]
pub struct Order {
    pub id: OrderId,
    pub number: i64,
    pub code: String,
    pub link_token: String,
    pub cart_id: CartId,
    pub region_id: RegionId,
    pub region_slug: String,
    pub customer_id: Option<AccountId>,
    pub locale: Locale,
    pub status: OrderStatus,
    pub payment_status: PaymentStatus,
    pub payment_method: Method,
    pub contact: Contact,
    pub recipient: Recipient,
    pub zone_name: Localized,
    pub country: String,
    pub address: BTreeMap<String, String>,
    pub delivery_date: NaiveDate,
    pub note: String,
    pub totals: OrderTotals,
    pub promo_code: Option<String>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub placed_at: Option<DateTime<Utc>>,
    /// Until when an order that is paid online waits for its money.
    pub payment_due_at: Option<DateTime<Utc>>,
    pub lines: Vec<OrderLine>,
    pub events: Vec<OrderEvent>,
}

/// Who ordered and pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub name: String,
    pub phone: String,
    pub email: Option<String>,
}

/// Who receives the gift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    pub name: String,
    pub phone: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderTotals {
    pub subtotal: Money,
    pub discount: Money,
    pub shipping: Money,
    pub vat: Money,
    pub vat_rate: Rate,
    pub prices_include_vat: bool,
    pub total: Money,
}

#[derive(Clone, Debug)]
pub struct OrderLine {
    pub id: OrderLineId,
    pub product_id: ProductId,
    pub variant_id: VariantId,
    pub sku: String,
    pub slug: Localized,
    pub title: Localized,
    pub options: Vec<LineOption>,
    pub picture_key: Option<String>,
    pub quantity: i32,
    pub unit_price: Money,
    pub compare_at: Option<Money>,
    /// Per unit.
    pub custom_name_fee: Money,
    pub subtotal: Money,
    pub discount: Money,
    pub vat: Money,
    pub gift_message: String,
    pub custom_name: String,
}

/// One chosen option, for instance Size: Large.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineOption {
    pub name: Localized,
    pub value: Localized,
}

/// What happened to the order, in order of time. Events are never changed.
#[derive(Clone, Debug)]
pub struct OrderEvent {
    pub kind: EventKind,
    pub from_status: Option<OrderStatus>,
    pub to_status: Option<OrderStatus>,
    pub actor: Actor,
    pub reason: String,
    pub created_at: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    Created,
    StatusChanged,
    Note,
    CashCollected,
    PaymentStarted,
    PaymentFailed,
    Paid,
    PaidLate,
    PaidTwice,
    PaymentMismatch,
    MethodChanged,
    RefundRequested,
    Refunded,
    RefundRejected,
    Disputed,
}

impl EventKind {
    const ALL: [Self; 15] = [
        Self::Created,
        Self::StatusChanged,
        Self::Note,
        Self::CashCollected,
        Self::PaymentStarted,
        Self::PaymentFailed,
        Self::Paid,
        Self::PaidLate,
        Self::PaidTwice,
        Self::PaymentMismatch,
        Self::MethodChanged,
        Self::RefundRequested,
        Self::Refunded,
        Self::RefundRejected,
        Self::Disputed,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::StatusChanged => "status_changed",
            Self::Note => "note",
            Self::CashCollected => "cash_collected",
            Self::PaymentStarted => "payment_started",
            Self::PaymentFailed => "payment_failed",
            Self::Paid => "paid",
            Self::PaidLate => "paid_late",
            Self::PaidTwice => "paid_twice",
            Self::PaymentMismatch => "payment_mismatch",
            Self::MethodChanged => "method_changed",
            Self::RefundRequested => "refund_requested",
            Self::Refunded => "refunded",
            Self::RefundRejected => "refund_rejected",
            Self::Disputed => "disputed",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Who did something to an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub kind: ActorKind,
    pub id: Option<AccountId>,
    pub name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActorKind {
    Customer,
    Staff,
    System,
}

impl ActorKind {
    const ALL: [Self; 3] = [Self::Customer, Self::Staff, Self::System];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Staff => "staff",
            Self::System => "system",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

impl From<&StaffActor> for Actor {
    fn from(staff: &StaffActor) -> Self {
        Self {
            kind: ActorKind::Staff,
            id: Some(staff.id),
            name: staff.name.clone(),
        }
    }
}

impl Actor {
    /// The shop itself: clocks, jobs, the provider's news.
    #[must_use]
    pub fn system() -> Self {
        Self {
            kind: ActorKind::System,
            id: None,
            name: "Amoonis".to_owned(),
        }
    }

    #[must_use]
    pub fn customer(id: Option<AccountId>, name: impl Into<String>) -> Self {
        Self {
            kind: ActorKind::Customer,
            id,
            name: name.into(),
        }
    }
}
