//! The books, the daily report, and the provider's statements.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::OrderRef;
use crate::dto::common::Money;
use crate::dto::count;

/// Two records that don't agree.
#[derive(Serialize, ToSchema)]
pub struct BooksDifference {
    /// `orders` (with their money), `stock` or `promos`.
    pub area: String,
    /// Slug; `null`: of no region in particular.
    #[schema(required)]
    pub region: Option<String>,
    #[schema(required)]
    pub order_id: Option<Uuid>,
    /// What people call it: an order's code, a promo code.
    pub subject: String,
    pub what: String,
}

/// What proving all books came to.
#[derive(Serialize, ToSchema)]
pub struct BooksAudit {
    pub id: Uuid,
    pub requested_by: String,
    pub requested_at: DateTime<Utc>,
    pub finished_at: DateTime<Utc>,
    /// 0: the books are right.
    pub difference_count: i32,
    /// The first 500.
    pub differences: Vec<BooksDifference>,
}

#[derive(Serialize, ToSchema)]
pub struct Books {
    /// They are being proved right now.
    #[schema(required)]
    pub running_since: Option<DateTime<Utc>>,
    /// The latest outcome.
    #[schema(required)]
    pub last: Option<BooksAudit>,
}

/// A day of a region's merchant account.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DailyReportQuery {
    /// Slug.
    pub region: String,
    /// In the region's time zone.
    pub date: NaiveDate,
}

/// What one record says happened on the day.
#[derive(Serialize, ToSchema)]
pub struct ReportTotals {
    pub captures: i32,
    pub captured: Money,
    pub refunds: i32,
    pub refunded: Money,
    pub fees: Money,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    Capture,
    Refund,
}

/// How records of one payment or refund differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Disagreement {
    NotInLedger,
    OnlyInLedger,
    /// A statement of that day is here, and doesn't have it.
    NotInStatement,
    /// The provider tells something we know nothing of.
    UnknownReference,
    /// The provider tells it more than once, and not alike.
    ListedTwice,
    Amount,
    Fee,
    /// All agree but for the day.
    Day,
}

/// What one record says about one payment or refund.
#[derive(Serialize, ToSchema)]
pub struct ReportFact {
    pub day: NaiveDate,
    pub amount: Money,
    pub fee: Money,
}

#[derive(Serialize, ToSchema)]
pub struct ReportDifference {
    pub kind: ReportKind,
    #[schema(example = "AM-7K2M9QXD-1")]
    pub reference: String,
    #[schema(required)]
    pub order: Option<OrderRef>,
    pub what: Disagreement,
    #[schema(required)]
    pub ours: Option<ReportFact>,
    #[schema(required)]
    pub ledger: Option<ReportFact>,
    #[schema(required)]
    pub provider: Option<ReportFact>,
}

/// One day as three records have it.
#[derive(Serialize, ToSchema)]
pub struct DailyReport {
    pub region: String,
    pub date: NaiveDate,
    /// Our payments and refunds.
    pub ours: ReportTotals,
    pub ledger: ReportTotals,
    /// `null`: no statement tells of that day.
    #[schema(required)]
    pub provider: Option<ReportTotals>,
    pub differences: Vec<ReportDifference>,
}

/// A statement of the provider: `type,reference,provider_id,date,amount,fee,currency` and a line for each payment (`capture`) and
/// refund (`refund`).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "region": "ae", "file_name": "2026-03-01.csv",
    "csv": "type,reference,provider_id,date,amount,fee,currency\ncapture,AM-7K2M9QXD-1,07076271,2026-03-01,140.00,2.10,AED\n"
}))]
pub struct StatementInput {
    /// Slug of the region whose account it is.
    pub region: String,
    #[schema(min_length = 1, max_length = 200)]
    pub file_name: String,
    pub csv: String,
}

/// A statement that was kept.
#[derive(Serialize, ToSchema)]
pub struct ImportedStatement {
    pub id: Uuid,
    pub lines: i32,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    pub differences: Vec<ReportDifference>,
}

impl From<orders::books::Books> for Books {
    fn from(books: orders::books::Books) -> Self {
        let difference = |one: orders::books::BooksDifference| BooksDifference {
            area: one.area,
            region: one.region_slug,
            order_id: one.order_id,
            subject: one.subject,
            what: one.what,
        };
        Self {
            running_since: books.running_since,
            last: books.last.map(|last| BooksAudit {
                id: last.id,
                requested_by: last.requested_by_name,
                requested_at: last.requested_at,
                finished_at: last.finished_at,
                difference_count: count(last.difference_count),
                differences: last.differences.into_iter().map(difference).collect(),
            }),
        }
    }
}

impl From<payments::DayTotals> for ReportTotals {
    fn from(totals: payments::DayTotals) -> Self {
        Self {
            captures: count(totals.captures),
            captured: totals.captured.into(),
            refunds: count(totals.refunds),
            refunded: totals.refunded.into(),
            fees: totals.fees.into(),
        }
    }
}

impl From<payments::Told> for ReportFact {
    fn from(told: payments::Told) -> Self {
        Self {
            day: told.day,
            amount: told.amount.into(),
            fee: told.fee.into(),
        }
    }
}

impl From<payments::Disagreement> for Disagreement {
    fn from(what: payments::Disagreement) -> Self {
        use payments::Disagreement as Theirs;
        match what {
            Theirs::NotInLedger => Self::NotInLedger,
            Theirs::OnlyInLedger => Self::OnlyInLedger,
            Theirs::NotInStatement => Self::NotInStatement,
            Theirs::UnknownReference => Self::UnknownReference,
            Theirs::ListedTwice => Self::ListedTwice,
            Theirs::Amount => Self::Amount,
            Theirs::Fee => Self::Fee,
            Theirs::Day => Self::Day,
        }
    }
}

impl From<payments::ReportDifference> for ReportDifference {
    fn from(one: payments::ReportDifference) -> Self {
        let order = one.order_id.zip(one.order_code);
        Self {
            kind: match one.kind {
                payments::StatementKind::Capture => ReportKind::Capture,
                payments::StatementKind::Refund => ReportKind::Refund,
            },
            reference: one.reference,
            order: order.map(|(id, code)| OrderRef { id: id.uuid(), code }),
            what: one.what.into(),
            ours: one.ours.map(Into::into),
            ledger: one.ledger.map(Into::into),
            provider: one.provider.map(Into::into),
        }
    }
}

impl DailyReport {
    #[must_use]
    pub fn of(region: String, date: NaiveDate, report: payments::DailyReport) -> Self {
        Self {
            region,
            date,
            ours: report.ours.into(),
            ledger: report.ledger.into(),
            provider: report.provider.map(Into::into),
            differences: report.differences.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<payments::ImportedStatement> for ImportedStatement {
    fn from(imported: payments::ImportedStatement) -> Self {
        Self {
            id: imported.id,
            lines: count(imported.lines),
            first_day: imported.first_day,
            last_day: imported.last_day,
            differences: imported.differences.into_iter().map(Into::into).collect(),
        }
    }
}
