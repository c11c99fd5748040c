//! What no source file may be or contain.

use std::path::Path;

use crate::lexer::code_only;

/// More lines than this and a file is doing too much.
pub const MAX_LINES: usize = 600;

/// Everything wrong with one file of the repository. `path` is relative to the root, with `/`.
#[must_use]
pub fn violations(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    if is_source(path) && !is_generated(path, text) {
        too_long(path, text, &mut found);
    }
    if has_extension(path, "rs") {
        mod_file(path, &mut found);
        forbidden_code(path, text, &mut found);
    }
    found
}

fn too_long(path: &str, text: &str, found: &mut Vec<String>) {
    let lines = text.lines().count();
    if lines > MAX_LINES {
        found.push(format!(
            "{path}: {lines} lines (limit {MAX_LINES}): split it by what it does"
        ));
    }
}

fn mod_file(path: &str, found: &mut Vec<String>) {
    if path.rsplit('/').next() == Some("mod.rs") {
        found.push(format!("{path}: write `foo.rs` beside `foo/`, not `foo/mod.rs`"));
    }
}

/// A piece of code that is out of place, and where.
struct Rule {
    code: &'static str,
    applies: fn(&str) -> bool,
    why: &'static str,
}

const BEGIN: &str = "transactions begin in `db::begin`, which sets their timeouts";

const RULES: &[Rule] = &[
    Rule {
        code: ".begin().await",
        applies: outside_db,
        why: BEGIN,
    },
    Rule {
        code: ".begin_with_config(",
        applies: outside_db,
        why: BEGIN,
    },
    Rule {
        code: ".transaction(",
        applies: outside_db,
        why: BEGIN,
    },
    Rule {
        code: "todo!(",
        applies: |_| true,
        why: "finish it or leave it out",
    },
    Rule {
        code: "unimplemented!(",
        applies: |_| true,
        why: "finish it or leave it out",
    },
    Rule {
        code: "sleep(",
        applies: |path| in_tests(path) && !path.starts_with("tests/bench/") && !path.ends_with("/support.rs"),
        why: "a test that sleeps is slow or flaky: wait for what it waits for, with a helper in support.rs",
    },
    Rule {
        code: "pub mod entity",
        applies: |path| path.starts_with("crates/"),
        why: "tables are private to their crate: `pub(crate) mod entity`",
    },
    Rule {
        code: "#[ignore]",
        applies: |_| true,
        why: "a test nobody runs proves nothing: say who runs it",
    },
];

fn forbidden_code(path: &str, text: &str, found: &mut Vec<String>) {
    let code = code_only(text);
    let lines: Vec<&str> = code.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        // A chain of calls may go on in the next line.
        let next = lines.get(at + 1).map_or("", |line| line.trim_start());
        let whole = if next.starts_with('.') {
            format!("{}{next}", line.trim_end())
        } else {
            (*line).to_owned()
        };
        for rule in RULES {
            let starts_here = whole.find(rule.code).is_some_and(|start| start < line.len());
            if (rule.applies)(path) && starts_here {
                found.push(format!("{path}:{}: `{}`: {}", at + 1, rule.code, rule.why));
            }
        }
    }
}

/// Where transactions come from `db`. Measurements compare us with code that doesn't use it.
fn outside_db(path: &str) -> bool {
    !path.starts_with("crates/db/") && !path.starts_with("tests/bench/") && !path.contains("/examples/")
}

/// Under a directory of integration tests, or a test crate.
fn in_tests(path: &str) -> bool {
    path.split('/').rev().skip(1).any(|part| part == "tests")
}

fn is_source(path: &str) -> bool {
    ["rs", "ts", "tsx", "mjs"]
        .iter()
        .any(|ext| has_extension(path, ext))
}

/// Written by a tool: nobody reads it, so its length is nobody's burden.
fn is_generated(path: &str, text: &str) -> bool {
    path.split('/').any(|part| part == "generated")
        || has_extension(path, "d.ts")
        || text
            .lines()
            .take(3)
            .any(|line| line.contains("@generated") || line.contains("auto-generated"))
}

fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path)
        .file_name()
        .and_then(|name| name.to_str())
        .is_some_and(|name| {
            name.strip_suffix(extension)
                .is_some_and(|stem| stem.ends_with('.'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_files_pass() {
        let code =
            "// never .begin().await here, see todo!()\nlet tx = db::begin(&db).await?;\ndraining.begin();\n";
        assert_eq!(
            violations("crates/orders/src/checkout.rs", code),
            Vec::<String>::new()
        );
        assert_eq!(
            violations("crates/db/src/begin.rs", "db.begin().await"),
            Vec::<String>::new()
        );
        assert_eq!(
            violations("crates/jobs/src/worker.rs", "time::sleep(poll).await"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn long_files_are_named_unless_generated() {
        let long = "x\n".repeat(MAX_LINES + 1);
        for path in [
            "crates/a/src/a.rs",
            "apps/web/src/a.tsx",
            "apps/web/src/a.ts",
            "apps/dev/a.mjs",
        ] {
            assert_eq!(violations(path, &long).len(), 1, "{path}");
        }
        for path in [
            "docs/long.md",
            "apps/web/src/api/generated/types.ts",
            "apps/web/next-env.d.ts",
        ] {
            assert_eq!(violations(path, &long), Vec::<String>::new(), "{path}");
        }
        assert_eq!(
            violations("a.ts", &format!("// This file is auto-generated\n{long}")),
            Vec::<String>::new()
        );
        assert_eq!(violations("a.rs", &"x\n".repeat(MAX_LINES)), Vec::<String>::new());
    }

    #[test]
    fn mod_files_are_named() {
        assert_eq!(violations("crates/a/src/b/mod.rs", "").len(), 1);
        assert_eq!(violations("crates/a/tests/it/mod.rs", "").len(), 1);
        assert_eq!(violations("crates/a/src/xmod.rs", ""), Vec::<String>::new());
    }

    #[test]
    fn every_rule_can_fail_and_names_the_line() {
        for (path, code) in [
            ("crates/orders/src/a.rs", ".begin().await"),
            ("crates/orders/src/a.rs", ".begin()\n        .await"),
            ("tests/races/src/a.rs", ".begin_with_config("),
            ("apps/api/src/a.rs", ".transaction("),
            ("crates/orders/src/a.rs", "todo!("),
            ("apps/api/src/a.rs", "unimplemented!("),
            ("crates/jobs/tests/it/a.rs", "sleep("),
            ("tests/races/src/a.rs", "sleep("),
            ("crates/orders/src/lib.rs", "pub mod entity"),
            ("crates/orders/src/a.rs", "#[ignore]"),
        ] {
            let found = violations(path, &format!("fn f() {{\n    x{code} y);\n}}\n"));
            assert_eq!(found.len(), 1, "{path} {code}: {found:?}");
            assert!(found[0].starts_with(&format!("{path}:2: ")), "{found:?}");
        }
        assert_eq!(RULES.len(), 8, "a new rule needs a sample above");
    }
}
