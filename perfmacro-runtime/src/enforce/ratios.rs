//! Judgements on ratios: a case beside the function that it is measured against.

use crate::budget::{CaseBudget, RatioBudget};
use crate::fault::{Fault, Injection};
use crate::fresh::{Counterpart, Host, Request, Task};
use crate::measure::{RoutinePair, RoutineSampler};
use crate::progress::Progress;
use crate::ratio::Ratio;
use crate::routine::Routine;
use crate::time::Picoseconds;
use crate::verdict::paired::{self, RatioJudgement};
use crate::verdict::{Exemption, Sampler as _, Verdict};

use super::judge::Judging;

/// Whether the budget holds.
pub(super) fn judge(judging: Judging<'_>, budget: RatioBudget) -> RatioJudgement {
    // Two functions that are compiled without optimisation compare as they like.
    if let Some(exemption) = judging.exemption_of_code() {
        return Verdict::NotEnforced(exemption).without_pairs(budget.limit);
    }
    let Some(reference) = judging.case.start_reference() else {
        return Verdict::NotEnforced(Exemption::NotMeasured).without_pairs(budget.limit);
    };
    let injection = (judging.run.policy.fault == Some(Fault::Delay))
        .then(|| judging.case.start_reference())
        .flatten()
        .map(|reference| Injection::Delay(time(reference).scaled(2.0 * budget.limit.value())));
    let pairs = Pairs {
        counterpart: Counterpart::Reference,
        limit: budget.limit,
        injection,
        option: CaseBudget::Ratio(budget).option(),
    };
    pairs.judge(judging, reference)
}

/// A case beside its counterpart, and the limit of the ratio of both.
pub(super) struct Pairs {
    pub(super) counterpart: Counterpart,
    pub(super) limit: Ratio,
    pub(super) injection: Option<Injection>,
    pub(super) option: &'static str,
}

impl Pairs {
    pub(super) fn judge(self, judging: Judging<'_>, counterpart: Routine) -> RatioJudgement {
        let case = judging.case;
        let progress = Progress::begin(
            format!("judging {case} ({})", self.option),
            "measuring in its own process",
        );
        let request = Request {
            case: case.to_string(),
            task: Task::Pairs(self.counterpart, self.limit),
            injection: self.injection,
        };
        let mut host = Host::new(request, judging.run.arguments.to_vec(), &progress);
        let mut pair = RoutinePair::new(judging.start(self.injection), counterpart);
        let seed = u64::from(std::process::id());
        paired::judge_pairs(&mut pair, &mut host, self.limit, seed)
    }
}

/// About what a call takes, for a fault to be large enough.
pub(super) fn time(routine: Routine) -> Picoseconds {
    const CALLS: u64 = 100;
    let mut sampler = RoutineSampler::new(routine);
    let first = sampler.block(1);
    if first.wall.as_millis() > 10 {
        return first.time;
    }
    sampler.block(CALLS).time.per_iteration(CALLS)
}
