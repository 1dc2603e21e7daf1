//! `bench`: the suites, run as `cargo bench` runs them.

use std::ffi::OsString;

use perfmacro_runtime::policy;
use perfmacro_runtime::shard::Shard;

use crate::cargo::{self, Cargo, CargoError};
use crate::enforcement::Enforcement;
use crate::exit_code::Exit;
use crate::selection::Selection;
use crate::suites::{self, SuiteError};
use crate::terminal::Terminal;

/// What is to be run, and how.
#[derive(Clone, Debug)]
pub(crate) struct Bench {
    pub(crate) selection: Selection,
    pub(crate) filter: Option<String>,
    pub(crate) shard: Option<Shard>,
    pub(crate) enforcement: Enforcement,
    /// For the suites.
    pub(crate) rest: Vec<OsString>,
}

/// Runs the suites that have a case that matches, one after the other. What they come to together is the exit.
///
/// # Errors
///
/// See [`SuiteError`]; also where no case of any shard matches.
pub(crate) fn bench(
    options: &Bench,
    cargo: &Cargo,
    terminal: Terminal,
) -> Result<Exit, SuiteError> {
    let selection = &options.selection;
    let filter = options.filter.as_deref();
    let workspace = cargo.workspace().map_err(SuiteError::Cargo)?;
    let packages = selection.of(&workspace).map_err(SuiteError::None)?;
    let suites = suites::find(&packages)?;
    let asked = suites::ask(suites, filter, selection, cargo, terminal)?;
    let asked = suites::share(asked, options.shard, filter, terminal)?;
    let mut exit = Exit::Passed;
    for asked in asked {
        let suite = asked.suite;
        let mut command = cargo.build_command(&["bench"]);
        command
            .args(["--package", &suite.package.name, "--bench", suite.bench])
            .args(selection.build_arguments())
            .envs(options.enforcement.variables())
            .envs(
                options
                    .shard
                    .map(|shard| (policy::SHARD, shard.to_string())),
            );
        // Cargo's own `--quiet` is not the suite's.
        if !terminal.is_verbose() {
            command.arg("--quiet");
        }
        command.arg("--").args(filter).args(&options.rest);
        terminal.tell_details(&cargo::shown(&command));
        let status = command
            .status()
            .map_err(|error| SuiteError::Cargo(CargoError::Start(error)))?;
        exit = exit.and(Exit::of_suite(status.code()));
    }
    Ok(exit)
}
