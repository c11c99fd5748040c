//! Failed sign-ins are counted per e-mail address and per client address, in the database: every process sees them.

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};
use db::Conn;
use kernel::Ctx;
use sea_orm::{DbErr, FromQueryResult, raw_sql};

const ALLOWED: i64 = 10;
const WINDOW: TimeDelta = TimeDelta::minutes(15);

/// One sign-in that counts as failed until it is known to have succeeded: however many guesses run at once, no more than
/// the allowed number gets as far as the password.
pub(super) struct Attempt {
    rows: Vec<i64>,
    email_scope: String,
}

/// What came of announcing an attempt.
pub(super) enum Announced {
    Allowed(Attempt),
    /// Too many failures; how long until the oldest is forgotten.
    Refused {
        retry_after: TimeDelta,
    },
}

#[derive(FromQueryResult)]
struct Inserted {
    id: i64,
}

#[derive(FromQueryResult)]
struct Counted {
    failures: i64,
    oldest: Option<DateTime<Utc>>,
}

pub(super) async fn announce(
    conn: &impl Conn,
    ctx: &Ctx,
    email: &str,
    address: Option<IpAddr>,
) -> Result<Announced, DbErr> {
    let email_scope = format!("email:{email}");
    let scopes: Vec<String> = [Some(email_scope.clone()), address.map(address_scope)]
        .into_iter()
        .flatten()
        .collect();
    let (now, from) = (ctx.now(), ctx.now() - WINDOW);
    let announced = scopes.clone();
    let rows = Inserted::find_by_statement(raw_sql!(
        Postgres,
        r#"INSERT INTO sign_in_failures (scope, at) SELECT scope, {now} FROM unnest({announced}::text[]) AS scope RETURNING id"#
    ))
    .all(conn)
    .await?;
    let worst = Counted::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT count(*) AS failures, min(at) AS oldest FROM sign_in_failures
            WHERE scope = ANY({scopes}::text[]) AND at > {from} GROUP BY scope ORDER BY count(*) DESC LIMIT 1"#
    ))
    .one(conn)
    .await?;
    let attempt = Attempt {
        rows: rows.into_iter().map(|row| row.id).collect(),
        email_scope,
    };
    match worst {
        Some(Counted { failures, oldest }) if failures > ALLOWED => {
            attempt.take_back(conn).await?;
            let retry_after = oldest.map_or(WINDOW, |oldest| oldest + WINDOW - now);
            Ok(Announced::Refused { retry_after })
        }
        _ => Ok(Announced::Allowed(attempt)),
    }
}

impl Attempt {
    /// The sign-in succeeded: neither it nor the account's earlier failures count any more. Failures of the client's
    /// address stay, or one good account would let a guesser go on for ever.
    pub(super) async fn succeeded(self, conn: &impl Conn) -> Result<(), DbErr> {
        let (rows, scope) = (self.rows, self.email_scope);
        conn.execute_raw(raw_sql!(
            Postgres,
            r#"DELETE FROM sign_in_failures WHERE scope = {scope} OR id = ANY({rows}::bigint[])"#
        ))
        .await?;
        Ok(())
    }

    async fn take_back(self, conn: &impl Conn) -> Result<(), DbErr> {
        let rows = self.rows;
        conn.execute_raw(raw_sql!(
            Postgres,
            r#"DELETE FROM sign_in_failures WHERE id = ANY({rows}::bigint[])"#
        ))
        .await?;
        Ok(())
    }
}

pub(super) async fn forget_old(conn: &impl Conn, ctx: &Ctx) -> Result<u64, DbErr> {
    let before = ctx.now() - WINDOW;
    let outcome = conn
        .execute_raw(raw_sql!(
            Postgres,
            r#"DELETE FROM sign_in_failures WHERE at < {before}"#
        ))
        .await?;
    Ok(outcome.rows_affected())
}

/// A household or a server commonly has a whole IPv6 /64.
fn address_scope(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => format!("address:{v4}"),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("address:{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ipv6_network_is_one_address_and_mapped_ipv4_is_ipv4() {
        let scope = |text: &str| address_scope(text.parse().unwrap());
        assert_eq!(scope("2001:db8:1:2:3:4:5:6"), scope("2001:db8:1:2:ffff::1"));
        assert_ne!(scope("2001:db8:1:2::1"), scope("2001:db8:1:3::1"));
        assert_eq!(scope("::ffff:192.0.2.1"), scope("192.0.2.1"));
    }
}
