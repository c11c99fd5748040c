//! The rules, over the workspace itself.

use architecture::{edges, sources, workspace};

#[test]
fn dependencies_point_downwards() {
    let found = edges::forbidden(&workspace::metadata());
    assert!(found.is_empty(), "edges outside the table:\n{}", found.join("\n"));
}

#[test]
fn sources_keep_the_rules() {
    let root = workspace::root();
    let files = workspace::files();
    assert!(
        files.len() > 50,
        "found only {} files: is this a git checkout?",
        files.len()
    );
    let mut found = Vec::new();
    for path in files {
        let name = path
            .to_str()
            .expect("paths of this repository are UTF-8")
            .replace('\\', "/");
        if let Ok(text) = std::fs::read_to_string(root.join(&path)) {
            found.extend(sources::violations(&name, &text));
        }
    }
    assert!(
        found.is_empty(),
        "{} violations:\n{}",
        found.len(),
        found.join("\n")
    );
}
