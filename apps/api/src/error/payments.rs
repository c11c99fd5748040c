use orders::payment::execute::ExecuteError;
use orders::payment::settle::SettleError;
use orders::payment::start::StartError;
use orders::payment::switch::SwitchError;

use i18n::Arg;
use orders::payment::refund::{MAX_REASON_LENGTH, RefundError};
use payments::{
    ImportStatementError, ListAlertsError, RequestRefundError, ResolveAlertError, SearchAttemptsError,
    StatementFault, UpdateSettingsError,
};

use super::{Code, Field, Problem};

impl From<StartError> for Problem {
    fn from(error: StartError) -> Self {
        match error {
            StartError::NotFound => Self::not_found(),
            StartError::NothingOwed => Self::new(Code::NothingOwed),
            StartError::Expired => Self::new(Code::PaymentExpired),
            StartError::ChannelUnavailable => Self::new(Code::ChannelUnavailable),
            StartError::TooManyAttempts => Self::new(Code::TooManyPaymentAttempts),
            StartError::Db(error) => error.into(),
        }
    }
}

impl From<ExecuteError> for Problem {
    fn from(error: ExecuteError) -> Self {
        match error {
            ExecuteError::NotFound => Self::not_found(),
            ExecuteError::NoAccount(_) => Self::new(Code::ChannelUnavailable),
            ExecuteError::BadReference(_) => Self::internal(&error),
            ExecuteError::Db(error) => error.into(),
        }
    }
}

impl From<SettleError> for Problem {
    fn from(error: SettleError) -> Self {
        match error {
            SettleError::NotFound => Self::not_found(),
            SettleError::NoAccount(_) => Self::new(Code::NoPaymentAccount),
            SettleError::Db(error) => error.into(),
            error => Self::internal(&error),
        }
    }
}

impl From<SwitchError> for Problem {
    fn from(error: SwitchError) -> Self {
        match error {
            SwitchError::NotFound => Self::not_found(),
            SwitchError::NothingOwed => Self::new(Code::NothingOwed),
            SwitchError::CashUnavailable => Self::new(Code::CashUnavailable),
            SwitchError::PaymentInProgress => Self::new(Code::PaymentInProgress),
            SwitchError::Ledger(error) => Self::internal(&error),
            SwitchError::Db(error) => error.into(),
        }
    }
}

impl From<RefundError> for Problem {
    fn from(error: RefundError) -> Self {
        match error {
            RefundError::NotFound => Self::not_found(),
            RefundError::BadReason => {
                let most = [("maximum", Arg::Number(MAX_REASON_LENGTH as i64))];
                Self::invalid(Field::with("reason", "reason_required", &most))
            }
            RefundError::RestockNeedsFullRefund => {
                Self::invalid(Field::new("restock", "restock_needs_full_refund"))
            }
            RefundError::GoodsOnTheWay => Self::new(Code::GoodsOnTheWay),
            RefundError::BeyondLimit { left } => {
                Self::new(Code::RefundBeyondLimit).extra("left", crate::dto::common::Money::from(left))
            }
            RefundError::Request(error) => error.into(),
            RefundError::Key(error) => error.into(),
            RefundError::Db(error) => error.into(),
            error => Self::internal(&error),
        }
    }
}

impl From<RequestRefundError> for Problem {
    fn from(error: RequestRefundError) -> Self {
        match error {
            RequestRefundError::TooMuch { left } => {
                Self::new(Code::RefundTooMuch).extra("left", crate::dto::common::Money::from(left))
            }
            RequestRefundError::NothingPaid => Self::new(Code::NothingPaid),
            RequestRefundError::Db(error) => error.into(),
            error => Self::internal(&error),
        }
    }
}

impl From<SearchAttemptsError> for Problem {
    fn from(error: SearchAttemptsError) -> Self {
        match error {
            SearchAttemptsError::Cursor(_) => {
                Self::new(Code::InvalidQuery).field(Field::new("cursor", "invalid_cursor"))
            }
            SearchAttemptsError::Db(error) => error.into(),
        }
    }
}

impl From<ListAlertsError> for Problem {
    fn from(error: ListAlertsError) -> Self {
        match error {
            ListAlertsError::Cursor(_) => {
                Self::new(Code::InvalidQuery).field(Field::new("cursor", "invalid_cursor"))
            }
            ListAlertsError::Db(error) => error.into(),
        }
    }
}

impl From<ResolveAlertError> for Problem {
    fn from(error: ResolveAlertError) -> Self {
        match error {
            ResolveAlertError::NotFound => Self::not_found(),
            ResolveAlertError::Resolved => Self::new(Code::AlertResolved),
            ResolveAlertError::Db(error) => error.into(),
        }
    }
}

impl From<UpdateSettingsError> for Problem {
    fn from(error: UpdateSettingsError) -> Self {
        match error {
            UpdateSettingsError::StaleVersion { current } => {
                Self::new(Code::StaleVersion).extra("version", current)
            }
            UpdateSettingsError::Db(error) => error.into(),
        }
    }
}

impl From<StatementFault> for Problem {
    fn from(fault: StatementFault) -> Self {
        let whole = |code| Self::invalid(Field::new("csv", code));
        match fault {
            StatementFault::Header => whole("statement_header"),
            StatementFault::Empty => whole("statement_empty"),
            StatementFault::TooLong => whole("statement_too_long"),
            StatementFault::Lines(faults) => {
                let field = |fault: payments::LineFault| match fault.column {
                    Some(column) => Field::new(format!("csv[{}].{column}", fault.line), "invalid_value"),
                    None => Field::new(format!("csv[{}]", fault.line), "statement_line"),
                };
                Self::new(Code::InvalidBody).fields(faults.into_iter().map(field))
            }
        }
    }
}

impl From<ImportStatementError> for Problem {
    fn from(error: ImportStatementError) -> Self {
        match error {
            ImportStatementError::Fault(fault) => fault.into(),
            ImportStatementError::TooManyDays => Self::invalid(Field::new("csv", "statement_too_long")),
            ImportStatementError::NothingOfOurs => Self::new(Code::StatementForeign),
            ImportStatementError::Again => Self::new(Code::StatementKnown),
            ImportStatementError::Db(error) => error.into(),
        }
    }
}
