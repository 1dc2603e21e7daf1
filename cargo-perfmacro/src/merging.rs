//! `merge`: records of many machines, or of many shards, as those of one run.

use std::fmt;
use std::io;
use std::path::PathBuf;

use cargo_perfmacro::merge::{self, MergeError};
use perfmacro_runtime::record;

use crate::exit_code::Exit;
use crate::terminal::Terminal;

/// What is merged, and where to.
#[derive(Clone, Debug)]
pub(crate) struct Merge {
    pub(crate) files: Vec<PathBuf>,
    pub(crate) output: PathBuf,
    pub(crate) run: Option<String>,
}

/// Why nothing is merged.
#[derive(Debug)]
pub(crate) enum MergingError {
    /// A file of records.
    Read(PathBuf, io::Error),
    /// They are not one run's.
    Merge(MergeError),
    /// The file to write.
    Write(PathBuf, io::Error),
}

impl fmt::Display for MergingError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MergingError::Read(path, _) => write!(formatter, "cannot read `{}`", path.display()),
            MergingError::Merge(error) => error.fmt(formatter),
            MergingError::Write(path, _) => write!(formatter, "cannot write `{}`", path.display()),
        }
    }
}

impl std::error::Error for MergingError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            MergingError::Read(_, error) | MergingError::Write(_, error) => Some(error),
            MergingError::Merge(_) => None,
        }
    }
}

/// Merges, and tells what was passed over.
///
/// # Errors
///
/// See [`MergingError`].
pub(crate) fn merge(options: &Merge, terminal: Terminal) -> Result<Exit, MergingError> {
    let files = options
        .files
        .iter()
        .map(|path| record::read(path).map_err(|error| MergingError::Read(path.clone(), error)))
        .collect::<Result<Vec<_>, _>>()?;
    let merged = merge::merge(files, options.run.as_deref()).map_err(MergingError::Merge)?;
    for damaged in &merged.records.damaged {
        terminal.tell_always(&damaged.to_string());
    }
    merged
        .write(&options.output)
        .map_err(|error| MergingError::Write(options.output.clone(), error))?;
    terminal.tell(&format!(
        "Wrote {} results of run `{}` to `{}`; {} were there more than once",
        merged.records.results.len(),
        merged.run,
        options.output.display(),
        merged.duplicates
    ));
    Ok(Exit::Passed)
}
