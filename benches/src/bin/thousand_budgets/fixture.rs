//! A generated Cargo project: a library of annotated functions, each with a budget that holds.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use perfmacro_benches::cargo;

/// Where the project lies.
pub(crate) struct Fixture {
    root: PathBuf,
}

impl Fixture {
    /// Writes a project of that many functions to `root`. What an earlier build left there stays.
    pub(crate) fn write(root: &Path, workspace: &Path, functions: usize) -> Result<Self, String> {
        let path = workspace.join("perfmacro");
        let path = path.display();
        // Literal strings, since a path on Windows is full of backslashes.
        let manifest = format!(
            "[package]
name = \"thousand_budgets_fixture\"
version = \"0.0.0\"
edition = \"2024\"
publish = false

[lib]
doctest = false

[dependencies]
perfmacro = {{ path = '{path}' }}

[dev-dependencies]
perfmacro = {{ path = '{path}', features = [\"budget\"] }}

[workspace]
"
        );
        for (file, text) in [("Cargo.toml", manifest), ("src/lib.rs", library(functions))] {
            let file = root.join(file);
            file.parent()
                .map_or(Ok(()), fs::create_dir_all)
                .and_then(|()| fs::write(&file, text))
                .map_err(|error| format!("cannot write {}: {error}", file.display()))?;
        }
        Ok(Self {
            root: root.to_owned(),
        })
    }

    /// Builds the tests, optimised; the executable that Cargo names.
    pub(crate) fn build(&self) -> Result<PathBuf, String> {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .args(["test", "--release", "--no-run", "--target-dir", "target"])
            .env("CARGO_TERM_COLOR", "never")
            .env("CARGO_TERM_QUIET", "false")
            .current_dir(&self.root);
        let output = command
            .output()
            .map_err(|error| format!("cannot start {command:?}: {error}"))?;
        let messages = String::from_utf8_lossy(&output.stderr);
        cargo::executable(&messages)
            .filter(|_| output.status.success())
            .map(|path| self.root.join(path))
            .ok_or_else(|| format!("{command:?} ended with {}\n{messages}", output.status))
    }
}

/// Functions that all differ, so that the compiler folds none into another: some 100 ns over 100 bytes.
fn library(functions: usize) -> String {
    let mut text = "use perfmacro::perf_bench;\n".to_owned();
    for index in 0..functions {
        let _ = write!(
            text,
            "
#[perf_bench(target = \"10us\", sizes = [100])]
pub fn f{index}(data: &[u8]) -> u32 {{
    data.iter().fold({index}, |hash, byte| {{
        (hash ^ u32::from(*byte)).wrapping_mul(16_777_619).rotate_left(5)
    }})
}}
"
        );
    }
    text
}
