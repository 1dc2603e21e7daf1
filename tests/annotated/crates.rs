//! Which crates are annotated, and how one of them becomes a crate of its own in the temporary directory.
//!
//! Input: a name and a version. Output: a copy of the package as the registry has it, with a manifest of ours.
//!
//! Invariant: a version is exact, and the registry's own checksum is what Cargo compares the sources with.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::process;

/// A published crate without dependencies that it cannot do without.
pub(crate) struct Package {
    pub(crate) name: &'static str,
    version: &'static str,
    edition: &'static str,
    /// Those that its code asks for and that are on here.
    features: &'static [&'static str],
}

/// Small and well known, and each of another shape.
pub(crate) const ALL: &[Package] = &[
    // Free functions over `&str`, plain and generic, with closures and iterators.
    Package {
        name: "strsim",
        version: "0.11.1",
        edition: "2015",
        features: &[],
    },
    // `const fn`, methods that return borrows, iterators, `no_std`.
    Package {
        name: "percent-encoding",
        version: "2.3.2",
        edition: "2018",
        features: &["std", "alloc"],
    },
    // Parsers and formatters: functions over `Duration` and `SystemTime`, implementations of traits.
    Package {
        name: "humantime",
        version: "2.3.0",
        edition: "2021",
        features: &[],
    },
    // Traits implemented, `unsafe fn`, functions that borrow from what they take.
    Package {
        name: "semver",
        version: "1.0.27",
        edition: "2018",
        features: &["std"],
    },
    // Generic throughout, `&mut self`, `unsafe`, and macros.
    Package {
        name: "smallvec",
        version: "1.15.1",
        edition: "2018",
        features: &["union", "write", "const_generics"],
    },
    // Raw pointers, `#[target_feature]`, deep modules, code for other processors.
    Package {
        name: "memchr",
        version: "2.8.3",
        edition: "2021",
        features: &["std", "alloc"],
    },
    // Types without a size, traits with many provided methods, buffers.
    Package {
        name: "bytes",
        version: "1.10.1",
        edition: "2018",
        features: &["std"],
    },
    // A trait of associated functions, which are hard to tell from free ones.
    Package {
        name: "byteorder",
        version: "1.5.0",
        edition: "2021",
        features: &["std"],
    },
];

/// Those that CI takes.
pub(crate) const SAMPLE: &[&str] = &["percent-encoding", "semver", "strsim"];

impl Package {
    /// Copies the package, and gives the copy's folder.
    pub(crate) fn copy(&self) -> PathBuf {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("annotated")
            .join(self.name);
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("an old copy can be removed");
        }
        copy(&self.source(), &folder);
        fs::write(folder.join("Cargo.toml"), self.manifest()).expect("the copy is writable");
        // The versions that were tested, and no look at the registry's index.
        fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).expect("lock file");
        folder
    }

    /// Where Cargo keeps the sources, once it has them: a package that depends on this one tells.
    fn source(&self) -> PathBuf {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("annotated")
            .join(format!("{}-source", self.name));
        fs::create_dir_all(folder.join("src")).expect("a folder can be made");
        let manifest = format!(
            "[package]\nname = \"source\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies.{}]\nversion = \"={}\"\ndefault-features = false\n",
            self.name, self.version
        );
        fs::write(folder.join("Cargo.toml"), manifest).expect("the folder is writable");
        fs::write(folder.join("src/lib.rs"), "").expect("the folder is writable");
        let mut metadata = process::cargo(&folder, "metadata --format-version 1");
        let output = process::run(&mut metadata, Duration::from_secs(120))
            .expect("Cargo fetches a small crate within two minutes");
        assert_eq!(output.code, Some(0), "{}", output.stderr);
        let metadata: serde_json::Value =
            serde_json::from_str(&output.stdout).expect("Cargo's metadata is JSON");
        metadata["packages"]
            .as_array()
            .expect("metadata lists packages")
            .iter()
            .find(|package| package["name"] == self.name)
            .and_then(|package| Path::new(package["manifest_path"].as_str()?).parent())
            .expect("the package's manifest has a folder")
            .to_owned()
    }

    /// Nothing of the published manifest is needed: no optional dependency, no script, no tests.
    fn manifest(&self) -> String {
        let perfmacro = workspace().join("perfmacro").display().to_string();
        let mut manifest = format!(
            "[package]\nname = \"{}\"\nversion = \"{}\"\nedition = \"{}\"\nbuild = false\n\n[lib]\n\
             path = \"src/lib.rs\"\n\n[workspace]\n\n[dependencies]\nperfmacro = {{ path = {:?}, \
             features = [\"budget\"] }}\n\n[lints.rust]\nunexpected_cfgs = \"allow\"\n\n[features]\n\
             default = {:?}\n",
            self.name, self.version, self.edition, perfmacro, self.features
        );
        for feature in self.features {
            writeln!(manifest, "{feature} = []").expect("text is writable");
        }
        manifest
    }
}

/// The root of this repository.
pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .expect("tests are a folder of the workspace")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the copy's folder can be made");
    for entry in fs::read_dir(from).expect("a package is a folder") {
        let entry = entry.expect("a package is readable");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            // Its contents and not its permissions: a registry's copy may be read-only.
            let content = fs::read(entry.path()).expect("a package is readable");
            fs::write(target, content).expect("the copy is writable");
        }
    }
}
