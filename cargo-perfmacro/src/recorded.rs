//! `report`: what runs have recorded, in a format.

use std::env;
use std::fmt;
use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use cargo_perfmacro::report::{Builder, Format, Style};
use perfmacro_runtime::record;

use crate::cargo::{Cargo, CargoError};
use crate::exit_code::Exit;
use crate::terminal::Terminal;

/// The variable that says where records are.
const RECORDS: &str = "PERFMACRO_RECORDS";
/// How many runs a page has the history of, where the command line does not say.
const HISTORY: usize = 20;

/// What `report` tells, and how.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    pub(crate) format: Format,
    pub(crate) output: Option<PathBuf>,
    pub(crate) run: Option<String>,
    pub(crate) runs: Option<usize>,
    pub(crate) files: Vec<PathBuf>,
}

/// Why there is no report.
#[derive(Debug)]
pub(crate) enum ReportError {
    /// Cargo does not say where records are.
    Cargo(CargoError),
    /// A file or a folder that cannot be read.
    Read(PathBuf, io::Error),
    /// Nothing is recorded in this folder.
    Nothing(PathBuf),
    /// There is no run of this name in this folder.
    NoRun(String, PathBuf),
    /// The report cannot be written there.
    Write(String, io::Error),
}

impl fmt::Display for ReportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReportError::Cargo(error) => error.fmt(formatter),
            ReportError::Read(path, _) => write!(formatter, "cannot read `{}`", path.display()),
            ReportError::Nothing(folder) => write!(
                formatter,
                "nothing is recorded in `{}`: run `cargo perfmacro check` or `cargo perfmacro bench` first",
                folder.display()
            ),
            ReportError::NoRun(run, folder) => {
                write!(
                    formatter,
                    "there is no run `{run}` in `{}`",
                    folder.display()
                )
            }
            ReportError::Write(place, _) => write!(formatter, "cannot write {place}"),
        }
    }
}

impl std::error::Error for ReportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ReportError::Read(_, error) | ReportError::Write(_, error) => Some(error),
            _ => None,
        }
    }
}

/// Writes the report.
///
/// # Errors
///
/// See [`ReportError`].
pub(crate) fn report(
    options: &Report,
    cargo: &Cargo,
    terminal: Terminal,
) -> Result<Exit, ReportError> {
    let files = files(options, cargo)?;
    let mut builder = Builder::default();
    for path in files {
        let records = record::read(&path).map_err(|error| ReportError::Read(path, error))?;
        builder.add(records);
    }
    let style = Style {
        is_coloured: options.output.is_none() && terminal.is_coloured(),
        ..Style::default()
    };
    let model = builder.finish();
    match &options.output {
        Some(path) => {
            let place = || format!("`{}`", path.display());
            let failed = |error| ReportError::Write(place(), error);
            let mut file = BufWriter::new(File::create(path).map_err(failed)?);
            options
                .format
                .write(&model, style, &mut file)
                .and_then(|()| file.flush())
                .map_err(failed)?;
            terminal.tell(&format!("Wrote {}", place()));
        }
        None => Terminal::write(|out| options.format.write(&model, style, out))
            .map_err(|error| ReportError::Write("to standard output".to_owned(), error))?,
    }
    Ok(Exit::Passed)
}

/// The files to read: those that are named, or the newest of the runs.
fn files(options: &Report, cargo: &Cargo) -> Result<Vec<PathBuf>, ReportError> {
    if !options.files.is_empty() {
        return Ok(options.files.clone());
    }
    let folder = folder(cargo).map_err(ReportError::Cargo)?;
    let failed = |error| ReportError::Read(folder.clone(), error);
    let mut runs = record::runs(&folder).map_err(failed)?;
    if runs.is_empty() {
        return Err(ReportError::Nothing(folder));
    }
    if let Some(name) = &options.run {
        runs.retain(|run| run.run == *name);
        if runs.is_empty() {
            return Err(ReportError::NoRun(name.clone(), folder));
        }
    }
    // A page shows history; what programs read is of one run, since cases that are gone live on in older ones.
    let count = options.runs.unwrap_or(if options.format == Format::Html {
        HISTORY
    } else {
        1
    });
    Ok(runs.into_iter().take(count).map(|run| run.path).collect())
}

/// Where this workspace's runs are recorded.
///
/// # Errors
///
/// Where Cargo does not say.
pub(crate) fn folder(cargo: &Cargo) -> Result<PathBuf, CargoError> {
    let said = env::var_os(RECORDS).filter(|folder| !folder.is_empty() && folder != "off");
    if let Some(folder) = said {
        return Ok(PathBuf::from(folder));
    }
    Ok(cargo
        .workspace()?
        .target
        .join(Path::new("perfmacro/records")))
}
