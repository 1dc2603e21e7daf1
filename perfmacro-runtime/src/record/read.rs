//! Records as they are read back.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::environment::Environment;
use super::line::{self, VERSION};
use super::old;
use super::result::CaseResult;

/// What is in a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    /// Each environment once, in the order they were first seen.
    pub environments: Vec<Environment>,
    /// Results, in the order they were written.
    pub results: Vec<CaseResult>,
    /// Lines that are none of these.
    pub damaged: Vec<Damaged>,
}

/// A line that cannot be read, and was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

/// The file of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunFile {
    /// The run.
    pub run: String,
    /// Its file.
    pub path: PathBuf,
    /// When it was last written to.
    pub written: SystemTime,
}

/// Reads a run's file. What is damaged in it is told in the records, and kinds of records that a later version has
/// are passed over.
///
/// # Errors
///
/// Where the file cannot be read at all.
pub fn read(path: &Path) -> io::Result<Records> {
    let bytes = fs::read(path)?;
    let mut records = Records::default();
    for (index, text) in bytes.split(|byte| *byte == b'\n').enumerate() {
        if text.is_empty() {
            continue;
        }
        if let Err(reason) = records.take(text) {
            records.damaged.push(Damaged {
                path: path.to_owned(),
                line: index + 1,
                reason,
            });
        }
    }
    Ok(records)
}

/// The runs in a directory, the one that was written to last first; none where it does not exist.
///
/// # Errors
///
/// Where the directory cannot be read.
pub fn runs(directory: &Path) -> io::Result<Vec<RunFile>> {
    match fs::read_dir(directory) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let mut runs = old::files(directory)
        .into_iter()
        .filter_map(|(path, written)| {
            let run = path.file_stem()?.to_str()?.to_owned();
            Some(RunFile { run, path, written })
        })
        .collect::<Vec<_>>();
    runs.sort_by(|a, b| (b.written, &b.run).cmp(&(a.written, &a.run)));
    Ok(runs)
}

/// What every line begins with.
#[derive(Deserialize)]
struct Head {
    perfmacro_record: u64,
    kind: String,
}

impl Records {
    /// Adds what a line holds.
    fn take(&mut self, text: &[u8]) -> Result<(), String> {
        let head: Head = parse(text)?;
        if head.perfmacro_record > VERSION {
            return Err(format!(
                "it is of version {}, and this perfmacro reads {VERSION}",
                head.perfmacro_record
            ));
        }
        match head.kind.as_str() {
            line::ENVIRONMENT => {
                let environment: Environment = parse(text)?;
                let is_known = |known: &Environment| known.id == environment.id;
                if !self.environments.iter().any(is_known) {
                    self.environments.push(environment);
                }
            }
            line::RESULT => self.results.push(parse(text)?),
            _ => {}
        }
        Ok(())
    }
}

fn parse<T: DeserializeOwned>(text: &[u8]) -> Result<T, String> {
    serde_json::from_slice(text).map_err(|error| {
        if error.is_eof() {
            "it ends in the middle".to_owned()
        } else {
            error.to_string()
        }
    })
}

impl fmt::Display for Damaged {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Damaged { path, line, reason } = self;
        write!(
            formatter,
            "{}:{line}: a damaged record: {reason}",
            path.display()
        )
    }
}
