//! What the rules look at: the metadata of cargo and the files git knows.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The root of the workspace this crate was built in.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("this crate lies two levels under the root")
        .to_path_buf()
}

/// `cargo metadata --no-deps`: the workspace's own packages and their declared dependencies.
///
/// # Panics
/// When cargo can't be run or refuses: without metadata no rule can say anything.
#[must_use]
pub fn metadata() -> Value {
    let out = run(Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root()));
    serde_json::from_slice(&out).expect("cargo metadata prints JSON")
}

/// Every file git tracks or would add, relative to the root, that still exists.
///
/// # Panics
/// When this isn't a git checkout.
#[must_use]
pub fn files() -> Vec<PathBuf> {
    let root = root();
    let out = run(Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(&root));
    let mut files: Vec<PathBuf> = String::from_utf8(out)
        .expect("paths of this repository are UTF-8")
        .split_terminator('\0')
        .map(PathBuf::from)
        .filter(|path| root.join(path).is_file())
        .collect();
    files.sort();
    files.dedup();
    files
}

fn run(command: &mut Command) -> Vec<u8> {
    let out = command
        .output()
        .unwrap_or_else(|e| panic!("{command:?} did not start: {e}"));
    assert!(
        out.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&out.stderr)
    );
    out.stdout
}
