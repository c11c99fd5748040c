use std::ops::RangeInclusive;

use chrono::{Datelike as _, NaiveDate};
use csv::{ReaderBuilder, StringRecord, Trim};
use kernel::{Currency, Money};

use crate::gateway::parse_plain;
use crate::words::words;

/// The columns, in this order.
pub(crate) const COLUMNS: [&str; 7] = [
    "type",
    "reference",
    "provider_id",
    "date",
    "amount",
    "fee",
    "currency",
];
/// More lines than a shop has in a quarter.
const MAX_LINES: usize = 20_000;
/// Faults beyond that tell nothing new.
const MAX_FAULTS: usize = 50;
const YEARS: RangeInclusive<i32> = 2015..=2100;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StatementKind {
    Capture,
    Refund,
}

words!(StatementKind { Capture = "capture", Refund = "refund" });

/// One payment or refund, as the provider tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementLine {
    pub kind: StatementKind,
    /// Ours, as the provider repeats it.
    pub reference: String,
    pub provider_id: String,
    /// In the time zone of the account.
    pub day: NaiveDate,
    pub amount: Money,
    pub fee: Money,
}

/// What is wrong with one cell, or (without a column) with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFault {
    /// As editors count: the header is line 1.
    pub line: u64,
    pub column: Option<&'static str>,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementFault {
    #[error("the first line isn't {}", COLUMNS.join(","))]
    Header,
    #[error("there are no lines")]
    Empty,
    #[error("there are more than {MAX_LINES} lines")]
    TooLong,
    #[error("{} fault(s)", .0.len())]
    Lines(Vec<LineFault>),
}

/// Reads a statement in `currency`: comma-separated, dates as `2026-03-01`, amounts as `12.5`. One fault refuses all of it. No cell
/// that a spreadsheet would take for a formula is let through.
pub fn parse_statement(text: &str, currency: Currency) -> Result<Vec<StatementLine>, StatementFault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = ReaderBuilder::new().trim(Trim::All).from_reader(text.as_bytes());
    let is_known = reader
        .headers()
        .is_ok_and(|names| names.iter().map(str::to_ascii_lowercase).eq(COLUMNS));
    if !is_known {
        return Err(StatementFault::Header);
    }
    let (mut lines, mut faults) = (Vec::new(), Vec::new());
    for (index, record) in reader.into_records().enumerate() {
        if index == MAX_LINES {
            return Err(StatementFault::TooLong);
        }
        match record.map_err(|error| fault_at(error.position().map_or(0, csv::Position::line), None)) {
            Ok(record) => match line(&record, currency) {
                Ok(line) => lines.push(line),
                Err(column) => {
                    faults.push(fault_at(
                        record.position().map_or(0, csv::Position::line),
                        Some(column),
                    ));
                }
            },
            Err(fault) => faults.push(fault),
        }
        if faults.len() == MAX_FAULTS {
            break;
        }
    }
    match (faults.is_empty(), lines.is_empty()) {
        (false, _) => Err(StatementFault::Lines(faults)),
        (true, true) => Err(StatementFault::Empty),
        (true, false) => Ok(lines),
    }
}

const fn fault_at(line: u64, column: Option<&'static str>) -> LineFault {
    LineFault { line, column }
}

/// One line, or the column that is wrong.
fn line(record: &StringRecord, currency: Currency) -> Result<StatementLine, &'static str> {
    let cell = |column: usize| record.get(column).unwrap_or_default();
    let name = |column: usize| COLUMNS[column];
    let id = |column: usize| {
        is_id(cell(column))
            .then(|| cell(column).to_owned())
            .ok_or(name(column))
    };
    let money = |column: usize, text: &str| parse_plain(text, currency).map_err(|_| name(column));
    let day = NaiveDate::parse_from_str(cell(3), "%Y-%m-%d").ok();
    let line = StatementLine {
        kind: cell(0).to_ascii_lowercase().parse().map_err(|_| name(0))?,
        reference: id(1)?,
        provider_id: id(2)?,
        day: day
            .filter(|day| YEARS.contains(&day.year()) && cell(3).len() == 10)
            .ok_or(name(3))?,
        amount: money(4, cell(4))?,
        fee: money(5, if cell(5).is_empty() { "0" } else { cell(5) })?,
    };
    if line.amount.minor == 0 {
        return Err(name(4));
    }
    if cell(6) != currency.code() {
        return Err(name(6));
    }
    Ok(line)
}

/// What ids of ours and the provider's are made of; none begins like a formula.
fn is_id(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "type,reference,provider_id,date,amount,fee,currency\n";

    fn parsed(lines: &str) -> Result<Vec<StatementLine>, StatementFault> {
        parse_statement(&format!("{HEADER}{lines}"), Currency::Kwd)
    }

    #[test]
    fn a_statement_is_read_to_the_minor_unit() {
        let lines = "capture,AM-7K2M9QXD-1,07076271,2026-03-01,12.345,0.2,KWD\r\nRefund, AM-7K2M9QXD-R1 ,\"91\",2026-03-02,1,,KWD\n";
        let lines = parsed(lines).unwrap();
        let money = |minor| Money::new(minor, Currency::Kwd);
        let (first, second) = (&lines[0], &lines[1]);
        assert_eq!((first.amount, first.fee), (money(12_345), money(200)));
        assert_eq!(
            (second.kind, second.amount, second.fee),
            (StatementKind::Refund, money(1_000), money(0))
        );
        assert_eq!(second.reference, "AM-7K2M9QXD-R1");
        let marked = format!("\u{feff}{HEADER}capture,A-1,1,2026-03-01,1,0,KWD\n");
        assert_eq!(parse_statement(&marked, Currency::Kwd).unwrap().len(), 1);
    }

    #[test]
    fn each_fault_names_its_line_and_column() {
        for (line, column) in [
            ("sale,A-1,1,2026-03-01,1,0,KWD", Some("type")),
            ("capture,=HYPERLINK(1),1,2026-03-01,1,0,KWD", Some("reference")),
            ("capture,+A,1,2026-03-01,1,0,KWD", Some("reference")),
            ("capture,,1,2026-03-01,1,0,KWD", Some("reference")),
            ("capture,A-1,@1,2026-03-01,1,0,KWD", Some("provider_id")),
            ("capture,A-1,1,01/03/2026,1,0,KWD", Some("date")),
            ("capture,A-1,1,2026-3-1,1,0,KWD", Some("date")),
            ("capture,A-1,1,0001-01-01,1,0,KWD", Some("date")),
            ("capture,A-1,1,2026-03-01,0,0,KWD", Some("amount")),
            ("capture,A-1,1,2026-03-01,-1,0,KWD", Some("amount")),
            ("capture,A-1,1,2026-03-01,1.2345,0,KWD", Some("amount")),
            ("capture,A-1,1,2026-03-01,1e3,0,KWD", Some("amount")),
            ("capture,A-1,1,2026-03-01,1,x,KWD", Some("fee")),
            ("capture,A-1,1,2026-03-01,1,0,AED", Some("currency")),
            ("capture,A-1,1,2026-03-01,1,0", None),
            ("capture,A-1,1,2026-03-01,1,0,KWD,more", None),
        ] {
            let good = "capture,A-0,1,2026-03-01,1,0,KWD\n";
            let fault = parsed(&format!("{good}{line}\n")).unwrap_err();
            assert_eq!(fault, StatementFault::Lines(vec![fault_at(3, column)]), "{line}");
        }
    }

    #[test]
    fn other_files_are_no_statements() {
        assert_eq!(parse_statement("", Currency::Kwd), Err(StatementFault::Header));
        assert_eq!(
            parse_statement("reference,amount\nA,1\n", Currency::Kwd),
            Err(StatementFault::Header)
        );
        assert_eq!(parsed(""), Err(StatementFault::Empty));
        assert_eq!(
            parsed(&"capture,A-1,1,2026-03-01,1,0,KWD\n".repeat(MAX_LINES + 1)),
            Err(StatementFault::TooLong)
        );
        let Err(StatementFault::Lines(faults)) = parsed(&"x\n".repeat(100)) else {
            panic!("a hundred faults");
        };
        assert_eq!(faults.len(), MAX_FAULTS);
    }
}
