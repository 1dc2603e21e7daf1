//! Where Criterion writes, known and tried before it measures: it would log a failed write and go on.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Criterion's own rule: `$CRITERION_HOME`, `$CARGO_TARGET_DIR/criterion`, the target directory that
/// Cargo tells, `target/criterion`.
pub(super) fn locate() -> PathBuf {
    if let Some(home) = env::var_os("CRITERION_HOME") {
        return PathBuf::from(home);
    }
    env::var_os("CARGO_TARGET_DIR")
        .map(PathBuf::from)
        .or_else(told_by_cargo)
        .unwrap_or_else(|| PathBuf::from("target"))
        .join("criterion")
}

/// Makes the directory and a file in it.
///
/// # Errors
///
/// Either cannot be made.
pub(super) fn check(directory: &Path) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    // The process's number: two suites may check at the same time.
    let probe = directory.join(format!(".perfmacro-{}", std::process::id()));
    fs::write(&probe, b"")?;
    fs::remove_file(&probe)
}

fn told_by_cargo() -> Option<PathBuf> {
    let output = Command::new(env::var_os("CARGO")?)
        .args(["metadata", "--format-version", "1", "--no-deps"])
        .output()
        .ok()?;
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).ok()?;
    metadata
        .get("target_directory")?
        .as_str()
        .map(PathBuf::from)
}
