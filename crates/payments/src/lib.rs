//! What an order owes, every try to pay it, and what became of the money. See README.md for tables and invariants.

mod alert;
mod attempt;
mod audit;
mod capture;
mod event;
mod facts;
#[cfg(feature = "fixtures")]
pub mod fixtures;
pub mod gateway;
mod intent;
pub mod ledger;
mod limits;
mod refund;
mod report;
mod search;
mod settings;
mod sql;
mod statement;
mod words;

pub use self::audit::{Difference, audit, audit_order};
pub use alert::{
    Alert, AlertKind, ListAlertsError, NewAlert, ResolveAlertError, find_alert, list_alerts, raise_alert,
    resolve_alert,
};
pub use attempt::{
    Attempt, AttemptState, CreateAttemptError, Flow, Lease, NewAttempt, abandon_open, claim, claim_due,
    create_attempt, find_attempt, find_attempt_by_invoice, find_attempt_by_payment,
    find_attempt_by_reference, hold_for_staff, is_overdue, list_attempts, note_failure, note_invoice,
    refused, reschedule_lost, started,
};
pub use capture::{Captured, capture, note_fee};
pub use event::{EventKind, NewEvent, ProviderEvent, list_events, record_event};
pub use facts::{Dispute, LedgerRow, list_disputes, list_ledger};
pub use intent::{
    Intent, IntentState, Method, UnknownMethod, change_method, collect_cash, find_intent, open_intent,
    settle_free, void_intent,
};
pub use limits::{list_refund_limits, set_refund_limits};
pub use refund::{
    Finished, NewRefund, Refund, RefundCause, RefundLease, RefundState, RequestRefundError,
    claim_due_refunds, claim_refund, file_again, filed, find_refund, find_refund_by_reference,
    given_back_today, is_refund_overdue, list_open_refunds, list_refunds, mark_refunded, mark_rejected,
    refund_limit, request_refund,
};
pub use report::{DailyReport, DayTotals, Disagreement, ReportAccount, ReportDifference, Told, daily_report};
pub use search::{
    AttemptFilter, AttemptPage, FoundAttempt, SearchAttemptsError, find_attempt_in_scope,
    list_found_attempts, search_attempts,
};
pub use settings::{
    RegionSettings, Settings, UpdateSettingsError, find_settings, list_settings, update_settings,
};
pub use statement::{
    ImportStatementError, ImportedStatement, LineFault, StatementFault, StatementFile, StatementKind,
    StatementLine, import_statement, parse_statement,
};
