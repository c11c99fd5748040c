use chrono::TimeDelta;
use db::{Conn, Db};
use kernel::Ctx;
use sea_orm::{DbErr, raw_sql};

use super::failures;

/// How long ended sessions and changes of address are kept, to be looked into.
const KEPT: TimeDelta = TimeDelta::days(30);
/// How long a spent refresh token is known to have been spent.
const SPENT_KEPT: TimeDelta = TimeDelta::days(7);
/// Codes sent by SMS are counted for an hour; a day leaves room for questions.
const CODES_KEPT: TimeDelta = TimeDelta::days(1);

/// Forgets what no longer counts: failed sign-ins, expired links, nonces and codes, long-spent refresh tokens, sessions that ended
/// 30 days ago. How many rows that were.
pub async fn sweep(db: &Db, ctx: &Ctx) -> Result<u64, DbErr> {
    let now = ctx.now();
    let (ended_before, spent_before, sent_before) = (now - KEPT, now - SPENT_KEPT, now - CODES_KEPT);
    let statements = [
        raw_sql!(
            Postgres,
            r#"DELETE FROM sessions WHERE coalesce(revoked_at, expires_at) < {ended_before}"#
        ),
        raw_sql!(
            Postgres,
            r#"DELETE FROM refresh_tokens WHERE spent_at < {spent_before}"#
        ),
        raw_sql!(Postgres, r#"DELETE FROM email_tokens WHERE expires_at < {now}"#),
        raw_sql!(
            Postgres,
            r#"DELETE FROM email_changes WHERE expires_at < {ended_before}"#
        ),
        raw_sql!(Postgres, r#"DELETE FROM used_nonces WHERE expires_at < {now}"#),
        raw_sql!(
            Postgres,
            r#"DELETE FROM phone_codes WHERE created_at < {sent_before}"#
        ),
    ];
    let mut swept = failures::forget_old(db, ctx).await?;
    for statement in statements {
        swept += db.execute_raw(statement).await?.rows_affected();
    }
    Ok(swept)
}
