use std::collections::HashSet;
use std::time::Duration;

use db::Conn;
use kernel::Ctx;
use sea_orm::DbErr;
use uuid::Uuid;

use crate::job::JobId;
use crate::sql;

// The same row lock as the foreign-key-less update of any column, so a handler's fence (a key-share lock) lets it through.
const EXTEND: &str = "\
UPDATE jobs SET locked_until = $3
  FROM unnest($1::uuid[], $2::uuid[]) AS held(id, token)
 WHERE jobs.id = held.id AND jobs.lock_token = held.token
RETURNING jobs.id";

/// Renews leases and returns those we still have.
pub(crate) async fn extend(
    db: &impl Conn,
    ctx: &Ctx,
    held: &[(JobId, Uuid)],
    lease: Duration,
) -> Result<HashSet<JobId>, DbErr> {
    let (ids, tokens): (Vec<_>, Vec<_>) = held.iter().map(|(id, token)| (id.uuid(), *token)).unzip();
    let until = sql::after(ctx.now(), lease);
    let rows = db.query_all_raw(sql::statement(EXTEND, [ids.into(), tokens.into(), until.into()])).await?;
    rows.iter().map(|row| row.try_get::<Uuid>("", "id").map(JobId::from)).collect()
}
