use i18n::Arg;
use rbac::ListError;
use rbac::customers::{ChangeError, MAX_REASON};
use rbac::invitation::{AcceptError, InviteError, ManageError};
use rbac::settings::UpdateError;
use rbac::team::{MAX_TITLE, TeamError};

use super::{Code, Field, Problem};

impl Problem {
    fn stale(current: i32) -> Self {
        Self::new(Code::StaleVersion).extra("version", current)
    }
}

impl From<TeamError> for Problem {
    fn from(error: TeamError) -> Self {
        match error {
            TeamError::NotFound => Self::not_found(),
            TeamError::Forbidden => Self::new(Code::Forbidden),
            TeamError::OwnAccount => Self::new(Code::OwnAccount),
            TeamError::BeyondOwnGrants => Self::new(Code::BeyondOwnGrants),
            TeamError::AdminsOnly => Self::new(Code::RoleForbidden),
            TeamError::NotAManager => Self::invalid(Field::new("grants", "grants_of_admin")),
            TeamError::EmailNotVerified => Self::invalid(Field::new("role", "role_needs_verified_email")),
            TeamError::StaleVersion { current } => Self::stale(current),
            TeamError::LastAdmin => Self::new(Code::LastAdmin),
            TeamError::InvalidName => Self::invalid_name(),
            TeamError::InvalidTitle => {
                let most = i64::try_from(MAX_TITLE).unwrap_or(i64::MAX);
                Self::invalid(Field::with("title", "too_long", &[("max", Arg::Number(most))]))
            }
            TeamError::Database(error) => error.into(),
        }
    }
}

impl From<InviteError> for Problem {
    fn from(error: InviteError) -> Self {
        match error {
            InviteError::Team(error) => error.into(),
            InviteError::NotStaff => Self::invalid(Field::new("role", "invalid_value")),
            InviteError::GrantsOfAdmin => Self::invalid(Field::new("grants", "grants_of_admin")),
            InviteError::EmailTaken => Self::new(Code::EmailTaken),
            InviteError::AlreadyInvited => Self::new(Code::AlreadyInvited),
        }
    }
}

impl From<ManageError> for Problem {
    fn from(error: ManageError) -> Self {
        match error {
            ManageError::Team(error) => error.into(),
            ManageError::Closed => Self::new(Code::InvitationClosed),
        }
    }
}

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

impl From<UpdateError> for Problem {
    fn from(error: UpdateError) -> Self {
        match error {
            UpdateError::AdminsOnly => Self::new(Code::Forbidden),
            UpdateError::StaleVersion { current } => Self::stale(current),
            UpdateError::Database(error) => error.into(),
        }
    }
}

impl From<ChangeError> for Problem {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::NotFound => Self::not_found(),
            ChangeError::Forbidden => Self::new(Code::Forbidden),
            ChangeError::StaleVersion { current } => Self::stale(current),
            ChangeError::InvalidReason => {
                let most = i64::try_from(MAX_REASON).unwrap_or(i64::MAX);
                let args = [("maximum", Arg::Number(most))];
                Self::invalid(Field::with("reason", "reason_required", &args))
            }
            ChangeError::Database(error) => error.into(),
        }
    }
}

impl From<ListError> for Problem {
    fn from(error: ListError) -> Self {
        match error {
            ListError::Cursor(_) => Self::invalid_cursor(),
            ListError::Db(error) => error.into(),
        }
    }
}

impl From<audit::ListError> for Problem {
    fn from(error: audit::ListError) -> Self {
        match error {
            audit::ListError::Cursor(_) => Self::invalid_cursor(),
            audit::ListError::Db(error) => error.into(),
        }
    }
}

impl Problem {
    fn invalid_cursor() -> Self {
        Self::new(Code::InvalidQuery).field(Field::new("cursor", "invalid_cursor"))
    }
}
