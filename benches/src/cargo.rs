//! The calls of Cargo and rustc.

use std::collections::BTreeSet;
use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Settings from outside that would change what is measured, by prefix: flags
/// and profiles other than the usual ones, and caches in front of rustc.
const REMOVED_VARIABLES: [&str; 6] = [
    "CARGO_BUILD_",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_INCREMENTAL",
    "CARGO_PROFILE_",
    "RUSTC_",
    "RUSTFLAGS",
];

/// A command that has ended well.
pub struct Finished {
    /// Its wall time.
    pub seconds: f64,
    /// What it wrote to standard output.
    pub stdout: String,
    /// What it wrote to standard error.
    pub stderr: String,
}

/// Builds the bench targets of the project at `root`.
///
/// # Errors
///
/// The build failed; the text has its standard error.
pub fn build_benches(root: &Path) -> Result<Finished, String> {
    run_cargo(root, &["bench", "--no-run", "--target-dir", "target"])
}

/// Builds the library's tests of the project at `root`, optimised.
///
/// # Errors
///
/// As [`build_benches`].
pub fn build_tests(root: &Path) -> Result<Finished, String> {
    let arguments = [
        "test",
        "--lib",
        "--release",
        "--no-run",
        "--target-dir",
        "target",
    ];
    run_cargo(root, &arguments)
}

/// Downloads the dependencies of the project at `root`.
///
/// # Errors
///
/// As [`build_benches`].
pub fn fetch(root: &Path) -> Result<(), String> {
    run_cargo(root, &["fetch"]).map(drop)
}

/// The workspace's target directory: `CARGO_TARGET_DIR` if set, as for Cargo.
///
/// # Errors
///
/// There is no current directory that it could be relative to.
pub fn target_directory(workspace: &Path) -> Result<PathBuf, String> {
    let directory =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace.join("target"), PathBuf::from);
    std::path::absolute(&directory)
        .map_err(|error| format!("target directory {}: {error}", directory.display()))
}

/// The path in the line `Executable unittests src/lib.rs (path)` of what Cargo wrote to standard error.
#[must_use]
pub fn executable(stderr: &str) -> Option<&str> {
    let line = stderr
        .lines()
        .find(|line| line.trim_start().starts_with("Executable"))?;
    let (_, path) = line.rsplit_once('(')?;
    path.strip_suffix(')')
}

/// Counts the crates which the bench targets at `root` need on this platform,
/// whether linked, used by a build script or used by the compiler. The project
/// itself, called `own_package`, does not count, and a crate used in several ways counts once.
///
/// # Errors
///
/// As [`build_benches`].
pub fn count_dependencies(root: &Path, own_package: &str) -> Result<usize, String> {
    let tree = run_cargo(
        root,
        &[
            "tree",
            "--edges",
            "normal,build,dev",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ],
    )?;
    Ok(unique_packages(&tree.stdout, own_package).len())
}

/// The packages Cargo said to have compiled, by name.
#[must_use]
pub fn compiled_packages(stderr: &str) -> Vec<&str> {
    stderr
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("Compiling "))
        .filter_map(|package| package.split(' ').next())
        .collect()
}

/// The version line of the rustc that Cargo uses in `directory`.
///
/// # Errors
///
/// It does not run.
pub fn rustc_version(directory: &Path) -> Result<String, String> {
    let mut command = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    command.arg("--version").current_dir(directory);
    run(command).map(|finished| finished.stdout.trim().to_owned())
}

/// The packages in the output of `cargo tree`: name and version of each but the
/// fixture. Marks behind the version, as `(proc-macro)` or `(*)`, are dropped.
fn unique_packages<'a>(tree: &'a str, own_package: &str) -> BTreeSet<(&'a str, &'a str)> {
    tree.lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            words.next().zip(words.next())
        })
        .filter(|(name, _)| *name != own_package)
        .collect()
}

/// Runs Cargo in `root`, with the same toolchain as this program was run with.
fn run_cargo(root: &Path, arguments: &[&str]) -> Result<Finished, String> {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os().filter(|(name, _)| is_removed(name)) {
        command.env_remove(name);
    }
    // `compiled_packages` reads the plain messages.
    command
        .env("CARGO_TERM_QUIET", "false")
        .env("CARGO_TERM_COLOR", "never");
    command.args(arguments).current_dir(root);
    run(command)
}

/// Whether Cargo must not see that variable.
fn is_removed(variable: &OsStr) -> bool {
    let name = variable.to_string_lossy();
    REMOVED_VARIABLES
        .iter()
        .any(|prefix| name.starts_with(prefix))
}

/// Runs a command to its end. If it fails, the error has its standard error.
fn run(mut command: Command) -> Result<Finished, String> {
    let name: OsString = command.get_program().to_owned();
    let start = Instant::now();
    let output = command
        .output()
        .map_err(|error| format!("cannot start {}: {error}", name.display()))?;
    let seconds = start.elapsed().as_secs_f64();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        return Err(format!(
            "{command:?} ended with {}\n{stderr}",
            output.status
        ));
    }
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(Finished {
        seconds,
        stdout,
        stderr,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_executable_is_found() {
        let messages = "    Finished `release` profile [optimized] target(s) in 0.01s\n  \
                        Executable unittests src/lib.rs (target/release/deps/fixture-0a)\n";
        assert_eq!(executable(messages), Some("target/release/deps/fixture-0a"));
        assert_eq!(executable("    Finished\n"), None);
    }

    #[test]
    fn packages_count_once() {
        let tree = "fixture v0.0.0 (/tmp/fixture)\n[dev-dependencies]\ndivan v0.1.21\n\
                    syn v2.0.1\nsyn v2.0.1 (*)\nsyn v1.0.9\ndivan-macros v0.1.21 (proc-macro)\n\n";
        assert_eq!(unique_packages(tree, "fixture").len(), 4);
    }

    #[test]
    fn compiled_packages_are_read() {
        let stderr = "   Compiling fixture v0.0.0 (/tmp/fixture)\n    Finished `bench` profile\n";
        assert_eq!(compiled_packages(stderr), ["fixture"]);
    }
}
