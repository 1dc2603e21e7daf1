//! A generated crate of a hundred annotated functions.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

const FUNCTIONS: usize = 100;

/// A crate that was written.
pub(crate) struct Fixture {
    pub(crate) root: PathBuf,
}

impl Fixture {
    /// Writes the crate `name`, whose functions have these sizes, under the workspace's target directory.
    pub(crate) fn write(name: &str, sizes: &[usize]) -> Result<Fixture, String> {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let root = workspace.join("target/case-compile-time").join(name);
        let perfmacro = workspace.join("perfmacro");
        let perfmacro = perfmacro.display();
        let files = [
            (
                "Cargo.toml",
                format!(
                    "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
                     [lib]\nbench = false\n\n\
                     [dependencies]\nperfmacro = {{ path = \"{perfmacro}\" }}\n\n\
                     [dev-dependencies]\n\
                     perfmacro = {{ path = \"{perfmacro}\", features = [\"bench\"] }}\n\n\
                     [[bench]]\nname = \"perf\"\nharness = false\n\n[workspace]\n"
                ),
            ),
            ("benches/perf.rs", format!("perfmacro::main!({name});\n")),
            ("src/lib.rs", source(sizes)),
        ];
        for (path, text) in files {
            let path = root.join(path);
            let folder = path.parent().unwrap_or(&root);
            fs::create_dir_all(folder)
                .and_then(|()| fs::write(&path, text))
                .map_err(|error| format!("{}: {error}", path.display()))?;
        }
        // The versions that the workspace has, and no look at the registry's index.
        fs::copy(workspace.join("Cargo.lock"), root.join("Cargo.lock"))
            .map_err(|error| format!("Cargo.lock: {error}"))?;
        Ok(Fixture { root })
    }

    /// Has Cargo build the crate again.
    pub(crate) fn touch(&self) -> Result<(), String> {
        File::options()
            .append(true)
            .open(self.root.join("src/lib.rs"))
            .and_then(|file| file.set_modified(SystemTime::now()))
            .map_err(|error| format!("src/lib.rs: {error}"))
    }
}

fn source(sizes: &[usize]) -> String {
    let mut text = String::from("use perfmacro::perf_bench;\n");
    for number in 0..FUNCTIONS {
        let _ = write!(
            text,
            "\n#[perf_bench(target = \"1ms\", types = [u8, u16, u32, u64], sizes = {sizes:?})]\n\
             pub fn mix_{number}<T: Copy + Into<u64>>(values: &[T]) -> u64 {{\n    \
             values.iter().fold({number}, |mixed, value| mixed.rotate_left(5) ^ (*value).into())\n}}\n"
        );
    }
    text
}
