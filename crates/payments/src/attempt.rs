//! One try to pay what an order owes, with one provider account over one channel.

mod change;
mod create;
mod due;
mod find;

use chrono::{DateTime, Utc};
use kernel::{Money, OrderId, PaymentAttemptId, PaymentIntentId};
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use crate::words::words;

pub use change::{Lease, abandon_open, claim, hold_for_staff, note_failure, note_invoice, refused, started};
pub use create::{CreateAttemptError, NewAttempt, create_attempt};
pub use due::{claim_due, is_overdue, reschedule_lost};
pub use find::{
    find_attempt, find_attempt_by_invoice, find_attempt_by_payment, find_attempt_by_reference, list_attempts,
};

/// How the payer meets the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// On the provider's own page.
    Hosted,
    /// In the provider's card fields on our page.
    Embedded,
    /// With a token of the device, executed by us.
    ApplePay,
}

/// `created → executing → pending → paid`. Everything but the two paid states may still turn into one of them: money that comes
/// late, or after a refusal, is money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AttemptState {
    /// Written down; nobody has called the provider yet.
    Created,
    /// Somebody is calling the provider, or did and never heard the answer.
    Executing,
    /// The provider knows of it and waits for the payer.
    Pending,
    Paid,
    /// Refused. The payer may try again on the provider's page.
    Failed,
    /// The shop no longer waits for it: the order expired, was cancelled or is paid another way.
    Abandoned,
    /// Money for an order that was paid already: goes back.
    DuplicatePaid,
    /// The provider's account of it contradicts ours: for staff.
    IntegrityFailure,
}

words!(Flow { Hosted = "hosted", Embedded = "embedded", ApplePay = "apple_pay" });
words!(AttemptState {
    Created = "created",
    Executing = "executing",
    Pending = "pending",
    Paid = "paid",
    Failed = "failed",
    Abandoned = "abandoned",
    DuplicatePaid = "duplicate_paid",
    IntegrityFailure = "integrity_failure",
});

impl AttemptState {
    /// The money of this attempt has come.
    #[must_use]
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Paid | Self::DuplicatePaid)
    }

    /// The shop waits for it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Created | Self::Executing | Self::Pending)
    }
}

/// Amount, currency, account and reference are those it was made with, for ever.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub id: PaymentAttemptId,
    pub intent_id: PaymentIntentId,
    pub order_id: OrderId,
    /// Counts the order's attempts from 1.
    pub number: i32,
    /// What the provider knows it by (its `ExternalIdentifier`) and the `Idempotency-Key` of its call.
    pub reference: String,
    /// The merchant account: the region's slug.
    pub account: String,
    pub channel: String,
    pub flow: Flow,
    pub amount: Money,
    pub state: AttemptState,
    pub lease_until: Option<DateTime<Utc>>,
    pub invoice_id: Option<String>,
    pub payment_id: Option<String>,
    /// Where the payer goes; already checked against the allow-list of hosts.
    pub payment_url: Option<String>,
    pub failure_code: Option<String>,
    pub failure_message: Option<String>,
    pub next_check_at: Option<DateTime<Utc>>,
    pub checks: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub settled_at: Option<DateTime<Utc>>,
}

impl Attempt {
    /// Somebody may be talking to the provider about it right now.
    #[must_use]
    pub fn is_leased(&self, now: DateTime<Utc>) -> bool {
        self.lease_until.is_some_and(|until| until > now)
    }
}

/// The columns of [`Attempt`], for `SELECT` and `RETURNING`.
pub(crate) const COLUMNS: &str = "id, intent_id, order_id, number, reference, account, channel, flow, amount_minor, currency::text \
    AS currency, state, lease_until, invoice_id, payment_id, payment_url, failure_code, failure_message, next_check_at, checks, \
    created_at, updated_at, settled_at";

#[derive(FromQueryResult)]
pub(crate) struct Row {
    id: Uuid,
    intent_id: Uuid,
    order_id: Uuid,
    number: i32,
    reference: String,
    account: String,
    channel: String,
    flow: String,
    amount_minor: i64,
    currency: String,
    state: String,
    lease_until: Option<DateTime<Utc>>,
    invoice_id: Option<String>,
    payment_id: Option<String>,
    payment_url: Option<String>,
    failure_code: Option<String>,
    failure_message: Option<String>,
    next_check_at: Option<DateTime<Utc>>,
    checks: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    settled_at: Option<DateTime<Utc>>,
}

impl TryFrom<Row> for Attempt {
    type Error = DbErr;

    fn try_from(row: Row) -> Result<Self, DbErr> {
        Ok(Self {
            id: row.id.into(),
            intent_id: row.intent_id.into(),
            order_id: row.order_id.into(),
            number: row.number,
            reference: row.reference,
            account: row.account,
            channel: row.channel,
            flow: row.flow.parse()?,
            amount: crate::sql::money(row.amount_minor, &row.currency)?,
            state: row.state.parse()?,
            lease_until: row.lease_until,
            invoice_id: row.invoice_id,
            payment_id: row.payment_id,
            payment_url: row.payment_url,
            failure_code: row.failure_code,
            failure_message: row.failure_message,
            next_check_at: row.next_check_at,
            checks: row.checks,
            created_at: row.created_at,
            updated_at: row.updated_at,
            settled_at: row.settled_at,
        })
    }
}
