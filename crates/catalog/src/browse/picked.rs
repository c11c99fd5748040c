use db::Conn;
use kernel::{Ctx, ProductId};
use sea_orm::DbErr;
use uuid::Uuid;

use super::card::read_cards;
use crate::Market;
use crate::sql::{PRICED, PRODUCTS, SHOWN};
use crate::view::ProductCard;

/// The cards of these products as far as the market sells them, in the order asked for.
pub async fn find_cards(
    conn: &impl Conn,
    ctx: &Ctx,
    market: Market,
    ids: &[ProductId],
) -> Result<Vec<ProductCard>, DbErr> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let picked = format!(
        "SELECT 0, asked.n, p.id FROM unnest($2::uuid[]) WITH ORDINALITY AS asked(id, n)
           JOIN ({PRODUCTS}) ON p.id = asked.id WHERE {SHOWN} AND {PRICED}"
    );
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let rows = read_cards(conn, market, &picked, vec![ids.into()]).await?;
    Ok(rows
        .into_iter()
        .map(|row| row.into_card(market, ctx.now()))
        .collect())
}
