mod resolve;

use chrono::{DateTime, Datelike as _, Utc};
use db::Conn;
use kernel::{
    AccountId, Ctx, Cursor, InvalidCursor, OrderId, Page, PageSize, PaymentAlertId, RegionId, RegionScope,
};
use sea_orm::{DbErr, FromQueryResult};
use serde_json::Value;
use uuid::Uuid;

use crate::sql::statement;
use crate::words::words;

pub use resolve::{ResolveAlertError, resolve_alert};

/// What staff must look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertKind {
    /// The provider's account of an attempt contradicts ours.
    IntegrityFailure,
    /// Money came for an order whose goods were gone: it goes back.
    LatePaymentRefunded,
    /// Money came after the order had ended: it was placed again.
    LatePaymentPlaced,
    DuplicatePayment,
    StuckAttempt,
    StuckRefund,
    RefundRejected,
    Dispute,
    ForgedWebhook,
    BooksDiffer,
    StatementDiffers,
}

words!(AlertKind {
    IntegrityFailure = "integrity_failure",
    LatePaymentRefunded = "late_payment_refunded",
    LatePaymentPlaced = "late_payment_placed",
    DuplicatePayment = "duplicate_payment",
    StuckAttempt = "stuck_attempt",
    StuckRefund = "stuck_refund",
    RefundRejected = "refund_rejected",
    Dispute = "dispute",
    ForgedWebhook = "forged_webhook",
    BooksDiffer = "books_differ",
    StatementDiffers = "statement_differs",
});

#[derive(Clone, Debug)]
pub struct NewAlert {
    pub kind: AlertKind,
    /// What it is about; the same trouble is one alert.
    pub subject: String,
    pub region: Option<RegionId>,
    pub order: Option<OrderId>,
    pub detail: Value,
}

/// Tells staff, once per kind and subject. Whether it was news.
pub async fn raise_alert(conn: &impl Conn, ctx: &Ctx, alert: NewAlert) -> Result<bool, DbErr> {
    let id: PaymentAlertId = ctx.new_id();
    let sql = "INSERT INTO payment_alerts (id, kind, subject, region_id, order_id, detail, created_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (kind, subject) DO NOTHING";
    let values = [
        id.uuid().into(),
        alert.kind.as_str().into(),
        alert.subject.into(),
        alert.region.map(RegionId::uuid).into(),
        alert.order.map(OrderId::uuid).into(),
        alert.detail.into(),
        ctx.now().into(),
    ];
    let raised = conn.execute_raw(statement(sql, values)).await?.rows_affected() == 1;
    if raised {
        metrics::counter!("payment_alerts_total", "kind" => alert.kind.as_str()).increment(1);
        tracing::warn!(kind = %alert.kind, "a payment needs somebody");
    }
    Ok(raised)
}

/// Trouble as staff see it.
#[derive(Clone, Debug)]
pub struct Alert {
    pub id: PaymentAlertId,
    pub kind: AlertKind,
    pub subject: String,
    pub region_slug: Option<String>,
    pub order_id: Option<OrderId>,
    pub order_code: Option<String>,
    pub detail: Value,
    pub created_at: DateTime<Utc>,
    pub resolved_at: Option<DateTime<Utc>>,
    pub resolved_by: Option<AccountId>,
    pub resolved_by_name: Option<String>,
    pub resolution: String,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    kind: String,
    subject: String,
    region_slug: Option<String>,
    order_id: Option<Uuid>,
    order_code: Option<String>,
    detail: Value,
    created_at: DateTime<Utc>,
    resolved_at: Option<DateTime<Utc>>,
    resolved_by: Option<Uuid>,
    resolved_by_name: Option<String>,
    resolution: String,
}

#[derive(FromQueryResult)]
struct Total {
    count: i64,
}

#[derive(Debug, thiserror::Error)]
pub enum ListAlertsError {
    #[error(transparent)]
    Cursor(#[from] InvalidCursor),
    #[error(transparent)]
    Db(#[from] DbErr),
}

const SELECT: &str = "
  SELECT a.id, a.kind, a.subject, r.slug AS region_slug, a.order_id, o.code AS order_code, a.detail, a.created_at,
         a.resolved_at, a.resolved_by, p.full_name AS resolved_by_name, a.resolution
    FROM payment_alerts a LEFT JOIN regions r ON r.id = a.region_id LEFT JOIN orders o ON o.id = a.order_id
    LEFT JOIN accounts p ON p.id = a.resolved_by";

pub async fn find_alert(conn: &impl Conn, id: PaymentAlertId) -> Result<Option<Alert>, DbErr> {
    let sql = format!("{SELECT} WHERE a.id = $1");
    let row = Row::find_by_statement(statement(sql, [id.uuid().into()]))
        .one(conn)
        .await?;
    row.map(Alert::try_from).transpose()
}

/// Alerts of the scope's regions (and those of no region), open ones or done ones, newest first.
pub async fn list_alerts(
    conn: &impl Conn,
    scope: &RegionScope,
    is_open: bool,
    size: PageSize,
    cursor: Option<&str>,
) -> Result<Page<Alert>, ListAlertsError> {
    let regions: Option<Vec<Uuid>> = scope
        .only()
        .map(|regions| regions.iter().map(|region| region.uuid()).collect());
    let after: Option<(DateTime<Utc>, PaymentAlertId)> = cursor.map(Cursor::decode).transpose()?;
    let (at, id) = after.unzip();
    // Cursors come from clients, and Postgres refuses years that the types here can hold.
    if at.is_some_and(|at| !(1..=9999).contains(&at.year())) {
        return Err(InvalidCursor.into());
    }
    let mine = "(a.resolved_at IS NULL) = $1 AND ($2::uuid[] IS NULL OR a.region_id = ANY($2) OR a.region_id IS NULL)";
    let count = format!("SELECT count(*) AS count FROM payment_alerts a WHERE {mine}");
    let total = Total::find_by_statement(statement(count, [is_open.into(), regions.clone().into()]))
        .one(conn)
        .await?;
    let sql = format!(
        "{SELECT} WHERE {mine} AND ($3::timestamptz IS NULL OR (a.created_at, a.id) < ($3, $4))
          ORDER BY a.created_at DESC, a.id DESC LIMIT {}",
        size.limit_with_sentinel()
    );
    let values = [
        is_open.into(),
        regions.into(),
        at.into(),
        id.map(PaymentAlertId::uuid).into(),
    ];
    let rows = Row::find_by_statement(statement(sql, values)).all(conn).await?;
    let alerts = rows
        .into_iter()
        .map(Alert::try_from)
        .collect::<Result<Vec<_>, DbErr>>()?;
    let total = total.map_or(0, |total| total.count);
    Ok(Page::from_rows(alerts, size, total, |alert| {
        Cursor::encode(&(alert.created_at, alert.id))
    }))
}

impl TryFrom<Row> for Alert {
    type Error = DbErr;

    fn try_from(row: Row) -> Result<Self, DbErr> {
        Ok(Self {
            id: row.id.into(),
            kind: row.kind.parse()?,
            subject: row.subject,
            region_slug: row.region_slug,
            order_id: row.order_id.map(Into::into),
            order_code: row.order_code,
            detail: row.detail,
            created_at: row.created_at,
            resolved_at: row.resolved_at,
            resolved_by: row.resolved_by.map(Into::into),
            resolved_by_name: row.resolved_by_name,
            resolution: row.resolution,
        })
    }
}
