//! Which crate may name which: dependencies point downwards only.

use serde_json::Value;

/// What a crate of the workspace may depend on, directly, outside its tests.
#[derive(Clone, Copy)]
enum May {
    Use(&'static [&'static str]),
    /// Composition roots and suites across contexts.
    UseAll,
}

/// The table of `docs/architecture.md`. A crate that isn't here is a violation: adding one is a decision.
const TABLE: &[(&str, May)] = &[
    ("kernel", May::Use(&[])),
    ("db", May::Use(&["kernel"])),
    ("i18n", May::Use(&["kernel"])),
    ("jobs", May::Use(&["db", "kernel"])),
    ("regions", May::Use(&["i18n", "db", "kernel"])),
    ("audit", May::Use(&["db", "kernel"])),
    ("accounts", May::Use(&["audit", "jobs", "db", "kernel"])),
    ("catalog", May::Use(&["i18n", "jobs", "db", "kernel"])),
    ("content", May::Use(&["i18n", "jobs", "db", "kernel"])),
    ("media", May::Use(&["jobs", "db", "kernel"])),
    ("notifications", May::Use(&["i18n", "jobs", "db", "kernel"])),
    ("payments", May::Use(&["audit", "jobs", "db", "kernel"])),
    ("promos", May::Use(&["i18n", "jobs", "db", "kernel"])),
    (
        "rbac",
        May::Use(&["accounts", "audit", "jobs", "i18n", "db", "kernel"]),
    ),
    ("analytics", May::Use(&["db", "kernel", "i18n"])),
    (
        "orders",
        May::Use(&[
            "catalog", "promos", "payments", "regions", "accounts", "audit", "jobs", "i18n", "db", "kernel",
        ]),
    ),
    ("migration", May::Use(&[])),
    ("test-support", May::Use(&["migration", "db", "kernel"])),
    ("api", May::UseAll),
    ("sandbox", May::UseAll),
    ("architecture", May::UseAll),
    ("bench", May::UseAll),
    ("races", May::UseAll),
];

/// Dependency edges between the workspace's own crates that the table doesn't allow.
///
/// `metadata` is the answer of `cargo metadata --no-deps`. Tests may use `test-support` besides what
/// their crate may use.
///
/// # Panics
/// When `metadata` isn't shaped like cargo's.
#[must_use]
pub fn forbidden(metadata: &Value) -> Vec<String> {
    let packages = metadata["packages"]
        .as_array()
        .expect("cargo metadata lists packages");
    let own: Vec<&str> = packages.iter().map(|p| text(&p["name"])).collect();
    let mut found = Vec::new();
    for package in packages {
        let name = text(&package["name"]);
        let Some((_, may)) = TABLE.iter().find(|(known, _)| *known == name) else {
            found.push(format!(
                "{name}: not in the table of crates (tests/architecture/src/edges.rs)"
            ));
            continue;
        };
        for dependency in package["dependencies"]
            .as_array()
            .expect("a package lists dependencies")
        {
            let on = text(&dependency["name"]);
            let in_tests = dependency["kind"] == "dev";
            // A crate's own tests may switch on its fixtures.
            let own_fixtures = in_tests && on == name;
            if own.contains(&on) && !own_fixtures && !allowed(*may, on, in_tests) {
                found.push(format!(
                    "{name} -> {on}{}",
                    if in_tests { " (in tests)" } else { "" }
                ));
            }
        }
    }
    found
}

fn allowed(may: May, on: &str, in_tests: bool) -> bool {
    match may {
        May::UseAll => in_tests || on != "test-support",
        May::Use(list) => list.contains(&on) || (in_tests && on == "test-support"),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().expect("cargo metadata names things with strings")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A dependency and its kind.
    type On = (&'static str, Option<&'static str>);

    fn metadata(edges: &[(&str, &[On])]) -> Value {
        let packages: Vec<Value> = edges
            .iter()
            .map(|(name, on)| {
                let dependencies: Vec<Value> = on
                    .iter()
                    .map(|(name, kind)| json!({"name": name, "kind": kind}))
                    .collect();
                json!({"name": name, "dependencies": dependencies})
            })
            .collect();
        json!({ "packages": packages })
    }

    #[test]
    fn downward_edges_and_foreign_crates_pass() {
        let good = metadata(&[
            ("kernel", &[("serde", None)]),
            ("db", &[("kernel", None)]),
            (
                "catalog",
                &[
                    ("db", None),
                    ("kernel", None),
                    ("test-support", Some("dev")),
                    ("catalog", Some("dev")),
                ],
            ),
            ("test-support", &[("db", None)]),
        ]);
        assert_eq!(forbidden(&good), Vec::<String>::new());
    }

    #[test]
    fn upward_and_sideways_edges_are_named() {
        let bad = metadata(&[
            ("kernel", &[("db", None)]),
            ("db", &[]),
            ("catalog", &[("promos", None), ("orders", Some("dev"))]),
            ("promos", &[]),
            ("orders", &[("catalog", None)]),
        ]);
        assert_eq!(
            forbidden(&bad),
            [
                "kernel -> db",
                "catalog -> promos",
                "catalog -> orders (in tests)"
            ]
        );
    }

    #[test]
    fn test_support_stays_out_of_the_product() {
        let bad = metadata(&[
            ("api", &[("test-support", None)]),
            ("jobs", &[("test-support", Some("build"))]),
            ("test-support", &[]),
        ]);
        assert_eq!(forbidden(&bad), ["api -> test-support", "jobs -> test-support"]);
    }

    #[test]
    fn a_crate_nobody_placed_is_named() {
        let bad = metadata(&[("utils", &[])]);
        assert_eq!(forbidden(&bad).len(), 1);
        assert!(forbidden(&bad)[0].starts_with("utils: not in the table"));
    }
}
