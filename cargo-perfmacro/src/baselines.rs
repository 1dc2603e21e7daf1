//! `baseline`: results that are kept beside the source, and `compare`: results against them.

use std::fmt;
use std::path::PathBuf;

use cargo_perfmacro::baseline::{Baselines, Name, Overwrite, StoreError};
use cargo_perfmacro::compare::{
    self, Format, LoadError, Loaded, NothingCompared, Outcome, Rows, Settings,
};

use crate::cargo::{Cargo, CargoError};
use crate::exit_code::Exit;
use crate::recorded;
use crate::terminal::Terminal;

/// What is done with baselines.
#[derive(Clone, Debug)]
pub(crate) enum Keep {
    /// A run becomes a baseline: the newest, where none is named.
    Save {
        name: Name,
        run: Option<String>,
        overwrite: Overwrite,
    },
    List,
    Show(Name),
    Remove(Name),
}

/// What is compared, and how it is told.
#[derive(Clone, Debug)]
pub(crate) struct Compare {
    pub(crate) base: String,
    /// The newest run, where none is named.
    pub(crate) new: Option<String>,
    pub(crate) settings: Settings,
    pub(crate) format: Format,
    pub(crate) rows: Rows,
}

/// Why there is no baseline and no comparison.
#[derive(Debug)]
pub(crate) enum BaselineError {
    /// Cargo does not say where they are.
    Cargo(CargoError),
    /// The folder of baselines.
    Store(StoreError),
    /// What was named.
    Load(LoadError),
    /// No figure could be compared.
    Nothing(NothingCompared),
}

impl fmt::Display for BaselineError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BaselineError::Cargo(error) => error.fmt(formatter),
            BaselineError::Store(error) => error.fmt(formatter),
            BaselineError::Load(error) => error.fmt(formatter),
            BaselineError::Nothing(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for BaselineError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            BaselineError::Cargo(error) => error.source(),
            BaselineError::Store(error) => error.source(),
            BaselineError::Load(error) => error.source(),
            BaselineError::Nothing(_) => None,
        }
    }
}

/// Saves, lists, shows or removes.
///
/// # Errors
///
/// See [`BaselineError`].
pub(crate) fn keep(keep: &Keep, cargo: &Cargo, terminal: Terminal) -> Result<Exit, BaselineError> {
    let (baselines, records) = places(cargo)?;
    match keep {
        Keep::Save {
            name,
            run,
            overwrite,
        } => {
            let loaded = load(run.as_deref(), &baselines, &records, terminal)?;
            let path = baselines
                .save(name, &loaded.snapshot, *overwrite)
                .map_err(BaselineError::Store)?;
            terminal.tell(&format!(
                "Saved {} cases of `{}` as `{}`",
                loaded.snapshot.len(),
                loaded.path.display(),
                path.display()
            ));
        }
        Keep::List => {
            let names = baselines.list().map_err(BaselineError::Store)?;
            if names.is_empty() {
                terminal
                    .tell("There is no baseline: `cargo perfmacro baseline save NAME` makes one.");
            }
            for name in names {
                terminal.show(name.as_str());
            }
        }
        Keep::Show(name) => {
            let snapshot = baselines.load(name).map_err(BaselineError::Store)?;
            for machine in &snapshot.machines {
                terminal.show(&machine.machine.to_string());
            }
            let path = baselines.path(name);
            terminal.show(&format!("{} cases in `{}`", snapshot.len(), path.display()));
        }
        Keep::Remove(name) => {
            let path = baselines.remove(name).map_err(BaselineError::Store)?;
            terminal.tell(&format!("Removed `{}`", path.display()));
        }
    }
    Ok(Exit::Passed)
}

/// Compares, and fails on a regression.
///
/// # Errors
///
/// See [`BaselineError`].
pub(crate) fn compare(
    options: &Compare,
    cargo: &Cargo,
    terminal: Terminal,
) -> Result<Exit, BaselineError> {
    let (baselines, records) = places(cargo)?;
    let base = load(Some(&options.base), &baselines, &records, terminal)?;
    let new = load(options.new.as_deref(), &baselines, &records, terminal)?;
    let comparison = compare::compare(&base.snapshot, &new.snapshot, options.settings);
    terminal.show(comparison.render(options.format, options.rows).trim_end());
    match comparison.outcome().map_err(BaselineError::Nothing)? {
        Outcome::NoRegression => Ok(Exit::Passed),
        Outcome::Regression => Ok(Exit::Regression),
    }
}

fn places(cargo: &Cargo) -> Result<(Baselines, PathBuf), BaselineError> {
    let workspace = cargo.workspace().map_err(BaselineError::Cargo)?;
    let records = recorded::folder(cargo).map_err(BaselineError::Cargo)?;
    Ok((Baselines::of_workspace(&workspace.root), records))
}

fn load(
    named: Option<&str>,
    baselines: &Baselines,
    records: &std::path::Path,
    terminal: Terminal,
) -> Result<Loaded, BaselineError> {
    let loaded = compare::load(named, baselines, records).map_err(BaselineError::Load)?;
    for damaged in &loaded.damaged {
        terminal.tell_always(&damaged.to_string());
    }
    Ok(loaded)
}
