use accounts::SignInError;

use super::{Code, Problem};

impl From<SignInError> for Problem {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::InvalidCredentials => Self::new(Code::InvalidCredentials),
            SignInError::TooManyFailures { retry_after } => {
                let seconds = u64::try_from(retry_after.num_seconds()).unwrap_or_default();
                Self::new(Code::TooManyAttempts)
                    .arg("minutes", (retry_after.num_seconds() + 59) / 60)
                    .retry_after(seconds)
            }
            SignInError::Password(error) => Self::internal(&error),
            SignInError::Database(error) => error.into(),
        }
    }
}
