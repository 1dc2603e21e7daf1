//! A fixture's test executable, run without Cargo: several at a time, and killed where need be.

use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use crate::fixture::{Fixture, Outcome};

/// A test executable.
pub(crate) struct Executable {
    path: PathBuf,
}

/// A process of one.
pub(crate) struct Running {
    command: String,
    process: Child,
}

impl Executable {
    /// The one of `source`, such as `tests/turns.rs`, by what `cargo test --no-run` said.
    #[track_caller]
    pub(crate) fn of(source: &str, built: &Outcome) -> Executable {
        let path = built
            .stderr
            .lines()
            .find_map(|line| {
                let (_, path) = line.split_once(&format!("{source} ("))?;
                path.strip_suffix(')')
            })
            .unwrap_or_else(|| panic!("no executable of {source} in {built:?}"));
        Executable {
            path: Path::new(path).to_owned(),
        }
    }

    /// Runs it with the words of `arguments`.
    pub(crate) fn run(
        &self,
        fixture: &Fixture,
        arguments: &str,
        variables: &[(&str, &str)],
    ) -> Outcome {
        self.start(fixture, arguments, variables).end()
    }

    /// As [`Executable::run`], without waiting for its end.
    pub(crate) fn start(
        &self,
        fixture: &Fixture,
        arguments: &str,
        variables: &[(&str, &str)],
    ) -> Running {
        let process = fixture
            .command(&self.path, arguments, variables)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the executable starts");
        Running {
            command: format!("{} {arguments}", self.path.display()),
            process,
        }
    }
}

impl Running {
    /// Waits for its end.
    pub(crate) fn end(self) -> Outcome {
        let output = self.process.wait_with_output().expect("the process ends");
        Outcome::new(self.command, &output)
    }

    /// Kills it, as a system does that is out of memory.
    pub(crate) fn kill(mut self) {
        self.process.kill().expect("the process runs");
        self.process.wait().expect("the process ends");
    }
}
