//! This program, built with feature `alloc` and without.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where a loop begins within a cache line moves its time by more than what is measured, and the linker
/// decides it anew in each build.
const ALIGNED: &str = "llvm-args=-align-all-functions=6 -align-all-nofallthru-blocks=6";

/// Where both executables are.
pub(crate) struct Builds {
    pub(crate) without: PathBuf,
    pub(crate) with: PathBuf,
}

/// Builds both. Cargo puts one where the other was, so that each is copied.
pub(crate) fn build() -> Result<Builds, String> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let target = workspace.join("target/alloc_cost");
    let build = |name: &str, features: &[&str]| {
        let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(["rustc", "--release", "--package", "perfmacro-benches"])
            .args(["--bin", "alloc_cost"])
            .args(features)
            .arg("--target-dir")
            .arg(&target)
            .args(["--", "-C", "codegen-units=1", "-C", ALIGNED])
            .current_dir(&workspace)
            .status()
            .map_err(|error| format!("cannot start cargo: {error}"))?;
        if !status.success() {
            return Err(format!("the build {name} failed: {status}"));
        }
        let built = format!("alloc_cost{}", env::consts::EXE_SUFFIX);
        let copy = target.join(format!("{name}{}", env::consts::EXE_SUFFIX));
        fs::copy(target.join("release").join(built), &copy)
            .map_err(|error| format!("cannot write {}: {error}", copy.display()))?;
        Ok(copy)
    };
    Ok(Builds {
        without: build("without", &[])?,
        with: build("with", &["--features", "alloc"])?,
    })
}
