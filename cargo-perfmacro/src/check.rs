//! `check`: the tests of budgets, and a table of their verdicts.

use std::ffi::OsString;
use std::fmt::{self, Write as _};
use std::io::{self, BufRead as _, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::thread;

use crate::cargo::{self, Cargo, CargoError};
use crate::enforcement::Enforcement;
use crate::exit_code::Exit;
use crate::selection::Selection;
use crate::table::table;
use crate::terminal::{Paint, Terminal};
use crate::verdicts::{self, Told, Word};

/// What is to be checked, and how.
#[derive(Clone, Debug)]
pub(crate) struct Check {
    pub(crate) selection: Selection,
    pub(crate) filter: Option<String>,
    pub(crate) enforcement: Enforcement,
    pub(crate) uses_nextest: bool,
    /// For the test executables, or for nextest.
    pub(crate) rest: Vec<OsString>,
}

/// Why nothing was checked.
#[derive(Debug)]
pub(crate) enum CheckError {
    Cargo(CargoError),
    /// The packages that are meant are not there.
    Selection(String),
    /// Cargo has told why.
    Build,
    /// No test of a budget, with how many there would be without the filter.
    NoMatch {
        filter: Option<String>,
        all: usize,
    },
    /// What listed or ran the tests failed before any ran.
    Run(String),
}

impl CheckError {
    /// What the error comes to.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            CheckError::Build => Exit::NotMeasured,
            _ => Exit::CouldNotRun,
        }
    }
}

impl fmt::Display for CheckError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CheckError::Cargo(error) => error.fmt(formatter),
            CheckError::Selection(message) | CheckError::Run(message) => {
                formatter.write_str(message)
            }
            CheckError::Build => write!(formatter, "the tests do not build"),
            CheckError::NoMatch {
                filter: Some(filter),
                all,
            } if *all > 0 => write!(
                formatter,
                "no budget's test has `{filter}` in its path; there are {all}, as `cargo test perf_ -- --list` shows"
            ),
            CheckError::NoMatch { .. } => write!(
                formatter,
                "no test of a budget: nothing is annotated, or perfmacro is not active; `cargo perfmacro doctor` says more"
            ),
        }
    }
}

impl std::error::Error for CheckError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            CheckError::Cargo(error) => error.source(),
            _ => None,
        }
    }
}

/// Runs the tests and shows what they tell.
///
/// # Errors
///
/// See [`CheckError`].
pub(crate) fn check(check: &Check, cargo: &Cargo, terminal: Terminal) -> Result<Exit, CheckError> {
    let workspace = cargo.workspace().map_err(CheckError::Cargo)?;
    check
        .selection
        .of(&workspace)
        .map_err(CheckError::Selection)?;
    let ran = if check.uses_nextest {
        nextest(check, cargo, terminal)?
    } else {
        libtest(check, cargo, terminal)?
    };
    let told = verdicts::told(&ran.output);
    let found = Outcome::of(&told, &ran);
    show(&told, &found, &ran, terminal);
    Ok(found.exit(is_strict(&check.enforcement)))
}

fn is_strict(enforcement: &Enforcement) -> bool {
    enforcement.is_strict
        || std::env::var("PERFMACRO_ENFORCE").is_ok_and(|enforce| enforce == "strict")
}

/// What a run of tests left.
struct Ran {
    output: String,
    /// Tests that failed, and what each showed.
    failed: Vec<(String, String)>,
    /// Whether the run says that it failed.
    has_failed: bool,
    /// What Cargo said.
    said: String,
}

fn libtest(check: &Check, cargo: &Cargo, terminal: Terminal) -> Result<Ran, CheckError> {
    let base = || {
        let mut command = cargo.build_command(&["test", "--tests"]);
        command
            .args(check.selection.arguments())
            .envs(check.enforcement.variables());
        command
    };
    let mut build = base();
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

    let mut list = base();
    list.args(["--", "--list", "--format", "terse", "perf_"]);
    terminal.tell_details(&cargo::shown(&list));
    let listed = list.output().map_err(start)?;
    if !listed.status.success() {
        let said = String::from_utf8_lossy(&listed.stderr).trim().to_owned();
        return Err(CheckError::Run(said));
    }
    let all = budgets(&String::from_utf8_lossy(&listed.stdout));
    let names = all
        .iter()
        .filter(|name| {
            let filter = check.filter.as_deref();
            filter.is_none_or(|filter| name.contains(filter))
        })
        .collect::<Vec<_>>();
    if names.is_empty() {
        return Err(CheckError::NoMatch {
            filter: check.filter.clone(),
            all: all.len(),
        });
    }

    let mut run = base();
    run.args(["--no-fail-fast", "--", "--show-output", "--color", "never"]);
    if check.filter.is_some() {
        let mut exact = names.clone();
        exact.dedup();
        run.arg("--exact").args(exact);
    } else {
        run.arg("perf_");
    }
    run.args(&check.rest);
    terminal.tell_details(&cargo::shown(&run));
    let mut done = 0;
    let (output, said, status) = follow(run, terminal, |line, from| {
        if from == From::Output
            && let Some((name, _)) = line
                .strip_prefix("test ")
                .and_then(|line| line.rsplit_once(" ... "))
        {
            done += 1;
            terminal.progress(&format!("checked {done} of {}: {name}", names.len()));
        }
        from == From::Error && !is_cargos(line)
    })?;
    Ok(Ran {
        failed: verdicts::failed_tests(&output),
        output,
        has_failed: !status,
        said,
    })
}

/// The tests of budgets in libtest's list: `perf_` begins the name of a module.
fn budgets(list: &str) -> Vec<String> {
    let is_budget = |name: &&str| {
        name.rsplit_once("::").is_some_and(|(modules, _)| {
            modules
                .split("::")
                .any(|module| module.starts_with("perf_"))
        })
    };
    let mut names = list
        .lines()
        .filter_map(|line| line.strip_suffix(": test"))
        .filter(is_budget)
        .map(str::to_owned)
        .collect::<Vec<_>>();
    names.sort_unstable();
    names
}

/// Whether a line of standard error is Cargo's own account of a run, which the table replaces.
fn is_cargos(line: &str) -> bool {
    let line = line.trim_start();
    [
        "Finished ",
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

fn nextest(check: &Check, cargo: &Cargo, terminal: Terminal) -> Result<Ran, CheckError> {
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
    let filter = check.filter.as_deref().map_or_else(String::new, |filter| {
        let escaped = filter.replace('\\', r"\\").replace(')', r"\)");
        format!(" and test(~{escaped})")
    });
    run.arg("-E")
        .arg(format!("test(/(^|::)perf_[^:]*::/){filter}"));
    run.args(&check.rest).envs(check.enforcement.variables());
    terminal.tell_details(&cargo::shown(&run));
    let mut is_over = false;
    let (output, said, status) = follow_code(run, terminal, |line, _| {
        is_over = is_over || line.trim_start().starts_with("Summary [");
        !is_over && !terminal.is_quiet()
    })?;
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

/// Where a line came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    Output,
    Error,
}

fn follow(
    command: Command,
    terminal: Terminal,
    is_shown: impl FnMut(&str, From) -> bool + Send,
) -> Result<(String, String, bool), CheckError> {
    let (output, said, code) = follow_code(command, terminal, is_shown)?;
    Ok((output, said, code == Some(0)))
}

/// Runs a command and collects what it says, showing the lines that `is_shown` picks as they come.
fn follow_code(
    mut command: Command,
    terminal: Terminal,
    is_shown: impl FnMut(&str, From) -> bool + Send,
) -> Result<(String, String, Option<i32>), CheckError> {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(start)?;
    let is_shown = std::sync::Mutex::new(is_shown);
    let see = |line: &str, from| {
        let picked = is_shown
            .lock()
            .is_ok_and(|mut is_shown| is_shown(line, from));
        if picked || terminal.is_verbose() {
            terminal.clear_progress();
            terminal.tell_always(line);
        }
    };
    let Child { stdout, stderr, .. } = &mut child;
    let (stdout, stderr) = (stdout.take(), stderr.take());
    let (output, said) = thread::scope(|scope| {
        let said = scope.spawn(|| collect(stderr, |line| see(line, From::Error)));
        let output = collect(stdout, |line| see(line, From::Output));
        (output, said.join().unwrap_or_default())
    });
    terminal.clear_progress();
    let status = child.wait().map_err(start)?;
    Ok((output, said, status.code()))
}

/// All that a pipe has, each line shown to `see` as it comes.
fn collect(pipe: Option<impl Read>, mut see: impl FnMut(&str)) -> String {
    let mut all = String::new();
    let Some(pipe) = pipe else { return all };
    let mut pipe = BufReader::new(pipe);
    let mut bytes = Vec::new();
    while pipe
        .read_until(b'\n', &mut bytes)
        .is_ok_and(|count| count > 0)
    {
        let line = String::from_utf8_lossy(&bytes);
        see(line.trim_end_matches(['\r', '\n']));
        all.push_str(&line);
        bytes.clear();
    }
    all
}

fn start(error: io::Error) -> CheckError {
    CheckError::Cargo(CargoError::Start(error))
}

/// What verdicts come to.
#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    breached: usize,
    /// INCONCLUSIVE and NOT ENFORCED, without what the attribute leaves unenforced.
    undecided: usize,
    /// Tests that failed and told no verdict, with what they showed.
    unexplained: Vec<(String, String)>,
}

impl Outcome {
    fn of(told: &[Told], ran: &Ran) -> Outcome {
        let count = |is: fn(&Told) -> bool| told.iter().filter(|told| is(told)).count();
        let breached = count(|told| told.word == Word::Fail);
        let undecided = count(|told| match told.word {
            Word::Inconclusive => true,
            Word::NotEnforced => !told.remark.contains("enforce = \"never\""),
            _ => false,
        });
        let mut unexplained = ran
            .failed
            .iter()
            .filter(|(_, shown)| {
                verdicts::told(shown)
                    .iter()
                    .all(|told| matches!(told.word, Word::Pass | Word::Skipped | Word::Warn))
            })
            .cloned()
            .collect::<Vec<_>>();
        let is_explained = breached > 0 || undecided > 0 || !ran.failed.is_empty();
        if ran.has_failed && !is_explained {
            unexplained.push(("the run".to_owned(), ran.said.trim().to_owned()));
        }
        Outcome {
            breached,
            undecided,
            unexplained,
        }
    }

    fn exit(&self, is_strict: bool) -> Exit {
        if self.breached > 0 {
            Exit::Breached
        } else if !self.unexplained.is_empty() {
            Exit::NotMeasured
        } else if self.undecided > 0 && is_strict {
            Exit::Undecided
        } else {
            Exit::Passed
        }
    }
}

fn show(told: &[Told], found: &Outcome, ran: &Ran, terminal: Terminal) {
    for told in told
        .iter()
        .filter(|told| !matches!(told.word, Word::Pass | Word::Skipped))
    {
        if told.account.contains('\n') || told.word == Word::Fail {
            terminal.show(&format!("{}\n", told.account));
        }
    }
    for (test, shown) in &found.unexplained {
        terminal.show(&format!("{test} failed without a verdict:\n{shown}\n"));
    }
    let rows = told
        .iter()
        .map(|told| {
            let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
            vec![
                told.case.clone(),
                told.option.clone(),
                or_none(&told.figure),
                or_none(&told.limit),
                told.word.text().to_owned(),
            ]
        })
        .collect::<Vec<_>>();
    if !rows.is_empty() {
        let head = ["case", "budget", "measured", "limit", "verdict"];
        let text = table(&head, rows, &[2, 3]);
        let lines = text.lines().map(|line| painted(line, terminal));
        terminal.show(&lines.collect::<Vec<_>>().join("\n"));
    }
    terminal.show(&summary(told, found));
    if ran.has_failed && found.breached == 0 && !found.unexplained.is_empty() {
        terminal.tell_details(ran.said.trim());
    }
}

/// A row with its verdict in colour.
fn painted(line: &str, terminal: Terminal) -> String {
    for (word, paint) in [
        ("PASS", Paint::Green),
        ("FAIL", Paint::Red),
        ("WARN", Paint::Yellow),
        ("INCONCLUSIVE", Paint::Yellow),
        ("NOT ENFORCED", Paint::Yellow),
    ] {
        if let Some(rest) = line.strip_suffix(word) {
            return format!("{rest}{}", terminal.paint(paint, word));
        }
    }
    line.to_owned()
}

fn summary(told: &[Told], found: &Outcome) -> String {
    let counts = [
        Word::Pass,
        Word::Fail,
        Word::Warn,
        Word::Inconclusive,
        Word::NotEnforced,
        Word::Skipped,
    ]
    .into_iter()
    .filter_map(|word| {
        let count = told.iter().filter(|told| told.word == word).count();
        (count > 0).then(|| format!("{count} {}", word.text()))
    })
    .collect::<Vec<_>>();
    let mut text = if counts.is_empty() {
        "No budget was judged.".to_owned()
    } else {
        format!("\n{}", counts.join(", "))
    };
    let failed = found.unexplained.len();
    if failed > 0 {
        let plural = if failed == 1 { "" } else { "s" };
        let _ = write!(text, "; {failed} test{plural} failed without a verdict");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(output: &str, has_failed: bool) -> Outcome {
        let ran = Ran {
            failed: verdicts::failed_tests(output),
            output: output.to_owned(),
            has_failed,
            said: "said".to_owned(),
        };
        Outcome::of(&verdicts::told(output), &ran)
    }

    #[test]
    fn a_breach_wins_and_strictness_counts_what_is_undecided() {
        let pass = "PASS a: target 1 µs of 2 µs\n";
        let fail = "FAIL a: over its target by 10 %\n";
        let undecided = "INCONCLUSIVE a: target is undecided: the machine\n";
        let never = "NOT ENFORCED a: target: the attribute says `enforce = \"never\"`\n";
        for (output, has_failed, lax, strict) in [
            (pass.to_owned(), false, Exit::Passed, Exit::Passed),
            (pass.to_owned() + fail, true, Exit::Breached, Exit::Breached),
            (undecided.to_owned(), false, Exit::Passed, Exit::Undecided),
            (
                undecided.to_owned() + fail,
                true,
                Exit::Breached,
                Exit::Breached,
            ),
            (never.to_owned(), false, Exit::Passed, Exit::Passed),
            (pass.to_owned(), true, Exit::NotMeasured, Exit::NotMeasured),
        ] {
            let outcome = outcome(&output, has_failed);
            assert_eq!(outcome.exit(false), lax, "{output}");
            assert_eq!(outcome.exit(true), strict, "{output}");
        }
    }

    #[test]
    fn a_test_that_fails_without_a_verdict_was_not_measured() {
        let output = "test perf_a::budget ... FAILED\n\nfailures:\n\n---- perf_a::budget stdout ----\npanicked\n\n\nfailures:\n    perf_a::budget\n";
        let outcome = outcome(output, true);
        assert_eq!(
            outcome.unexplained,
            [("perf_a::budget".to_owned(), "panicked".to_owned())]
        );
        assert_eq!(outcome.exit(false), Exit::NotMeasured);
    }

    #[test]
    fn budgets_are_in_modules_of_their_own() {
        let list =
            "perf_a::budget: test\na::perf_of: test\na::perf_b::size_10: test\nb: benchmark\n";
        assert_eq!(budgets(list), ["a::perf_b::size_10", "perf_a::budget"]);
    }
}
