use orders::payment::execute::ExecuteError;
use orders::payment::settle::SettleError;
use orders::payment::start::StartError;
use orders::payment::switch::SwitchError;

use super::{Code, Problem};

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
