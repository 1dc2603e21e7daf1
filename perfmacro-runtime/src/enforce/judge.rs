//! The judgements on a case's budgets, each kind by what judges it.

use crate::alloc::{self, NotCounted};
use crate::budget::{BudgetError, CaseBudget, CountBudget, Measure, TimeBudget};
use crate::case::Case;
use crate::entry::Enforce;
use crate::fault::{Fault, Injection};
use crate::fresh::{Host, Request, Task};
use crate::instrumentation;
use crate::measure::RoutineSampler;
use crate::policy::Policy;
use crate::progress::Progress;
use crate::routine::Routine;
use crate::stopwatch::Stopwatch;
use crate::time::Picoseconds;
use crate::verdict::{self, Exemption, Judgement, Verdict};

use super::counts::Counts;
use super::judged::Judged;
use super::ratios;

/// A run of this executable in which cases are judged.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// With which this executable comes to [`answer_host`](super::answer_host) with the case, when it is run
    /// again.
    pub arguments: &'a [String],
    /// How it judges.
    pub policy: Policy,
    /// The cases that are judged in it, as far as that is known: what is measured of several at once is measured
    /// of all of them.
    pub companions: &'a dyn Fn() -> Vec<Case>,
}

/// A case, and the run that it is judged in.
#[derive(Clone, Copy)]
pub(super) struct Judging<'a> {
    pub(super) case: &'a Case,
    pub(super) run: Run<'a>,
}

/// The judgements on all budgets of a case, in the order they are declared. A `critical` is judged only
/// where the `target` beside it does not hold.
///
/// # Errors
///
/// A budget that means nothing for the case.
pub fn judge(case: &Case, run: Run<'_>) -> Result<Vec<Judged>, BudgetError> {
    let judging = Judging { case, run };
    let mut counts = Counts::new(judging);
    let mut judged: Vec<Judged> = Vec::new();
    for budget in budgets(case, run.policy)? {
        let is_settled = |judged: &[Judged]| {
            budget.option() == "critical"
                && judged
                    .iter()
                    .any(|other| other.is_warning() && *other.verdict() == Verdict::Pass)
        };
        if let Some(exemption) = judging.exemption(&budget) {
            let verdict = Verdict::NotEnforced(exemption);
            judged.push(Judged::without_measuring(budget, verdict));
            continue;
        }
        match budget {
            CaseBudget::Time(_) if is_settled(&judged) => {}
            CaseBudget::Time(time) => judged.push(Judged::Time {
                budget: time,
                judgement: judging.judge_time(&time),
            }),
            CaseBudget::Count(count) => judged.push(Judged::Count {
                budget: count,
                judgement: counts.judge(&count)?,
            }),
            CaseBudget::Ratio(ratio) => judged.push(Judged::Ratio {
                budget: ratio,
                judgement: ratios::judge(judging, ratio),
            }),
        }
    }
    Ok(judged)
}

/// The budgets of a case, which this binary and this machine's clock can judge. Runs a throughput closure where a budget is
/// on throughput.
///
/// # Errors
///
/// A budget that means nothing for the case.
pub fn budgets(case: &Case, policy: Policy) -> Result<Vec<CaseBudget>, BudgetError> {
    let budgets = case.budgets(policy.scale)?;
    budgets.iter().try_for_each(|budget| match budget {
        CaseBudget::Time(budget) => check_clock(budget),
        CaseBudget::Count(budget) => check_allocator(budget),
        CaseBudget::Ratio(_) => Ok(()),
    })?;
    Ok(budgets)
}

/// The budgets of a case where nothing is measured.
///
/// # Errors
///
/// As [`budgets`].
pub fn unmeasured(case: &Case, policy: Policy) -> Result<Vec<Judged>, BudgetError> {
    let unmeasured =
        |budget| Judged::without_measuring(budget, Verdict::NotEnforced(Exemption::NotMeasured));
    Ok(budgets(case, policy)?.into_iter().map(unmeasured).collect())
}

impl Judging<'_> {
    /// What exempts a budget, whatever it is on.
    fn exemption(self, budget: &CaseBudget) -> Option<Exemption> {
        if self.case.entry().options.enforce == Enforce::Never {
            return Some(Exemption::Never);
        }
        let fault = self.run.policy.fault;
        if fault.is_some_and(|fault| fault != Fault::against(budget)) {
            return Some(Exemption::OtherFault);
        }
        instrumentation::exemption().filter(|exemption| *exemption == Exemption::Miri)
    }

    /// What exempts a budget that depends on the machine code, where it does not hold.
    pub(super) fn exemption_of_code(self) -> Option<Exemption> {
        let entry = self.case.entry();
        if entry.options.enforce == Enforce::Always {
            return None;
        }
        instrumentation::exemption()
            .or_else(|| (!(entry.is_optimized)()).then_some(Exemption::Unoptimized))
    }

    /// What is put into each call, so that it breaches the budget.
    pub(super) fn injection(self, budget: &CaseBudget) -> Option<Injection> {
        self.run.policy.fault?.injection(budget)
    }

    /// The case's routine, with the injection in each call.
    pub(super) fn start(self, injection: Option<Injection>) -> Routine {
        let routine = self.case.start();
        match injection {
            Some(injection) => injection.into(routine),
            None => routine,
        }
    }

    fn judge_time(self, budget: &TimeBudget) -> Judgement {
        let TimeBudget { measure, limit, .. } = *budget;
        let case = self.case;
        let progress = Progress::begin(
            format!("judging {case} ({} {limit})", budget.option),
            "measuring in its own process",
        );
        let injection = self.injection(&CaseBudget::Time(*budget));
        let request = Request {
            case: case.to_string(),
            task: Task::Time(measure, limit),
            injection,
        };
        let mut host = Host::new(request, self.run.arguments.to_vec(), &progress);
        let mut sampler = RoutineSampler::new(self.start(injection));
        verdict::judge(&mut sampler, &mut host, measure, limit, || {
            self.exemption_of_code()
        })
    }
}

/// Refuses a percentile of calls that the clock does not tell apart: a quarter of the limit is its cost.
fn check_clock(budget: &TimeBudget) -> Result<(), BudgetError> {
    let shortest = Picoseconds::from_duration(Stopwatch::overhead() * 4);
    if matches!(budget.measure, Measure::Percentile(_)) && budget.limit < shortest {
        return Err(BudgetError::TooShort { shortest });
    }
    Ok(())
}

/// Refuses a budget on allocations where nothing counts them.
fn check_allocator(budget: &CountBudget) -> Result<(), BudgetError> {
    if budget.counter.is_of_allocations() && !alloc::is_installed() {
        return Err(BudgetError::NotCounted(NotCounted::NoAllocator));
    }
    Ok(())
}
