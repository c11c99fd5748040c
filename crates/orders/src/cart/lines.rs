use db::Conn;
use kernel::{CartId, CartLineId, VariantId};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use uuid::Uuid;

/// What somebody put into a cart.
#[derive(Clone, Debug)]
pub(crate) struct CartLine {
    pub id: CartLineId,
    pub variant_id: VariantId,
    pub quantity: i32,
    pub gift_message: String,
    pub custom_name: String,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    variant_id: Uuid,
    quantity: i32,
    gift_message: String,
    custom_name: String,
}

/// The lines of a cart in the order they were added.
pub(crate) async fn lines(conn: &impl Conn, cart: CartId) -> Result<Vec<CartLine>, DbErr> {
    let cart = cart.uuid();
    let rows = Row::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT id, variant_id, quantity, gift_message, custom_name
             FROM cart_lines WHERE cart_id = {cart} ORDER BY created_at, id"#
    ))
    .all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| CartLine {
            id: row.id.into(),
            variant_id: row.variant_id.into(),
            quantity: row.quantity,
            gift_message: row.gift_message,
            custom_name: row.custom_name,
        })
        .collect())
}
