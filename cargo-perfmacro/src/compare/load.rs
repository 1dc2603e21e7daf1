//! What a comparison is of, as a user names it.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use perfmacro_runtime::record::{self, Damaged};

use crate::baseline::{Baselines, Name, StoreError};
use crate::snapshot::Snapshot;

/// What was named.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// What it holds.
    pub snapshot: Snapshot,
    /// Where it was found.
    pub path: PathBuf,
    /// Lines that were passed over.
    pub damaged: Vec<Damaged>,
}

/// What kept it from being found.
#[derive(Debug)]
#[non_exhaustive]
pub enum LoadError {
    /// The baseline.
    Baseline(StoreError),
    /// The records.
    Records(PathBuf, io::Error),
    /// Neither a file, nor a baseline, nor a run is called so.
    Unknown(String),
    /// There is no run.
    NoRun(PathBuf),
}

/// Finds `named`: a record file (`.jsonl`) or a baseline's file (`.json`) that exists, else a baseline's name, else a run
/// in the directory of `records`. Without a name it is the run that was written to last.
///
/// # Errors
///
/// Where there is no such thing, or it cannot be read.
pub fn load(
    named: Option<&str>,
    baselines: &Baselines,
    records: &Path,
) -> Result<Loaded, LoadError> {
    let Some(named) = named else {
        let failed = |error| LoadError::Records(records.to_owned(), error);
        let runs = record::runs(records).map_err(failed)?;
        let newest = runs.into_iter().next();
        let newest = newest.ok_or_else(|| LoadError::NoRun(records.to_owned()))?;
        return of_records(newest.path);
    };
    let path = Path::new(named);
    let ending = path.extension().and_then(|ending| ending.to_str());
    match ending {
        Some("jsonl") if path.is_file() => return of_records(path.to_owned()),
        Some("json") if path.is_file() => {
            return of_baseline(Baselines::read(path), path.to_owned());
        }
        _ => {}
    }
    if let Ok(name) = named.parse::<Name>() {
        match baselines.load(&name) {
            Err(StoreError::Missing(..)) => {}
            found => return of_baseline(found, baselines.path(&name)),
        }
        let run = records.join(format!("{name}.jsonl"));
        if run.is_file() {
            return of_records(run);
        }
    }
    Err(LoadError::Unknown(named.to_owned()))
}

fn of_records(path: PathBuf) -> Result<Loaded, LoadError> {
    match record::read(&path) {
        Err(error) => Err(LoadError::Records(path, error)),
        Ok(records) => Ok(Loaded {
            snapshot: Snapshot::of(&records),
            path,
            damaged: records.damaged,
        }),
    }
}

fn of_baseline(found: Result<Snapshot, StoreError>, path: PathBuf) -> Result<Loaded, LoadError> {
    Ok(Loaded {
        snapshot: found.map_err(LoadError::Baseline)?,
        path,
        damaged: Vec::new(),
    })
}

impl fmt::Display for LoadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::Baseline(error) => error.fmt(formatter),
            LoadError::Records(path, _) => write!(formatter, "cannot read `{}`", path.display()),
            LoadError::Unknown(named) => write!(
                formatter,
                "`{named}` is neither a file of records, nor a baseline, nor a run"
            ),
            LoadError::NoRun(records) => {
                write!(formatter, "no run is recorded in `{}`", records.display())
            }
        }
    }
}

impl Error for LoadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            LoadError::Baseline(error) => error.source(),
            LoadError::Records(_, error) => Some(error),
            LoadError::Unknown(_) | LoadError::NoRun(_) => None,
        }
    }
}
