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

/// A piece of code that is out of place, and where it is not.
struct Rule {
    code: &'static str,
    applies: fn(&str) -> bool,
    why: &'static str,
}

const RULES: &[Rule] = &[
    Rule {
        code: ".begin(",
        applies: |path| !path.starts_with("crates/db/"),
        why: "transactions begin in `db::begin`, which sets their timeouts",
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
        applies: |path| in_tests(path) && !path.starts_with("tests/bench/"),
        why: "a test that sleeps is slow or flaky: wait for what it waits for",
    },
    Rule {
        code: "pub mod entity",
        applies: |path| path.starts_with("crates/"),
        why: "tables are private to their crate: `pub(crate) mod entity`",
    },
    Rule {
        code: "#[ignore",
        applies: |_| true,
        why: "a test nobody runs proves nothing",
    },
];

fn forbidden_code(path: &str, text: &str, found: &mut Vec<String>) {
    for (number, line) in code_only(text).lines().enumerate() {
        for rule in RULES {
            if (rule.applies)(path) && line.contains(rule.code) {
                found.push(format!("{path}:{}: `{}`: {}", number + 1, rule.code, rule.why));
            }
        }
    }
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
        let code = "// never call .begin( here, see todo!()\nlet tx = db::begin(&db).await?;\n";
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
            ("crates/orders/src/a.rs", ".begin("),
            ("crates/orders/src/a.rs", "todo!("),
            ("apps/api/src/a.rs", "unimplemented!("),
            ("crates/jobs/tests/it/a.rs", "sleep("),
            ("tests/races/src/a.rs", "sleep("),
            ("crates/orders/src/lib.rs", "pub mod entity"),
            ("crates/orders/src/a.rs", "#[ignore"),
        ] {
            let found = violations(path, &format!("fn f() {{\n    x{code} y);\n}}\n"));
            assert_eq!(found.len(), 1, "{path} {code}: {found:?}");
            assert!(found[0].starts_with(&format!("{path}:2: ")), "{found:?}");
        }
        assert_eq!(RULES.len(), 6, "a new rule needs a sample above");
    }
}
