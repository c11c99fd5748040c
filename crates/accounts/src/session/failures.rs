//! Failed sign-ins are counted in the database: every process sees them. Three counts are kept. A stranger who guesses at an
//! account shuts out their own network, and its owner only when many networks guess at once.

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};
use db::{Conn, Tx};
use kernel::Ctx;
use sea_orm::{DbErr, FromQueryResult, raw_sql};

/// Of one account from one network, and of one client address at any account.
const ALLOWED: i64 = 10;
/// Of one account from anywhere.
const ALLOWED_FROM_ANYWHERE: i64 = 100;
const WINDOW: TimeDelta = TimeDelta::minutes(15);

/// One sign-in that counts as failed until it is known to have succeeded: however many guesses run at once, no more than
/// the allowed number gets as far as the password.
pub(crate) struct Attempt {
    rows: Vec<i64>,
    pair_scope: String,
}

/// What came of announcing an attempt.
pub(crate) enum Announced {
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
    scope: String,
    failures: i64,
    oldest: DateTime<Utc>,
}

/// Announces an attempt at `whom`: a normalised e-mail address, or what [`super::counted_as`] says.
pub(crate) async fn announce(
    conn: &impl Conn,
    ctx: &Ctx,
    whom: &str,
    address: Option<IpAddr>,
) -> Result<Announced, DbErr> {
    let (account_scope, pair_scope) = (account_scope(whom), pair_scope(whom, address));
    let scopes: Vec<String> = [
        Some(account_scope.clone()),
        Some(pair_scope.clone()),
        address.map(address_scope),
    ]
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
    let counts = Counted::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT scope, count(*) AS failures, min(at) AS oldest FROM sign_in_failures
            WHERE scope = ANY({scopes}::text[]) AND at > {from} GROUP BY scope"#
    ))
    .all(conn)
    .await?;
    let attempt = Attempt {
        rows: rows.into_iter().map(|row| row.id).collect(),
        pair_scope,
    };
    let too_many = counts.iter().filter(|count| {
        let allowed = if count.scope == account_scope {
            ALLOWED_FROM_ANYWHERE
        } else {
            ALLOWED
        };
        count.failures > allowed
    });
    match too_many.map(|count| count.oldest + WINDOW - now).max() {
        Some(retry_after) => {
            attempt.take_back(conn).await?;
            Ok(Announced::Refused { retry_after })
        }
        None => Ok(Announced::Allowed(attempt)),
    }
}

impl Attempt {
    /// The sign-in succeeded: neither it nor this network's earlier failures at the account count any more. Failures of the
    /// client's address stay, or one good account would let a guesser go on for ever.
    pub(crate) async fn succeeded(self, conn: &impl Conn) -> Result<(), DbErr> {
        let (rows, scope) = (self.rows, self.pair_scope);
        conn.execute_raw(raw_sql!(
            Postgres,
            r#"DELETE FROM sign_in_failures WHERE scope = {scope} OR id = ANY({rows}::bigint[])"#
        ))
        .await?;
        Ok(())
    }

    /// It neither failed nor succeeded.
    pub(crate) async fn take_back(self, conn: &impl Conn) -> Result<(), DbErr> {
        let rows = self.rows;
        conn.execute_raw(raw_sql!(
            Postgres,
            r#"DELETE FROM sign_in_failures WHERE id = ANY({rows}::bigint[])"#
        ))
        .await?;
        Ok(())
    }
}

/// The owner of the account has shown otherwise who they are: their own failures no longer keep them out.
pub(crate) async fn forgive(conn: &impl Conn, whom: &str) -> Result<(), DbErr> {
    let (scope, pairs) = (account_scope(whom), pairs_of(whom));
    conn.execute_raw(raw_sql!(
        Postgres,
        r#"DELETE FROM sign_in_failures WHERE scope = {scope} OR starts_with(scope, {pairs})"#
    ))
    .await?;
    Ok(())
}

/// Counts something that isn't a failure but may not happen often. `Some`: it has, more than `allowed` times in 15 minutes; how
/// long until it may happen again.
pub(crate) async fn too_often(
    tx: &Tx,
    ctx: &Ctx,
    what: &str,
    allowed: i64,
) -> Result<Option<TimeDelta>, DbErr> {
    let (scope, now, from) = (format!("often:{what}"), ctx.now(), ctx.now() - WINDOW);
    // Requests at once count each other.
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"SELECT pg_advisory_xact_lock(hashtextextended({scope}, 0))"#
    ))
    .await?;
    let counted = Counted::find_by_statement(raw_sql!(
        Postgres,
        r#"WITH announced AS (INSERT INTO sign_in_failures (scope, at) VALUES ({scope}, {now}))
           SELECT {scope} AS scope, count(*) AS failures, coalesce(min(at), {now}) AS oldest
             FROM sign_in_failures WHERE scope = {scope} AND at > {from}"#
    ))
    .one(tx)
    .await?;
    // The statement doesn't see its own row.
    let over = counted.filter(|count| count.failures >= allowed);
    Ok(over.map(|count| count.oldest + WINDOW - now))
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

fn account_scope(whom: &str) -> String {
    format!("account:{whom}")
}

fn pairs_of(whom: &str) -> String {
    format!("pair:{whom} ")
}

fn pair_scope(whom: &str, address: Option<IpAddr>) -> String {
    let network = address.map_or_else(|| "somewhere".to_owned(), network);
    format!("{}{network}", pairs_of(whom))
}

/// What one person easily moves about in: a mobile provider's pool, a company's range.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(v6) => {
            let [a, b, c, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}::/48")
        }
    }
}

/// A household or a server commonly has a whole IPv6 /64.
pub(crate) fn address_scope(address: IpAddr) -> String {
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

    #[test]
    fn neighbours_are_one_network() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("192.0.2.1"), of("192.0.2.254"));
        assert_ne!(of("192.0.2.1"), of("192.0.3.1"));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_ne!(of("2001:db8:1::1"), of("2001:db8:2::1"));
    }
}
