//! A generated Cargo project with a suite, built as it is and with 15 % more work in every call.

use std::fs;
use std::path::{Path, PathBuf};

use perfmacro_benches::cargo;

/// The executables of both builds.
pub(crate) struct Suites {
    pub(crate) base: PathBuf,
    pub(crate) slower: PathBuf,
}

/// How many functions it has.
pub(crate) const FUNCTIONS: usize = 3;

/// Writes the project to `root`, builds it twice, and keeps both executables.
///
/// # Errors
///
/// A file cannot be written, or the project does not build.
pub(crate) fn build(root: &Path, workspace: &Path) -> Result<Suites, String> {
    let path = workspace.join("perfmacro");
    let path = path.display();
    // Literal strings, since a path on Windows is full of backslashes.
    let manifest = format!(
        "[package]
name = \"compared\"
version = \"0.0.0\"
edition = \"2024\"
publish = false

[lib]
bench = false

[[bench]]
name = \"perf\"
harness = false

[dependencies]
perfmacro = {{ path = '{path}' }}

[dev-dependencies]
perfmacro = {{ path = '{path}', features = [\"bench\"] }}

[workspace]
"
    );
    write(root, "Cargo.toml", &manifest)?;
    write(root, "benches/perf.rs", "perfmacro::main!(compared);\n")?;
    let suite = |work: usize, name: &str| {
        write(root, "src/lib.rs", &library(work))?;
        let finished = cargo::build_benches(root)?;
        let built = cargo::executable(&finished.stderr)
            .map(|path| root.join(path))
            .ok_or_else(|| format!("cargo names no executable\n{}", finished.stderr))?;
        let kept = root.join(name);
        fs::copy(&built, &kept)
            .map_err(|error| format!("cannot copy {}: {error}", built.display()))?;
        Ok::<_, String>(kept)
    };
    Ok(Suites {
        base: suite(100, "base")?,
        slower: suite(115, "slower")?,
    })
}

fn write(root: &Path, file: &str, text: &str) -> Result<(), String> {
    let file = root.join(file);
    file.parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(&file, text))
        .map_err(|error| format!("cannot write {}: {error}", file.display()))
}

/// Three functions whose time is their work: of a chain of arithmetic, of bytes, of memory that is asked for.
fn library(work: usize) -> String {
    format!(
        "use perfmacro::perf_bench;

const WORK: usize = {work};

#[perf_bench(measurement_time = \"1s\", warm_up_time = \"500ms\")]
pub fn arithmetic(seed: u64) -> u64 {{
    (0..WORK * 4).fold(seed | 1, |chain, _| chain.wrapping_mul(0x5851_F42D_4C95_7F2D).rotate_left(7))
}}

#[perf_bench(sizes = [20_000], setup = |n: usize| (0..n * WORK / 100).map(|i| (i * 31) as u8).collect::<Vec<u8>>(),
    measurement_time = \"1s\", warm_up_time = \"500ms\")]
pub fn checksum(bytes: &[u8]) -> u32 {{
    bytes.iter().fold(0, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(16_777_619))
}}

#[perf_bench(measurement_time = \"1s\", warm_up_time = \"500ms\")]
pub fn strings(seed: u64) -> Vec<String> {{
    (0..WORK as u64).map(|index| (seed ^ index).to_string()).collect()
}}
"
    )
}
