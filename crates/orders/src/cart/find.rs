use db::{Conn, Tx};
use kernel::CartId;
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use uuid::Uuid;

use super::{Cart, CartToken};

#[derive(Debug, thiserror::Error)]
pub enum CartAccessError {
    #[error("no cart belongs to this token")]
    NotFound,
    /// The cart has become an order; a new cart starts the next one.
    #[error("the cart was already ordered as {code}")]
    Ordered { code: String },
    #[error(transparent)]
    Db(#[from] DbErr),
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    region_id: Uuid,
    customer_id: Option<Uuid>,
    promo_code: Option<String>,
    state: String,
}

impl From<Row> for Cart {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.into(),
            region_id: row.region_id.into(),
            customer_id: row.customer_id.map(Into::into),
            promo_code: row.promo_code,
        }
    }
}

/// The open cart of a token.
pub async fn find_cart(conn: &impl Conn, token: &CartToken) -> Result<Cart, CartAccessError> {
    let hash = token.hash();
    let row = Row::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT id, region_id, customer_id, promo_code, state FROM carts WHERE token_hash = {hash}"#
    ))
    .one(conn)
    .await?
    .ok_or(CartAccessError::NotFound)?;
    if row.state == "open" {
        Ok(row.into())
    } else {
        Err(ordered(conn, row.id.into()).await?)
    }
}

/// The refusal that names the order a cart became.
pub(crate) async fn ordered(conn: &impl Conn, cart: CartId) -> Result<CartAccessError, DbErr> {
    #[derive(FromQueryResult)]
    struct Code {
        code: String,
    }
    let cart = cart.uuid();
    let found = Code::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT code FROM orders WHERE cart_id = {cart}"#
    ))
    .one(conn)
    .await?;
    Ok(
        found.map_or(CartAccessError::NotFound, |found| CartAccessError::Ordered {
            code: found.code,
        }),
    )
}

/// A cart whose row this transaction holds.
pub(crate) enum Locked {
    Open(Cart),
    /// Already turned into an order.
    Ordered(Cart),
}

/// Locks the cart of a token until the transaction ends. The state is read under the lock.
pub(crate) async fn lock_cart(tx: &Tx, token: &CartToken) -> Result<Option<Locked>, DbErr> {
    let hash = token.hash();
    let row = Row::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT id, region_id, customer_id, promo_code, state
             FROM carts WHERE token_hash = {hash} FOR UPDATE"#
    ))
    .one(tx)
    .await?;
    Ok(row.map(|row| {
        if row.state == "open" {
            Locked::Open(row.into())
        } else {
            Locked::Ordered(row.into())
        }
    }))
}
