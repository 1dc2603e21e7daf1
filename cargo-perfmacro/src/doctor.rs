//! `doctor`: what is wrong with a set-up.

mod diagnosis;
mod source;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::cargo::{Cargo, CargoError};
use crate::exit_code::Exit;
use crate::manifest::Manifest;
use crate::selection::Selection;
use crate::suites;
use crate::terminal::{Paint, Terminal};
use crate::workspace::{Package, Workspace};

use diagnosis::{Patient, Root, SuiteFile};
use source::Uses;

/// What is looked at, and how it is told.
#[derive(Clone, Debug)]
pub(crate) struct Doctor {
    pub(crate) selection: Selection,
    pub(crate) is_json: bool,
}

/// Looks at the packages that are meant, and tells what is wrong.
///
/// # Errors
///
/// Why nothing could be looked at.
pub(crate) fn doctor(options: &Doctor, cargo: &Cargo, terminal: Terminal) -> Result<Exit, String> {
    let workspace = cargo.workspace().map_err(|error| match error {
        CargoError::Start(source) => format!("{}: {source}", CargoError::Unreadable),
        other => other.to_string(),
    })?;
    let packages = options.selection.of(&workspace)?;
    let root = root(&workspace)?;
    let mut patients = Vec::new();
    for package in packages {
        patients.push(patient(package, &workspace)?);
    }
    let findings = diagnosis::diagnose(&root, &patients);
    for finding in &findings {
        if options.is_json {
            let object = json!({
                "type": "finding",
                "version": 1,
                "check": finding.check,
                "package": finding.package,
                "file": finding.file,
                "problem": finding.problem,
                "mend": finding.mend,
            });
            terminal.show(&object.to_string());
        } else {
            let head = format!("{}: {}", finding.file, finding.problem);
            terminal.show(&format!("{} {head}", terminal.paint(Paint::Red, "wrong")));
            terminal.show(&format!("      {}", finding.mend.replace('\n', "\n      ")));
        }
    }
    if findings.is_empty() {
        if !options.is_json {
            terminal.show(&format!(
                "{} all that perfmacro needs is there",
                terminal.paint(Paint::Green, "well")
            ));
        }
        return Ok(Exit::Passed);
    }
    Ok(Exit::CouldNotRun)
}

fn root(workspace: &Workspace) -> Result<Root, String> {
    let lock = fs::read_to_string(workspace.root.join("Cargo.lock")).unwrap_or_default();
    Ok(Root {
        manifest: manifest(&workspace.manifest())?,
        lock,
        has_valgrind: has_valgrind(),
    })
}

fn patient(package: &Package, workspace: &Workspace) -> Result<Patient, String> {
    let key = suites::perfmacro_key(package);
    let suites = package
        .benches
        .iter()
        .filter_map(|bench| {
            let text = fs::read_to_string(&bench.path).ok()?;
            Some(SuiteFile {
                bench: bench.name.clone(),
                file: workspace.shown(&bench.path),
                crates: crate::bench_file::named_crates(&text)
                    .filter(|_| crate::bench_file::is_suite(&text, &key))?,
            })
        })
        .collect();
    let mut uses = Uses::default();
    look(&package.folder.join("src"), &mut uses);
    Ok(Patient {
        name: package.name.clone(),
        file: workspace.shown(&package.manifest()),
        manifest: manifest(&package.manifest())?,
        library: package
            .library
            .as_ref()
            .map(|library| library.crate_name.clone()),
        bins: package.bins.iter().map(|bin| bin.name.clone()).collect(),
        suites,
        uses,
    })
}

fn manifest(path: &Path) -> Result<Manifest, String> {
    let text =
        fs::read_to_string(path).map_err(|error| format!("`{}`: {error}", path.display()))?;
    Manifest::read(&text).map_err(|error| format!("`{}`: {error}", path.display()))
}

/// Looks at every source file below a folder.
fn look(folder: &Path, uses: &mut Uses) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            look(&path, uses);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            uses.add(&fs::read_to_string(&path).unwrap_or_default());
        }
    }
}

fn has_valgrind() -> bool {
    Command::new("valgrind")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
