use chrono::{DateTime, Datelike as _, Utc};
use db::Conn;
use kernel::{Cursor, InvalidCursor, Page, PageSize, RegionId, RegionScope};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{CustomerSummary, Masking, Sight};
use crate::access::Access;
use crate::query::{ListError, Query, contains};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Active,
    Disabled,
    /// Active, with neither a verified e-mail address nor a verified telephone number.
    Unverified,
}

/// Which customers to list. Empty filters let everybody through.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of a name, e-mail address or telephone number. For whom these are masked, part of a name or a whole address or
    /// number: they could otherwise be guessed letter by letter.
    pub text: Option<String>,
    pub status: Option<Status>,
    /// Those who belong to it.
    pub region: Option<RegionId>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Newest,
    Oldest,
    Name,
}

#[derive(FromQueryResult)]
pub(super) struct Row {
    id: Uuid,
    full_name: String,
    email: Option<String>,
    phone: Option<String>,
    email_verified: bool,
    region_slug: Option<String>,
    is_active: bool,
    created_at: DateTime<Utc>,
    last_seen_at: Option<DateTime<Utc>>,
}

/// The columns of [`Row`], of accounts `a` and their region `r`.
pub(super) const COLUMNS: &str =
    "a.id, a.full_name, a.email, a.phone, a.email_verified_at IS NOT NULL AS email_verified, r.slug AS region_slug,
     a.is_active, a.created_at, (SELECT max(s.last_seen_at) FROM sessions s WHERE s.account_id = a.id) AS last_seen_at";

pub(super) const CUSTOMERS: &str = "a.role = 'customer' AND a.deleted_at IS NULL";

impl Row {
    pub(super) fn into_summary(self, masking: Masking) -> CustomerSummary {
        CustomerSummary {
            id: self.id.into(),
            full_name: self.full_name,
            email: masking.email(self.email),
            phone: masking.phone(self.phone),
            email_verified: self.email_verified,
            region_slug: self.region_slug,
            is_active: self.is_active,
            created_at: self.created_at,
            last_seen_at: self.last_seen_at,
        }
    }
}

#[derive(FromQueryResult)]
struct Total {
    count: i64,
}

/// A page of the customers `viewer` sees.
pub async fn list(
    conn: &impl Conn,
    viewer: &Access,
    filter: &Filter,
    sort: Sort,
    (size, cursor): (PageSize, Option<&str>),
) -> Result<Page<CustomerSummary>, ListError> {
    let Some(sight) = Sight::of(viewer) else {
        return Ok(Page::from_rows(vec![], size, 0, |_| Cursor::encode(&())));
    };
    let mut query = Query::new(CUSTOMERS);
    belonging(&mut query, &sight.scope);
    if let Some(region) = filter.region {
        belonging(&mut query, &RegionScope::Only(vec![region]));
    }
    if let Some(status) = filter.status {
        query.and(match status {
            Status::Active => "a.is_active",
            Status::Disabled => "NOT a.is_active",
            Status::Unverified => {
                "a.is_active AND a.email_verified_at IS NULL AND a.phone_verified_at IS NULL"
            }
        });
    }
    search(&mut query, filter.text.as_deref(), sight.masking);
    let count = format!(
        "SELECT count(*) AS count FROM accounts a WHERE {}",
        query.conditions()
    );
    let total = Total::find_by_statement(query.statement(count)).one(conn).await?;
    after(&mut query, sort, cursor)?;
    let order = match sort {
        Sort::Newest => "a.created_at DESC, a.id DESC",
        Sort::Oldest => "a.created_at, a.id",
        Sort::Name => "a.full_name, a.id",
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM accounts a LEFT JOIN regions r ON r.id = a.region_id WHERE {} ORDER BY {order} LIMIT {}",
        query.conditions(),
        size.limit_with_sentinel()
    );
    let rows = Row::find_by_statement(query.statement(sql)).all(conn).await?;
    let customers = rows
        .into_iter()
        .map(|row| row.into_summary(sight.masking))
        .collect();
    let total = total.map_or(0, |total| total.count);
    Ok(Page::from_rows(
        customers,
        size,
        total,
        |customer: &CustomerSummary| match sort {
            Sort::Newest | Sort::Oldest => Cursor::encode(&(customer.created_at, customer.id)),
            Sort::Name => Cursor::encode(&(&customer.full_name, customer.id)),
        },
    ))
}

/// Customers who belong to one of these regions.
pub(super) fn belonging(query: &mut Query, scope: &RegionScope) {
    let Some(regions) = scope.only() else { return };
    let regions: Vec<Uuid> = regions.iter().map(|region| region.uuid()).collect();
    let regions = query.bind(regions);
    query.and(format!(
        "(a.region_id = ANY({regions}::uuid[])
          OR EXISTS (SELECT FROM addresses d WHERE d.account_id = a.id AND d.region_id = ANY({regions}::uuid[])))"
    ));
}

fn search(query: &mut Query, text: Option<&str>, masking: Masking) {
    let Some(pattern) = contains(text) else { return };
    let pattern = query.bind(pattern);
    match masking {
        // Word for word the expression of the index.
        Masking::Plain => query.and(format!(
            "(coalesce(full_name, '') || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '')) ILIKE {pattern}"
        )),
        Masking::Masked => {
            let whole: String = text.unwrap_or_default().trim().to_lowercase();
            let number: String = whole.chars().filter(|c| !c.is_whitespace()).collect();
            let (whole, number) = (query.bind(whole), query.bind(number));
            query.and(format!(
                "(a.full_name ILIKE {pattern} OR a.email = {whole} OR a.phone = {number})"
            ));
        }
    }
}

fn after(query: &mut Query, sort: Sort, cursor: Option<&str>) -> Result<(), InvalidCursor> {
    let Some(cursor) = cursor else { return Ok(()) };
    let condition = match sort {
        Sort::Newest | Sort::Oldest => {
            let (at, id): (DateTime<Utc>, Uuid) = Cursor::decode(cursor)?;
            // Cursors come from clients, and Postgres refuses years that the types here can hold.
            if !(1..=9999).contains(&at.year()) {
                return Err(InvalidCursor);
            }
            let (at, id) = (query.bind(at), query.bind(id));
            let direction = if sort == Sort::Newest { "<" } else { ">" };
            format!("(a.created_at, a.id) {direction} ({at}, {id})")
        }
        Sort::Name => {
            let (name, id): (String, Uuid) = Cursor::decode(cursor)?;
            // Postgres keeps no NUL in any text.
            if name.contains('\0') {
                return Err(InvalidCursor);
            }
            let (name, id) = (query.bind(name), query.bind(id));
            format!("(a.full_name, a.id) > ({name}, {id})")
        }
    };
    query.and(condition);
    Ok(())
}
