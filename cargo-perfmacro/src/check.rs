//! `check`: the tests of budgets, and a table of their verdicts.

mod follow;
mod run;

use std::ffi::OsString;
use std::fmt::{self, Write as _};

use perfmacro_runtime::policy::{self, PolicyError};
use perfmacro_runtime::shard::Shard;

use crate::cargo::{Cargo, CargoError};
use crate::chosen;
use crate::enforcement::Enforcement;
use crate::exit_code::Exit;
use crate::selection::Selection;
use crate::table::table;
use crate::terminal::{Paint, Terminal};
use crate::verdicts::{self, Told, Word};

use run::{Ran, Tests, matching, nextest, run_all};

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
