//! `init`: what a package needs, added to it.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::bench_file;
use crate::cargo::{Cargo, CargoError};
use crate::difference::{self, Change};
use crate::exit_code::Exit;
use crate::files::{self, Write};
use crate::manifest::{self, Manifest, ManifestError, Source};
use crate::selection::Selection;
use crate::terminal::Terminal;
use crate::workspace::{Package, Workspace};

/// How `init` sets up.
#[derive(Clone, Debug)]
pub(crate) struct Init {
    pub(crate) selection: Selection,
    pub(crate) version: Option<String>,
    pub(crate) path: Option<PathBuf>,
    pub(crate) features: Vec<String>,
    pub(crate) bench: String,
    pub(crate) is_confirmed: bool,
    pub(crate) is_dry: bool,
}

/// Why nothing was set up.
#[derive(Debug)]
pub(crate) enum InitError {
    Cargo(CargoError),
    /// No package is meant that could be set up.
    Selection(String),
    /// `--path` leads to no perfmacro.
    Path(PathBuf),
    Manifest {
        path: PathBuf,
        error: ManifestError,
    },
    File {
        path: PathBuf,
        error: io::Error,
    },
}

impl fmt::Display for InitError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InitError::Cargo(error) => error.fmt(formatter),
            InitError::Selection(message) => formatter.write_str(message),
            InitError::Path(path) => write!(
                formatter,
                "--path: there is no perfmacro in `{}`",
                path.display()
            ),
            InitError::Manifest { path, .. } => {
                write!(formatter, "`{}` was left as it is", path.display())
            }
            InitError::File { path, .. } => {
                write!(
                    formatter,
                    "`{}` cannot be read or written, and nothing was changed",
                    path.display()
                )
            }
        }
    }
}

impl std::error::Error for InitError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            InitError::Cargo(error) => error.source(),
            InitError::Manifest { error, .. } => Some(error),
            InitError::File { error, .. } => Some(error),
            InitError::Selection(_) | InitError::Path(_) => None,
        }
    }
}

/// Sets up the packages that are meant.
///
/// # Errors
///
/// See [`InitError`]; nothing is changed then.
pub(crate) fn init(init: &Init, cargo: &Cargo, terminal: Terminal) -> Result<Exit, InitError> {
    let workspace = cargo.workspace().map_err(InitError::Cargo)?;
    let packages = packages(init, &workspace, terminal)?;
    let Plan { writes, notes } = plan(init, &workspace, &packages)?;
    for note in &notes {
        terminal.tell(&format!("note: {note}"));
    }
    if writes.is_empty() {
        terminal.show("Nothing to change: all that perfmacro needs is there.");
        return Ok(Exit::Passed);
    }
    for write in &writes {
        let change = Change {
            name: workspace.shown(&write.path),
            before: write.before.clone(),
            after: write.after.clone(),
        };
        terminal.show(&difference::painted(
            &difference::unified(&change),
            terminal,
        ));
    }
    if init.is_dry {
        terminal.tell("Nothing was changed, as --dry-run asks.");
        return Ok(Exit::Passed);
    }
    if !init.is_confirmed && terminal.ask("Make this change?") == Some(false) {
        terminal.tell("Nothing was changed.");
        return Ok(Exit::CouldNotRun);
    }
    files::write_all(&writes).map_err(|(path, error)| InitError::File { path, error })?;
    let names = writes
        .iter()
        .map(|write| workspace.shown(&write.path))
        .collect::<Vec<_>>();
    terminal.tell(&format!("Wrote {}.", names.join(", ")));
    terminal.tell("Next: put `#[perfmacro::perf_bench(target = \"1us\")]` on a function, then `cargo perfmacro check`.");
    Ok(Exit::Passed)
}

/// The packages to set up: those that are named, or all that can be.
fn packages<'a>(
    init: &Init,
    workspace: &'a Workspace,
    terminal: Terminal,
) -> Result<Vec<&'a Package>, InitError> {
    let meant = init.selection.of(workspace).map_err(InitError::Selection)?;
    let is_named = !init.selection.packages.is_empty() || meant.len() == 1;
    let (with, without): (Vec<_>, Vec<_>) = meant
        .into_iter()
        .partition(|package| package.library.is_some());
    if let Some(package) = without.first().filter(|_| is_named || with.is_empty()) {
        return Err(InitError::Selection(format!(
            "`{}` has no library: a benchmark target links libraries, so move its functions to a `src/lib.rs`",
            package.name
        )));
    }
    for package in without {
        terminal.tell(&format!(
            "note: `{}` has no library and is left as it is",
            package.name
        ));
    }
    if with.is_empty() {
        return Err(InitError::Selection("no package to set up".to_owned()));
    }
    Ok(with)
}

/// What is to be written, and what to know of it.
struct Plan {
    writes: Vec<Write>,
    notes: Vec<String>,
}

fn plan(init: &Init, workspace: &Workspace, packages: &[&Package]) -> Result<Plan, InitError> {
    let root_path = workspace.manifest();
    let root_before = read(&root_path)?;
    let inherits = parsed(&root_path, &root_before)?.has_workspace_dependencies();
    let mut root = root_before.clone();
    let mut is_inherited = false;
    let mut writes = Vec::new();
    let mut notes = Vec::new();
    for package in packages {
        let path = package.manifest();
        let before = if path == root_path {
            root.clone()
        } else {
            read(&path)?
        };
        let source = if inherits {
            Source::Workspace
        } else {
            source(init, &package.folder)?
        };
        let (edited, bench) = plan_package(init, package, &before, &source)?;
        is_inherited |= parsed(&path, &edited.text)?.inherits("dependencies");
        notes.extend(edited.notes);
        if path == root_path {
            root = edited.text;
        } else {
            writes.push(Write {
                path,
                before: Some(before),
                after: edited.text,
            });
        }
        writes.push(bench);
    }
    let names = packages
        .iter()
        .map(|package| package.name.as_str())
        .collect::<Vec<_>>();
    let inherited = is_inherited
        .then(|| source(init, &workspace.root))
        .transpose()?;
    let edited = manifest::edit_workspace(&root, &names, inherited.as_ref())
        .map_err(of_manifest(&root_path))?;
    notes.extend(edited.notes);
    writes.insert(
        0,
        Write {
            path: root_path,
            before: Some(root_before),
            after: edited.text,
        },
    );
    writes.retain(|write| write.before.as_ref() != Some(&write.after));
    Ok(Plan { writes, notes })
}

fn plan_package(
    init: &Init,
    package: &Package,
    before: &str,
    source: &Source,
) -> Result<(manifest::Edited, Write), InitError> {
    let manifest_path = package.manifest();
    let key = parsed(&manifest_path, before)?
        .dependency_key("dependencies")
        .unwrap_or_else(|| "perfmacro".to_owned())
        .replace('-', "_");
    let written = package
        .benches
        .iter()
        .find(|bench| bench.name == init.bench);
    let path = written.map_or_else(
        || {
            package
                .folder
                .join("benches")
                .join(&init.bench)
                .with_extension("rs")
        },
        |bench| bench.path.clone(),
    );
    let bench = path.exists().then(|| read(&path)).transpose()?;
    let edited = manifest::edit_package(
        before,
        &manifest::Package {
            bins: &package.bins,
            loses_benches: package.edition == "2015"
                && package.benches.iter().any(|bench| bench.name != init.bench),
            source,
            features: &init.features,
            bench: &init.bench,
            is_bench_foreign: bench
                .as_ref()
                .is_some_and(|text| !bench_file::is_suite(text, &key)),
        },
    )
    .map_err(of_manifest(&manifest_path))?;
    let krate = package
        .library
        .as_ref()
        .map_or("", |library| library.crate_name.as_str());
    let after = bench
        .as_ref()
        .and_then(|text| bench_file::naming(text, krate))
        .unwrap_or_else(|| bench_file::new(krate, &key));
    Ok((
        edited,
        Write {
            path,
            before: bench,
            after,
        },
    ))
}

fn source(init: &Init, folder: &Path) -> Result<Source, InitError> {
    let Some(path) = &init.path else {
        let version = init.version.clone().unwrap_or_else(|| {
            concat!(
                env!("CARGO_PKG_VERSION_MAJOR"),
                ".",
                env!("CARGO_PKG_VERSION_MINOR")
            )
            .to_owned()
        });
        return Ok(Source::Version(version));
    };
    let has_perfmacro = fs::read_to_string(path.join("Cargo.toml"))
        .is_ok_and(|text| text.contains("name = \"perfmacro\""));
    if !has_perfmacro {
        return Err(InitError::Path(path.clone()));
    }
    // As it is said where it is absolute; otherwise from the manifest and not from this folder.
    let written = if path.is_absolute() {
        path.clone()
    } else {
        let absolute = |path: &Path| {
            path.canonicalize().map_err(|error| InitError::File {
                path: path.to_owned(),
                error,
            })
        };
        relative(&absolute(path)?, &absolute(folder)?)
    };
    Ok(Source::Path(written.to_string_lossy().replace('\\', "/")))
}

/// The way to `path` from `folder`, both absolute.
fn relative(path: &Path, folder: &Path) -> PathBuf {
    let path = path.components().collect::<Vec<_>>();
    let folder = folder.components().collect::<Vec<_>>();
    let shared = path
        .iter()
        .zip(&folder)
        .take_while(|(one, other)| one == other)
        .count();
    let up = folder[shared..].iter().map(|_| Component::ParentDir);
    up.chain(path[shared..].iter().copied()).collect()
}

fn read(path: &Path) -> Result<String, InitError> {
    fs::read_to_string(path).map_err(|error| InitError::File {
        path: path.to_owned(),
        error,
    })
}

fn parsed(path: &Path, text: &str) -> Result<Manifest, InitError> {
    Manifest::read(text).map_err(of_manifest(path))
}

fn of_manifest(path: &Path) -> impl Fn(ManifestError) -> InitError {
    let path = path.to_owned();
    move |error| InitError::Manifest {
        path: path.clone(),
        error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_from_the_manifest() {
        for (path, folder, expected) in [
            ("/w/perfmacro", "/w/a", "../perfmacro"),
            ("/perfmacro", "/w/a", "../../perfmacro"),
            ("/w/a/perfmacro", "/w/a", "perfmacro"),
        ] {
            assert_eq!(
                relative(Path::new(path), Path::new(folder)),
                Path::new(expected)
            );
        }
    }
}
