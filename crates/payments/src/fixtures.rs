//! Puts what payments need into a database: for tests and the demo shop.

use db::Conn;
use kernel::{Ctx, RegionId};
use sea_orm::DbErr;

use crate::sql::statement;

/// Lets a region take money online, in every way its account has. What staff have ever said of it stays as it is.
pub async fn take_online(conn: &impl Conn, ctx: &Ctx, region: RegionId) -> Result<(), DbErr> {
    let insert = "INSERT INTO payment_settings (region_id, online_enabled, updated_at) VALUES ($1, true, $2)
                  ON CONFLICT (region_id) DO NOTHING";
    conn.execute_raw(statement(insert, [region.uuid().into(), ctx.now().into()]))
        .await?;
    Ok(())
}
