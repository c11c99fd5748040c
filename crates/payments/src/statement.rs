//! What the provider says it took and gave, as a file that staff bring. Lines are facts of their own: they are kept as they came and
//! compared with ours (see [`crate::report`]), and change nothing.

mod import;
mod parse;

pub use import::{ImportStatementError, ImportedStatement, StatementFile, import_statement};
pub use parse::{LineFault, StatementFault, StatementKind, StatementLine, parse_statement};
