//! The rules of `docs/architecture.md` that a compiler doesn't check.
//!
//! Every rule is a plain function from what it looks at (the metadata of cargo, the text of one file) to
//! the list of its violations, so each one is tested against a sample that breaks it (beside the rule)
//! and then run over the real workspace (`tests/rules.rs`).

pub mod edges;
pub mod lexer;
pub mod sources;
pub mod workspace;
