//! Records of many machines as those of one run.
//!
//! Input: what was read of several files. Output: records in which each result is once, environments are kept apart
//! by their ids, and whatever was damaged is still told. What is damaged or of a later version is not in the text that
//! [`Merged::text`] makes: merge with the newest perfmacro of all.
//!
//! A result is a duplicate where all of it but its run is the same: case, environment and time, and the figures too,
//! since two equal machines may well finish the same case in the same millisecond.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::io;
use std::path::Path;

use perfmacro_runtime::record::{CaseResult, Environment, Records, VERSION};
use serde::Serialize;

use crate::baseline::{Name, NameError};
use crate::file;

/// Records of one run.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The run.
    pub run: String,
    /// Its records, results in the order of their times.
    pub records: Records,
    /// How many results were there more than once.
    pub duplicates: usize,
}

/// What keeps records from being one run's.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MergeError {
    /// There is no result in any of them.
    Empty,
    /// They are of these runs, and no name was given for all.
    Runs(Vec<String>),
    /// The name that was given cannot be a file's.
    Name(NameError),
}

/// Merges records of one run, or of any where `run` names what they become.
///
/// # Errors
///
/// Where there is nothing, or more than one run and no name.
pub fn merge(
    files: impl IntoIterator<Item = Records>,
    run: Option<&str>,
) -> Result<Merged, MergeError> {
    let mut all = Records::default();
    for records in files {
        all.environments.extend(records.environments);
        all.results.extend(records.results);
        all.damaged.extend(records.damaged);
    }
    let run = name(&all, run)?;
    let mut seen = BTreeSet::new();
    all.environments
        .retain(|environment| seen.insert(environment.id.clone()));
    for environment in &mut all.environments {
        environment.run.clone_from(&run);
    }
    for result in &mut all.results {
        result.run.clone_from(&run);
    }
    let found = all.results.len();
    all.results = once(std::mem::take(&mut all.results));
    // Sorting keeps the order of what is of the same time.
    all.results.sort_by_key(|result| result.unix_time_ms);
    all.damaged.dedup();
    Ok(Merged {
        run,
        duplicates: found - all.results.len(),
        records: all,
    })
}

fn name(all: &Records, run: Option<&str>) -> Result<String, MergeError> {
    let runs = all
        .results
        .iter()
        .map(|result| result.run.as_str())
        .collect::<BTreeSet<_>>();
    if let Some(run) = run {
        run.parse::<Name>().map_err(MergeError::Name)?;
    }
    match (run, runs.len()) {
        (_, 0) => Err(MergeError::Empty),
        (Some(run), _) => Ok(run.to_owned()),
        (None, 1) => Ok(runs.into_iter().map(str::to_owned).collect()),
        (None, _) => Err(MergeError::Runs(
            runs.into_iter().map(str::to_owned).collect(),
        )),
    }
}

fn once(results: Vec<CaseResult>) -> Vec<CaseResult> {
    let mut kept = Vec::<CaseResult>::with_capacity(results.len());
    let mut places = HashMap::<(String, String, u64), Vec<usize>>::new();
    for result in results {
        let key = (
            result.case.clone(),
            result.environment.clone(),
            result.unix_time_ms,
        );
        let alike = places.entry(key).or_default();
        if alike.iter().all(|index| kept[*index] != result) {
            alike.push(kept.len());
            kept.push(result);
        }
    }
    kept
}

#[derive(Serialize)]
struct Line<'a, Record> {
    perfmacro_record: u64,
    kind: &'static str,
    #[serde(flatten)]
    record: &'a Record,
}

fn line(kind: &'static str, record: &impl Serialize) -> String {
    let line = Line {
        perfmacro_record: VERSION,
        kind,
        record,
    };
    serde_json::to_string(&line).expect("names are keys, and a string takes all") + "\n"
}

impl Merged {
    /// A file of records that holds it.
    #[must_use]
    pub fn text(&self) -> String {
        let environments = self.records.environments.iter();
        let environments =
            environments.map(|environment: &Environment| line("environment", environment));
        let results = self.records.results.iter();
        environments
            .chain(results.map(|result| line("result", result)))
            .collect()
    }

    /// Writes that file.
    ///
    /// # Errors
    ///
    /// Where it cannot be written; what was there before is then as it was.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        file::replace(path, &self.text())
    }
}

impl fmt::Display for MergeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MergeError::Empty => formatter.write_str("there is no result in any of them"),
            MergeError::Runs(runs) => write!(
                formatter,
                "they are of {} runs, `{}`: name what they become",
                runs.len(),
                runs.join("`, `")
            ),
            MergeError::Name(_) => formatter.write_str("a run is named like a file"),
        }
    }
}

impl std::error::Error for MergeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            MergeError::Name(error) => Some(error),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
