//! What the lists of this crate share: conditions with bound values, and their errors.

use kernel::InvalidCursor;
use sea_orm::{DbBackend, DbErr, Statement, Value};

#[derive(Debug, thiserror::Error)]
pub enum ListError {
    #[error(transparent)]
    Cursor(#[from] InvalidCursor),
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Conditions with their bound values; what comes from outside is only ever bound.
pub(crate) struct Query {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Query {
    pub(crate) fn new(condition: &str) -> Self {
        Self {
            conditions: vec![condition.to_owned()],
            values: vec![],
        }
    }

    pub(crate) fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    pub(crate) fn and(&mut self, condition: impl Into<String>) {
        self.conditions.push(condition.into());
    }

    pub(crate) fn conditions(&self) -> String {
        self.conditions.join(" AND ")
    }

    pub(crate) fn statement(&self, sql: String) -> Statement {
        Statement::from_sql_and_values(DbBackend::Postgres, sql, self.values.iter().cloned())
    }
}

/// The `ILIKE` pattern of a search, if one was made.
pub(crate) fn contains(text: Option<&str>) -> Option<String> {
    let text = text.map(str::trim).filter(|text| !text.is_empty())?;
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    Some(format!("%{escaped}%"))
}
