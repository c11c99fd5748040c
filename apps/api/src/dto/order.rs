use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::common::{Locale, Localized, Money};
use super::count;
use super::store::PaymentMethod;

mod convert;

/// Where an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
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

/// What became of the money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStatus {
    Unpaid,
    Paid,
    PartiallyRefunded,
    Refunded,
    Void,
}

/// One chosen option, for instance Size: Large.
#[derive(Serialize, ToSchema)]
pub struct ChosenOption {
    pub name: Localized,
    pub value: Localized,
}

/// Who ordered.
#[derive(Serialize, ToSchema)]
pub struct OrderContact {
    pub name: String,
    /// E.164.
    #[schema(example = "+971501234567")]
    pub phone: String,
    #[schema(required)]
    pub email: Option<String>,
}

/// Who receives the gift.
#[derive(Serialize, ToSchema)]
pub struct OrderRecipient {
    pub name: String,
    pub phone: String,
}

#[derive(Serialize, ToSchema)]
pub struct OrderZone {
    pub name: Localized,
}

/// Goods as they were ordered, whatever became of the product.
#[derive(Serialize, ToSchema)]
pub struct OrderLine {
    pub id: Uuid,
    pub variant_id: Uuid,
    pub product_id: Uuid,
    pub sku: String,
    pub slug: Localized,
    pub title: Localized,
    pub options: Vec<ChosenOption>,
    #[schema(required)]
    pub picture_url: Option<String>,
    pub quantity: i32,
    pub unit_price: Money,
    #[schema(required)]
    pub compare_at: Option<Money>,
    /// Per unit.
    pub custom_name_fee: Money,
    pub subtotal: Money,
    pub discount: Money,
    pub vat: Money,
    #[schema(required)]
    pub gift_message: Option<String>,
    #[schema(required)]
    pub custom_name: Option<String>,
}

/// `total = subtotal − discount + shipping`, plus `vat` where prices exclude it.
#[derive(Serialize, ToSchema)]
pub struct OrderTotals {
    pub subtotal: Money,
    pub discount: Money,
    pub shipping: Money,
    pub vat: Money,
    pub vat_rate_bp: i32,
    pub prices_include_vat: bool,
    pub total: Money,
}

/// Something that happened to an order.
#[derive(Serialize, ToSchema)]
pub struct OrderEvent {
    /// `created`, `status_changed`, `note` or `cash_collected`.
    #[schema(example = "status_changed")]
    pub kind: String,
    #[schema(required)]
    pub from_status: Option<OrderStatus>,
    #[schema(required)]
    pub to_status: Option<OrderStatus>,
    /// `customer`, `staff` or `system`.
    pub actor_kind: String,
    /// Customers aren't told which member of staff it was.
    #[schema(required)]
    pub actor_name: Option<String>,
    /// The reason of a move, the text of a note; for staff only.
    #[schema(required)]
    pub reason: Option<String>,
    pub created_at: DateTime<Utc>,
}

/// An order as it was agreed, and what happened since.
#[derive(Serialize, ToSchema)]
pub struct Order {
    pub id: Uuid,
    #[schema(example = "AM-7K2M9QXD")]
    pub code: String,
    pub status: OrderStatus,
    pub payment_status: PaymentStatus,
    pub payment_method: PaymentMethod,
    #[schema(example = "ae")]
    pub region: String,
    pub locale: Locale,
    pub created_at: DateTime<Utc>,
    #[schema(required)]
    pub placed_at: Option<DateTime<Utc>>,
    pub contact: OrderContact,
    pub recipient: OrderRecipient,
    pub zone: OrderZone,
    pub country: String,
    pub address: BTreeMap<String, String>,
    pub delivery_date: NaiveDate,
    #[schema(required)]
    pub note: Option<String>,
    pub lines: Vec<OrderLine>,
    pub totals: OrderTotals,
    #[schema(required)]
    pub promo_code: Option<String>,
    /// In order of time. Customers don't see notes.
    pub timeline: Vec<OrderEvent>,
}

/// A placed order and the secret of its link.
#[derive(Serialize, ToSchema)]
pub struct CheckoutAnswer {
    pub order: Order,
    /// For the header Order-Token: lets whoever has it follow the order.
    pub link_token: String,
}

/// An order in a customer's list.
#[derive(Serialize, ToSchema)]
pub struct OrderSummary {
    pub id: Uuid,
    pub code: String,
    pub status: OrderStatus,
    pub payment_status: PaymentStatus,
    pub created_at: DateTime<Utc>,
    pub delivery_date: NaiveDate,
    pub total: Money,
    pub item_count: i32,
    #[schema(required)]
    pub first_picture_url: Option<String>,
    /// Of the first line.
    pub title: Localized,
}

#[derive(Serialize, ToSchema)]
pub struct OrderSummaryPage {
    pub items: Vec<OrderSummary>,
    #[schema(required)]
    pub next_cursor: Option<String>,
    pub total: i32,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MyOrdersQuery {
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// 1 to 100; 24 unless told.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<i32>,
}

/// A status an order may be moved to, and what the move asks for.
#[derive(Serialize, ToSchema)]
pub struct NextStatus {
    pub to: OrderStatus,
    pub needs_reason: bool,
    /// Say whether the goods go back into stock.
    pub may_restock: bool,
    /// Say whether the courier brought the cash.
    pub collects_cash: bool,
}

/// An order in the back office's list.
#[derive(Serialize, ToSchema)]
pub struct AdminOrderRow {
    pub id: Uuid,
    pub code: String,
    pub status: OrderStatus,
    pub payment_status: PaymentStatus,
    pub payment_method: PaymentMethod,
    pub region: String,
    pub created_at: DateTime<Utc>,
    pub delivery_date: NaiveDate,
    pub contact_name: String,
    pub contact_phone: String,
    pub zone_name: Localized,
    pub item_count: i32,
    pub total: Money,
    pub version: i32,
    pub next_statuses: Vec<NextStatus>,
}

#[derive(Serialize, ToSchema)]
pub struct AdminOrderPage {
    pub items: Vec<AdminOrderRow>,
    #[schema(required)]
    pub next_cursor: Option<String>,
    pub total: i32,
    /// Orders per status that match all filters but the status.
    #[schema(example = json!({"placed": 12}))]
    pub status_counts: BTreeMap<String, i32>,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AdminOrderSort {
    #[default]
    Newest,
    Oldest,
    DeliveryDate,
}

/// Which orders, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AdminOrdersQuery {
    /// Only orders in this status.
    #[param(inline = false)]
    pub status: Option<OrderStatus>,
    /// Slug.
    pub region: Option<String>,
    /// Part of a code, name, telephone number or e-mail address.
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// First day of creation, UTC.
    pub from: Option<NaiveDate>,
    /// Last day of creation, UTC.
    pub to: Option<NaiveDate>,
    /// Newest first unless told.
    #[param(inline = false)]
    pub sort: Option<AdminOrderSort>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// 1 to 100; 24 unless told.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<i32>,
}

/// An order with what staff need to work on it.
#[derive(Serialize, ToSchema)]
pub struct AdminOrder {
    #[serde(flatten)]
    pub order: Order,
    /// Counts the changes; a move names the one it is based on.
    pub version: i32,
    pub next_statuses: Vec<NextStatus>,
    #[schema(required)]
    pub cart_id: Option<Uuid>,
    pub number: i64,
}

/// A move to another status.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "preparing", "version": 1}))]
pub struct TransitionInput {
    pub to: OrderStatus,
    /// The version the member of staff looked at.
    pub version: i32,
    #[schema(max_length = 500)]
    pub reason: Option<String>,
    pub restock: Option<bool>,
    pub cash_collected: Option<bool>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"text": "Customer asked for a call before delivery."}))]
pub struct NoteInput {
    #[schema(min_length = 1, max_length = 1000)]
    pub text: String,
}
