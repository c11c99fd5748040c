//! What a signed-in customer wants to remember. Devices keep a list of their own until then and [`merge`] it at sign-in.

use chrono::{DateTime, Utc};
use db::{Conn, Db, Tx};
use kernel::{AccountId, Ctx, ProductId};
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use crate::sql::statement;

/// No more products than this are on one wishlist.
pub const MAX_ITEMS: usize = 200;

/// A product on a wishlist, whether it is still sold or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    pub product: ProductId,
    pub added_at: DateTime<Utc>,
}

#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// There is no such product, or it isn't published.
    #[error("no such product")]
    UnknownProduct,
    #[error("a wishlist has at most {MAX_ITEMS} products")]
    Full,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// The wishlist, the newest first.
pub async fn list(conn: &impl Conn, account: AccountId) -> Result<Vec<Wish>, DbErr> {
    let sql = "SELECT product_id, created_at FROM wishlist_items WHERE account_id = $1
                ORDER BY created_at DESC, product_id DESC";
    let rows = WishRow::find_by_statement(statement(sql, [account.uuid().into()]))
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(Wish::from).collect())
}

/// Puts a published product on the wishlist; fine when it is on it already.
pub async fn add(db: &Db, ctx: &Ctx, account: AccountId, product: ProductId) -> Result<(), AddError> {
    let tx = db::begin(db).await?;
    lock(&tx, account).await?;
    let sql = "SELECT EXISTS (SELECT FROM products WHERE id = $2 AND status = 'published') AS is_known,
                      EXISTS (SELECT FROM wishlist_items WHERE account_id = $1 AND product_id = $2) AS is_wished";
    let values = [account.uuid().into(), product.uuid().into()];
    let found = FoundRow::find_by_statement(statement(sql, values))
        .one(&tx)
        .await?
        .ok_or_else(|| DbErr::RecordNotFound("EXISTS has an answer".to_owned()))?;
    if found.is_wished {
        return Ok(());
    }
    if !found.is_known {
        return Err(AddError::UnknownProduct);
    }
    if insert(&tx, ctx, account, &[product]).await? == 0 {
        return Err(AddError::Full);
    }
    Ok(tx.commit().await?)
}

/// Takes a product off the wishlist; fine when it isn't on it.
pub async fn remove(conn: &impl Conn, account: AccountId, product: ProductId) -> Result<(), DbErr> {
    let sql = "DELETE FROM wishlist_items WHERE account_id = $1 AND product_id = $2";
    conn.execute_raw(statement(sql, [account.uuid().into(), product.uuid().into()]))
        .await?;
    Ok(())
}

/// Adds what a device remembers: products that are unknown or already on the wishlist are passed over, and so is what doesn't
/// fit any more. Doing it again changes nothing.
pub async fn merge(db: &Db, ctx: &Ctx, account: AccountId, products: &[ProductId]) -> Result<(), DbErr> {
    let tx = db::begin(db).await?;
    lock(&tx, account).await?;
    insert(&tx, ctx, account, products).await?;
    tx.commit().await
}

/// Empties the wishlist, as when its owner deletes their account.
pub async fn clear(tx: &Tx, account: AccountId) -> Result<(), DbErr> {
    let sql = "DELETE FROM wishlist_items WHERE account_id = $1";
    tx.execute_raw(statement(sql, [account.uuid().into()])).await?;
    Ok(())
}

/// Serialises what adds to one wishlist, or two requests at once would each find room for the last item.
async fn lock(tx: &Tx, account: AccountId) -> Result<(), DbErr> {
    let sql = "SELECT pg_advisory_xact_lock(hashtextextended('catalog.wishlist ' || $1::text, 0))";
    tx.execute_raw(statement(sql, [account.to_string().into()]))
        .await?;
    Ok(())
}

/// How many products were added: the first of the list that are published, new here, and fit.
async fn insert(tx: &Tx, ctx: &Ctx, account: AccountId, products: &[ProductId]) -> Result<u64, DbErr> {
    let sql = "INSERT INTO wishlist_items (account_id, product_id, created_at)
               SELECT $1, asked.id, $3
                 FROM (SELECT id, min(n) AS n FROM unnest($2::uuid[]) WITH ORDINALITY AS each(id, n) GROUP BY id) asked
                 JOIN products p ON p.id = asked.id AND p.status = 'published'
                WHERE NOT EXISTS (SELECT FROM wishlist_items WHERE account_id = $1 AND product_id = asked.id)
                ORDER BY asked.n
                LIMIT greatest($4 - (SELECT count(*) FROM wishlist_items WHERE account_id = $1), 0)";
    let ids: Vec<Uuid> = products.iter().map(|id| id.uuid()).collect();
    let limit = i64::try_from(MAX_ITEMS).unwrap_or(i64::MAX);
    let values = [account.uuid().into(), ids.into(), ctx.now().into(), limit.into()];
    Ok(tx.execute_raw(statement(sql, values)).await?.rows_affected())
}

#[derive(FromQueryResult)]
struct WishRow {
    product_id: Uuid,
    created_at: DateTime<Utc>,
}

impl From<WishRow> for Wish {
    fn from(row: WishRow) -> Self {
        Self {
            product: row.product_id.into(),
            added_at: row.created_at,
        }
    }
}

#[derive(FromQueryResult)]
struct FoundRow {
    is_known: bool,
    is_wished: bool,
}
