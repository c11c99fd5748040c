//! Payments as staff see them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::account::PersonRef;
use super::common::{Localized, Money};
use super::order::{OrderStatus, PaymentStatus};
use super::payment::PaymentFlow;
use super::store::PaymentMethod;

mod convert;
pub mod report;

/// Where a try to pay stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttemptState {
    /// Written down; the provider wasn't called yet.
    Created,
    /// The provider is being called, or was and its answer was lost.
    Executing,
    /// The provider waits for the customer.
    Pending,
    Paid,
    Failed,
    /// The shop no longer waits for it.
    Abandoned,
    /// Money for an order that was paid already: it goes back.
    DuplicatePaid,
    /// The provider's account contradicts ours: somebody has to look.
    IntegrityFailure,
}

/// Which tries to pay. Stuck ones first, then the newest.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AdminPaymentsQuery {
    /// Only those in this state.
    #[param(inline = false)]
    pub state: Option<AttemptState>,
    /// Slug.
    pub region: Option<String>,
    /// Part of an order's code, of the customer's name, telephone number or e-mail address, or of an id of the provider.
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// Only those without an outcome for too long, or contradicted by the provider.
    pub stuck: Option<bool>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// 1 to 100; 24 unless told.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<i32>,
}

/// Why the provider refused, in its own words.
#[derive(Serialize, ToSchema)]
pub struct ProviderRefusal {
    pub code: String,
    pub message: String,
}

/// The order something is about.
#[derive(Serialize, ToSchema)]
pub struct PaidOrder {
    pub id: Uuid,
    #[schema(example = "AM-7K2M9QXD")]
    pub code: String,
    pub status: OrderStatus,
    pub payment_status: PaymentStatus,
    pub contact_name: String,
}

/// One try to pay an order.
#[derive(Serialize, ToSchema)]
pub struct AdminPayment {
    pub id: Uuid,
    /// Counts the order's tries from 1.
    pub number: i32,
    /// What the provider knows it by.
    #[schema(example = "AM-7K2M9QXD-1")]
    pub reference: String,
    pub region: String,
    #[schema(example = "kn")]
    pub channel: String,
    pub flow: PaymentFlow,
    pub amount: Money,
    /// What the provider keeps, if it said so.
    #[schema(required)]
    pub fee: Option<Money>,
    pub state: AttemptState,
    /// Without an outcome for too long, or contradicted by the provider and not looked at yet.
    pub is_stuck: bool,
    #[schema(required)]
    pub refusal: Option<ProviderRefusal>,
    #[schema(required)]
    pub invoice_id: Option<String>,
    #[schema(required)]
    pub payment_id: Option<String>,
    /// How often the clock has asked the provider.
    pub checks: i32,
    /// When it asks again.
    #[schema(required)]
    pub next_check_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    #[schema(required)]
    pub settled_at: Option<DateTime<Utc>>,
    pub order: PaidOrder,
}

#[derive(Serialize, ToSchema)]
pub struct AdminPaymentPage {
    pub items: Vec<AdminPayment>,
    #[schema(required)]
    pub next_cursor: Option<String>,
    pub total: i32,
    /// Tries per state that match all filters but the state.
    #[schema(example = json!({"paid": 12}))]
    pub state_counts: BTreeMap<String, i32>,
    /// Those of them that are stuck.
    pub stuck_count: i32,
}

/// What asking the provider came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VerifyOutcome {
    Paid,
    /// The order was paid by another try: this money goes back.
    Duplicate,
    /// The order can't be placed any more: this money goes back.
    TooLate,
    /// The provider's account contradicts ours.
    Mismatch,
    Failed,
    /// Nothing has come so far.
    Pending,
    /// The provider couldn't say.
    Unknown,
}

#[derive(Serialize, ToSchema)]
pub struct VerifyAnswer {
    pub outcome: VerifyOutcome,
    pub payment: AdminPayment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum IntentState {
    Open,
    Paid,
    PartiallyRefunded,
    Refunded,
    Void,
}

/// What an order owes.
#[derive(Serialize, ToSchema)]
pub struct PaymentIntent {
    pub method: PaymentMethod,
    pub state: IntentState,
    pub amount: Money,
    pub captured: Money,
    /// What went back.
    pub refunded: Money,
    /// What is on its way back.
    pub refunding: Money,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RefundState {
    Requested,
    /// The provider is being asked, or was and its answer was lost.
    Executing,
    PendingProvider,
    Refunded,
    Rejected,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RefundCause {
    Staff,
    /// The order couldn't be placed any more when its money came.
    LatePayment,
    /// The order was paid already.
    DuplicatePayment,
}

/// Money on its way back to a customer.
#[derive(Serialize, ToSchema)]
pub struct AdminRefund {
    pub id: Uuid,
    pub number: i32,
    /// What the provider knows it by.
    pub reference: String,
    /// Whose money it is; `null`: cash.
    #[schema(required)]
    pub attempt_id: Option<Uuid>,
    pub cause: RefundCause,
    pub amount: Money,
    pub reason: String,
    /// The goods went back into stock with it.
    pub restock: bool,
    pub state: RefundState,
    /// `null`: the system.
    #[schema(required)]
    pub requested_by: Option<PersonRef>,
    #[schema(required)]
    pub provider_refund_id: Option<String>,
    /// Why it was rejected.
    #[schema(required)]
    pub failure: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    #[schema(required)]
    pub done_at: Option<DateTime<Utc>>,
}

/// Something the provider said. Card data, tokens and names were left out when it came.
#[derive(Serialize, ToSchema)]
pub struct ProviderEvent {
    pub id: Uuid,
    /// `webhook`, `execute`, `poll`, `refund` or `refund_poll`.
    pub kind: String,
    #[schema(required)]
    pub attempt_id: Option<Uuid>,
    #[schema(required)]
    pub refund_id: Option<Uuid>,
    /// What it said, in one word.
    pub outcome: String,
    #[schema(value_type = Object)]
    pub body: Value,
    pub received_at: DateTime<Utc>,
}

/// One row of the ledger.
#[derive(Serialize, ToSchema)]
pub struct LedgerEntry {
    /// Rows with the same are one fact; their debits equal their credits.
    pub posting_id: Uuid,
    #[schema(example = "capture")]
    pub kind: String,
    #[schema(example = "gateway_receivable")]
    pub account: String,
    pub debit: Money,
    pub credit: Money,
    #[schema(required)]
    pub attempt_id: Option<Uuid>,
    #[schema(required)]
    pub refund_id: Option<Uuid>,
    pub created_at: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DisputeState {
    Open,
    Won,
    Lost,
}

/// A payment the customer disputes at their bank.
#[derive(Serialize, ToSchema)]
pub struct Dispute {
    pub id: Uuid,
    pub attempt_id: Uuid,
    pub provider_id: String,
    pub amount: Money,
    pub reason: String,
    pub state: DisputeState,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// All there is to know about the money of one order. Lists are oldest first.
#[derive(Serialize, ToSchema)]
pub struct OrderPayments {
    pub intent: PaymentIntent,
    pub attempts: Vec<AdminPayment>,
    pub refunds: Vec<AdminRefund>,
    pub events: Vec<ProviderEvent>,
    pub ledger: Vec<LedgerEntry>,
    pub disputes: Vec<Dispute>,
    /// What may still be given back.
    pub refundable: Money,
    /// What is left of what whoever asks may give back today; `null`: as much as they like.
    #[schema(required)]
    pub limit_left: Option<Money>,
}

/// Money to give back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"amount": {"minor": 4900, "currency": "AED"}, "reason": "A wilted bouquet", "restock": false}))]
pub struct RefundInput {
    pub amount: Money,
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
    /// All goods go back into stock: only when all of the money goes back and the order is over.
    pub restock: bool,
}

/// How much a member of staff may give back within 24 hours.
#[derive(Serialize, ToSchema)]
pub struct RefundLimits {
    pub account: PersonRef,
    /// Admins give back as much as they like.
    pub is_unlimited: bool,
    /// Of currencies that aren't here: nothing.
    pub limits: Vec<Money>,
    /// What they gave back in the last 24 hours, in those currencies.
    pub given: Vec<Money>,
}

/// All limits, in place of those there are.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"limits": [{"minor": 50000, "currency": "AED"}]}))]
pub struct RefundLimitsInput {
    /// Each currency at most once; 0 or more.
    #[schema(max_items = 6)]
    pub limits: Vec<Money>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentAlertKind {
    IntegrityFailure,
    LatePaymentRefunded,
    LatePaymentPlaced,
    DuplicatePayment,
    StuckAttempt,
    StuckRefund,
    RefundRejected,
    Dispute,
    ForgedWebhook,
    BooksDiffer,
    StatementDiffers,
}

/// Which alerts. Newest first.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PaymentAlertsQuery {
    /// Those nobody has resolved, unless told otherwise.
    #[param(default = true)]
    pub open: Option<bool>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// 1 to 100; 24 unless told.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<i32>,
}

/// An order by its code.
#[derive(Serialize, ToSchema)]
pub struct OrderRef {
    pub id: Uuid,
    #[schema(example = "AM-7K2M9QXD")]
    pub code: String,
}

/// Who looked at it, and what came of it.
#[derive(Serialize, ToSchema)]
pub struct AlertResolution {
    pub at: DateTime<Utc>,
    pub by: PersonRef,
    pub text: String,
}

/// Something staff must look at.
#[derive(Serialize, ToSchema)]
pub struct PaymentAlert {
    pub id: Uuid,
    pub kind: PaymentAlertKind,
    /// What it is about: the id of a try, a refund, a dispute, an order.
    pub subject: String,
    /// Slug; `null`: of no region in particular.
    #[schema(required)]
    pub region: Option<String>,
    #[schema(required)]
    pub order: Option<OrderRef>,
    #[schema(value_type = Object)]
    pub detail: Value,
    pub created_at: DateTime<Utc>,
    #[schema(required)]
    pub resolution: Option<AlertResolution>,
}

#[derive(Serialize, ToSchema)]
pub struct PaymentAlertPage {
    pub items: Vec<PaymentAlert>,
    #[schema(required)]
    pub next_cursor: Option<String>,
    pub total: i32,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"resolution": "The provider confirmed the amount by mail."}))]
pub struct ResolveAlertInput {
    /// What came of it.
    #[schema(min_length = 1, max_length = 500)]
    pub resolution: String,
}

/// How a region takes money online.
#[derive(Serialize, ToSchema)]
pub struct PaymentSettings {
    /// Slug.
    pub region: String,
    pub online_enabled: bool,
    /// Channels the shop doesn't offer though its account has them.
    pub disabled_channels: Vec<String>,
    /// How long an order waits for its money.
    pub window_minutes: i32,
    /// Whether a merchant account is configured. Without one nothing can be taken online.
    pub has_account: bool,
    /// 0: nothing was ever set.
    pub version: i32,
    #[schema(required)]
    pub updated_at: Option<DateTime<Utc>>,
}

#[derive(Serialize, ToSchema)]
pub struct PaymentSettingsList {
    pub items: Vec<PaymentSettings>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"online_enabled": true, "disabled_channels": ["stc"], "window_minutes": 30, "version": 1}))]
pub struct PaymentSettingsInput {
    pub online_enabled: bool,
    /// Codes of channels.
    #[schema(max_items = 40)]
    pub disabled_channels: Vec<String>,
    #[schema(minimum = 5, maximum = 1440)]
    pub window_minutes: i32,
    /// The version the member of staff looked at.
    pub version: i32,
}

/// A way to pay that a merchant account has.
#[derive(Serialize, ToSchema)]
pub struct AccountChannel {
    #[schema(example = "kn")]
    pub code: String,
    pub name: Localized,
    pub is_disabled: bool,
}

#[derive(Serialize, ToSchema)]
pub struct AccountChannelList {
    pub items: Vec<AccountChannel>,
}
