//! What a generated test calls: finds its entry, judges its cases, and fails where policy says so.

use std::process::{ExitCode, Termination};

use crate::case::Case;
use crate::machine::Machine;
use crate::measure::RoutineSampler;
use crate::policy::{Enforcement, Policy};
use crate::registry;
use crate::report::{self, Told};
use crate::stopwatch::Stopwatch;
use crate::verdict::{self, Judgement, Verdict};

/// The cases that one test judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selection {
    /// `smoke`: every case, once, without a budget.
    Smoke,
    /// `budget`: the one case of an entry without sizes.
    Budget,
    /// `size_10`: the case of that size.
    Size(usize),
    /// `all_sizes`: every case.
    AllSizes,
}

impl Selection {
    /// The test's own name.
    #[must_use]
    pub fn test(self) -> String {
        match self {
            Selection::Smoke => "smoke".to_owned(),
            Selection::Budget => "budget".to_owned(),
            Selection::Size(size) => format!("size_{size}"),
            Selection::AllSizes => "all_sizes".to_owned(),
        }
    }

    fn contains(self, case: &Case) -> bool {
        match self {
            Selection::Size(size) => case.declared_size() == Some(size),
            Selection::Smoke | Selection::Budget | Selection::AllSizes => true,
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

/// Judges the selected cases of the entry called `name`, from its test module.
///
/// `test_module` is the module of the test, one below the entry's. The result is a failure on a FAIL,
/// under `PERFMACRO_ENFORCE=strict` on any verdict but PASS, on a wrong environment, and where the entry
/// is not registered or not unique.
pub fn enforce(test_module: &str, name: &str, selection: Selection) -> Enforced {
    Enforced {
        failure: failure(test_module, name, selection).unwrap_or_else(Some),
    }
}

/// What to fail with; `Err` where nothing could be judged.
fn failure(test_module: &str, name: &str, selection: Selection) -> Result<Option<String>, String> {
    let policy = Policy::from_environment().map_err(|error| error.to_string())?;
    let module_path = test_module
        .rsplit_once("::")
        .map_or(test_module, |(parent, _)| parent);
    let entry = registry::find(&registry::entries(), module_path, name)
        .map_err(|error| error.to_string())?;
    // Also checks that the entry has a case.
    let cases =
        registry::cases(&[entry], &[entry.crate_name()]).map_err(|error| error.to_string())?;

    let selected = cases
        .iter()
        .filter(|case| selection.contains(case))
        .collect::<Vec<_>>();
    if selected.is_empty() {
        return Err(format!(
            "`{}` has no case for the test `{}`",
            entry.identity(),
            selection.test()
        ));
    }
    let failures = selected
        .into_iter()
        .filter_map(|case| case_failure(case, policy, selection))
        .collect::<Vec<_>>();
    Ok((!failures.is_empty()).then(|| failures.join("\n")))
}

/// Runs or judges one case; what to fail with, if it is to fail.
fn case_failure(case: &Case, policy: Policy, selection: Selection) -> Option<String> {
    let before = Machine::read();
    let Some(judgement) = judge(case, policy) else {
        run_once(case);
        return None;
    };
    let machine = Machine::read().since(&before);
    let test = selection.test();
    let told = Told {
        case,
        judgement: &judgement,
        policy,
        machine: &machine,
        test: &test,
    }
    .to_string();
    if is_failure(judgement.verdict, policy.enforcement) {
        return Some(told);
    }
    report::show(&told);
    None
}

/// The case's judgement; `None` without a budget, or where policy enforces none.
#[must_use]
pub fn judge(case: &Case, policy: Policy) -> Option<Judgement> {
    let target = case
        .target()
        .filter(|_| policy.enforcement != Enforcement::Off)?;
    let mut sampler = RoutineSampler::new(|| case.start());
    Some(verdict::judge(
        &mut sampler,
        target.scaled(policy.scale),
        case.entry().is_optimized,
    ))
}

/// Whether a test with this verdict fails.
#[must_use]
pub fn is_failure(verdict: Verdict, enforcement: Enforcement) -> bool {
    match verdict {
        Verdict::Pass => false,
        Verdict::Fail => enforcement != Enforcement::Off,
        Verdict::Inconclusive(_) | Verdict::NotEnforced(_) => enforcement == Enforcement::Strict,
    }
}

/// Makes one call of the case.
pub fn run_once(case: &Case) {
    (case.start())(1, &mut Stopwatch::new());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::{Doubt, Exemption};

    #[test]
    fn each_policy_changes_what_fails() {
        let verdicts = [
            Verdict::Pass,
            Verdict::Fail,
            Verdict::Inconclusive(Doubt::Undecided),
            Verdict::NotEnforced(Exemption::Unoptimized),
        ];
        let failing = |enforcement| verdicts.map(|verdict| is_failure(verdict, enforcement));
        assert_eq!(failing(Enforcement::Auto), [false, true, false, false]);
        assert_eq!(failing(Enforcement::Strict), [false, true, true, true]);
        assert_eq!(failing(Enforcement::Off), [false; 4]);
    }
}
