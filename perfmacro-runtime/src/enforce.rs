//! What a generated test calls: finds its entry, judges its cases, and fails where policy says so.

use std::process::{self, ExitCode, Termination};

use crate::budget::{BudgetError, CaseBudget, Measure};
use crate::case::Case;
use crate::entry::Enforce;
use crate::fresh::{self, Damaged, Host, Request};
use crate::instrumentation;
use crate::machine::Machine;
use crate::measure::RoutineSampler;
use crate::policy::{Enforcement, Policy};
use crate::progress::Progress;
use crate::registry;
use crate::report::{self, Told};
use crate::stopwatch::Stopwatch;
use crate::time::Picoseconds;
use crate::verdict::{self, Exemption, Judgement, Verdict};

/// A generated test: its own name, and the cases that it judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Test {
    name: &'static str,
    cases: Cases,
}

/// Cases of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cases {
    All,
    /// Those of one variant.
    OfVariant(usize),
    /// The one at this place of the entry's product.
    One(usize),
}

impl Test {
    /// `smoke`: every case of the entry.
    #[must_use]
    pub const fn all(name: &'static str) -> Test {
        Test {
            name,
            cases: Cases::All,
        }
    }

    /// `all_sizes`, `u64_all_sizes`: the cases of one variant, whose sizes only the compiler knows.
    #[must_use]
    pub const fn of_variant(name: &'static str, index: usize) -> Test {
        Test {
            name,
            cases: Cases::OfVariant(index),
        }
    }

    /// `budget`, `size_10`, `u64_size_1000_threads_4`: the case at place `index` of the entry's product.
    #[must_use]
    pub const fn of_case(name: &'static str, index: usize) -> Test {
        Test {
            name,
            cases: Cases::One(index),
        }
    }

    fn judges(self, case: &Case) -> bool {
        match self.cases {
            Cases::All => true,
            Cases::OfVariant(index) => case.variant_index() == index,
            Cases::One(index) => case.index() == index,
        }
    }
}

/// What a generated test returns: libtest takes its exit code, so that a failure is the message alone,
/// without a panic's backtrace.
#[must_use = "a test returns it"]
pub struct Enforced {
    failure: Option<String>,
}

impl Termination for Enforced {
    fn report(self) -> ExitCode {
        match self.failure {
            None => ExitCode::SUCCESS,
            Some(failure) => {
                report::show(&failure);
                ExitCode::FAILURE
            }
        }
    }
}

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
    let failures = judged
        .iter()
        .filter_map(|case| case_failure(case, policy, test.name))
        .collect::<Vec<_>>();
    Ok((!failures.is_empty()).then(|| failures.join("\n")))
}

/// Measures and ends the process, where it was started for one of `cases`.
pub(crate) fn answer_host(cases: &[&Case]) {
    let message = match fresh::request() {
        Ok(None) => return,
        Ok(Some(request)) => {
            let case = cases.iter().find(|case| case.to_string() == request.case);
            if let Some(case) = case {
                fresh::answer(&request, || case.start());
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
    if case.check() == Some(false) {
        return Some(report::wrong_result(case, policy, test));
    }
    let is_judged =
        policy.enforcement != Enforcement::Off && !case.entry().options.budgets.is_empty();
    if !is_judged {
        run_once(case);
        return None;
    }
    // As libtest takes it: the name of one test, and no other.
    let arguments = [
        case.test_name(test),
        "--exact".to_owned(),
        "--test-threads=1".to_owned(),
    ];
    let judged = match judge(case, &arguments, policy) {
        Ok(judged) => judged,
        Err(error) => {
            let location = case.entry().location;
            return Some(format!("error: {case}: {error}\n  attribute  {location}"));
        }
    };
    if judged.iter().all(Judged::is_unmeasured) {
        run_once(case);
    }
    let machine = Machine::read();
    let mut failures = Vec::new();
    for judged in &judged {
        let told = Told {
            case,
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

/// A budget and the judgement on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// What was declared.
    pub budget: CaseBudget,
    /// What came out.
    pub judgement: Judgement,
}

impl Judged {
    /// Whether it fails a test.
    #[must_use]
    pub fn is_failure(&self, enforcement: Enforcement) -> bool {
        if self.budget.is_warning {
            return false;
        }
        match self.judgement.verdict {
            Verdict::Pass | Verdict::NotEnforced(Exemption::Never) => false,
            Verdict::Fail => enforcement != Enforcement::Off,
            Verdict::Inconclusive(_) | Verdict::NotEnforced(_) => {
                enforcement == Enforcement::Strict
            }
        }
    }

    /// Whether the function was not even called.
    fn is_unmeasured(&self) -> bool {
        matches!(
            self.judgement.verdict,
            Verdict::NotEnforced(Exemption::Never | Exemption::Miri)
        )
    }
}

/// The judgements on all budgets of a case, in the order they are declared. A `critical` is judged only
/// where the `target` beside it does not hold.
///
/// With `arguments` this executable comes to [`answer_host`] with the case, when it is run again.
///
/// # Errors
///
/// A budget that means nothing for the case; then none is judged.
pub fn judge(
    case: &Case,
    arguments: &[String],
    policy: Policy,
) -> Result<Vec<Judged>, BudgetError> {
    let mut judged: Vec<Judged> = Vec::new();
    for budget in budgets(case, policy)? {
        let is_settled = budget.option == "critical"
            && judged
                .iter()
                .any(|other| other.budget.is_warning && other.judgement.verdict == Verdict::Pass);
        if !is_settled {
            let judgement = judge_budget(case, &budget, arguments);
            judged.push(Judged { budget, judgement });
        }
    }
    Ok(judged)
}

/// The budgets of a case, which this machine's clock can judge. Runs a throughput closure where a budget is
/// on throughput.
///
/// # Errors
///
/// A budget that means nothing for the case.
pub fn budgets(case: &Case, policy: Policy) -> Result<Vec<CaseBudget>, BudgetError> {
    let budgets = case.budgets(policy.scale)?;
    budgets.iter().try_for_each(check_clock)?;
    Ok(budgets)
}

/// The budgets of a case where nothing is measured.
///
/// # Errors
///
/// As [`budgets`].
pub fn unmeasured(case: &Case, policy: Policy) -> Result<Vec<Judged>, BudgetError> {
    let unmeasured = |budget: CaseBudget| Judged {
        budget,
        judgement: Verdict::NotEnforced(Exemption::NotMeasured)
            .without_measuring(budget.measure, budget.limit),
    };
    Ok(budgets(case, policy)?.into_iter().map(unmeasured).collect())
}

fn judge_budget(case: &Case, budget: &CaseBudget, arguments: &[String]) -> Judgement {
    let CaseBudget { measure, limit, .. } = *budget;
    let enforce = case.entry().options.enforce;
    let not_enforced =
        |exemption| Verdict::NotEnforced(exemption).without_measuring(measure, limit);
    if enforce == Enforce::Never {
        return not_enforced(Exemption::Never);
    }
    if let Some(Exemption::Miri) = instrumentation::exemption() {
        return not_enforced(Exemption::Miri);
    }
    let progress = Progress::begin(
        format!("judging {case} ({} {limit})", budget.option),
        "measuring in its own process",
    );
    let request = Request {
        case: case.to_string(),
        measure,
        limit,
    };
    let mut host = Host::new(request, arguments.to_vec(), &progress);
    let mut sampler = RoutineSampler::new(case.start());
    verdict::judge(&mut sampler, &mut host, measure, limit, || {
        if enforce == Enforce::Always {
            return None;
        }
        instrumentation::exemption()
            .or_else(|| (!(case.entry().is_optimized)()).then_some(Exemption::Unoptimized))
    })
}

/// Refuses a percentile of calls that the clock does not tell apart: a quarter of the limit is its cost.
fn check_clock(budget: &CaseBudget) -> Result<(), BudgetError> {
    let shortest = Picoseconds::from_duration(Stopwatch::overhead() * 4);
    if matches!(budget.measure, Measure::Percentile(_)) && budget.limit < shortest {
        return Err(BudgetError::TooShort { shortest });
    }
    Ok(())
}

/// Makes one call of the case.
pub fn run_once(case: &Case) {
    (case.start())(1, &mut Stopwatch::new());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Doubt;

    fn failing(is_warning: bool, enforcement: Enforcement) -> Vec<bool> {
        let limit = Picoseconds::new(1);
        [
            Verdict::Pass,
            Verdict::Fail,
            Verdict::Inconclusive(Doubt::Undecided),
            Verdict::NotEnforced(Exemption::Unoptimized),
            Verdict::NotEnforced(Exemption::Never),
        ]
        .into_iter()
        .map(|verdict| {
            let budget = CaseBudget {
                option: "target",
                measure: Measure::Median,
                limit,
                declared: limit,
                throughput: None,
                is_warning,
            };
            let judgement = verdict.without_measuring(Measure::Median, limit);
            Judged { budget, judgement }.is_failure(enforcement)
        })
        .collect()
    }

    #[test]
    fn each_policy_changes_what_fails() {
        assert_eq!(
            failing(false, Enforcement::Auto),
            [false, true, false, false, false]
        );
        assert_eq!(
            failing(false, Enforcement::Strict),
            [false, true, true, true, false]
        );
        assert_eq!(failing(false, Enforcement::Off), [false; 5]);
    }

    #[test]
    fn a_warning_never_fails() {
        for enforcement in [Enforcement::Auto, Enforcement::Strict, Enforcement::Off] {
            assert_eq!(failing(true, enforcement), [false; 5]);
        }
    }
}
