//! What the environment says of records: see [`policy`](crate::policy) for its variables.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use super::run;
use crate::policy;

/// Where nextest says which run this process is of.
const NEXTEST: &str = "NEXTEST_RUN_ID";
/// The value of [`policy::RECORDS`] that is no directory.
const OFF: &str = "off";

/// What the environment says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Settings {
    /// The run, where it is of more than this process.
    pub(super) run: Option<String>,
    /// The directory, where it is not the target directory's.
    pub(super) directory: Option<PathBuf>,
    /// Nothing is written.
    pub(super) is_off: bool,
}

impl Settings {
    /// This process's.
    pub(super) fn from_environment() -> Settings {
        Settings::read(|name| env::var_os(name))
    }

    fn read(variable: impl Fn(&str) -> Option<OsString>) -> Settings {
        let variable = |name| variable(name).filter(|value| !value.is_empty());
        let text = |name| variable(name).and_then(|value| value.into_string().ok());
        let records = variable(policy::RECORDS);
        // A process that measures for another has nothing of its own to tell.
        let is_off =
            records.as_ref().is_some_and(|value| value == OFF) || variable(policy::FRESH).is_some();
        Settings {
            run: text(policy::RUN)
                .or_else(|| text(NEXTEST))
                .filter(|run| run::is_legal(run)),
            directory: records.filter(|_| !is_off).map(PathBuf::from),
            is_off,
        }
    }

    /// Whether [`policy::RUN`] may have this value.
    pub(crate) fn is_run(value: &str) -> bool {
        run::is_legal(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Settings {
        Settings::read(|name| {
            let (_, value) = variables.iter().find(|(known, _)| *known == name)?;
            Some(value.into())
        })
    }

    #[test]
    fn our_variables_win_over_nextests() {
        let run = |variables| read(variables).run;
        assert_eq!(run(&[]), None);
        assert_eq!(run(&[(NEXTEST, "0f3a")]).as_deref(), Some("0f3a"));
        assert_eq!(
            run(&[(NEXTEST, "0f3a"), (policy::RUN, "mine")]).as_deref(),
            Some("mine")
        );
        assert_eq!(run(&[(NEXTEST, "../0f3a")]), None);
    }

    #[test]
    fn records_are_somewhere_or_off() {
        assert_eq!(read(&[(policy::RECORDS, "")]), Settings::default());
        let elsewhere = read(&[(policy::RECORDS, "a/b")]);
        assert_eq!(elsewhere.directory, Some(PathBuf::from("a/b")));
        assert!(read(&[(policy::RECORDS, "off")]).is_off);
        assert!(read(&[(policy::RECORDS, "a/b"), (policy::FRESH, "x")]).is_off);
    }
}
