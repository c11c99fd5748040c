use rbac::invitation::AcceptError;

use super::{Code, Problem};

impl From<AcceptError> for Problem {
    fn from(error: AcceptError) -> Self {
        match error {
            AcceptError::LinkExpired => Self::new(Code::LinkExpired),
            AcceptError::Password(error) => Self::weak_password("password", error),
            AcceptError::Name(_) => Self::invalid_name(),
            AcceptError::EmailTaken => Self::new(Code::EmailTaken),
            AcceptError::Database(error) => error.into(),
        }
    }
}
