use std::collections::HashSet;

use chrono::TimeDelta;
use kernel::{PageSize, RegionScope};
use orders::payment::settle::Settled;
use payments::gateway::{MethodCode, MethodOffer};
use payments::{AttemptFilter, FoundAttempt, RegionSettings, Settings};

use super::{
    AccountChannel, AdminPayment, AdminPaymentPage, AdminPaymentsQuery, AdminRefund, AlertResolution,
    AttemptState, Dispute, DisputeState, IntentState, LedgerEntry, OrderRef, PaidOrder, PaymentAlert,
    PaymentAlertKind, PaymentAlertPage, PaymentAlertsQuery, PaymentIntent, PaymentSettings,
    PaymentSettingsInput, ProviderEvent, ProviderRefusal, RefundCause, RefundLimitsInput, RefundState,
    VerifyOutcome,
};
use crate::dto::account::PersonRef;
use crate::dto::{count, page_size};
use crate::error::{Field, Problem};

macro_rules! same_names {
    ($ours:ident, $theirs:path: $($name:ident),+ $(,)?) => {
        impl From<$theirs> for $ours {
            fn from(one: $theirs) -> Self {
                use $theirs as Theirs;
                match one { $(Theirs::$name => Self::$name),+ }
            }
        }
    };
}

same_names!(
    AttemptState, payments::AttemptState: Created, Executing, Pending, Paid, Failed, Abandoned, DuplicatePaid, IntegrityFailure,
);
same_names!(VerifyOutcome, Settled: Paid, Duplicate, TooLate, Mismatch, Failed, Pending, Unknown);
same_names!(IntentState, payments::IntentState: Open, Paid, PartiallyRefunded, Refunded, Void);
same_names!(RefundState, payments::RefundState: Requested, Executing, PendingProvider, Refunded, Rejected);
same_names!(RefundCause, payments::RefundCause: Staff, LatePayment, DuplicatePayment);
same_names!(
    PaymentAlertKind, payments::AlertKind: IntegrityFailure, LatePaymentRefunded, LatePaymentPlaced, DuplicatePayment, StuckAttempt,
    StuckRefund, RefundRejected, Dispute, ForgedWebhook, BooksDiffer, StatementDiffers,
);

impl From<AttemptState> for payments::AttemptState {
    fn from(state: AttemptState) -> Self {
        match state {
            AttemptState::Created => Self::Created,
            AttemptState::Executing => Self::Executing,
            AttemptState::Pending => Self::Pending,
            AttemptState::Paid => Self::Paid,
            AttemptState::Failed => Self::Failed,
            AttemptState::Abandoned => Self::Abandoned,
            AttemptState::DuplicatePaid => Self::DuplicatePaid,
            AttemptState::IntegrityFailure => Self::IntegrityFailure,
        }
    }
}

impl AdminPaymentsQuery {
    /// What to list and how.
    pub fn list(self, scope: RegionScope) -> Result<(AttemptFilter, PageSize, Option<String>), Field> {
        let filter = AttemptFilter {
            scope,
            state: self.state.map(Into::into),
            region_slug: self.region,
            text: self.q,
            only_stuck: self.stuck.unwrap_or_default(),
        };
        Ok((
            filter,
            page_size(self.limit)?.unwrap_or(PageSize::DEFAULT),
            self.cursor,
        ))
    }
}

impl TryFrom<FoundAttempt> for AdminPayment {
    type Error = Problem;

    fn try_from(found: FoundAttempt) -> Result<Self, Problem> {
        let attempt = found.attempt;
        let unreadable = |error: orders::UnknownStatus| Problem::internal(&error);
        let status: orders::OrderStatus = found.order_status.parse().map_err(unreadable)?;
        let payment_status: orders::PaymentStatus = found.payment_status.parse().map_err(unreadable)?;
        let message = attempt.failure_message.unwrap_or_default();
        Ok(Self {
            id: attempt.id.uuid(),
            number: attempt.number,
            reference: attempt.reference,
            region: found.region_slug,
            channel: attempt.channel,
            flow: attempt.flow.into(),
            amount: attempt.amount.into(),
            fee: found.fee.map(Into::into),
            state: attempt.state.into(),
            is_stuck: found.is_stuck,
            refusal: attempt.failure_code.map(|code| ProviderRefusal { code, message }),
            invoice_id: attempt.invoice_id,
            payment_id: attempt.payment_id,
            checks: attempt.checks,
            next_check_at: attempt.next_check_at,
            created_at: attempt.created_at,
            updated_at: attempt.updated_at,
            settled_at: attempt.settled_at,
            order: PaidOrder {
                id: attempt.order_id.uuid(),
                code: found.order_code,
                status: status.into(),
                payment_status: payment_status.into(),
                contact_name: found.contact_name,
            },
        })
    }
}

impl TryFrom<payments::AttemptPage> for AdminPaymentPage {
    type Error = Problem;

    fn try_from(found: payments::AttemptPage) -> Result<Self, Problem> {
        let items = found.page.items.into_iter().map(AdminPayment::try_from);
        let counts = found.state_counts.into_iter();
        Ok(Self {
            items: items.collect::<Result<_, _>>()?,
            next_cursor: found.page.next_cursor.map(kernel::Cursor::into_string),
            total: count(found.page.total),
            state_counts: counts.map(|(state, number)| (state, count(number))).collect(),
            stuck_count: count(found.stuck_count),
        })
    }
}

impl From<&payments::Intent> for PaymentIntent {
    fn from(intent: &payments::Intent) -> Self {
        Self {
            method: intent.method.into(),
            state: intent.state.into(),
            amount: intent.amount.into(),
            captured: intent.captured.into(),
            refunded: intent.refunded.into(),
            refunding: intent.refunding.into(),
        }
    }
}

impl From<payments::Refund> for AdminRefund {
    fn from(refund: payments::Refund) -> Self {
        let name = refund.requested_by_name;
        Self {
            id: refund.id.uuid(),
            number: refund.number,
            reference: refund.reference,
            attempt_id: refund.attempt_id.map(Into::into),
            cause: refund.cause.into(),
            amount: refund.amount.into(),
            reason: refund.reason,
            restock: refund.restock,
            state: refund.state.into(),
            requested_by: refund.requested_by.map(|id| PersonRef { id: id.uuid(), name }),
            provider_refund_id: refund.provider_refund_id,
            failure: refund.failure_message,
            created_at: refund.created_at,
            updated_at: refund.updated_at,
            done_at: refund.done_at,
        }
    }
}

impl From<payments::ProviderEvent> for ProviderEvent {
    fn from(event: payments::ProviderEvent) -> Self {
        Self {
            id: event.id,
            kind: event.kind,
            attempt_id: event.attempt_id,
            refund_id: event.refund_id,
            outcome: event.outcome,
            body: event.body,
            received_at: event.received_at,
        }
    }
}

impl From<payments::LedgerRow> for LedgerEntry {
    fn from(row: payments::LedgerRow) -> Self {
        Self {
            posting_id: row.posting_id,
            kind: row.kind,
            account: row.account,
            debit: row.debit.into(),
            credit: row.credit.into(),
            attempt_id: row.attempt_id,
            refund_id: row.refund_id,
            created_at: row.created_at,
        }
    }
}

impl From<payments::Dispute> for Dispute {
    fn from(dispute: payments::Dispute) -> Self {
        Self {
            id: dispute.id,
            attempt_id: dispute.attempt_id,
            provider_id: dispute.provider_id,
            amount: dispute.amount.into(),
            reason: dispute.reason,
            state: match dispute.state.as_str() {
                "won" => DisputeState::Won,
                "lost" => DisputeState::Lost,
                _ => DisputeState::Open,
            },
            created_at: dispute.created_at,
            updated_at: dispute.updated_at,
        }
    }
}

impl RefundLimitsInput {
    /// The limits, or everything that is wrong with them.
    pub fn read(self) -> Result<Vec<kernel::Money>, Vec<Field>> {
        let (mut faults, mut seen) = (Vec::new(), HashSet::new());
        for (index, limit) in self.limits.iter().enumerate() {
            if limit.minor < 0 {
                faults.push(Field::new(format!("limits[{index}].minor"), "invalid_value"));
            }
            if !seen.insert(limit.currency) {
                faults.push(Field::new(
                    format!("limits[{index}].currency"),
                    "duplicate_currency",
                ));
            }
        }
        if faults.is_empty() {
            return Ok(self.limits.into_iter().map(Into::into).collect());
        }
        Err(faults)
    }
}

impl PaymentAlertsQuery {
    /// Whether open ones are listed, and how.
    pub fn list(self) -> Result<(bool, PageSize, Option<String>), Field> {
        let size = page_size(self.limit)?.unwrap_or(PageSize::DEFAULT);
        Ok((self.open.unwrap_or(true), size, self.cursor))
    }
}

impl From<payments::Alert> for PaymentAlert {
    fn from(alert: payments::Alert) -> Self {
        let by = alert.resolved_by.zip(alert.resolved_by_name);
        let text = alert.resolution;
        Self {
            id: alert.id.uuid(),
            kind: alert.kind.into(),
            subject: alert.subject,
            region: alert.region_slug,
            order: alert
                .order_id
                .zip(alert.order_code)
                .map(|(id, code)| OrderRef { id: id.uuid(), code }),
            detail: alert.detail,
            created_at: alert.created_at,
            resolution: alert.resolved_at.zip(by).map(|(at, (id, name))| AlertResolution {
                at,
                by: PersonRef { id: id.uuid(), name },
                text,
            }),
        }
    }
}

impl From<kernel::Page<payments::Alert>> for PaymentAlertPage {
    fn from(page: kernel::Page<payments::Alert>) -> Self {
        let page = page.map(PaymentAlert::from);
        Self {
            items: page.items,
            next_cursor: page.next_cursor.map(kernel::Cursor::into_string),
            total: count(page.total),
        }
    }
}

impl PaymentSettings {
    #[must_use]
    pub fn of(region: RegionSettings, has_account: bool) -> Self {
        Self {
            region: region.region_slug,
            online_enabled: region.settings.online_enabled,
            disabled_channels: region.settings.disabled_channels,
            window_minutes: count(region.settings.window.num_minutes()),
            has_account,
            version: region.settings.version,
            updated_at: region.updated_at,
        }
    }
}

impl PaymentSettingsInput {
    /// The settings, or everything that is wrong with them.
    pub fn read(self) -> Result<Settings, Vec<Field>> {
        let mut faults = Vec::new();
        if !(5..=1440).contains(&self.window_minutes) {
            faults.push(Field::new("window_minutes", "invalid_value"));
        }
        if self.disabled_channels.len() > 40 {
            faults.push(Field::new("disabled_channels", "invalid_value"));
        }
        let mut seen = HashSet::new();
        for (index, code) in self.disabled_channels.iter().enumerate() {
            let is_code = MethodCode::parse(code).is_some_and(|known| known.as_str() == code);
            if !is_code || !seen.insert(code) {
                faults.push(Field::new(format!("disabled_channels[{index}]"), "invalid_value"));
            }
        }
        if self.version < 0 {
            faults.push(Field::new("version", "invalid_value"));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Settings {
            online_enabled: self.online_enabled,
            disabled_channels: self.disabled_channels,
            window: TimeDelta::minutes(self.window_minutes.into()),
            version: self.version,
        })
    }
}

impl AccountChannel {
    #[must_use]
    pub fn of(offer: MethodOffer, settings: &Settings) -> Self {
        let code = offer.code.as_str().to_owned();
        Self {
            is_disabled: settings.disabled_channels.contains(&code),
            name: i18n::Localized::new(offer.name_en, offer.name_ar).into(),
            code,
        }
    }
}
