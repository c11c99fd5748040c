use sea_orm::DbErr;

use crate::{Failure, failure};

const ATTEMPTS: u32 = 4;

/// An error that may be a transient database failure.
pub trait Transient {
    fn is_transient(&self) -> bool;
}

impl Transient for DbErr {
    fn is_transient(&self) -> bool {
        failure(self) == Failure::Transient
    }
}

/// Runs a whole transaction again when Postgres undid it for another one's sake (40001, 40P01, 55P03), up to four times.
/// `work` must begin its own transaction each time and do nothing outside it.
pub async fn retry<T, E, F, Fut>(mut work: F) -> Result<T, E>
where
    E: Transient,
    F: FnMut() -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let mut attempt = 1;
    loop {
        match work().await {
            Err(error) if attempt < ATTEMPTS && error.is_transient() => {
                metrics::counter!("db_retries_total").increment(1);
                tracing::debug!(attempt, "transaction undone by Postgres, running it again");
                attempt += 1;
            }
            outcome => return outcome,
        }
    }
}
