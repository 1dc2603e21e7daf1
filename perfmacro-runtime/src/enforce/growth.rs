//! Judgements on growth: the cases of a function that differ by size alone, together.

use std::panic::{self, AssertUnwindSafe};
use std::time::Duration;

use crate::alloc::{self, Scope};
use crate::budget::{Budget, BudgetError};
use crate::case::Case;
use crate::entry::{Enforce, Entry};
use crate::family::Family;
use crate::fault::{Fault, Injection};
use crate::fresh::Counterpart;
use crate::growth::{self, Class, Point, SIZES};
use crate::instrumentation;
use crate::measure::RoutineSampler;
use crate::ratio::Ratio;
use crate::verdict::paired::RatioJudgement;
use crate::verdict::{Exemption, Exponent, GrowthJudgement, Resource, Sampler as _, Tail, Verdict};

use super::batch;
use super::judge::{Judging, Run};
use super::ratios::{self, Pairs};

/// The option.
const OPTION: &str = "complexity";
/// A call longer than this is not counted but timed: what counts takes a hundred times as long.
const LONGEST_COUNTED: Duration = Duration::from_millis(5);

/// The class that `entry` is declared to be of.
#[must_use]
pub fn class(entry: &Entry) -> Option<Class> {
    entry
        .options
        .budgets
        .iter()
        .find_map(|budget| match budget {
            Budget::Complexity(class) => Some(*class),
            _ => None,
        })
}

/// The places of the tail's cases in the family.
///
/// # Errors
///
/// Where the family's sizes tell nothing of growth.
pub fn tail(family: &Family) -> Result<(usize, usize), BudgetError> {
    let sizes = family.sizes();
    let apart = growth::apart(&sizes);
    growth::tail(&sizes)
        .filter(|_| apart >= SIZES)
        .ok_or(BudgetError::TooFewSizes { apart })
}

/// Whether the costs of a family grow as `class` says: on instructions where those can be counted, else on time,
/// and then on the bytes that calls ask for as well.
///
/// # Errors
///
/// As [`tail`].
pub fn judge_growth(
    family: &Family,
    class: Class,
    run: Run<'_>,
) -> Result<GrowthJudgement, BudgetError> {
    let (large, small) = tail(family)?;
    let judge = Judge {
        family,
        class,
        run,
        large: &family.cases()[large],
        small: &family.cases()[small],
    };
    if let Some(exemption) = judge.exemption() {
        return Ok(judge.without_measuring(exemption));
    }
    Ok(judge
        .on_instructions()
        .or_else(|| judge.on_allocations())
        .unwrap_or_else(|| judge.on_time()))
}

/// Whether each call of the family is short enough to be counted. Makes one of each.
pub(super) fn is_short(family: &Family) -> bool {
    family.cases().iter().all(|case| {
        // What panics does so where it is judged.
        let block = panic::catch_unwind(AssertUnwindSafe(|| {
            RoutineSampler::new(case.start()).block(1)
        }));
        block.is_ok_and(|block| block.wall <= LONGEST_COUNTED)
    })
}

struct Judge<'a> {
    family: &'a Family,
    class: Class,
    run: Run<'a>,
    large: &'a Case,
    small: &'a Case,
}

impl Judge<'_> {
    fn exemption(&self) -> Option<Exemption> {
        if self.large.entry().options.enforce == Enforce::Never {
            return Some(Exemption::Never);
        }
        let fault = self.run.policy.fault;
        if fault.is_some_and(|fault| fault != Fault::Quadratic) {
            return Some(Exemption::OtherFault);
        }
        instrumentation::exemption().filter(|exemption| *exemption == Exemption::Miri)
    }

    fn without_measuring(&self, exemption: Exemption) -> GrowthJudgement {
        GrowthJudgement {
            verdict: Verdict::NotEnforced(exemption),
            class: self.class,
            resource: Resource::Time,
            tail: self.tail(),
            exponent: None,
            costs: Vec::new(),
            pairs: None,
        }
    }

    fn tail(&self) -> Tail {
        Tail {
            small: self.small.size(),
            large: self.large.size(),
        }
    }

    /// How many times the cost at the small size the cost at the large one may be.
    fn limit(&self) -> Ratio {
        self.class.max_ratio(self.small.size(), self.large.size())
    }

    /// What to add to a call at the large size, so that it is over the limit of what one costs at the small size.
    fn fault(&self, small_cost: f64) -> Option<f64> {
        let is_injected = self.run.policy.fault == Some(Fault::Quadratic);
        is_injected.then(|| 3.0 * self.limit().value() * small_cost.max(1.0))
    }

    fn judging<'a>(&'a self, case: &'a Case) -> Judging<'a> {
        Judging {
            case,
            run: self.run,
        }
    }

    fn on_instructions(&self) -> Option<GrowthJudgement> {
        let is_on_one_thread = self.large.threads() == 1;
        if !is_on_one_thread || !batch::can_count() || !is_short(self.family) {
            return None;
        }
        let mut costs = Vec::new();
        for case in self.family.cases() {
            let found = batch::instructions(self.judging(case), None).ok()?;
            costs.push(Point {
                size: case.size(),
                cost: found.count,
            });
        }
        if let Some(added) = self.fault(cost_at(&costs, self.small)?) {
            let injection = Injection::Instructions(whole(added));
            let found = batch::alone(self.judging(self.large), injection).ok()?;
            let large = costs
                .iter_mut()
                .find(|point| point.size == self.large.size());
            large?.cost = found.count;
        }
        self.on_counts(Resource::Instructions, costs)
    }

    /// A judgement where bytes grow too fast; `None` where they say nothing: a call of many steps may allocate
    /// little.
    fn on_allocations(&self) -> Option<GrowthJudgement> {
        let options = &self.large.entry().options;
        if self.large.threads() != 1 || options.alloc_scope != Scope::Thread {
            return None;
        }
        let mut costs = Vec::new();
        for case in self.family.cases() {
            let measured = alloc::measure(&mut case.start(), case.pool(), Scope::Thread).ok()?;
            costs.push(Point {
                size: case.size(),
                cost: measured.steady.bytes,
            });
        }
        // From nothing to something is a step and no growth.
        if cost_at(&costs, self.small)? < 1.0 {
            return None;
        }
        self.on_counts(Resource::AllocBytes, costs)
            .filter(|judgement| judgement.verdict == Verdict::Fail)
    }

    fn on_counts(&self, resource: Resource, costs: Vec<Point>) -> Option<GrowthJudgement> {
        let Tail { small, large } = self.tail();
        let cost = |size| {
            costs
                .iter()
                .find(|point| point.size == size)
                .map(|point| point.cost)
        };
        let (small_cost, large_cost) = (cost(small)?, cost(large)?);
        let holds = self.class.holds(small_cost, large_cost, small, large);
        let value = growth::measured_exponent(small_cost, large_cost, small, large);
        Some(GrowthJudgement {
            verdict: if holds { Verdict::Pass } else { Verdict::Fail },
            class: self.class,
            resource,
            tail: self.tail(),
            exponent: Some(Exponent {
                value,
                lower: value,
                upper: value,
            }),
            costs,
            pairs: None,
        })
    }

    /// The case at the large size as the function, and the one at the small size as its reference.
    fn on_time(&self) -> GrowthJudgement {
        #[expect(clippy::cast_precision_loss, reason = "a time of 16 digits")]
        let small_time = || ratios::time(self.small.start()).count() as f64;
        let is_injected = self.run.policy.fault == Some(Fault::Quadratic);
        let injection = is_injected
            .then(small_time)
            .and_then(|time| self.fault(time))
            .map(|added| Injection::Delay(crate::time::Picoseconds::new(whole(added))));
        let pairs = Pairs {
            counterpart: Counterpart::Case(self.small.index()),
            limit: self.limit(),
            injection,
            option: OPTION,
        };
        let judgement = pairs.judge(self.judging(self.large), self.small.start());
        GrowthJudgement {
            verdict: judgement.verdict.clone(),
            class: self.class,
            resource: Resource::Time,
            tail: self.tail(),
            exponent: self.exponent(&judgement),
            costs: self.times(&judgement),
            pairs: Some(judgement),
        }
    }

    fn exponent(&self, judgement: &RatioJudgement) -> Option<Exponent> {
        let estimate = judgement.estimate?;
        let Tail { small, large } = self.tail();
        #[expect(clippy::cast_precision_loss, reason = "a size of 16 digits")]
        let sizes = (large as f64 / small as f64).ln();
        let exponent = |ratio: Ratio| ratio.value().ln() / sizes;
        Some(Exponent {
            value: exponent(estimate.value),
            lower: exponent(estimate.lower),
            upper: exponent(estimate.upper),
        })
    }

    /// What calls take: at the tail as it was judged, elsewhere about.
    fn times(&self, judgement: &RatioJudgement) -> Vec<Point> {
        let time = |case: &Case| match judgement.times {
            Some(times) if case.index() == self.large.index() => times.function,
            Some(times) if case.index() == self.small.index() => times.reference,
            _ => ratios::time(case.start()),
        };
        self.family
            .cases()
            .iter()
            .map(|case| Point {
                size: case.size(),
                cost: time(case).count(),
            })
            .collect()
    }
}

#[expect(clippy::cast_precision_loss, reason = "a cost of 16 digits")]
fn cost_at(costs: &[Point], case: &Case) -> Option<f64> {
    let point = costs.iter().find(|point| point.size == case.size())?;
    Some(point.cost as f64)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cost is positive, and what is past all range is all there is"
)]
fn whole(cost: f64) -> u64 {
    cost.ceil() as u64
}
