//! `ratchet`: budgets from what was measured, written into the source.

use std::fmt;
use std::fs;
use std::io;
use std::path::PathBuf;

use cargo_perfmacro::ratchet::{self, Settings, WriteError};
use perfmacro_runtime::record;

use crate::cargo::{Cargo, CargoError};
use crate::exit_code::Exit;
use crate::recorded;
use crate::terminal::Terminal;

/// What becomes of budgets.
#[derive(Clone, Debug)]
pub(crate) struct Ratchet {
    pub(crate) settings: Settings,
    /// A file of records, in place of the newest run's.
    pub(crate) file: Option<PathBuf>,
    pub(crate) is_confirmed: bool,
    pub(crate) is_dry: bool,
}

/// Why no budget is written.
#[derive(Debug)]
pub(crate) enum RatchetError {
    /// Cargo does not say where the sources are.
    Cargo(CargoError),
    /// A file or a folder of records.
    Read(PathBuf, io::Error),
    /// Nothing is recorded in this folder.
    Nothing(PathBuf),
    /// A source.
    Write(WriteError),
}

impl fmt::Display for RatchetError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RatchetError::Cargo(error) => error.fmt(formatter),
            RatchetError::Read(path, _) => write!(formatter, "cannot read `{}`", path.display()),
            RatchetError::Nothing(folder) => write!(
                formatter,
                "nothing is recorded in `{}`: run `cargo perfmacro bench` first",
                folder.display()
            ),
            RatchetError::Write(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for RatchetError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            RatchetError::Cargo(error) => error.source(),
            RatchetError::Read(_, error) => Some(error),
            RatchetError::Nothing(_) => None,
            RatchetError::Write(error) => error.source(),
        }
    }
}

/// Shows what would change, and writes it once it is confirmed.
///
/// # Errors
///
/// See [`RatchetError`].
pub(crate) fn ratchet(
    options: &Ratchet,
    cargo: &Cargo,
    terminal: Terminal,
) -> Result<Exit, RatchetError> {
    let root = cargo.workspace().map_err(RatchetError::Cargo)?.root;
    let path = match &options.file {
        Some(file) => file.clone(),
        None => newest(cargo)?,
    };
    let records = record::read(&path).map_err(|error| RatchetError::Read(path, error))?;
    let ratchet = ratchet::ratchet(
        &records,
        |source| fs::read_to_string(root.join(source)),
        options.settings,
    );
    for kept in &ratchet.kept {
        terminal.tell(&kept.to_string());
    }
    if ratchet.is_empty() {
        terminal.tell("Nothing to change.");
        return Ok(Exit::Passed);
    }
    terminal.show(ratchet.diff().trim_end());
    if options.is_dry {
        terminal.tell("Nothing was changed, as --dry-run asks.");
        return Ok(Exit::Passed);
    }
    if !options.is_confirmed && terminal.ask("Make this change?") == Some(false) {
        terminal.tell("Nothing was changed.");
        return Ok(Exit::Passed);
    }
    ratchet.write(&root).map_err(RatchetError::Write)?;
    Ok(Exit::Passed)
}

fn newest(cargo: &Cargo) -> Result<PathBuf, RatchetError> {
    let folder = recorded::folder(cargo).map_err(RatchetError::Cargo)?;
    let failed = |error| RatchetError::Read(folder.clone(), error);
    let newest = record::runs(&folder).map_err(failed)?.into_iter().next();
    newest
        .map(|run| run.path)
        .ok_or(RatchetError::Nothing(folder))
}
