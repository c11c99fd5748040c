//! Puts a catalogue into a database: for tests and the demo shop. Everything is found by its natural key (slug, SKU, code)
//! first; what is there is left as it is, whatever staff have made of it and however much has been sold.

mod category;
mod product;
mod warehouse;

pub use category::{NewCategory, create_category};
pub use product::{
    CreatedProduct, NewOption, NewPicture, NewProduct, NewValue, NewVariant, create_product, set_price,
    show_in_region,
};
pub use warehouse::{create_warehouse, receive_stock, ship_from};

use db::Conn;
use sea_orm::{DbErr, Value};
use uuid::Uuid;

use crate::sql::statement;

/// A lower-case slug from a name: for tests and demo data, whose names are plain.
#[must_use]
pub fn slug(name: &str) -> String {
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}

async fn execute(conn: &impl Conn, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<u64, DbErr> {
    Ok(conn.execute_raw(statement(sql, values)).await?.rows_affected())
}

async fn find_id(
    conn: &impl Conn,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Option<Uuid>, DbErr> {
    let row = conn.query_one_raw(statement(sql, values)).await?;
    row.map(|row| row.try_get("", "id")).transpose()
}

async fn get_id(conn: &impl Conn, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<Uuid, DbErr> {
    find_id(conn, sql, values)
        .await?
        .ok_or_else(|| DbErr::RecordNotFound("a row that was just created".to_owned()))
}
