//! All books proved at once, with the outcome kept for staff to look at.

use audit::Entry;
use chrono::{DateTime, TimeDelta, Utc};
use db::{Conn, Db, Tx};
use jobs::Enqueue;
use kernel::{Ctx, OrderId, RegionScope, StaffActor};
use payments::{AlertKind, NewAlert};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use serde_json::json;
use uuid::Uuid;

use crate::order::Actor;
use crate::payment::stuck;
use crate::work::AuditBooks;

/// A proof that hasn't come to its end by then never will: its worker died.
const PATIENCE: TimeDelta = TimeDelta::minutes(10);
/// More differences than that are counted and not shown.
const MOST: usize = 500;

/// How the books stand.
#[derive(Clone, Debug)]
pub struct Books {
    /// They are being proved right now.
    pub running_since: Option<DateTime<Utc>>,
    /// The latest proof that came to its end.
    pub last: Option<BooksAudit>,
}

#[derive(Clone, Debug)]
pub struct BooksAudit {
    pub id: Uuid,
    pub requested_by_name: String,
    pub requested_at: DateTime<Utc>,
    pub finished_at: DateTime<Utc>,
    /// In the scope, also those that aren't shown.
    pub difference_count: i64,
    pub differences: Vec<BooksDifference>,
}

/// Two records that don't agree.
#[derive(Clone, Debug, FromQueryResult)]
pub struct BooksDifference {
    /// `orders`, `stock` or `promos`.
    pub area: String,
    pub region_slug: Option<String>,
    pub order_id: Option<Uuid>,
    /// An order's code, a promo code, or an id.
    pub subject: String,
    pub what: String,
}

#[derive(FromQueryResult)]
struct Running {
    requested_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Last {
    id: Uuid,
    requested_by_name: String,
    requested_at: DateTime<Utc>,
    finished_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Total {
    count: i64,
}

/// How the books of the scope's regions stand, and what belongs to no region in particular.
pub async fn find(conn: &impl Conn, now: DateTime<Utc>, scope: &RegionScope) -> Result<Books, DbErr> {
    let running = running(conn, now).await?;
    let last = Last::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT id, requested_by_name, requested_at, finished_at FROM books_audits WHERE finished_at IS NOT NULL
            ORDER BY requested_at DESC, id DESC LIMIT 1"#
    ))
    .one(conn)
    .await?;
    let last = match last {
        Some(last) => Some(told(conn, last, scope).await?),
        None => None,
    };
    Ok(Books {
        running_since: running.map(|running| running.requested_at),
        last,
    })
}

async fn running(conn: &impl Conn, now: DateTime<Utc>) -> Result<Option<Running>, DbErr> {
    let since = now - PATIENCE;
    Running::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT requested_at FROM books_audits WHERE finished_at IS NULL AND requested_at > {since}
            ORDER BY requested_at DESC LIMIT 1"#
    ))
    .one(conn)
    .await
}

async fn told(conn: &impl Conn, last: Last, scope: &RegionScope) -> Result<BooksAudit, DbErr> {
    let (id, most) = (last.id, MOST as i64);
    let regions: Option<Vec<Uuid>> = scope
        .only()
        .map(|regions| regions.iter().map(|region| region.uuid()).collect());
    let counted = regions.clone();
    let total = Total::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT count(*) AS count FROM books_differences d
            WHERE d.audit_id = {id} AND ({counted}::uuid[] IS NULL OR d.region_id IS NULL OR d.region_id = ANY({counted}))"#
    ))
    .one(conn)
    .await?;
    let differences = BooksDifference::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT d.area, r.slug AS region_slug, d.order_id, d.subject, d.what
             FROM books_differences d LEFT JOIN regions r ON r.id = d.region_id
            WHERE d.audit_id = {id} AND ({regions}::uuid[] IS NULL OR d.region_id IS NULL OR d.region_id = ANY({regions}))
            ORDER BY d.position LIMIT {most}"#
    ))
    .all(conn)
    .await?;
    Ok(BooksAudit {
        id,
        requested_by_name: last.requested_by_name,
        requested_at: last.requested_at,
        finished_at: last.finished_at,
        difference_count: total.map_or(0, |total| total.count),
        differences,
    })
}

/// Staff want to know now: a worker proves the books, unless one is at it.
pub async fn request(db: &Db, ctx: &Ctx, by: &StaffActor) -> Result<(), DbErr> {
    let tx = db::begin(db).await?;
    let is_running = running(&tx, ctx.now()).await?.is_some();
    let entry = Entry {
        action: "payments.audit_books",
        entity: "books",
        entity_id: "all".to_owned(),
        label: String::new(),
        region: None,
        before: json!(null),
        after: json!({ "was_running": is_running }),
    };
    audit::record(&tx, ctx, by, entry).await?;
    if !is_running {
        let id = begin(&tx, ctx, Some(by)).await?;
        let job = AuditBooks { audit_id: Some(id) };
        jobs::enqueue(&tx, ctx, &job, Enqueue::default()).await?;
    }
    tx.commit().await
}

async fn begin(conn: &impl Conn, ctx: &Ctx, by: Option<&StaffActor>) -> Result<Uuid, DbErr> {
    let (id, now): (Uuid, _) = (ctx.new_id(), ctx.now());
    let (account, name) = (
        by.map(|staff| staff.id.uuid()),
        by.map_or_else(|| Actor::system().name, |staff| staff.name.clone()),
    );
    conn.execute_raw(raw_sql!(
        Postgres,
        r#"INSERT INTO books_audits (id, requested_by, requested_by_name, requested_at) VALUES ({id}, {account}, {name}, {now})"#
    ))
    .await?;
    Ok(id)
}

/// One difference as it is kept.
struct Found {
    area: &'static str,
    order: Option<OrderId>,
    subject: String,
    what: String,
}

/// Proves all books and keeps what was found, once per `id` (`None`: the clock asks). Staff are told of differences. How many there
/// are.
pub(crate) async fn prove(db: &Db, ctx: &Ctx, id: Option<Uuid>) -> Result<usize, DbErr> {
    let id = match id {
        Some(id) => id,
        None => begin(db, ctx, None).await?,
    };
    let found = look(db).await?;
    let tx = db::begin(db).await?;
    if end(&tx, ctx, id, found.len()).await? {
        keep(&tx, id, &found).await?;
        alert(&tx, ctx, id, &found).await?;
    }
    tx.commit().await?;
    Ok(found.len())
}

async fn look(db: &Db) -> Result<Vec<Found>, DbErr> {
    let orders = crate::order::audit::audit(db, None).await?;
    let stock = catalog::stock::audit(db).await?;
    let promos = promos::audit(db).await?;
    let orders = orders.into_iter().map(|one| Found {
        area: "orders",
        order: Some(one.order_id),
        subject: one.code,
        what: one.what,
    });
    let stock = stock.iter().map(|one| Found {
        area: "stock",
        order: None,
        subject: String::new(),
        what: format!("{one:?}"),
    });
    let promos = promos.into_iter().map(|(code, counted, redeemed)| Found {
        area: "promos",
        order: None,
        subject: code,
        what: format!("{counted} uses are counted, {redeemed} were made"),
    });
    Ok(orders.chain(stock).chain(promos).collect())
}

/// Whether this call ended it.
async fn end(tx: &Tx, ctx: &Ctx, id: Uuid, count: usize) -> Result<bool, DbErr> {
    let (now, count) = (ctx.now(), i32::try_from(count).unwrap_or(i32::MAX));
    let ended = tx
        .execute_raw(raw_sql!(
            Postgres,
            r#"UPDATE books_audits SET finished_at = {now}, difference_count = {count} WHERE id = {id} AND finished_at IS NULL"#
        ))
        .await?;
    Ok(ended.rows_affected() == 1)
}

async fn keep(tx: &Tx, id: Uuid, found: &[Found]) -> Result<(), DbErr> {
    let areas: Vec<String> = found.iter().map(|one| one.area.to_owned()).collect();
    // An id of no order finds none.
    let orders: Vec<Uuid> = found
        .iter()
        .map(|one| one.order.map_or(Uuid::nil(), OrderId::uuid))
        .collect();
    let subjects: Vec<String> = found.iter().map(|one| one.subject.clone()).collect();
    let whats: Vec<String> = found.iter().map(|one| one.what.clone()).collect();
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"INSERT INTO books_differences (audit_id, position, area, region_id, order_id, subject, what)
           SELECT {id}, d.position, d.area, o.region_id, o.id, d.subject, d.what
             FROM unnest({areas}::text[], {orders}::uuid[], {subjects}::text[], {whats}::text[]) WITH ORDINALITY
                  AS d(area, order_id, subject, what, position)
             LEFT JOIN orders o ON o.id = d.order_id"#
    ))
    .await?;
    Ok(())
}

async fn alert(tx: &Tx, ctx: &Ctx, id: Uuid, found: &[Found]) -> Result<(), DbErr> {
    for one in found.iter().take(MOST) {
        if let Some(order) = one.order {
            stuck::alert_books(tx, ctx, order, &one.what).await?;
        }
    }
    let others = found.iter().filter(|one| one.order.is_none()).count();
    if others > 0 {
        let alert = NewAlert {
            kind: AlertKind::BooksDiffer,
            subject: id.to_string(),
            region: None,
            order: None,
            detail: json!({ "differences": others }),
        };
        payments::raise_alert(tx, ctx, alert).await?;
    }
    Ok(())
}
