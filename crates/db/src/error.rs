use sea_orm::{DbErr, RuntimeErr};

/// What a database error means to a use case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// A unique constraint or index was hit; its name.
    Unique(String),
    /// A foreign key was hit; its name.
    ForeignKey(String),
    /// A CHECK was hit; its name.
    Check(String),
    /// Serialization failure, deadlock or lock timeout: the transaction did nothing and may be run again.
    Transient,
    Other,
}

/// Reads the SQLSTATE of an error.
#[must_use]
pub fn failure(error: &DbErr) -> Failure {
    let (DbErr::Exec(RuntimeErr::SqlxError(source)) | DbErr::Query(RuntimeErr::SqlxError(source))) = error
    else {
        return Failure::Other;
    };
    let Some(database) = source.as_database_error() else {
        return Failure::Other;
    };
    let constraint = || database.constraint().unwrap_or_default().to_owned();
    match database.code().as_deref() {
        Some("23505") => Failure::Unique(constraint()),
        Some("23503") => Failure::ForeignKey(constraint()),
        Some("23514") => Failure::Check(constraint()),
        Some("40001" | "40P01" | "55P03") => Failure::Transient,
        _ => Failure::Other,
    }
}
