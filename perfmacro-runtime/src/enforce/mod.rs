//! What a generated test calls: finds its entry, judges its cases, and fails where policy says so.

mod batch;
mod companions;
mod counts;
mod growth;
mod judge;
mod judged;
mod ratios;
mod shared;
mod test;

use std::process;
use std::time::Instant;

use crate::case::Case;
use crate::entry::Entry;
use crate::family::Family;
use crate::fresh::{self, Counterpart, Damaged, Request, Routines, Task};
use crate::growth::Class;
use crate::machine::Machine;
use crate::policy::{Enforcement, Policy};
use crate::record::{self, Found, Subject};
use crate::registry;
use crate::report::{self, REFUSED, Told};
use crate::stopwatch::Stopwatch;

pub use growth::{class, judge_growth, tail};
pub use judge::{Run, budgets, judge, unmeasured};
pub use judged::Judged;
pub use test::{Enforced, Test};

/// Judges the cases of a test, of the entry called `name`, from the entry's module of tests.
///
/// `test_module` is the module of the test, one below the entry's. The result is a failure on a FAIL, on a
/// result that `check` refuses, under `PERFMACRO_ENFORCE=strict` on any verdict but PASS, on a wrong
/// environment, on a budget that means nothing for its case, and where the entry is not registered or not
/// unique.
///
/// In a process that was started to measure afresh it measures, answers and ends the process.
pub fn enforce(test_module: &str, name: &str, test: Test) -> Enforced {
    Enforced {
        failure: failure(test_module, name, test).unwrap_or_else(Some),
    }
}

/// What to fail with; `Err` where nothing could be judged.
fn failure(test_module: &str, name: &str, test: Test) -> Result<Option<String>, String> {
    let policy = Policy::from_environment().map_err(|error| error.to_string())?;
    let module_path = test_module
        .rsplit_once("::")
        .map_or(test_module, |(parent, _)| parent);
    let entry = registry::find(&registry::entries(), module_path, name)
        .map_err(|error| error.to_string())?;
    // Only checks that the entry has cases, and that each has a name of its own.
    registry::cases(&[entry], &[entry.crate_name()]).map_err(|error| error.to_string())?;

    let (skipped, judged) = Case::product(entry)
        .into_iter()
        .filter(|case| test.judges(case))
        .partition::<Vec<_>, _>(Case::is_skipped);
    answer_host(&judged.iter().collect::<Vec<_>>());
    if judged.is_empty() && skipped.is_empty() {
        return Err(format!(
            "`{}` has no case for the test `{}`",
            entry.identity(),
            test.name
        ));
    }
    for case in skipped {
        report::show(&format!("SKIPPED {case}: by `skip` at {}", entry.location));
    }
    let failures = if let Some(class) = growth::class(entry).filter(|_| test.is_of_growth()) {
        Family::all(entry)
            .iter()
            .filter(|family| test.judges(&family.cases()[0]))
            .filter_map(|family| family_failure(family, class, policy, test.name))
            .collect::<Vec<_>>()
    } else {
        judged
            .iter()
            .filter_map(|case| case_failure(case, policy, test.name))
            .collect()
    };
    Ok((!failures.is_empty()).then(|| failures.join("\n")))
}

/// Measures and ends the process, where it was started for one of `cases`.
pub(crate) fn answer_host(cases: &[&Case]) {
    let message = match fresh::request() {
        Ok(None) => return,
        Ok(Some(Request {
            task: Task::Instructions,
            case: list,
            ..
        })) => match batch::answer(&list) {
            Ok(()) => return,
            Err(message) => message + "\n",
        },
        Ok(Some(request)) => {
            let case = cases.iter().find(|case| case.to_string() == request.case);
            if let Some(case) = case {
                let routines = Routines {
                    pool: case.pool(),
                    start: &|| case.start(),
                    start_counterpart: &|counterpart| match counterpart {
                        Counterpart::Reference => case.start_reference(),
                        Counterpart::Case(index) => {
                            Some(Case::product(case.entry()).get(index)?.start())
                        }
                    },
                };
                fresh::answer(&request, &routines);
            }
            format!("there is no case `{}` in this test\n", request.case)
        }
        Err(Damaged) => "what this process was started to measure cannot be read\n".to_owned(),
    };
    report::show_now(&message);
    process::exit(2);
}

/// Runs or judges one case; what to fail with, if it is to fail.
fn case_failure(case: &Case, policy: Policy, test: &str) -> Option<String> {
    let name = case.to_string();
    let found = Found {
        test: Some(test),
        ..Found::of_case(case, &name, policy, &[])
    };
    if case.check() == Some(false) {
        record::record(&Found {
            problem: Some(REFUSED.to_owned()),
            ..found
        });
        return Some(report::wrong_result(case, policy, test));
    }
    let is_judged =
        policy.enforcement != Enforcement::Off && !case.entry().options.budgets.is_empty();
    if !is_judged {
        run_once(case);
        return None;
    }
    let arguments = arguments(case.entry(), test);
    let companions = || companions::companions(case);
    let run = Run {
        arguments: &arguments,
        policy,
        companions: &companions,
    };
    let began = Instant::now();
    let judged = match judge(case, run) {
        Ok(judged) => judged,
        Err(error) => {
            record::record(&Found {
                problem: Some(error.to_string()),
                ..found
            });
            let location = case.entry().location;
            return Some(format!("error: {case}: {error}\n  attribute  {location}"));
        }
    };
    if judged.iter().all(Judged::is_unmeasured) {
        run_once(case);
    }
    record::record(&Found {
        elapsed: began.elapsed(),
        judged: &judged,
        ..found
    });
    told(case.entry(), &name, &judged, policy, test)
}

/// Runs or judges all sizes of a function together; what to fail with, if it is to fail.
fn family_failure(family: &Family, class: Class, policy: Policy, test: &str) -> Option<String> {
    let first = &family.cases()[0];
    let entry = first.entry();
    if policy.enforcement == Enforcement::Off {
        family.cases().iter().for_each(run_once);
        return None;
    }
    let arguments = arguments(entry, test);
    let companions = || companions::companions(first);
    let run = Run {
        arguments: &arguments,
        policy,
        companions: &companions,
    };
    let name = family.to_string();
    let found = Found {
        subject: Subject::Family,
        test: Some(test),
        ..Found::of_case(first, &name, policy, &[])
    };
    let began = Instant::now();
    match judge_growth(family, class, run) {
        Ok(judgement) => {
            let judged = [Judged::Growth(judgement)];
            record::record(&Found {
                elapsed: began.elapsed(),
                judged: &judged,
                ..found
            });
            told(entry, &name, &judged, policy, test)
        }
        Err(error) => {
            record::record(&Found {
                problem: Some(error.to_string()),
                ..found
            });
            Some(format!(
                "error: {family}: {error}\n  attribute  {}",
                entry.location
            ))
        }
    }
}

/// With which libtest runs one test, and no other.
fn arguments(entry: &Entry, test: &str) -> [String; 3] {
    [
        entry.test_path(test),
        "--exact".to_owned(),
        "--test-threads=1".to_owned(),
    ]
}

/// Tells judgements on what is called `name`; those to fail with are returned in place of shown.
fn told(
    entry: &'static Entry,
    name: &str,
    judged: &[Judged],
    policy: Policy,
    test: &str,
) -> Option<String> {
    let machine = Machine::read();
    let mut failures = Vec::new();
    for judged in judged {
        let told = Told {
            entry,
            name,
            judged,
            policy,
            machine: &machine,
            test,
        }
        .to_string();
        if judged.is_failure(policy.enforcement) {
            failures.push(told);
        } else {
            report::show(&told);
        }
    }
    (!failures.is_empty()).then(|| failures.join("\n"))
}

/// Makes one call of the case.
pub fn run_once(case: &Case) {
    (case.start())(1, &mut Stopwatch::new());
}
