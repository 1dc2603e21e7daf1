//! What changes in which file.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use perfmacro_runtime::Counter;
use perfmacro_runtime::record::{Place, Records};
use similar::TextDiff;

use super::need::{self, Need, TIMES};
use super::propose::{Proposal, Settings};
use super::quantity;
use super::source::{Edit, Source, edited};
use crate::file;

/// What would be done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ratchet {
    /// The files that change.
    pub files: Vec<FileChange>,
    /// What is written into them.
    pub proposed: Vec<Proposed>,
    /// What is left alone.
    pub kept: Vec<Kept>,
}

/// A file before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    /// The path, as it is recorded.
    pub path: String,
    /// What it holds.
    pub before: String,
    /// What it is to hold.
    pub after: String,
}

/// A budget that changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposed {
    /// Where its attribute is recorded to be.
    pub location: Place,
    /// The function.
    pub function: String,
    /// The option.
    pub option: String,
    /// Its value, as it is written; `None` where it is new.
    pub before: Option<String>,
    /// What it becomes.
    pub after: String,
}

/// A budget, or a whole attribute, that stays as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// Where its attribute is recorded to be.
    pub location: Place,
    /// The function.
    pub function: String,
    /// The option, where it is about one.
    pub option: Option<String>,
    /// Why.
    pub reason: String,
}

/// What kept a file from being written.
#[derive(Debug)]
#[non_exhaustive]
pub enum WriteError {
    /// The system refuses.
    File(PathBuf, io::Error),
    /// It has changed since it was read.
    Changed(PathBuf),
}

/// Proposes budgets for what is in `records`. `source` reads a file by its recorded path.
pub fn ratchet(
    records: &Records,
    mut source: impl FnMut(&str) -> io::Result<String>,
    settings: Settings,
) -> Ratchet {
    let mut by_file = BTreeMap::<String, Vec<(Place, Need)>>::new();
    for ((file, line, column, _), need) in need::needs(records) {
        let place = Place {
            file: file.clone(),
            line,
            column,
        };
        by_file.entry(file).or_default().push((place, need));
    }
    let mut ratchet = Ratchet::default();
    for (path, needs) in by_file {
        let read = source(&path).map_err(|error| format!("its file cannot be read: {error}"));
        let parsed = read.as_ref().map_err(String::clone).and_then(|text| {
            Source::parse(text).ok_or_else(|| "its file is not read as Rust".to_owned())
        });
        let mut edits = Vec::new();
        for (place, need) in needs {
            let mut plan = Plan {
                place: &place,
                need: &need,
                settings,
                ratchet: &mut ratchet,
            };
            match &parsed {
                Ok(source) => edits.extend(plan.edits(source)),
                Err(reason) => plan.keep(None, reason.clone()),
            }
        }
        drop(parsed);
        if let (Ok(before), false) = (read, edits.is_empty()) {
            let after = edited(&before, edits);
            ratchet.files.push(FileChange {
                path,
                before,
                after,
            });
        }
    }
    ratchet
}

/// What becomes of one attribute.
struct Plan<'a> {
    place: &'a Place,
    need: &'a Need,
    settings: Settings,
    ratchet: &'a mut Ratchet,
}

impl Plan<'_> {
    fn edits(&mut self, source: &Source<'_>) -> Vec<Edit> {
        let Place { line, column, .. } = *self.place;
        let Some(attribute) = source.attribute(line, column, &self.need.function) else {
            let reason =
                "its attribute is not there: the source has changed since, or a macro made it";
            self.keep(None, reason.to_owned());
            return Vec::new();
        };
        // What a filter left out, or `skip`, may need more than what was measured.
        let sizes = source.sizes(&attribute);
        if let Some(size) = sizes.iter().find(|size| !self.need.sizes.contains(size)) {
            self.keep(None, format!("its size {size} was not measured"));
            return Vec::new();
        }
        let options = TIMES.map(|option| (option, true)).into_iter();
        let counted = Counter::ALL.map(|counter| (counter.option(), false));
        let mut edits = Vec::new();
        for (option, is_time) in options.chain(counted) {
            let Some(value) = source.value(&attribute, option) else {
                if self.need.options.contains(option) {
                    self.keep(Some(option), "it is set around the function".to_owned());
                }
                continue;
            };
            let proposal = if is_time {
                self.settings.time(self.need, option, &value)
            } else {
                self.settings.count(self.need, option, &value)
            };
            match proposal {
                Proposal::Fits => {}
                Proposal::Kept(reason) => self.keep(Some(option), reason),
                Proposal::Value(text) => {
                    self.propose(option, Some(source.text(&value.at)), &text);
                    edits.push(Edit { at: value.at, text });
                }
            }
        }
        if !self.need.options.is_empty() || source.has_budget(&attribute) {
            return edits;
        }
        match self.need.times.get("target") {
            None if self.need.has_unoptimized => {
                self.keep(None, "measured without optimisation".to_owned());
            }
            None => {}
            Some(measured) => {
                let limit = quantity::written(self.settings.limit(*measured), None);
                self.propose("target", None, &format!("\"{limit}\""));
                edits.push(source.insertion(&attribute, &format!("target = \"{limit}\"")));
            }
        }
        edits
    }

    fn propose(&mut self, option: &str, before: Option<&str>, after: &str) {
        self.ratchet.proposed.push(Proposed {
            location: self.place.clone(),
            function: self.need.function.clone(),
            option: option.to_owned(),
            before: before.map(str::to_owned),
            after: after.to_owned(),
        });
    }

    fn keep(&mut self, option: Option<&str>, reason: String) {
        self.ratchet.kept.push(Kept {
            location: self.place.clone(),
            function: self.need.function.clone(),
            option: option.map(str::to_owned),
            reason,
        });
    }
}

impl Ratchet {
    /// Whether no file changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// A unified diff of all files, as `git apply` and `patch -p1` take it.
    #[must_use]
    pub fn diff(&self) -> String {
        let diff = |change: &FileChange| {
            let FileChange {
                path,
                before,
                after,
            } = change;
            TextDiff::from_lines(before.as_str(), after.as_str())
                .unified_diff()
                .header(&format!("a/{path}"), &format!("b/{path}"))
                .to_string()
        };
        self.files.iter().map(diff).collect()
    }

    /// Writes each file below `root`, whole or not at all, after a look whether all are still what was read.
    ///
    /// # Errors
    ///
    /// The first file that cannot be written, or that was changed meanwhile. Those before it are written.
    pub fn write(&self, root: &Path) -> Result<(), WriteError> {
        for change in &self.files {
            let path = root.join(&change.path);
            match fs::read_to_string(&path) {
                Ok(now) if now == change.before => {}
                Ok(_) => return Err(WriteError::Changed(path)),
                Err(error) => return Err(WriteError::File(path, error)),
            }
        }
        for change in &self.files {
            let path = root.join(&change.path);
            file::replace(&path, &change.after).map_err(|error| WriteError::File(path, error))?;
        }
        Ok(())
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { file, line, .. } = &self.location;
        write!(formatter, "{file}:{line}: `{}`", self.function)?;
        if let Some(option) = &self.option {
            write!(formatter, ", `{option}`")?;
        }
        write!(formatter, ": {}", self.reason)
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WriteError::File(path, _) => write!(formatter, "cannot write `{}`", path.display()),
            WriteError::Changed(path) => {
                write!(formatter, "`{}` was changed meanwhile", path.display())
            }
        }
    }
}

impl Error for WriteError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            WriteError::File(_, error) => Some(error),
            WriteError::Changed(_) => None,
        }
    }
}
