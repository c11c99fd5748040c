use sea_orm::{DbErr, RuntimeErr};

use super::{Code, Problem};

impl From<DbErr> for Problem {
    /// Contention and exhaustion pass: the client may try again. Everything else is our fault.
    fn from(error: DbErr) -> Self {
        if db::failure(&error) == db::Failure::Transient || is_exhausted(&error) {
            tracing::warn!(%error, "the database is busy");
            return Self::new(Code::Unavailable).retry_after(1);
        }
        Self::internal(&error)
    }
}

fn is_exhausted(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) => true,
        DbErr::Conn(RuntimeErr::SqlxError(source))
        | DbErr::Exec(RuntimeErr::SqlxError(source))
        | DbErr::Query(RuntimeErr::SqlxError(source)) => {
            matches!(**source, sqlx::Error::PoolTimedOut | sqlx::Error::Io(_))
        }
        _ => false,
    }
}
