//! `check`: the tests of budgets, and a table of their verdicts.

use std::ffi::OsString;
use std::fmt::{self, Write as _};
use std::io::{self, BufRead as _, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::thread;

use perfmacro_runtime::policy::{self, PolicyError};
use perfmacro_runtime::shard::Shard;

use crate::cargo::{self, Cargo, CargoError};
use crate::chosen;
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
    pub(crate) shard: Option<Shard>,
    pub(crate) enforcement: Enforcement,
    pub(crate) uses_nextest: bool,
    /// For the test executables, or for nextest.
    pub(crate) rest: Vec<OsString>,
}

/// Why nothing was checked.
#[derive(Debug)]
pub(crate) enum CheckError {
    Cargo(CargoError),
    /// A variable of ours.
    Environment(PolicyError),
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
            CheckError::Environment(error) => error.fmt(formatter),
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
    let shard = check
        .shard
        .map_or_else(policy::shard, |shard| Ok(Some(shard)));
    let shard = shard.map_err(CheckError::Environment)?;
    let ran = if check.uses_nextest && shard.is_none() {
        nextest(check, Tests::Matching, cargo, terminal)?
    } else {
        let all = matching(check, cargo, terminal)?;
        let names = shard.map_or_else(|| all.clone(), |shard| chosen::of_shard(&all, shard));
        if let Some(shard) = shard {
            terminal.tell_always(&shard.share(names.len(), all.len(), "test"));
        }
        // Few functions on many machines: that one has none of them is no mistake.
        if names.is_empty() {
            return Ok(Exit::Passed);
        }
        let is_all = shard.is_none() && check.filter.is_none();
        run_all(check, &names, is_all, cargo, terminal)?
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
#[derive(Default)]
struct Ran {
    output: String,
    /// Tests that failed, and what each showed.
    failed: Vec<(String, String)>,
    /// Whether the run says that it failed.
    has_failed: bool,
    /// What Cargo said.
    said: String,
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
enum Tests<'a> {
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
fn matching(check: &Check, cargo: &Cargo, terminal: Terminal) -> Result<Vec<String>, CheckError> {
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
fn run_all(
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
    })?;
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
fn nextest(
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

/// What nextest selects the tests of budgets by.
fn matching_filterset(filter: Option<&str>) -> String {
    let filter = filter.map_or_else(String::new, |filter| {
        let escaped = filter.replace('\\', r"\\").replace(')', r"\)");
        format!(" and test(~{escaped})")
    });
    format!("test(/(^|::)perf_[^:]*::/){filter}")
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
}
