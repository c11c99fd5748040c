//! One day of one merchant account as three records have it: our attempts and refunds, the ledger, and the provider's statement.

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;
use db::Conn;
use kernel::{Currency, Money, OrderId};
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use crate::sql::statement;
use crate::statement::StatementKind;

/// A merchant account, as reports need it.
#[derive(Clone, Debug)]
pub struct ReportAccount {
    /// The region's slug.
    pub account: String,
    pub currency: Currency,
    pub time_zone: Tz,
}

/// What one record says happened on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayTotals {
    pub captures: i64,
    pub captured: Money,
    pub refunds: i64,
    pub refunded: Money,
    pub fees: Money,
}

/// How the records of one payment or refund differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disagreement {
    /// It isn't booked.
    NotInLedger,
    /// It is booked, and never happened.
    OnlyInLedger,
    /// The provider's statement of that day is here, and doesn't have it.
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

crate::words::words!(Disagreement {
    NotInLedger = "not_in_ledger",
    OnlyInLedger = "only_in_ledger",
    NotInStatement = "not_in_statement",
    UnknownReference = "unknown_reference",
    ListedTwice = "listed_twice",
    Amount = "amount",
    Fee = "fee",
    Day = "day",
});

/// What one record says about one payment or refund.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    pub day: NaiveDate,
    pub amount: Money,
    pub fee: Money,
}

/// A payment or refund about which the records differ.
#[derive(Clone, Debug)]
pub struct ReportDifference {
    pub kind: StatementKind,
    pub reference: String,
    pub order_id: Option<OrderId>,
    pub order_code: Option<String>,
    pub what: Disagreement,
    pub ours: Option<Told>,
    pub ledger: Option<Told>,
    pub provider: Option<Told>,
}

#[derive(Clone, Debug)]
pub struct DailyReport {
    pub ours: DayTotals,
    pub ledger: DayTotals,
    /// `None`: no statement has a line of that day.
    pub provider: Option<DayTotals>,
    pub differences: Vec<ReportDifference>,
}

/// The report of a day in the account's time zone.
pub async fn daily_report(
    conn: &impl Conn,
    of: &ReportAccount,
    day: NaiveDate,
) -> Result<DailyReport, DbErr> {
    let facts = facts(conn, of, day, day).await?;
    let has_statement = facts
        .iter()
        .any(|fact| fact.provider.is_some_and(|told| told.day == day));
    let totals = |side: fn(&Fact) -> Option<Told>| {
        let mut totals = DayTotals::none(of.currency);
        for fact in &facts {
            if let Some(told) = side(fact).filter(|told| told.day == day) {
                totals.add(fact.kind, told);
            }
        }
        totals
    };
    Ok(DailyReport {
        ours: totals(|fact| fact.ours),
        ledger: totals(|fact| fact.ledger),
        provider: has_statement.then(|| totals(|fact| fact.provider)),
        differences: facts
            .iter()
            .filter_map(|fact| fact.difference(|_| has_statement))
            .collect(),
    })
}

/// What differs on the days from `first` to `last`, all of which a statement has just told about. The first and the last day may be
/// told in part: what is missing on them isn't counted.
pub(crate) async fn differences(
    conn: &impl Conn,
    of: &ReportAccount,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<ReportDifference>, DbErr> {
    let facts = facts(conn, of, first, last).await?;
    let is_whole = |day: NaiveDate| first < day && day < last;
    Ok(facts
        .iter()
        .filter_map(|fact| fact.difference(is_whole))
        .collect())
}

/// One payment or refund and what each record says about it.
struct Fact {
    kind: StatementKind,
    reference: String,
    order: Option<(OrderId, String)>,
    ours: Option<Told>,
    ledger: Option<Told>,
    provider: Option<Told>,
    /// How many unlike lines the statements have of it.
    lines: i64,
}

impl DayTotals {
    const fn none(currency: Currency) -> Self {
        let zero = Money::zero(currency);
        Self {
            captures: 0,
            captured: zero,
            refunds: 0,
            refunded: zero,
            fees: zero,
        }
    }

    fn add(&mut self, kind: StatementKind, told: Told) {
        let (count, sum) = match kind {
            StatementKind::Capture => (&mut self.captures, &mut self.captured),
            StatementKind::Refund => (&mut self.refunds, &mut self.refunded),
        };
        *count += 1;
        sum.minor += told.amount.minor;
        self.fees.minor += told.fee.minor;
    }
}

impl Fact {
    /// `is_told`: whether the statement of a day is here.
    fn difference(&self, is_told: impl Fn(NaiveDate) -> bool) -> Option<ReportDifference> {
        let what = self.disagreement(is_told)?;
        Some(ReportDifference {
            kind: self.kind,
            reference: self.reference.clone(),
            order_id: self.order.as_ref().map(|(id, _)| *id),
            order_code: self.order.as_ref().map(|(_, code)| code.clone()),
            what,
            ours: self.ours,
            ledger: self.ledger,
            provider: self.provider,
        })
    }

    fn disagreement(&self, is_told: impl Fn(NaiveDate) -> bool) -> Option<Disagreement> {
        let (ours, ledger) = match (self.ours, self.ledger) {
            (Some(ours), Some(ledger)) => (ours, ledger),
            (Some(_), None) => return Some(Disagreement::NotInLedger),
            (None, Some(_)) => return Some(Disagreement::OnlyInLedger),
            // Ours, but of another week.
            (None, None) if self.order.is_some() => return Some(Disagreement::Day),
            (None, None) => return Some(Disagreement::UnknownReference),
        };
        if self.lines > 1 {
            return Some(Disagreement::ListedTwice);
        }
        let others = [Some(ledger), self.provider];
        let others = || others.iter().flatten();
        if others().any(|other| other.amount != ours.amount) {
            return Some(Disagreement::Amount);
        }
        if others().any(|other| other.fee != ours.fee) {
            return Some(Disagreement::Fee);
        }
        if self.provider.is_none() && is_told(ours.day) {
            return Some(Disagreement::NotInStatement);
        }
        others()
            .any(|other| other.day != ours.day)
            .then_some(Disagreement::Day)
    }
}

#[derive(FromQueryResult)]
struct Row {
    kind: String,
    reference: String,
    order_id: Option<Uuid>,
    order_code: Option<String>,
    our_day: Option<NaiveDate>,
    our_amount: Option<i64>,
    our_fee: Option<i64>,
    ledger_day: Option<NaiveDate>,
    ledger_amount: Option<i64>,
    ledger_fee: Option<i64>,
    provider_day: Option<NaiveDate>,
    provider_amount: Option<i64>,
    provider_fee: Option<i64>,
    lines: i64,
}

// $1 account, $2 time zone, $3 and $4 the days, $5 and $6 the same with some days more on both sides: records of one payment may
// bear different days, and are to be found beside each other all the same.
const FACTS: &str = "
  WITH span AS (SELECT ($5::date)::timestamp AT TIME ZONE $2 AS start, ($6::date)::timestamp AT TIME ZONE $2 AS stop),
  ours AS (
    SELECT 'capture' AS kind, a.reference, (a.settled_at AT TIME ZONE $2)::date AS day, a.amount_minor AS amount,
           coalesce(a.fee_minor, 0) AS fee
      FROM payment_attempts a, span WHERE a.account = $1 AND a.settled_at >= span.start AND a.settled_at < span.stop
    UNION ALL
    SELECT 'refund', f.reference, (f.done_at AT TIME ZONE $2)::date, f.amount_minor, 0
      FROM refunds f JOIN payment_attempts a ON a.id = f.attempt_id, span
     WHERE a.account = $1 AND f.state = 'refunded' AND f.done_at >= span.start AND f.done_at < span.stop),
  ledger AS (
    SELECT CASE WHEN l.kind = 'refund' THEN 'refund' ELSE 'capture' END AS kind, coalesce(f.reference, a.reference) AS reference,
           min((l.created_at AT TIME ZONE $2)::date) AS day,
           (sum(CASE l.kind WHEN 'capture' THEN l.debit_minor WHEN 'refund' THEN l.credit_minor ELSE 0 END))::bigint AS amount,
           (sum(CASE l.kind WHEN 'fee' THEN l.credit_minor ELSE 0 END))::bigint AS fee
      FROM ledger_entries l
      LEFT JOIN refunds f ON f.id = l.refund_id
      JOIN payment_attempts a ON a.id = coalesce(l.attempt_id, f.attempt_id), span
     WHERE l.account = 'gateway_receivable' AND l.kind IN ('capture', 'fee', 'refund') AND a.account = $1
       AND l.created_at >= span.start AND l.created_at < span.stop
     GROUP BY 1, 2),
  told AS (
    SELECT s.kind, s.reference, s.day, s.amount_minor, s.fee_minor
      FROM provider_statement_lines s JOIN provider_statements st ON st.id = s.statement_id
     WHERE st.account = $1 AND s.day >= $5 AND s.day < $6
     GROUP BY s.kind, s.reference, s.provider_id, s.day, s.amount_minor, s.fee_minor),
  provider AS (
    SELECT kind, reference, min(day) AS day, sum(amount_minor)::bigint AS amount, sum(fee_minor)::bigint AS fee, count(*) AS lines
      FROM told GROUP BY kind, reference)
  SELECT kind, reference, o.id AS order_id, o.code AS order_code,
         ours.day AS our_day, ours.amount AS our_amount, ours.fee AS our_fee,
         ledger.day AS ledger_day, ledger.amount AS ledger_amount, ledger.fee AS ledger_fee,
         provider.day AS provider_day, provider.amount AS provider_amount, provider.fee AS provider_fee, coalesce(lines, 0) AS lines
    FROM ours FULL JOIN ledger USING (kind, reference) FULL JOIN provider USING (kind, reference)
    LEFT JOIN LATERAL (
      SELECT a.order_id FROM payment_attempts a
       WHERE kind = 'capture' AND a.reference = coalesce(ours.reference, ledger.reference, provider.reference)
      UNION ALL
      SELECT f.order_id FROM refunds f
       WHERE kind = 'refund' AND f.reference = coalesce(ours.reference, ledger.reference, provider.reference)) known ON true
    LEFT JOIN orders o ON o.id = known.order_id
   WHERE ours.day BETWEEN $3 AND $4 OR ledger.day BETWEEN $3 AND $4 OR provider.day BETWEEN $3 AND $4
   ORDER BY kind, reference";

/// A provider's day may be another than ours, but not by more than a week.
const BEFORE: Days = Days::new(7);
/// The first day after that.
const AFTER: Days = Days::new(8);

async fn facts(
    conn: &impl Conn,
    of: &ReportAccount,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<Fact>, DbErr> {
    let start = first.checked_sub_days(BEFORE).unwrap_or(first);
    let stop = last.checked_add_days(AFTER).unwrap_or(last);
    let values = [
        of.account.clone().into(),
        of.time_zone.name().into(),
        first.into(),
        last.into(),
        start.into(),
        stop.into(),
    ];
    let rows = Row::find_by_statement(statement(FACTS, values)).all(conn).await?;
    rows.into_iter().map(|row| row.into_fact(of.currency)).collect()
}

impl Row {
    fn into_fact(self, currency: Currency) -> Result<Fact, DbErr> {
        let told = |day: Option<NaiveDate>, amount: Option<i64>, fee: Option<i64>| {
            Some(Told {
                day: day?,
                amount: Money::new(amount?, currency),
                fee: Money::new(fee?, currency),
            })
        };
        Ok(Fact {
            kind: self.kind.parse()?,
            reference: self.reference,
            order: self.order_id.map(OrderId::from).zip(self.order_code),
            ours: told(self.our_day, self.our_amount, self.our_fee),
            ledger: told(self.ledger_day, self.ledger_amount, self.ledger_fee),
            provider: told(self.provider_day, self.provider_amount, self.provider_fee),
            lines: self.lines,
        })
    }
}
