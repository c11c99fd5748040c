use db::Conn;
use kernel::{AccountId, CartId, Ctx, RegionId};
use sea_orm::{DbErr, raw_sql};

use super::CartToken;

/// Opens an empty cart in a region and returns the secret that owns it.
pub async fn create_cart(
    conn: &impl Conn,
    ctx: &Ctx,
    region: RegionId,
    customer: Option<AccountId>,
) -> Result<(CartId, CartToken), DbErr> {
    let (id, token): (CartId, _) = (ctx.new_id(), CartToken::new(ctx.new_secret()));
    let (uuid, region, hash, now) = (id.uuid(), region.uuid(), token.hash(), ctx.now());
    let customer = customer.map(AccountId::uuid);
    conn.execute_raw(raw_sql!(
        Postgres,
        r#"INSERT INTO carts (id, region_id, token_hash, customer_id, created_at, updated_at)
           VALUES ({uuid}, {region}, {hash}, {customer}, {now}, {now})"#
    ))
    .await?;
    Ok((id, token))
}
