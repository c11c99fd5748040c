use audit::Entry;
use chrono::{NaiveDate, TimeDelta};
use db::{Conn, Db, Tx};
use kernel::{Ctx, RegionId, StaffActor};
use sea_orm::{DbErr, FromQueryResult};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::parse::{StatementFault, StatementLine, parse_statement};
use crate::alert::{AlertKind, NewAlert, raise_alert};
use crate::report::{ReportAccount, ReportDifference, differences};
use crate::sql::statement;

/// A statement covers at most so much.
const LONGEST: TimeDelta = TimeDelta::days(100);
/// How many differences an alert names.
const NAMED: usize = 20;

/// A file of the provider.
#[derive(Clone, Debug)]
pub struct StatementFile {
    pub region: RegionId,
    pub account: ReportAccount,
    pub name: String,
    pub text: String,
}

#[derive(Clone, Debug)]
pub struct ImportedStatement {
    pub id: Uuid,
    pub lines: usize,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    /// What it doesn't tell as we do.
    pub differences: Vec<ReportDifference>,
}

#[derive(Debug, thiserror::Error)]
pub enum ImportStatementError {
    #[error(transparent)]
    Fault(#[from] StatementFault),
    #[error("a statement covers at most {} days", LONGEST.num_days())]
    TooManyDays,
    /// It belongs to another account.
    #[error("no line is about a payment of ours")]
    NothingOfOurs,
    #[error("this file is here already")]
    Again,
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Keeps a statement, once, and tells staff when it differs from the books. One fault in it refuses all of it.
pub async fn import_statement(
    db: &Db,
    ctx: &Ctx,
    by: &StaffActor,
    file: &StatementFile,
) -> Result<ImportedStatement, ImportStatementError> {
    let lines = parse_statement(&file.text, file.account.currency)?;
    let days = || lines.iter().map(|line| line.day);
    let (Some(first_day), Some(last_day)) = (days().min(), days().max()) else {
        return Err(StatementFault::Empty.into());
    };
    if last_day - first_day > LONGEST {
        return Err(ImportStatementError::TooManyDays);
    }
    let tx = db::begin(db).await?;
    if !is_ours(&tx, &file.account.account, &lines).await? {
        return Err(ImportStatementError::NothingOfOurs);
    }
    let id = keep(&tx, ctx, by, file).await?;
    keep_lines(&tx, id, &lines).await?;
    let differences = differences(&tx, &file.account, first_day, last_day).await?;
    if !differences.is_empty() {
        raise_alert(&tx, ctx, alert(file, id, &differences)).await?;
    }
    let imported = ImportedStatement {
        id,
        lines: lines.len(),
        first_day,
        last_day,
        differences,
    };
    audit::record(&tx, ctx, by, entry(file, &imported)).await?;
    tx.commit().await?;
    Ok(imported)
}

#[derive(FromQueryResult)]
struct Known {
    is_ours: bool,
}

async fn is_ours(tx: &Tx, account: &str, lines: &[StatementLine]) -> Result<bool, DbErr> {
    let sql = "SELECT EXISTS (SELECT FROM payment_attempts WHERE account = $1 AND reference = ANY($2))
                   OR EXISTS (SELECT FROM refunds f JOIN payment_attempts a ON a.id = f.attempt_id
                               WHERE a.account = $1 AND f.reference = ANY($2)) AS is_ours";
    let references: Vec<String> = lines.iter().map(|line| line.reference.clone()).collect();
    let known = Known::find_by_statement(statement(sql, [account.into(), references.into()]))
        .one(tx)
        .await?;
    Ok(known.is_some_and(|known| known.is_ours))
}

async fn keep(
    tx: &Tx,
    ctx: &Ctx,
    by: &StaffActor,
    file: &StatementFile,
) -> Result<Uuid, ImportStatementError> {
    let id: Uuid = ctx.new_id();
    let sql = "INSERT INTO provider_statements (id, account, file_hash, file_name, imported_by, imported_at)
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (file_hash) DO NOTHING";
    let values = [
        id.into(),
        file.account.account.clone().into(),
        Sha256::digest(&file.text).to_vec().into(),
        file.name.clone().into(),
        by.id.uuid().into(),
        ctx.now().into(),
    ];
    let is_new = tx.execute_raw(statement(sql, values)).await?.rows_affected() == 1;
    is_new.then_some(id).ok_or(ImportStatementError::Again)
}

async fn keep_lines(tx: &Tx, id: Uuid, lines: &[StatementLine]) -> Result<(), DbErr> {
    fn column<T>(lines: &[StatementLine], cell: impl Fn(&StatementLine) -> T) -> Vec<T> {
        lines.iter().map(cell).collect()
    }
    let sql = "INSERT INTO provider_statement_lines (statement_id, position, kind, reference, provider_id, day, amount_minor, fee_minor,
                                                     currency)
               SELECT $1, l.position, l.kind, l.reference, l.provider_id, l.day, l.amount, l.fee, l.currency
                 FROM unnest($2::text[], $3::text[], $4::text[], $5::date[], $6::bigint[], $7::bigint[], $8::text[]) WITH ORDINALITY
                      AS l(kind, reference, provider_id, day, amount, fee, currency, position)";
    let values = [
        id.into(),
        column(lines, |line| line.kind.as_str().to_owned()).into(),
        column(lines, |line| line.reference.clone()).into(),
        column(lines, |line| line.provider_id.clone()).into(),
        column(lines, |line| line.day).into(),
        column(lines, |line| line.amount.minor).into(),
        column(lines, |line| line.fee.minor).into(),
        column(lines, |line| line.amount.currency.code().to_owned()).into(),
    ];
    tx.execute_raw(statement(sql, values)).await?;
    Ok(())
}

fn alert(file: &StatementFile, id: Uuid, differences: &[ReportDifference]) -> NewAlert {
    let named: Vec<String> = differences
        .iter()
        .take(NAMED)
        .map(|one| format!("{} {}: {}", one.kind, one.reference, one.what))
        .collect();
    NewAlert {
        kind: AlertKind::StatementDiffers,
        subject: id.to_string(),
        region: Some(file.region),
        order: None,
        detail: json!({ "file": file.name, "differences": differences.len(), "named": named }),
    }
}

fn entry(file: &StatementFile, imported: &ImportedStatement) -> Entry {
    Entry {
        action: "payments.import_statement",
        entity: "provider_statement",
        entity_id: imported.id.to_string(),
        label: file.name.clone(),
        region: Some(file.region),
        before: json!(null),
        after: json!({
            "lines": imported.lines, "first_day": imported.first_day, "last_day": imported.last_day,
            "differences": imported.differences.len(),
        }),
    }
}
