use chrono::{DateTime, Utc};
use payments::{Attempt, AttemptState};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::common::{Localized, Money};

/// A way to pay online that the region offers now.
#[derive(Serialize, ToSchema)]
pub struct PaymentChannel {
    /// To be sent back when it is chosen.
    #[schema(example = "kn")]
    pub code: String,
    pub name: Localized,
    /// Whether it runs on this page (in the provider's card fields) instead of on the provider's own.
    pub is_embedded: bool,
    /// What the customer pays on top, when the shop doesn't bear it.
    #[schema(required)]
    pub fee: Option<Money>,
    #[schema(required)]
    pub image_url: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct PaymentChannelList {
    pub items: Vec<PaymentChannel>,
}

/// The amount to be paid decides about methods and fees.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ChannelsQuery {
    /// In minor units of the region's currency, at least 1.
    #[param(minimum = 1, example = 12_500)]
    pub amount_minor: i64,
}

/// Where paying an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentProgress {
    /// Nothing is to be paid online.
    NotNeeded,
    /// Nobody has tried yet.
    Waiting,
    /// The provider is at work, or waits for the customer.
    InProgress,
    /// The latest try was refused; another may succeed.
    Failed,
    Paid,
    /// The provider's account of the payment needs a person; the shop was told.
    InReview,
    /// The order wasn't paid in time, or was cancelled.
    Ended,
    /// Money came for an order that had ended, and goes back.
    GoingBack,
}

/// One try to pay.
#[derive(Serialize, ToSchema)]
pub struct PaymentAttempt {
    pub id: Uuid,
    pub channel: String,
    pub is_settled: bool,
    /// Why it was refused, in words for the customer.
    #[schema(required)]
    pub failure: Option<Localized>,
    /// The provider's page, while it can still be paid there.
    #[schema(required)]
    pub payment_url: Option<String>,
    pub created_at: DateTime<Utc>,
}

impl From<&Attempt> for PaymentAttempt {
    fn from(attempt: &Attempt) -> Self {
        let code = attempt.failure_code.as_deref();
        Self {
            id: attempt.id.uuid(),
            channel: attempt.channel.clone(),
            is_settled: attempt.state.is_settled(),
            failure: code.map(|code| decline(code).into()),
            payment_url: match attempt.state {
                AttemptState::Pending | AttemptState::Failed => attempt.payment_url.clone(),
                _ => None,
            },
            created_at: attempt.created_at,
        }
    }
}

/// What a refusal means for a customer. The provider's own words are for staff.
fn decline(code: &str) -> i18n::Localized {
    let key = match code {
        "MF001" => "payment_declined_3ds",
        "MF003" | "method_unavailable" => "payment_declined_method",
        "MF004" => "payment_declined_funds",
        "MF005" | "MF008" => "payment_declined_again",
        "MF006" => "payment_cancelled",
        "MF007" | "MF010" => "payment_declined_card",
        _ => "payment_declined",
    };
    i18n::text(key, &[])
}

/// How an order is being paid.
#[derive(Serialize, ToSchema)]
pub struct OrderPayment {
    pub progress: PaymentProgress,
    pub amount: Money,
    /// Until when the order waits.
    #[schema(required)]
    pub due_at: Option<DateTime<Utc>>,
    /// Whether another try may be made now.
    pub may_pay: bool,
    /// Whether it may be paid at the door instead.
    pub may_switch_to_cash: bool,
    /// The latest one.
    #[schema(required)]
    pub attempt: Option<PaymentAttempt>,
}

/// How the payer meets the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentFlow {
    Hosted,
    Embedded,
    ApplePay,
}

impl From<PaymentFlow> for payments::Flow {
    fn from(flow: PaymentFlow) -> Self {
        match flow {
            PaymentFlow::Hosted => Self::Hosted,
            PaymentFlow::Embedded => Self::Embedded,
            PaymentFlow::ApplePay => Self::ApplePay,
        }
    }
}

impl From<payments::Flow> for PaymentFlow {
    fn from(flow: payments::Flow) -> Self {
        match flow {
            payments::Flow::Hosted => Self::Hosted,
            payments::Flow::Embedded => Self::Embedded,
            payments::Flow::ApplePay => Self::ApplePay,
        }
    }
}

/// A try to pay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"channel": "kn", "flow": "hosted"}))]
pub struct PayInput {
    /// A code of the region's channels.
    #[schema(max_length = 16)]
    pub channel: String,
    pub flow: PaymentFlow,
    /// `embedded`: the session the provider's script filled.
    pub session_id: Option<String>,
    /// `apple_pay`: the `PKPaymentToken` as JSON text. Never stored.
    pub apple_pay_token: Option<String>,
}

/// What the payer does next.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NextStep {
    /// Go to the provider's page.
    Redirect { url: String },
    /// Ask how it stands.
    Wait,
    /// This try is over; another may be made.
    Refused,
}

#[derive(Serialize, ToSchema)]
pub struct PayAnswer {
    pub next: NextStep,
    pub payment: OrderPayment,
}

/// How long to wait for news.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PaymentQuery {
    /// Answer at once when something has been decided, else after so many seconds; at most 25.
    #[param(maximum = 25, default = 0)]
    pub wait_seconds: Option<u8>,
}
