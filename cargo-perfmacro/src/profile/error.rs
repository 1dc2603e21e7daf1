//! Why there is no profile.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::exit_code::Exit;
use crate::suites::SuiteError;

use super::choice::NotOne;
use super::install;
use super::kept::KeptError;
use super::run::RunError;
use super::tool::Tool;

/// Why there is no profile.
#[derive(Debug)]
pub(crate) enum ProfileError {
    /// The program that it takes is not on the path.
    NotInstalled(Tool, &'static str),
    /// There is no suite, or none that builds or answers.
    Suite(SuiteError),
    /// Not one case is meant.
    Choice(NotOne),
    /// There is nothing to compare with, or no place to keep it.
    Kept(KeptError),
    /// The tool, or what it ran, did not end well.
    Run(&'static str, RunError),
    /// The benchmark target did not say what it did.
    Silent,
    /// No sample fell into a call.
    NoSamples,
    /// What the tool left has no stacks that can be drawn.
    Draw(io::Error),
    /// The file cannot be read or written.
    File(PathBuf, io::Error),
}

impl ProfileError {
    /// What the error comes to.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            ProfileError::NotInstalled(..)
            | ProfileError::Run(..)
            | ProfileError::Silent
            | ProfileError::NoSamples
            | ProfileError::Draw(_) => Exit::NotMeasured,
            ProfileError::Suite(error) => error.exit(),
            ProfileError::Choice(_) | ProfileError::Kept(_) | ProfileError::File(..) => {
                Exit::CouldNotRun
            }
        }
    }
}

impl fmt::Display for ProfileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ProfileError::NotInstalled(tool, program) => {
                let line = install::line(program, std::env::consts::OS);
                if tool.name() == *program {
                    write!(formatter, "{program} is not installed: {line}")
                } else {
                    let tool = tool.name();
                    write!(formatter, "{tool} is a tool of {program}'s, which is not installed: {line}")
                }
            }
            ProfileError::Suite(error) => error.fmt(formatter),
            ProfileError::Choice(error) => error.fmt(formatter),
            ProfileError::Kept(error) => error.fmt(formatter),
            ProfileError::Run(program, error) => {
                match error.stderr() {
                    "" => {}
                    said => writeln!(formatter, "{said}")?,
                }
                write!(formatter, "{program} gave no profile: {error}")
            }
            ProfileError::Silent => formatter.write_str(
                "the benchmark target did not say what it did: its perfmacro is of another version, or the case ended the process",
            ),
            ProfileError::NoSamples => formatter.write_str(
                "no sample fell into a call: --seconds gives it longer; what waits without working is never seen",
            ),
            ProfileError::Draw(_) => formatter.write_str("there is nothing to draw"),
            ProfileError::File(path, _) => write!(formatter, "cannot use `{}`", path.display()),
        }
    }
}

impl Error for ProfileError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            ProfileError::Suite(error) => error.source(),
            ProfileError::Kept(error) => error.source(),
            ProfileError::Run(_, error) => error.source(),
            ProfileError::Draw(error) | ProfileError::File(_, error) => Some(error),
            _ => None,
        }
    }
}
