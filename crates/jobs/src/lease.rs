use std::collections::HashSet;
use std::time::Duration;

use db::Conn;
use kernel::Ctx;
use sea_orm::{DbErr, QueryResult};
use uuid::Uuid;

use crate::job::JobId;
use crate::sql;

// Changes no key, so it passes the key-share lock of `Run::fence`.
const EXTEND: &str = "\
UPDATE jobs SET locked_until = $3
  FROM unnest($1::uuid[], $2::uuid[]) AS held(id, token)
 WHERE jobs.id = held.id AND jobs.lock_token = held.token
RETURNING jobs.id, jobs.lock_token";

/// A lease: the job and the token of the claim.
pub(crate) type Lease = (JobId, Uuid);

/// Renews leases and returns those we still have.
pub(crate) async fn extend(
    db: &impl Conn,
    ctx: &Ctx,
    held: &[Lease],
    lease: Duration,
) -> Result<HashSet<Lease>, DbErr> {
    let (ids, tokens): (Vec<_>, Vec<_>) = held.iter().map(|(id, token)| (id.uuid(), *token)).unzip();
    let until = sql::after(ctx.now(), lease);
    let rows = db
        .query_all_raw(sql::statement(EXTEND, [ids.into(), tokens.into(), until.into()]))
        .await?;
    leases(&rows)
}

/// Reads the columns `id` and `lock_token`.
pub(crate) fn leases(rows: &[QueryResult]) -> Result<HashSet<Lease>, DbErr> {
    rows.iter()
        .map(|row| {
            Ok((
                row.try_get::<Uuid>("", "id")?.into(),
                row.try_get("", "lock_token")?,
            ))
        })
        .collect()
}
