//! The generated Cargo project of one contestant.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::contestant::{Contestant, Sources};

/// The package name of every fixture, which `perfmacro::main!(..)` refers to.
pub(crate) const PACKAGE_NAME: &str = "fixture";

/// Where a fixture lies and what is written there.
pub(crate) struct Fixture {
    /// Whose fixture this is.
    pub(crate) contestant: Contestant,
    /// The folder of the Cargo project.
    pub(crate) root: PathBuf,
    /// The folder that holds the workspace's packages.
    workspace: PathBuf,
}

impl Fixture {
    /// Names the fixture `<parent>/<contestant>`; writes nothing.
    pub(crate) fn new(contestant: Contestant, workspace: &Path, parent: &Path) -> Self {
        Self {
            contestant,
            root: parent.join(contestant.name()),
            workspace: workspace.to_path_buf(),
        }
    }

    /// Writes the project with that many functions. `Cargo.lock` and the build
    /// output of an earlier run stay, everything else is replaced.
    pub(crate) fn write(&self, functions: usize) -> Result<(), String> {
        for folder in ["src", "benches"] {
            remove_folder(&self.root.join(folder))?;
        }
        let sources = self.contestant.sources(functions, &self.workspace);
        write_file(&self.root.join("Cargo.toml"), &manifest(&sources))?;
        write_file(&self.root.join("benches/perf.rs"), &sources.bench)?;
        if let Some(library) = &sources.library {
            write_file(&self.library_file(), library)?;
        }
        Ok(())
    }

    /// Appends a comment to the file that holds the functions. The bench profile
    /// has no incremental compilation, so that any change costs the same.
    pub(crate) fn change(&self, round: usize) -> Result<(), String> {
        let file = self.functions_file();
        let text = fs::read_to_string(&file).map_err(|error| describe("read", &file, &error))?;
        write_file(&file, &format!("{text}// changed in round {round}\n"))
    }

    /// Removes all that Cargo has built for this fixture.
    pub(crate) fn remove_build_output(&self) -> Result<(), String> {
        remove_folder(&self.root.join("target"))
    }

    /// The file that holds the functions: the library, or else the bench target.
    fn functions_file(&self) -> PathBuf {
        let library = self.library_file();
        if library.exists() {
            library
        } else {
            self.root.join("benches/perf.rs")
        }
    }

    /// Where the library lies, if the fixture has one.
    fn library_file(&self) -> PathBuf {
        self.root.join("src/lib.rs")
    }
}

/// The manifest around a fixture's sources. The empty `[workspace]` keeps Cargo
/// from taking the fixture for a member of the workspace it lies in.
fn manifest(sources: &Sources) -> String {
    let library = if sources.library.is_some() {
        "[lib]\nbench = false\n"
    } else {
        ""
    };
    let dependencies = &sources.dependencies;
    format!(
        "[package]
name = \"{PACKAGE_NAME}\"
version = \"0.0.0\"
edition = \"2024\"
publish = false

{library}
[[bench]]
name = \"perf\"
harness = false

{dependencies}
[workspace]
"
    )
}

/// Writes a file and the folders above it.
fn write_file(path: &Path, text: &str) -> Result<(), String> {
    let folder = path
        .parent()
        .expect("every file of a fixture lies in its folder");
    fs::create_dir_all(folder).map_err(|error| describe("create", folder, &error))?;
    fs::write(path, text).map_err(|error| describe("write", path, &error))
}

/// Removes a folder with all it holds; one that is not there is fine.
fn remove_folder(path: &Path) -> Result<(), String> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(describe("remove", path, &error)),
        _ => Ok(()),
    }
}

/// One line for a failed file operation: what, where and why.
fn describe(action: &str, path: &Path, error: &std::io::Error) -> String {
    format!("cannot {action} {}: {error}", path.display())
}
