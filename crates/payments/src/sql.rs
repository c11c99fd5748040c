use kernel::Money;
use sea_orm::{DbBackend, DbErr, Statement, Value};

pub(crate) fn statement(sql: impl Into<String>, values: impl IntoIterator<Item = Value>) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}

pub(crate) fn money(minor: i64, currency: &str) -> Result<Money, DbErr> {
    let currency = currency
        .parse()
        .map_err(|error| DbErr::Type(format!("{error}")))?;
    Ok(Money::new(minor, currency))
}
