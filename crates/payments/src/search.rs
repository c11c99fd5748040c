//! Attempts to pay as staff look for them.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike as _, Utc};
use db::Conn;
use kernel::{
    Cursor, InvalidCursor, Money, OrderId, Page, PageSize, PaymentAttemptId, RegionId, RegionScope,
};
use sea_orm::{DbErr, FromQueryResult, QueryResult, Value};
use uuid::Uuid;

use crate::attempt::{self, Attempt, AttemptState};
use crate::sql::{money, statement};

/// Which attempts to list. Empty filters let everything through.
#[derive(Clone, Debug)]
pub struct AttemptFilter {
    /// Attempts of other regions are neither listed nor counted.
    pub scope: RegionScope,
    pub state: Option<AttemptState>,
    pub region_slug: Option<String>,
    /// Part of an order's code, of the customer's name, telephone or e-mail, or of an id of the provider.
    pub text: Option<String>,
    pub only_stuck: bool,
}

impl AttemptFilter {
    /// All attempts of the scope.
    #[must_use]
    pub const fn of(scope: RegionScope) -> Self {
        Self {
            scope,
            state: None,
            region_slug: None,
            text: None,
            only_stuck: false,
        }
    }
}

/// An attempt with the order it is for.
#[derive(Clone, Debug)]
pub struct FoundAttempt {
    pub attempt: Attempt,
    /// What the provider keeps, if it said so.
    pub fee: Option<Money>,
    /// Without an outcome for too long, or contradicted by the provider and not looked at yet.
    pub is_stuck: bool,
    pub region_id: RegionId,
    pub region_slug: String,
    pub order_code: String,
    pub order_status: String,
    pub payment_status: String,
    pub contact_name: String,
}

/// A page of attempts. The filter by state narrows neither of the counts.
#[derive(Clone, Debug)]
pub struct AttemptPage {
    pub page: Page<FoundAttempt>,
    pub state_counts: BTreeMap<String, i64>,
    pub stuck_count: i64,
}

#[derive(Debug, thiserror::Error)]
pub enum SearchAttemptsError {
    #[error(transparent)]
    Cursor(#[from] InvalidCursor),
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// The same rule as [`attempt::is_overdue`], and attempts parked for staff as long as nobody has resolved their alert. `$1` is now.
const IS_STUCK: &str = "(
    (a.state = 'executing' AND a.created_at < $1 - interval '15 minutes')
    OR (a.state IN ('created', 'pending') AND a.created_at < $1 - interval '24 hours')
    OR (a.state = 'integrity_failure' AND NOT EXISTS (
          SELECT FROM payment_alerts p WHERE p.kind = 'integrity_failure' AND p.subject = a.id::text AND p.resolved_at IS NOT NULL)))";

const FROM: &str =
    "FROM payment_attempts a JOIN orders o ON o.id = a.order_id JOIN regions r ON r.id = o.region_id";

/// A page of attempts: stuck ones first, then the newest.
pub async fn search_attempts(
    conn: &impl Conn,
    now: DateTime<Utc>,
    filter: &AttemptFilter,
    size: PageSize,
    cursor: Option<&str>,
) -> Result<AttemptPage, SearchAttemptsError> {
    // What is stuck is judged as on the first page, or rows would change places between pages.
    let after: Option<(DateTime<Utc>, bool, DateTime<Utc>, Uuid)> = cursor.map(Cursor::decode).transpose()?;
    let as_of = after.map_or(now, |(as_of, ..)| as_of);
    known_years(after.map(|(as_of, _, at, _)| [as_of, at]))?;
    let counts = count(conn, Query::new(as_of, filter)).await?;
    let total = match filter.state {
        Some(state) => counts
            .iter()
            .filter(|row| row.state == state.as_str())
            .map(|row| row.count)
            .sum(),
        None => counts.iter().map(|row| row.count).sum(),
    };
    let mut query = Query::new(as_of, filter);
    if let Some(state) = filter.state {
        let state = query.bind(state.as_str());
        query.conditions.push(format!("a.state = {state}"));
    }
    if let Some((_, is_stuck, at, id)) = after {
        let (is_stuck, at, id) = (query.bind(is_stuck), query.bind(at), query.bind(id));
        query.conditions.push(format!(
            "({IS_STUCK}, a.created_at, a.id) < ({is_stuck}, {at}, {id})"
        ));
    }
    let sql = format!(
        "{} {FROM} WHERE {} ORDER BY is_stuck DESC, a.created_at DESC, a.id DESC LIMIT {}",
        selection(),
        query.conditions.join(" AND "),
        size.limit_with_sentinel(),
    );
    let rows = FoundAttempt::find_by_statement(statement(sql, query.values))
        .all(conn)
        .await?;
    let page = Page::from_rows(rows, size, total, |row| {
        Cursor::encode(&(as_of, row.is_stuck, row.attempt.created_at, row.attempt.id))
    });
    Ok(AttemptPage {
        page,
        stuck_count: counts.iter().map(|row| row.stuck).sum(),
        state_counts: counts.into_iter().map(|row| (row.state, row.count)).collect(),
    })
}

/// All attempts of an order, in the order they were made.
pub async fn list_found_attempts(
    conn: &impl Conn,
    now: DateTime<Utc>,
    order: OrderId,
) -> Result<Vec<FoundAttempt>, DbErr> {
    let sql = format!("{} {FROM} WHERE a.order_id = $2 ORDER BY a.number", selection());
    FoundAttempt::find_by_statement(statement(sql, [now.into(), order.uuid().into()]))
        .all(conn)
        .await
}

/// One attempt, if its order is in the scope.
pub async fn find_attempt_in_scope(
    conn: &impl Conn,
    now: DateTime<Utc>,
    scope: &RegionScope,
    id: PaymentAttemptId,
) -> Result<Option<FoundAttempt>, DbErr> {
    let mut query = Query::new(now, &AttemptFilter::of(scope.clone()));
    let id = query.bind(id.uuid());
    query.conditions.push(format!("a.id = {id}"));
    let sql = format!("{} {FROM} WHERE {}", selection(), query.conditions.join(" AND "));
    FoundAttempt::find_by_statement(statement(sql, query.values))
        .one(conn)
        .await
}

#[derive(FromQueryResult)]
struct Count {
    state: String,
    count: i64,
    stuck: i64,
}

async fn count(conn: &impl Conn, query: Query) -> Result<Vec<Count>, DbErr> {
    let sql = format!(
        "SELECT a.state, count(*) AS count, count(*) FILTER (WHERE {IS_STUCK}) AS stuck {FROM} WHERE {} GROUP BY a.state",
        query.conditions.join(" AND ")
    );
    Count::find_by_statement(statement(sql, query.values))
        .all(conn)
        .await
}

/// Conditions with their bound values; user input is only ever bound.
struct Query {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Query {
    fn new(now: DateTime<Utc>, filter: &AttemptFilter) -> Self {
        let mut query = Self {
            conditions: vec!["true".to_owned()],
            values: vec![now.into()],
        };
        if let Some(regions) = filter.scope.only() {
            let regions: Vec<Uuid> = regions.iter().map(|region| region.uuid()).collect();
            let regions = query.bind(regions);
            query.conditions.push(format!("o.region_id = ANY({regions})"));
        }
        if let Some(slug) = &filter.region_slug {
            let slug = query.bind(slug.clone());
            query.conditions.push(format!("r.slug = {slug}"));
        }
        if filter.only_stuck {
            query.conditions.push(IS_STUCK.to_owned());
        }
        let text = filter
            .text
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty());
        if let Some(text) = text {
            let pattern = query.bind(format!("%{}%", escape_like(text)));
            query.conditions.push(format!(
                "concat_ws(' ', o.code, a.reference, a.invoice_id, a.payment_id, o.contact_name, o.contact_phone, o.contact_email)
                 ILIKE {pattern}"
            ));
        }
        query
    }

    fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }
}

/// What a row is read from.
fn selection() -> String {
    let columns: Vec<String> = attempt::COLUMNS
        .split(", ")
        .map(|column| format!("a.{}", column.trim()))
        .collect();
    format!(
        "SELECT {}, a.fee_minor, {IS_STUCK} AS is_stuck, o.region_id, r.slug AS region_slug, o.code AS order_code,
                o.status AS order_status, o.payment_status, o.contact_name",
        columns.join(", ")
    )
}

impl FromQueryResult for FoundAttempt {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        let attempt = Attempt::try_from(attempt::Row::from_query_result(row, prefix)?)?;
        let fee: Option<i64> = row.try_get(prefix, "fee_minor")?;
        let region: Uuid = row.try_get(prefix, "region_id")?;
        Ok(Self {
            fee: fee
                .map(|minor| money(minor, attempt.amount.currency.code()))
                .transpose()?,
            attempt,
            is_stuck: row.try_get(prefix, "is_stuck")?,
            region_id: region.into(),
            region_slug: row.try_get(prefix, "region_slug")?,
            order_code: row.try_get(prefix, "order_code")?,
            order_status: row.try_get(prefix, "order_status")?,
            payment_status: row.try_get(prefix, "payment_status")?,
            contact_name: row.try_get(prefix, "contact_name")?,
        })
    }
}

/// Cursors come from clients, and Postgres refuses years that the types here can hold.
fn known_years(times: Option<[DateTime<Utc>; 2]>) -> Result<(), InvalidCursor> {
    let known = |time: &DateTime<Utc>| (1..=9999).contains(&time.year());
    let all = times.is_none_or(|times| times.iter().all(known));
    all.then_some(()).ok_or(InvalidCursor)
}

fn escape_like(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
