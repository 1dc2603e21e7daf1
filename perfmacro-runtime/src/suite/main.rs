//! From the command line to the exit code.
//!
//! | code | meaning |
//! | --- | --- |
//! | 0 | ran, or has nothing of its shard; a breach is shown in the table |
//! | 1 | a `check` refuses a result; a budget that does not fail in `--self-test`; or `--enforce` or `PERFMACRO_ENFORCE=strict`, and a budget is not a PASS |
//! | 2 | could not run: arguments, environment, registry, filter, output directory, baseline |

use std::env;
use std::ffi::OsString;
use std::io;
use std::process::{Command, ExitCode, Termination as _};

use crate::case::Case;
use crate::enforce;
use crate::family::Family;
use crate::policy::{self, Enforcement, Policy};
use crate::record;
use crate::registry;
use crate::report::{self, Row};
use crate::self_test;

use super::arguments::{self, Arguments, Mode};
use super::select::Filter;
use super::{output_directory, panics, profile, run};

const BREACHED: u8 = 1;
const COULD_NOT_RUN: u8 = 2;

/// Runs the suite of `crates`, and of the crate of the benchmark target `own_crate`, which may have no
/// entry. See the module for the exit codes.
#[must_use]
pub fn main(crates: &[&str], own_crate: &str) -> ExitCode {
    if let Ok(cases) = cases(crates, own_crate) {
        enforce::answer_host(&cases.iter().collect::<Vec<_>>());
    }
    let arguments = match arguments::parse(env::args_os()) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    if arguments.enforce && arguments.mode != Mode::Benchmark {
        report::show_error("error: --enforce judges what is measured: run it with `cargo bench`");
        return ExitCode::from(COULD_NOT_RUN);
    }
    if arguments.enforce {
        return run_again_enforcing();
    }
    panics::report_criterions(i32::from(COULD_NOT_RUN));
    match suite(&arguments, crates, own_crate) {
        Ok(code) => code,
        Err(message) => {
            report::show_error(&format!("error: {message}"));
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}

fn suite(arguments: &Arguments, crates: &[&str], own_crate: &str) -> Result<ExitCode, String> {
    let policy = Policy::from_environment().map_err(|error| error.to_string())?;
    let cases = cases(crates, own_crate)?;
    if let Some(asked) = &arguments.profile {
        return profile::run(asked, &cases).map_err(|error| error.to_string());
    }
    let shard = policy::shard().map_err(|error| error.to_string())?;
    let filter = Filter::new(arguments, shard)
        .map_err(|error| format!("the filter is no regular expression: {error}"))?;
    if !arguments.ignored && !cases.iter().any(|case| filter.matches_anywhere(case)) {
        let message = no_match(arguments, &cases);
        if arguments.is_cargo_bench {
            return Err(message);
        }
        report::show_error(&format!("warning: {message}"));
    } else if let Some(share) = filter.share(&cases) {
        report::show_error(&share);
    }
    let selected = cases
        .iter()
        .filter(|case| filter.matches(case))
        .collect::<Vec<_>>();
    if let Mode::List(listing) = arguments.mode {
        report::show_list(&selected, listing);
        return Ok(ExitCode::SUCCESS);
    }

    if arguments.mode == Mode::SelfTest {
        let selected = selected.into_iter().copied().collect::<Vec<_>>();
        return Ok(self_test::of_cases(&selected, &[], policy).report());
    }

    // Asks Cargo, which a test run, a process per case under nextest, has no use for.
    let writes = matches!(arguments.mode, Mode::Benchmark | Mode::Profile);
    let output = writes.then(output_directory::locate);
    if let Some(output) = output
        .as_ref()
        .filter(|_| arguments.mode == Mode::Benchmark)
    {
        output_directory::check(output)
            .map_err(|error| format!("cannot write to `{}`: {error}", output.display()))?;
    }
    if arguments.mode == Mode::Benchmark {
        check_budgets(&selected, policy)?;
    }
    if arguments.mode != Mode::Profile && !results_are_right(&selected) {
        return Ok(ExitCode::from(BREACHED));
    }
    let rows = run::run(arguments, policy, &cases, &filter, output.as_deref());
    if arguments.mode != Mode::Benchmark || rows.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    let show = if arguments.bencher_output {
        report::show_error
    } else {
        report::show
    };
    show(&report::table(&rows));
    if let Some(growth) = report::growth(&rows) {
        show(&growth);
    }
    if let Some(path) = record::written(policy) {
        show(&format!("recorded in `{}`", path.display()));
    }
    Ok(exit_code(&rows, policy))
}

fn cases(crates: &[&str], own_crate: &str) -> Result<Vec<Case>, String> {
    let entries = registry::entries();
    let own = Some(own_crate)
        .filter(|own| crates.is_empty() || entries.iter().any(|entry| entry.crate_name() == *own));
    let crates = crates.iter().copied().chain(own).collect::<Vec<_>>();
    registry::cases(&entries, &crates).map_err(|error| error.to_string())
}

/// Refuses budgets that mean nothing for their case, before anything is measured.
fn check_budgets(cases: &[&Case], policy: Policy) -> Result<(), String> {
    for case in cases {
        enforce::budgets(case, policy)
            .map_err(|error| format!("{case} at {}: {error}", case.entry().location))?;
    }
    let mut entries = cases.iter().map(|case| case.entry()).collect::<Vec<_>>();
    entries.dedup_by(|a, b| std::ptr::eq(*a, *b));
    for entry in entries
        .into_iter()
        .filter(|entry| enforce::class(entry).is_some())
    {
        for family in Family::all(entry) {
            enforce::tail(&family)
                .map_err(|error| format!("{family} at {}: {error}", entry.location))?;
        }
    }
    Ok(())
}

/// Whether no `check` refuses a result; tells those that do. A wrong answer is not worth measuring.
fn results_are_right(cases: &[&Case]) -> bool {
    let wrong = cases
        .iter()
        .filter(|case| case.check() == Some(false))
        .map(|case| {
            let location = case.entry().location;
            report::show_error(&format!(
                "FAIL {case}: wrong result: `check` refuses it, declared at {location}"
            ));
        });
    wrong.count() == 0
}

fn no_match(arguments: &Arguments, cases: &[Case]) -> String {
    let filter = arguments.filter.as_deref().unwrap_or_default();
    let kind = if arguments.exact {
        "is exactly"
    } else {
        "matches"
    };
    let count = cases.len();
    let first = cases
        .first()
        .map_or_else(String::new, |case| format!(", such as `{case}`"));
    format!(
        "no case {kind} `{filter}`; there are {count}{first}: `cargo bench -- --list` shows them all, and \
         -p or --bench names one suite of several"
    )
}

/// Tells the verdicts of `rows` that are not a PASS; the exit code they come to.
fn exit_code(rows: &[Row], policy: Policy) -> ExitCode {
    let is_enforced = policy.enforcement == Enforcement::Strict;
    if is_enforced && rows.iter().all(|row| row.judged.is_empty()) {
        report::show_error("no budget was judged: none of these cases has one");
    }
    let consequence = if is_enforced {
        "exit code 1, as --enforce or PERFMACRO_ENFORCE=strict asks"
    } else {
        "shown only; `cargo bench -- --enforce` fails on it"
    };
    if let Some(missed) = report::missed(rows, consequence) {
        report::show_error(&missed);
    }
    let mut judged = rows.iter().flat_map(|row| &row.judged);
    if is_enforced && judged.any(|judged| judged.is_failure(policy.enforcement)) {
        ExitCode::from(BREACHED)
    } else {
        ExitCode::SUCCESS
    }
}

/// Runs this executable again without `--enforce`, which the environment then says.
fn run_again_enforcing() -> ExitCode {
    let mut again = match env::current_exe() {
        Ok(executable) => Command::new(executable),
        Err(error) => return could_not_run_again(&error),
    };
    let arguments: Vec<OsString> = arguments::for_criterion(env::args_os().skip(1));
    again.args(arguments).env(policy::ENFORCE, "strict");

    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        could_not_run_again(&again.exec())
    }
    #[cfg(not(unix))]
    match again.status() {
        Ok(status) => {
            let code = status.code().and_then(|code| u8::try_from(code).ok());
            ExitCode::from(code.unwrap_or(COULD_NOT_RUN))
        }
        Err(error) => could_not_run_again(&error),
    }
}

fn could_not_run_again(error: &io::Error) -> ExitCode {
    report::show_error(&format!(
        "error: --enforce cannot run this executable again: {error}"
    ));
    ExitCode::from(COULD_NOT_RUN)
}
