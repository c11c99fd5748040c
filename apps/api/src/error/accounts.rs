use accounts::address_book::{CreateError as AddAddressError, NotFound as AddressError};
use accounts::phone_code::{CodeError, PhoneSignInError, RemoveError, RequestError, VerifyError};
use accounts::social::{IdTokenError, ProveError, SocialSignInError};
use accounts::totp::{BeginError, ConfirmError, RegenerateError};
use accounts::{
    ChangePasswordError, ConfirmEmailChangeError, DeleteAccountError, LinkError, NewPasswordError,
    ReauthenticateError, ReauthenticationRequired, RefreshError, RequestEmailChangeError,
    ResendVerificationError, ResetPasswordError, SignInError, SignUpError, UpdateProfileError, Weakness,
};
use chrono::TimeDelta;
use i18n::Arg;

use super::{Code, Field, Problem};

impl Problem {
    fn too_many_attempts(retry_after: TimeDelta) -> Self {
        let seconds = u64::try_from(retry_after.num_seconds()).unwrap_or_default();
        Self::new(Code::TooManyAttempts)
            .arg("minutes", (retry_after.num_seconds() + 59) / 60)
            .retry_after(seconds)
    }
}

impl Problem {
    /// A new password at `path` that won't do.
    pub(super) fn weak_password(path: &str, error: NewPasswordError) -> Self {
        let (code, bound) = match error {
            NewPasswordError::Weak(Weakness::TooShort) => ("password_too_short", ("min", Arg::Number(10))),
            NewPasswordError::Weak(Weakness::TooLong) => ("password_too_long", ("max", Arg::Number(128))),
            NewPasswordError::Weak(Weakness::Common) => {
                return Self::invalid(Field::new(path, "password_common"));
            }
            NewPasswordError::Hash(error) => return Self::internal(&error),
        };
        Self::invalid(Field::with(path, code, &[bound]))
    }

    pub(super) fn invalid_name() -> Self {
        Self::invalid(Field::new("full_name", "invalid_name"))
    }
}

impl From<SignUpError> for Problem {
    fn from(error: SignUpError) -> Self {
        match error {
            SignUpError::Name(_) => Self::invalid_name(),
            SignUpError::Password(error) => Self::weak_password("password", error),
            SignUpError::EmailTaken => Self::new(Code::EmailTaken),
            SignUpError::Database(error) => error.into(),
        }
    }
}

impl From<LinkError> for Problem {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Expired => Self::new(Code::LinkExpired),
            LinkError::Database(error) => error.into(),
        }
    }
}

impl From<ResetPasswordError> for Problem {
    fn from(error: ResetPasswordError) -> Self {
        match error {
            ResetPasswordError::Expired => Self::new(Code::LinkExpired),
            ResetPasswordError::Password(error) => Self::weak_password("password", error),
            ResetPasswordError::Database(error) => error.into(),
        }
    }
}

impl From<ResendVerificationError> for Problem {
    fn from(error: ResendVerificationError) -> Self {
        match error {
            ResendVerificationError::TooOften { retry_after } => Self::too_many_attempts(retry_after),
            ResendVerificationError::Database(error) => error.into(),
        }
    }
}

impl From<ChangePasswordError> for Problem {
    fn from(error: ChangePasswordError) -> Self {
        match error {
            ChangePasswordError::WrongPassword => Self::new(Code::InvalidCredentials),
            ChangePasswordError::TooManyFailures { retry_after } => Self::too_many_attempts(retry_after),
            ChangePasswordError::ReauthenticationRequired(error) => error.into(),
            ChangePasswordError::Password(error) => Self::weak_password("new_password", error),
            ChangePasswordError::Database(error) => error.into(),
        }
    }
}

impl From<RequestEmailChangeError> for Problem {
    fn from(error: RequestEmailChangeError) -> Self {
        match error {
            RequestEmailChangeError::ReauthenticationRequired(error) => error.into(),
            RequestEmailChangeError::Unchanged => Self::invalid(Field::new("email", "email_unchanged")),
            RequestEmailChangeError::TooOften { retry_after } => Self::too_many_attempts(retry_after),
            RequestEmailChangeError::Database(error) => error.into(),
        }
    }
}

impl From<ConfirmEmailChangeError> for Problem {
    fn from(error: ConfirmEmailChangeError) -> Self {
        match error {
            ConfirmEmailChangeError::Expired => Self::new(Code::LinkExpired),
            ConfirmEmailChangeError::EmailTaken => Self::new(Code::EmailTaken),
            ConfirmEmailChangeError::Database(error) => error.into(),
        }
    }
}

impl From<UpdateProfileError> for Problem {
    fn from(error: UpdateProfileError) -> Self {
        match error {
            UpdateProfileError::Name(_) => Self::invalid_name(),
            UpdateProfileError::StaleVersion => Self::new(Code::StaleVersion),
            UpdateProfileError::Database(error) => error.into(),
        }
    }
}

impl From<DeleteAccountError> for Problem {
    fn from(error: DeleteAccountError) -> Self {
        match error {
            DeleteAccountError::ReauthenticationRequired(error) => error.into(),
            DeleteAccountError::StaffCantDelete => Self::new(Code::StaffAccount),
            DeleteAccountError::Database(error) => error.into(),
        }
    }
}

impl From<IdTokenError> for Problem {
    fn from(error: IdTokenError) -> Self {
        match error {
            IdTokenError::NotConfigured => Self::not_found(),
            IdTokenError::Invalid(_) => Self::new(Code::IdTokenInvalid),
            IdTokenError::Unavailable(error) => {
                tracing::warn!(%error, "an ID token can't be checked");
                Self::new(Code::Unavailable).retry_after(5)
            }
        }
    }
}

impl From<SocialSignInError> for Problem {
    fn from(error: SocialSignInError) -> Self {
        match error {
            SocialSignInError::IdToken(error) => error.into(),
            SocialSignInError::EmailNotVerified => Self::new(Code::EmailNotVerified),
            SocialSignInError::Staff => Self::new(Code::StaffSignIn),
            SocialSignInError::Disabled => Self::new(Code::AccountDisabled),
            SocialSignInError::EmailTaken => Self::new(Code::EmailTaken),
            SocialSignInError::Database(error) => error.into(),
        }
    }
}

impl From<ProveError> for Problem {
    fn from(error: ProveError) -> Self {
        match error {
            ProveError::IdToken(error) => error.into(),
            ProveError::AnotherPerson => Self::new(Code::IdTokenInvalid),
            ProveError::Database(error) => error.into(),
        }
    }
}

impl From<SignInError> for Problem {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::InvalidCredentials => Self::new(Code::InvalidCredentials),
            SignInError::TotpRequired => Self::new(Code::TotpRequired),
            SignInError::TotpInvalid => Self::new(Code::TotpInvalid),
            SignInError::TooManyFailures { retry_after } => Self::too_many_attempts(retry_after),
            SignInError::Password(error) => Self::internal(&error),
            SignInError::Database(error) => error.into(),
        }
    }
}

impl From<RefreshError> for Problem {
    fn from(error: RefreshError) -> Self {
        match error {
            RefreshError::Invalid => Self::new(Code::RefreshInvalid),
            RefreshError::Reused => Self::new(Code::RefreshReused),
            RefreshError::Database(error) => error.into(),
        }
    }
}

impl From<ReauthenticateError> for Problem {
    fn from(error: ReauthenticateError) -> Self {
        match error {
            ReauthenticateError::WrongPassword => Self::new(Code::InvalidCredentials),
            ReauthenticateError::TooManyFailures { retry_after } => Self::too_many_attempts(retry_after),
            ReauthenticateError::Password(error) => Self::internal(&error),
            ReauthenticateError::Database(error) => error.into(),
        }
    }
}

impl From<ReauthenticationRequired> for Problem {
    fn from(_: ReauthenticationRequired) -> Self {
        Self::new(Code::ReauthenticationRequired)
    }
}

impl From<RequestError> for Problem {
    fn from(error: RequestError) -> Self {
        match error {
            RequestError::TooMany { retry_after } => Self::too_many_attempts(retry_after),
            RequestError::Database(error) => error.into(),
        }
    }
}

impl From<CodeError> for Problem {
    fn from(error: CodeError) -> Self {
        match error {
            CodeError::Invalid { tries_left } => Self::new(Code::CodeInvalid).extra("tries_left", tries_left),
            CodeError::Database(error) => error.into(),
        }
    }
}

impl From<PhoneSignInError> for Problem {
    fn from(error: PhoneSignInError) -> Self {
        match error {
            PhoneSignInError::Code(error) => error.into(),
            PhoneSignInError::Staff => Self::new(Code::StaffSignIn),
            PhoneSignInError::Disabled => Self::new(Code::AccountDisabled),
            PhoneSignInError::Database(error) => error.into(),
        }
    }
}

impl From<VerifyError> for Problem {
    fn from(error: VerifyError) -> Self {
        match error {
            VerifyError::Code(error) => error.into(),
            VerifyError::PhoneTaken => Self::new(Code::PhoneTaken),
            VerifyError::Database(error) => error.into(),
        }
    }
}

impl From<RemoveError> for Problem {
    fn from(error: RemoveError) -> Self {
        match error {
            RemoveError::OnlyWayIn => Self::new(Code::LastSignIn),
            RemoveError::Database(error) => error.into(),
        }
    }
}

impl From<BeginError> for Problem {
    fn from(error: BeginError) -> Self {
        match error {
            BeginError::NotStaff => Self::new(Code::Forbidden),
            BeginError::AlreadyEnrolled => Self::new(Code::TotpEnrolled),
            BeginError::Database(error) => error.into(),
        }
    }
}

impl From<ConfirmError> for Problem {
    fn from(error: ConfirmError) -> Self {
        match error {
            ConfirmError::NotBegun => Self::not_found(),
            ConfirmError::WrongCode => Self::new(Code::TotpInvalid),
            ConfirmError::Database(error) => error.into(),
        }
    }
}

impl From<RegenerateError> for Problem {
    fn from(error: RegenerateError) -> Self {
        match error {
            RegenerateError::NotEnrolled => Self::not_found(),
            RegenerateError::Database(error) => error.into(),
        }
    }
}

impl From<AddAddressError> for Problem {
    fn from(error: AddAddressError) -> Self {
        match error {
            AddAddressError::TooMany => Self::new(Code::TooManyAddresses),
            AddAddressError::Database(error) => error.into(),
        }
    }
}

impl From<AddressError> for Problem {
    fn from(error: AddressError) -> Self {
        match error {
            AddressError::NotFound => Self::not_found(),
            AddressError::Database(error) => error.into(),
        }
    }
}
