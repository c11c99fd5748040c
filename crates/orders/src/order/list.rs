use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use db::Conn;
use i18n::Localized;
use kernel::{AccountId, Cursor, InvalidCursor, Money, OrderId, Page, PageSize, RegionScope};
use payments::Method;
use sea_orm::{DbBackend, DbErr, FromQueryResult, Statement, Value};
use uuid::Uuid;

use super::find::unreadable;
use crate::status::{OrderStatus, PaymentStatus};

/// Which orders to list. Empty filters let everything through.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Orders of other regions are neither listed nor counted.
    pub scope: RegionScope,
    pub status: Option<OrderStatus>,
    pub region_slug: Option<String>,
    /// Part of the code, the contact's or recipient's name, telephone or e-mail.
    pub text: Option<String>,
    /// By day of creation, UTC, both ends included.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub customer: Option<AccountId>,
}

impl Filter {
    /// All orders of the scope.
    #[must_use]
    pub const fn of(scope: RegionScope) -> Self {
        Self {
            scope,
            status: None,
            region_slug: None,
            text: None,
            from: None,
            to: None,
            customer: None,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Newest,
    Oldest,
    /// What must go out next comes first.
    DeliveryDate,
}

/// One row of a list of orders.
#[derive(Clone, Debug)]
pub struct OrderSummary {
    pub id: OrderId,
    pub code: String,
    pub status: OrderStatus,
    pub payment_status: PaymentStatus,
    pub payment_method: Method,
    pub region_slug: String,
    pub created_at: DateTime<Utc>,
    pub delivery_date: NaiveDate,
    pub contact_name: String,
    pub contact_phone: String,
    pub zone_name: Localized,
    pub item_count: i64,
    pub first_title: Localized,
    pub first_picture_key: Option<String>,
    pub total: Money,
    pub version: i32,
}

#[derive(Debug, thiserror::Error)]
pub enum ListError {
    #[error(transparent)]
    Cursor(#[from] InvalidCursor),
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// A page of orders with the number of matching orders in each status. The status filter doesn't narrow the counts, so a
/// list can show all of them as tabs.
#[derive(Clone, Debug)]
pub struct OrderPage {
    pub page: Page<OrderSummary>,
    pub status_counts: Vec<(OrderStatus, i64)>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    code: String,
    status: String,
    payment_status: String,
    payment_method: String,
    region_slug: String,
    created_at: DateTime<Utc>,
    delivery_date: NaiveDate,
    contact_name: String,
    contact_phone: String,
    zone_name: Localized,
    item_count: i64,
    first_title: Localized,
    first_picture_key: Option<String>,
    currency: String,
    total_minor: i64,
    version: i32,
}

#[derive(FromQueryResult)]
struct StatusCount {
    status: String,
    count: i64,
}

pub async fn list(
    conn: &impl Conn,
    filter: &Filter,
    sort: Sort,
    size: PageSize,
    cursor: Option<&str>,
) -> Result<OrderPage, ListError> {
    let counts = status_counts(conn, filter).await?;
    let total = match filter.status {
        Some(status) => counts
            .iter()
            .find(|(counted, _)| *counted == status)
            .map_or(0, |(_, count)| *count),
        None => counts.iter().map(|(_, count)| count).sum(),
    };
    let mut query = Query::new(filter);
    if let Some(status) = filter.status {
        let status = query.bind(status.as_str());
        query.conditions.push(format!("o.status = {status}"));
    }
    query.after(sort, cursor)?;
    let order = match sort {
        Sort::Newest => "o.created_at DESC, o.id DESC",
        Sort::Oldest => "o.created_at, o.id",
        Sort::DeliveryDate => "o.delivery_date, o.id",
    };
    let sql = format!(
        r#"SELECT o.id, o.code, o.status, o.payment_status, o.payment_method, r.slug AS region_slug, o.created_at,
                  o.delivery_date, o.contact_name, o.contact_phone, o.zone_name, items.item_count, first.title AS first_title,
                  first.picture_key AS first_picture_key, o.currency::text AS currency, o.total_minor, o.version
             FROM orders o
             JOIN regions r ON r.id = o.region_id
             JOIN order_lines first ON first.order_id = o.id AND first.position = 1
             JOIN LATERAL (SELECT sum(l.quantity)::bigint AS item_count FROM order_lines l WHERE l.order_id = o.id) items ON true
            WHERE {} ORDER BY {order} LIMIT {}"#,
        query.conditions.join(" AND "),
        size.limit_with_sentinel(),
    );
    let rows = Row::find_by_statement(query.statement(sql)).all(conn).await?;
    let items = rows
        .into_iter()
        .map(Row::into_summary)
        .collect::<Result<Vec<_>, DbErr>>()?;
    let page = Page::from_rows(items, size, total, |row| match sort {
        Sort::Newest | Sort::Oldest => Cursor::encode(&(row.created_at, row.id)),
        Sort::DeliveryDate => Cursor::encode(&(row.delivery_date, row.id)),
    });
    Ok(OrderPage {
        page,
        status_counts: counts,
    })
}

async fn status_counts(conn: &impl Conn, filter: &Filter) -> Result<Vec<(OrderStatus, i64)>, DbErr> {
    let query = Query::new(filter);
    let sql = format!(
        "SELECT o.status, count(*) AS count FROM orders o JOIN regions r ON r.id = o.region_id WHERE {} GROUP BY o.status",
        query.conditions.join(" AND ")
    );
    let rows = StatusCount::find_by_statement(query.statement(sql))
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok((
                row.status.parse().ok().ok_or_else(unreadable("order status"))?,
                row.count,
            ))
        })
        .collect()
}

/// Conditions with their bound values; user input is only ever bound.
struct Query {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Query {
    fn new(filter: &Filter) -> Self {
        let mut query = Self {
            conditions: vec!["true".to_owned()],
            values: vec![],
        };
        if let Some(regions) = filter.scope.only() {
            let regions: Vec<Uuid> = regions.iter().map(|region| region.uuid()).collect();
            let regions = query.bind(regions);
            query.conditions.push(format!("o.region_id = ANY({regions})"));
        }
        if let Some(customer) = filter.customer {
            let customer = query.bind(customer.uuid());
            query.conditions.push(format!("o.customer_id = {customer}"));
        }
        if let Some(slug) = &filter.region_slug {
            let slug = query.bind(slug.clone());
            query.conditions.push(format!("r.slug = {slug}"));
        }
        if let Some(from) = filter.from {
            let from = query.bind(from);
            query.conditions.push(format!(
                "o.created_at >= {from}::date::timestamp AT TIME ZONE 'UTC'"
            ));
        }
        if let Some(to) = filter.to {
            let to = query.bind(to);
            query.conditions.push(format!(
                "o.created_at < ({to}::date + 1)::timestamp AT TIME ZONE 'UTC'"
            ));
        }
        if let Some(text) = filter
            .text
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty())
        {
            let pattern = query.bind(format!("%{}%", escape_like(text)));
            query.conditions.push(format!(
                "concat_ws(' ', o.code, o.contact_name, o.recipient_name, o.contact_phone, o.recipient_phone, o.contact_email) ILIKE {pattern}"
            ));
        }
        query
    }

    fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    fn after(&mut self, sort: Sort, cursor: Option<&str>) -> Result<(), InvalidCursor> {
        let Some(cursor) = cursor else { return Ok(()) };
        let condition = match sort {
            Sort::Newest | Sort::Oldest => {
                let (created_at, id): (DateTime<Utc>, Uuid) = Cursor::decode(cursor)?;
                known_year(created_at.year())?;
                let (created_at, id) = (self.bind(created_at), self.bind(id));
                let direction = if sort == Sort::Newest { "<" } else { ">" };
                format!("(o.created_at, o.id) {direction} ({created_at}, {id})")
            }
            Sort::DeliveryDate => {
                let (date, id): (NaiveDate, Uuid) = Cursor::decode(cursor)?;
                known_year(date.year())?;
                let (date, id) = (self.bind(date), self.bind(id));
                format!("(o.delivery_date, o.id) > ({date}, {id})")
            }
        };
        self.conditions.push(condition);
        Ok(())
    }

    fn statement(self, sql: String) -> Statement {
        Statement::from_sql_and_values(DbBackend::Postgres, sql, self.values)
    }
}

/// Cursors come from clients, and Postgres refuses years that the types here can hold.
fn known_year(year: i32) -> Result<(), InvalidCursor> {
    (1..=9999).contains(&year).then_some(()).ok_or(InvalidCursor)
}

fn escape_like(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

impl Row {
    fn into_summary(self) -> Result<OrderSummary, DbErr> {
        let currency = self.currency.parse().ok().ok_or_else(unreadable("currency"))?;
        Ok(OrderSummary {
            id: self.id.into(),
            code: self.code,
            status: self.status.parse().ok().ok_or_else(unreadable("order status"))?,
            payment_status: self
                .payment_status
                .parse()
                .ok()
                .ok_or_else(unreadable("payment status"))?,
            payment_method: self
                .payment_method
                .parse()
                .ok()
                .ok_or_else(unreadable("payment method"))?,
            region_slug: self.region_slug,
            created_at: self.created_at,
            delivery_date: self.delivery_date,
            contact_name: self.contact_name,
            contact_phone: self.contact_phone,
            zone_name: self.zone_name,
            item_count: self.item_count,
            first_title: self.first_title,
            first_picture_key: self.first_picture_key,
            total: Money::new(self.total_minor, currency),
            version: self.version,
        })
    }
}
