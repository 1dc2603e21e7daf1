//! The tests of budgets, listed and run: by libtest, or by nextest. Output: [`Ran`], what they said.

use std::io;
use std::process::{Command, Stdio};

use crate::cargo::{self, Cargo, CargoError};
use crate::chosen;
use crate::selection::Selection;
use crate::terminal::Terminal;
use crate::verdicts;

use super::follow::{From, follow, follow_code};
use super::{Check, CheckError};

/// What a run of tests left.
#[derive(Default)]
pub(super) struct Ran {
    pub(super) output: String,
    /// Tests that failed, and what each showed.
    pub(super) failed: Vec<(String, String)>,
    /// Whether the run says that it failed.
    pub(super) has_failed: bool,
    /// What Cargo said.
    pub(super) said: String,
}

impl Ran {
    /// Adds what a later run left.
    fn add(&mut self, later: Ran) {
        self.output.push_str(&later.output);
        self.failed.extend(later.failed);
        self.has_failed |= later.has_failed;
        self.said.push_str(&later.said);
    }
}

/// The tests that are run together.
#[derive(Clone, Copy, Debug)]
pub(super) enum Tests<'a> {
    /// All that the filter matches.
    Matching,
    /// These.
    Named(&'a [&'a str]),
}

/// `cargo test` for the packages that are meant.
fn cargo_test(check: &Check, cargo: &Cargo) -> Command {
    let mut command = cargo.build_command(&["test", "--tests"]);
    command
        .args(check.selection.arguments())
        .envs(check.enforcement.variables());
    command
}

/// Builds the tests; the names of those that match, sorted.
pub(super) fn matching(
    check: &Check,
    cargo: &Cargo,
    terminal: Terminal,
) -> Result<Vec<String>, CheckError> {
    let mut build = cargo_test(check, cargo);
    build.arg("--no-run");
    if terminal.is_quiet() {
        build.arg("--quiet");
    }
    terminal.tell_details(&cargo::shown(&build));
    // Cargo lists the executables it built on standard error, where they are in nobody's way.
    let status = build.stdout(Stdio::null()).status().map_err(start)?;
    if !status.success() {
        return Err(CheckError::Build);
    }

    let mut list = cargo_test(check, cargo);
    list.args(["--", "--list", "--format", "terse", "perf_"]);
    terminal.tell_details(&cargo::shown(&list));
    let listed = list.output().map_err(start)?;
    if !listed.status.success() {
        let said = String::from_utf8_lossy(&listed.stderr).trim().to_owned();
        return Err(CheckError::Run(said));
    }
    let all = chosen::budgets(&String::from_utf8_lossy(&listed.stdout));
    let names = chosen::matching(&all, check.filter.as_deref());
    if names.is_empty() {
        return Err(CheckError::NoMatch {
            filter: check.filter.clone(),
            all: all.len(),
        });
    }
    Ok(names)
}

/// Runs the tests of these names, in as many processes of Cargo's as their names need.
pub(super) fn run_all(
    check: &Check,
    names: &[String],
    is_all: bool,
    cargo: &Cargo,
    terminal: Terminal,
) -> Result<Ran, CheckError> {
    let run = |tests: Tests<'_>, done: &mut usize| {
        if check.uses_nextest {
            nextest(check, tests, cargo, terminal)
        } else {
            libtest(check, tests, names.len(), done, cargo, terminal)
        }
    };
    let mut done = 0;
    if is_all {
        return run(Tests::Matching, &mut done);
    }
    let mut all = Ran::default();
    for group in chosen::groups(names, chosen::ROOM) {
        all.add(run(Tests::Named(&group), &mut done)?);
    }
    Ok(all)
}

fn libtest(
    check: &Check,
    tests: Tests<'_>,
    count: usize,
    done: &mut usize,
    cargo: &Cargo,
    terminal: Terminal,
) -> Result<Ran, CheckError> {
    let mut run = cargo_test(check, cargo);
    run.args(["--no-fail-fast", "--", "--show-output", "--color", "never"]);
    match tests {
        Tests::Matching => run.arg("perf_"),
        Tests::Named(names) => run.arg("--exact").args(names),
    };
    run.args(&check.rest);
    terminal.tell_details(&cargo::shown(&run));
    let (output, said, status) = follow(run, terminal, |line, from| {
        if from == From::Output
            && let Some((name, _)) = line
                .strip_prefix("test ")
                .and_then(|line| line.rsplit_once(" ... "))
        {
            *done += 1;
            terminal.progress(&format!("checked {done} of {count}: {name}"));
        }
        from == From::Error && !is_cargos(line)
    })
    .map_err(start)?;
    Ok(Ran {
        failed: verdicts::failed_tests(&output),
        output,
        has_failed: !status,
        said,
    })
}

/// Whether a line of standard error is Cargo's own account of a run, which the table replaces.
fn is_cargos(line: &str) -> bool {
    let line = line.trim_start();
    [
        "Finished ",
        "Blocking ",
        "Running ",
        "Executable ",
        "Compiling ",
        "error: test failed",
        "error: 1 target failed",
        "error: doctest failed",
        "note: test exited",
        "`-p ",
        "`--",
    ]
    .iter()
    .any(|own| line.starts_with(own))
        || line.is_empty()
        || line.starts_with("error: ") && line.ends_with(" targets failed:")
}

/// With nextest, which runs what has a name at once; one filterset of thousands of names takes it seconds.
pub(super) fn nextest(
    check: &Check,
    tests: Tests<'_>,
    cargo: &Cargo,
    terminal: Terminal,
) -> Result<Ran, CheckError> {
    /// What nextest exits with, by its documentation.
    const NO_TESTS: i32 = 4;
    const TESTS_FAILED: i32 = 100;
    const BUILD_FAILED: i32 = 101;

    let selection = Selection {
        profile: None,
        ..check.selection.clone()
    };
    let mut run = cargo.build_command(&["nextest", "run", "--tests", "--no-fail-fast"]);
    run.args([
        "--color",
        "never",
        "--success-output",
        "final",
        "--failure-output",
        "final",
        "--no-tests",
        "fail",
    ]);
    run.args(selection.arguments());
    if let Some(profile) = &check.selection.profile {
        run.args(["--cargo-profile", profile]);
    }
    match tests {
        Tests::Matching => {
            run.arg("-E")
                .arg(matching_filterset(check.filter.as_deref()));
            run.args(&check.rest);
        }
        Tests::Named(names) => {
            // What is for the test executables stands behind the names.
            let mut rest = check.rest.split(|argument| argument == "--");
            run.args(rest.next().unwrap_or_default());
            run.args(["--", "--exact"]).args(names).args(rest.flatten());
        }
    }
    run.envs(check.enforcement.variables());
    terminal.tell_details(&cargo::shown(&run));
    let mut is_over = false;
    let (output, said, status) = follow_code(run, terminal, |line, _| {
        is_over = is_over || line.trim_start().starts_with("Summary [");
        !is_over && !terminal.is_quiet()
    })
    .map_err(start)?;
    match status {
        Some(NO_TESTS) => Err(CheckError::NoMatch {
            filter: check.filter.clone(),
            all: usize::from(check.filter.is_some()),
        }),
        Some(BUILD_FAILED) => Err(CheckError::Build),
        Some(0 | TESTS_FAILED) => Ok(Ran {
            output: format!("{output}\n{said}"),
            failed: Vec::new(),
            has_failed: status != Some(0),
            said,
        }),
        _ => Err(CheckError::Run(format!(
            "nextest could not run the tests\n{}",
            said.trim()
        ))),
    }
}

/// What nextest selects the tests of budgets by.
fn matching_filterset(filter: Option<&str>) -> String {
    let filter = filter.map_or_else(String::new, |filter| {
        let escaped = filter.replace('\\', r"\\").replace(')', r"\)");
        format!(" and test(~{escaped})")
    });
    format!("test(/(^|::)perf_[^:]*::/){filter}")
}

fn start(error: io::Error) -> CheckError {
    CheckError::Cargo(CargoError::Start(error))
}
