//! Profiles that are kept to be compared with: folded stacks, in a folder for each name and a file for each case.

use std::error::Error;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use cargo_perfmacro::baseline::Name;

use super::stacks::Stacks;

/// The folder of all of them.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    folder: PathBuf,
}

/// Why there is nothing to compare with.
#[derive(Debug)]
pub(crate) enum KeptError {
    /// No profile of the case is kept under that name, and it is no file. These are.
    Missing {
        named: String,
        case: String,
        names: Vec<String>,
    },
    /// A file that cannot be read or written.
    File(PathBuf, io::Error),
    /// A file whose line is no stack, or that has none.
    NoStacks(PathBuf, Option<String>),
}

impl fmt::Display for KeptError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeptError::Missing { named, case, names } => {
                write!(
                    formatter,
                    "there is no profile `{named}` of {case}, nor a file of that name: "
                )?;
                match names.as_slice() {
                    [] => write!(formatter, "--save {named} keeps one"),
                    names => write!(formatter, "there is {}", names.join(", ")),
                }
            }
            KeptError::File(path, _) => write!(formatter, "cannot use `{}`", path.display()),
            KeptError::NoStacks(path, Some(line)) => write!(
                formatter,
                "`{}` has no folded stacks: `{line}` is none",
                path.display()
            ),
            KeptError::NoStacks(path, None) => {
                write!(formatter, "`{}` has no folded stacks", path.display())
            }
        }
    }
}

impl Error for KeptError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            KeptError::File(_, error) => Some(error),
            _ => None,
        }
    }
}

impl Kept {
    /// Those in a folder.
    pub(crate) fn of(folder: PathBuf) -> Kept {
        Kept { folder }
    }

    /// Keeps the stacks of a case, whose file is called `file`, under a name; says where. What was there is replaced: a
    /// profile takes seconds to take again.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub(crate) fn save(
        &self,
        name: &Name,
        file: &str,
        stacks: &Stacks,
    ) -> Result<PathBuf, KeptError> {
        let path = self.path(name.as_str(), file);
        path.parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&path, stacks.to_string()))
            .map_err(|error| KeptError::File(path.clone(), error))?;
        Ok(path)
    }

    /// The stacks that are kept under a name, or in a file.
    ///
    /// # Errors
    ///
    /// See [`KeptError`].
    pub(crate) fn load(&self, named: &str, case: &str, file: &str) -> Result<Stacks, KeptError> {
        if named.parse::<Name>().is_ok() {
            let path = self.path(named, file);
            if path.is_file() {
                return read(&path);
            }
        }
        let path = Path::new(named);
        if path.is_file() {
            return read(path);
        }
        Err(KeptError::Missing {
            named: named.to_owned(),
            case: case.to_owned(),
            names: self.names(file),
        })
    }

    fn path(&self, name: &str, file: &str) -> PathBuf {
        self.folder.join(name).join(format!("{file}.folded"))
    }

    /// The names under which the case is kept.
    fn names(&self, file: &str) -> Vec<String> {
        let mut names = fs::read_dir(&self.folder)
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| self.path(name, file).is_file())
            .collect::<Vec<_>>();
        names.sort();
        names
    }
}

fn read(path: &Path) -> Result<Stacks, KeptError> {
    let text = fs::read_to_string(path).map_err(|error| KeptError::File(path.to_owned(), error))?;
    let stacks = text
        .parse::<Stacks>()
        .map_err(|line| KeptError::NoStacks(path.to_owned(), Some(line.0)))?;
    if stacks.total() == 0 {
        return Err(KeptError::NoStacks(path.to_owned(), None));
    }
    Ok(stacks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_saved_is_loaded_and_what_is_not_there_is_told_with_what_is() {
        let folder = std::env::temp_dir().join(format!("perfmacro-kept-{}", std::process::id()));
        let kept = Kept::of(folder.clone());
        let name = "before".parse::<Name>().expect("a name");
        let stacks = "a;b 1\n".parse::<Stacks>().expect("stacks");
        let missing = kept.load("before", "a::b", "a.b").expect_err("not yet");
        assert_eq!(
            missing.to_string(),
            "there is no profile `before` of a::b, nor a file of that name: --save before keeps one"
        );
        let path = kept.save(&name, "a.b", &stacks).expect("it is written");
        assert_eq!(
            kept.load("before", "a::b", "a.b").ok(),
            Some(stacks.clone())
        );
        let by_path = path.to_string_lossy().into_owned();
        assert_eq!(kept.load(&by_path, "a::b", "a.b").ok(), Some(stacks));
        let missing = kept.load("after", "a::b", "a.b").expect_err("another");
        assert!(
            missing.to_string().ends_with("there is before"),
            "{missing}"
        );
        fs::write(&path, "no stack\n").expect("it is written");
        let damaged = kept.load("before", "a::b", "a.b").expect_err("no stack");
        assert!(
            damaged.to_string().contains("`no stack` is none"),
            "{damaged}"
        );
        fs::remove_dir_all(folder).expect("it was made here");
    }
}
