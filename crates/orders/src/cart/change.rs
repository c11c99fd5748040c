use catalog::Sellability;
use db::{Conn, Db, Tx};
use kernel::{CartId, CartLineId, Ctx, VariantId};
use regions::Store;
use sea_orm::{DbErr, raw_sql};

use super::find::{Locked, lock_cart, ordered};
use super::lines::{CartLine, lines};
use super::{Cart, CartAccessError, CartToken, MAX_CUSTOM_NAME, MAX_GIFT_MESSAGE, MAX_LINES, MAX_QUANTITY};
use crate::idempotency::{IdempotencyKey, KeyError};
use crate::quote::market;

/// Goods to put into a cart.
#[derive(Clone, Debug)]
pub struct AddLine {
    pub variant_id: VariantId,
    pub quantity: i32,
    pub gift_message: String,
    pub custom_name: String,
}

/// What to change on a line; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct UpdateLine {
    /// Zero takes the line out.
    pub quantity: Option<i32>,
    pub gift_message: Option<String>,
    pub custom_name: Option<String>,
}

/// Why a cart stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    #[error(transparent)]
    Access(#[from] CartAccessError),
    #[error("the cart has no such line")]
    LineNotFound,
    #[error("the region sells no such variant")]
    VariantNotFound,
    #[error("the product isn't on sale yet")]
    ComingSoon,
    #[error("a line has 1 to {MAX_QUANTITY} units")]
    BadQuantity,
    #[error("only {available} left")]
    OutOfStock {
        variant_id: VariantId,
        requested: i64,
        available: i32,
    },
    #[error("a cart has at most {MAX_LINES} lines")]
    CartFull,
    #[error("this product takes no gift message")]
    GiftMessageNotOffered,
    #[error("a gift message has at most {MAX_GIFT_MESSAGE} characters")]
    GiftMessageTooLong,
    #[error("this product takes no custom name")]
    CustomNameNotOffered,
    #[error("a custom name has at most {MAX_CUSTOM_NAME} characters")]
    CustomNameTooLong,
    #[error(transparent)]
    Db(#[from] DbErr),
}

#[derive(Debug, thiserror::Error)]
pub enum AddLineError {
    #[error(transparent)]
    Change(#[from] ChangeError),
    #[error(transparent)]
    Key(#[from] KeyError),
}

#[derive(Debug, thiserror::Error)]
pub enum PromoChangeError {
    #[error(transparent)]
    Access(#[from] CartAccessError),
    #[error("a code has 1 to 40 characters")]
    BadCode,
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl From<DbErr> for AddLineError {
    fn from(error: DbErr) -> Self {
        Self::Change(error.into())
    }
}

impl From<CartAccessError> for AddLineError {
    fn from(error: CartAccessError) -> Self {
        Self::Change(error.into())
    }
}

/// Adds goods; units of the same variant with the same gift fields go to the line that is there. The cart's lock makes
/// additions at the same time queue up, so none is lost. With a key, a repeat adds nothing.
pub async fn add_line(
    db: &Db,
    ctx: &Ctx,
    store: &Store,
    token: &CartToken,
    add: &AddLine,
    key: Option<&IdempotencyKey>,
) -> Result<Cart, AddLineError> {
    let tx = db::begin(db).await?;
    let scope = token.scope("cart-line");
    if let Some(key) = key
        && key.claim::<()>(&tx, ctx, &scope).await?.is_some()
    {
        return Ok(super::find_cart(&tx, token).await?);
    }
    let cart = open_cart(&tx, token).await?;
    let there = lines(&tx, cart.id).await?;
    let add = AddLine {
        gift_message: add.gift_message.trim().to_owned(),
        custom_name: tidy_name(&add.custom_name),
        ..add.clone()
    };
    let twin = there.iter().find(|line| {
        line.variant_id == add.variant_id
            && line.gift_message == add.gift_message
            && line.custom_name == add.custom_name
    });
    let quantity = twin.map_or(0, |line| line.quantity).saturating_add(add.quantity);
    if add.quantity < 1 {
        return Err(ChangeError::BadQuantity.into());
    }
    let wanted = Wanted {
        variant_id: add.variant_id,
        quantity,
        gift_message: &add.gift_message,
        custom_name: &add.custom_name,
    };
    check(&tx, store, &there, twin.map(|line| line.id), &wanted).await?;
    match twin {
        Some(line) => set_quantity(&tx, line.id, quantity).await?,
        None if there.len() >= MAX_LINES => return Err(ChangeError::CartFull.into()),
        None => insert(&tx, ctx, cart.id, &add).await?,
    }
    if let Some(key) = key {
        key.keep(&tx, &scope, &()).await?;
    }
    touch(&tx, ctx, &cart).await?;
    tx.commit().await?;
    Ok(cart)
}

/// Changes a line. A change that makes it equal to another line joins the two.
pub async fn update_line(
    db: &Db,
    ctx: &Ctx,
    store: &Store,
    token: &CartToken,
    line_id: CartLineId,
    update: &UpdateLine,
) -> Result<Cart, ChangeError> {
    let tx = db::begin(db).await?;
    let cart = open_cart(&tx, token).await?;
    let there = lines(&tx, cart.id).await?;
    let line = there
        .iter()
        .find(|line| line.id == line_id)
        .ok_or(ChangeError::LineNotFound)?;
    if update.quantity == Some(0) {
        delete(&tx, line_id).await?;
    } else {
        let gift_message = update
            .gift_message
            .as_deref()
            .map_or(line.gift_message.clone(), |text| text.trim().to_owned());
        let custom_name = update
            .custom_name
            .as_deref()
            .map_or(line.custom_name.clone(), tidy_name);
        let twin = there.iter().find(|other| {
            other.id != line_id
                && other.variant_id == line.variant_id
                && other.gift_message == gift_message
                && other.custom_name == custom_name
        });
        let quantity = update.quantity.unwrap_or(line.quantity);
        let joined = quantity.saturating_add(twin.map_or(0, |twin| twin.quantity));
        let wanted = Wanted {
            variant_id: line.variant_id,
            quantity: joined,
            gift_message: &gift_message,
            custom_name: &custom_name,
        };
        if quantity < 1 {
            return Err(ChangeError::BadQuantity);
        }
        let others: Vec<CartLine> = there
            .iter()
            .filter(|other| twin.is_none_or(|twin| twin.id != other.id))
            .cloned()
            .collect();
        check(&tx, store, &others, Some(line_id), &wanted).await?;
        if let Some(twin) = twin {
            delete(&tx, twin.id).await?;
        }
        write(&tx, line_id, &wanted).await?;
    }
    touch(&tx, ctx, &cart).await?;
    tx.commit().await?;
    Ok(cart)
}

/// Takes a line out. A line that is gone already is no error.
pub async fn remove_line(
    db: &Db,
    ctx: &Ctx,
    token: &CartToken,
    line_id: CartLineId,
) -> Result<Cart, ChangeError> {
    let tx = db::begin(db).await?;
    let cart = open_cart(&tx, token).await?;
    if lines(&tx, cart.id).await?.iter().any(|line| line.id == line_id) {
        delete(&tx, line_id).await?;
        touch(&tx, ctx, &cart).await?;
    }
    tx.commit().await?;
    Ok(cart)
}

/// Puts a code on the cart, in place of another. Whether it gives anything the quote says, now and later.
pub async fn set_promo(db: &Db, ctx: &Ctx, token: &CartToken, code: &str) -> Result<Cart, PromoChangeError> {
    let code = promos::normalise(code);
    if code.is_empty() || code.chars().count() > 40 {
        return Err(PromoChangeError::BadCode);
    }
    write_promo(db, ctx, token, Some(code)).await
}

pub async fn clear_promo(db: &Db, ctx: &Ctx, token: &CartToken) -> Result<Cart, PromoChangeError> {
    write_promo(db, ctx, token, None).await
}

async fn write_promo(
    db: &Db,
    ctx: &Ctx,
    token: &CartToken,
    code: Option<String>,
) -> Result<Cart, PromoChangeError> {
    let tx = db::begin(db).await?;
    let cart = open_cart(&tx, token).await?;
    let (id, now, stored) = (cart.id.uuid(), ctx.now(), code.clone());
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE carts SET promo_code = {stored}, updated_at = {now} WHERE id = {id}"#
    ))
    .await?;
    tx.commit().await?;
    Ok(Cart {
        promo_code: code,
        ..cart
    })
}

async fn open_cart(tx: &Tx, token: &CartToken) -> Result<Cart, CartAccessError> {
    match lock_cart(tx, token).await? {
        Some(Locked::Open(cart)) => Ok(cart),
        Some(Locked::Ordered(cart)) => Err(ordered(tx, cart.id).await?),
        None => Err(CartAccessError::NotFound),
    }
}

struct Wanted<'a> {
    variant_id: VariantId,
    quantity: i32,
    gift_message: &'a str,
    custom_name: &'a str,
}

/// Judges a line as it would be. `line` is the line it takes the place of.
async fn check(
    tx: &Tx,
    store: &Store,
    there: &[CartLine],
    line: Option<CartLineId>,
    wanted: &Wanted<'_>,
) -> Result<(), ChangeError> {
    if !(1..=MAX_QUANTITY).contains(&wanted.quantity) {
        return Err(ChangeError::BadQuantity);
    }
    let found = catalog::find_sellable(tx, market(store), &[wanted.variant_id]).await?;
    let goods = found.first().ok_or(ChangeError::VariantNotFound)?;
    match goods.sellability() {
        Sellability::ForSale(_) => {}
        Sellability::ComingSoon => return Err(ChangeError::ComingSoon),
        Sellability::Withdrawn | Sellability::NotInRegion => return Err(ChangeError::VariantNotFound),
    }
    if !wanted.gift_message.is_empty() && !goods.gift_message_enabled {
        return Err(ChangeError::GiftMessageNotOffered);
    }
    if wanted.gift_message.chars().count() > MAX_GIFT_MESSAGE {
        return Err(ChangeError::GiftMessageTooLong);
    }
    if !wanted.custom_name.is_empty() && !goods.custom_name_enabled {
        return Err(ChangeError::CustomNameNotOffered);
    }
    if wanted.custom_name.chars().count() > MAX_CUSTOM_NAME {
        return Err(ChangeError::CustomNameTooLong);
    }
    let elsewhere: i64 = there
        .iter()
        .filter(|other| other.variant_id == wanted.variant_id && Some(other.id) != line)
        .map(|other| i64::from(other.quantity))
        .sum();
    let requested = elsewhere + i64::from(wanted.quantity);
    if requested > i64::from(goods.available) {
        return Err(ChangeError::OutOfStock {
            variant_id: wanted.variant_id,
            requested,
            available: goods.available,
        });
    }
    Ok(())
}

async fn insert(tx: &Tx, ctx: &Ctx, cart: CartId, add: &AddLine) -> Result<(), DbErr> {
    let id: CartLineId = ctx.new_id();
    let (id, cart, variant, now) = (id.uuid(), cart.uuid(), add.variant_id.uuid(), ctx.now());
    let AddLine {
        quantity,
        gift_message,
        custom_name,
        ..
    } = add.clone();
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"INSERT INTO cart_lines (id, cart_id, variant_id, quantity, gift_message, custom_name, created_at)
           VALUES ({id}, {cart}, {variant}, {quantity}, {gift_message}, {custom_name}, {now})"#
    ))
    .await?;
    Ok(())
}

async fn set_quantity(tx: &Tx, line: CartLineId, quantity: i32) -> Result<(), DbErr> {
    let id = line.uuid();
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE cart_lines SET quantity = {quantity} WHERE id = {id}"#
    ))
    .await?;
    Ok(())
}

async fn write(tx: &Tx, line: CartLineId, wanted: &Wanted<'_>) -> Result<(), DbErr> {
    let (id, quantity) = (line.uuid(), wanted.quantity);
    let (gift_message, custom_name) = (wanted.gift_message.to_owned(), wanted.custom_name.to_owned());
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE cart_lines SET quantity = {quantity}, gift_message = {gift_message}, custom_name = {custom_name}
            WHERE id = {id}"#
    ))
    .await?;
    Ok(())
}

async fn delete(tx: &Tx, line: CartLineId) -> Result<(), DbErr> {
    let id = line.uuid();
    tx.execute_raw(raw_sql!(Postgres, r#"DELETE FROM cart_lines WHERE id = {id}"#))
        .await?;
    Ok(())
}

async fn touch(tx: &Tx, ctx: &Ctx, cart: &Cart) -> Result<(), DbErr> {
    let (id, now) = (cart.id.uuid(), ctx.now());
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE carts SET updated_at = {now} WHERE id = {id}"#
    ))
    .await?;
    Ok(())
}

fn tidy_name(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
