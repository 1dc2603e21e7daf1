//! The folder of baselines.

use std::error::Error;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::format::{self, ReadError, VERSION};
use super::name::Name;
use crate::file;
use crate::snapshot::Snapshot;

/// A workspace's baselines.
#[derive(Clone, Debug)]
pub struct Baselines {
    folder: PathBuf,
}

/// Whether a baseline that exists may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// It may not.
    Refuse,
    /// It may.
    Replace,
}

/// What kept a baseline from being read, written or removed.
#[derive(Debug)]
#[non_exhaustive]
pub enum StoreError {
    /// There is one of that name.
    Exists(PathBuf),
    /// There is none; these are there.
    Missing(PathBuf, Vec<Name>),
    /// There is nothing to save.
    Empty,
    /// The system refuses.
    File(PathBuf, io::Error),
    /// It is no baseline.
    Damaged(PathBuf, serde_json::Error),
    /// It is of this version, and later than what is read here.
    Newer(PathBuf, u64),
}

impl Baselines {
    /// Those beside a workspace's manifest.
    #[must_use]
    pub fn of_workspace(workspace: &Path) -> Baselines {
        Baselines {
            folder: workspace.join("perfmacro").join("baselines"),
        }
    }

    /// Where a baseline is, or would be.
    #[must_use]
    pub fn path(&self, name: &Name) -> PathBuf {
        self.folder.join(format!("{name}.json"))
    }

    /// Saves what was measured, and returns where.
    ///
    /// # Errors
    ///
    /// Where there is nothing to save, or a baseline of that name that may not be replaced, or no way to write.
    pub fn save(
        &self,
        name: &Name,
        snapshot: &Snapshot,
        overwrite: Overwrite,
    ) -> Result<PathBuf, StoreError> {
        if snapshot.is_empty() {
            return Err(StoreError::Empty);
        }
        let path = self.path(name);
        let text = format::write(snapshot);
        let written = match overwrite {
            Overwrite::Refuse => file::create(&path, &text),
            Overwrite::Replace => file::replace(&path, &text),
        };
        match written {
            Ok(()) => Ok(path),
            Err(error)
                if overwrite == Overwrite::Refuse
                    && error.kind() == io::ErrorKind::AlreadyExists =>
            {
                Err(StoreError::Exists(path))
            }
            Err(error) => Err(StoreError::File(path, error)),
        }
    }

    /// The names, sorted; none where there is no folder.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be read.
    pub fn list(&self) -> Result<Vec<Name>, StoreError> {
        let failed = |error| StoreError::File(self.folder.clone(), error);
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other.map_err(failed)?,
        };
        let mut names = Vec::new();
        for entry in entries {
            let path = entry.map_err(failed)?.path();
            if path.extension().is_some_and(|ending| ending == "json") {
                let stem = path.file_stem().and_then(|stem| stem.to_str());
                names.extend(stem.and_then(|stem| stem.parse().ok()));
            }
        }
        names.sort();
        Ok(names)
    }

    /// Reads one.
    ///
    /// # Errors
    ///
    /// Where it is not there, cannot be read, is damaged or of a later version.
    pub fn load(&self, name: &Name) -> Result<Snapshot, StoreError> {
        Baselines::read(&self.path(name)).map_err(|error| self.or_missing(error))
    }

    /// Reads a baseline from anywhere.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, is damaged or of a later version.
    pub fn read(path: &Path) -> Result<Snapshot, StoreError> {
        let text =
            fs::read_to_string(path).map_err(|error| StoreError::File(path.to_owned(), error))?;
        format::read(&text).map_err(|error| match error {
            ReadError::Damaged(error) => StoreError::Damaged(path.to_owned(), error),
            ReadError::Newer(version) => StoreError::Newer(path.to_owned(), version),
        })
    }

    /// Removes one.
    ///
    /// # Errors
    ///
    /// Where it is not there or cannot be removed.
    pub fn remove(&self, name: &Name) -> Result<PathBuf, StoreError> {
        let path = self.path(name);
        match fs::remove_file(&path) {
            Ok(()) => Ok(path),
            Err(error) => Err(self.or_missing(StoreError::File(path, error))),
        }
    }

    fn or_missing(&self, error: StoreError) -> StoreError {
        match error {
            StoreError::File(path, error) if error.kind() == io::ErrorKind::NotFound => {
                StoreError::Missing(path, self.list().unwrap_or_default())
            }
            other => other,
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Exists(path) => {
                write!(formatter, "`{}` exists already", path.display())
            }
            StoreError::Missing(path, there) => {
                write!(formatter, "there is no `{}`", path.display())?;
                let names = there.iter().map(|name| format!("`{name}`"));
                match names.collect::<Vec<_>>().join(", ") {
                    names if names.is_empty() => formatter.write_str(", nor any other baseline"),
                    names => write!(formatter, "; baselines are {names}"),
                }
            }
            StoreError::Empty => formatter.write_str("nothing was measured that could be saved"),
            StoreError::File(path, _) => write!(formatter, "cannot use `{}`", path.display()),
            StoreError::Damaged(path, _) => {
                write!(formatter, "`{}` is not a baseline", path.display())
            }
            StoreError::Newer(path, version) => write!(
                formatter,
                "`{}` is of version {version}, and this perfmacro reads {VERSION}",
                path.display()
            ),
        }
    }
}

impl Error for StoreError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            StoreError::File(_, error) => Some(error),
            StoreError::Damaged(_, error) => Some(error),
            _ => None,
        }
    }
}
