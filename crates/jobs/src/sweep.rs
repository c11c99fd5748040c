use db::Db;
use kernel::Ctx;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use crate::claim::Claimed;
use crate::finish::{self, Finish, Outcome};
use crate::sql;

const BATCH: i64 = 100;

// FOR UPDATE, not NO KEY UPDATE: a handler that holds its job by `Run::fence` is skipped.
const EXPIRED: &str = "\
SELECT id, kind, payload, priority, run_at, attempts, max_attempts, lock_token, locked_until
  FROM jobs WHERE state = 'running' AND locked_until < $1
 ORDER BY locked_until LIMIT $2 FOR UPDATE SKIP LOCKED";

/// Takes jobs from workers that no longer renew their leases: to be tried again, or dead after their last attempt. Returns
/// how many.
pub(crate) async fn sweep(db: &Db, ctx: &Ctx) -> Result<usize, DbErr> {
    let mut swept = 0;
    loop {
        let tx = db::begin(db).await?;
        let now = ctx.now();
        let rows = tx
            .query_all_raw(sql::statement(EXPIRED, [now.into(), BATCH.into()]))
            .await?;
        let mut results = Vec::with_capacity(rows.len());
        for row in &rows {
            let job = Claimed::from_query_result(row, "")?;
            results.push(Finish::of(
                &job,
                Outcome::Lost(row.try_get("", "locked_until")?),
                now,
            ));
        }
        if results.is_empty() {
            return Ok(swept);
        }
        finish::write(&tx, ctx, &results).await?;
        tx.commit().await?;
        results.iter().for_each(Finish::record);
        swept += results.len();
    }
}
