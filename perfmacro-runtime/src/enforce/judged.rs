//! A budget and what came of it, whatever it is on.

use crate::budget::{CaseBudget, CountBudget, RatioBudget, TimeBudget};
use crate::policy::Enforcement;
use crate::verdict::paired::RatioJudgement;
use crate::verdict::{CountJudgement, Exemption, GrowthJudgement, Judgement, Verdict};

/// A budget and the judgement on it.
#[derive(Clone, Debug, PartialEq)]
pub enum Judged {
    /// On time.
    Time {
        /// What was declared.
        budget: TimeBudget,
        /// What came out.
        judgement: Judgement,
    },
    /// On a count.
    Count {
        /// What was declared.
        budget: CountBudget,
        /// What came out.
        judgement: CountJudgement,
    },
    /// On a ratio.
    Ratio {
        /// What was declared.
        budget: RatioBudget,
        /// What came out.
        judgement: RatioJudgement,
    },
    /// On growth, of all sizes together.
    Growth(GrowthJudgement),
}

impl Judged {
    /// The judgement on a budget for which nothing was measured.
    #[must_use]
    pub(crate) fn without_measuring(budget: CaseBudget, verdict: Verdict) -> Judged {
        match budget {
            CaseBudget::Time(budget) => Judged::Time {
                judgement: verdict.without_measuring(budget.measure, budget.limit),
                budget,
            },
            CaseBudget::Count(budget) => Judged::Count {
                judgement: CountJudgement::without_counting(verdict),
                budget,
            },
            CaseBudget::Ratio(budget) => Judged::Ratio {
                judgement: verdict.without_pairs(budget.limit),
                budget,
            },
        }
    }

    /// The option that declares the budget.
    #[must_use]
    pub fn option(&self) -> &'static str {
        match self {
            Judged::Time { budget, .. } => budget.option,
            Judged::Count { budget, .. } => budget.counter.option(),
            Judged::Ratio { budget, .. } => budget.declared.name(),
            Judged::Growth(_) => "complexity",
        }
    }

    /// Whether the budget holds.
    #[must_use]
    pub fn verdict(&self) -> &Verdict {
        match self {
            Judged::Time { judgement, .. } => &judgement.verdict,
            Judged::Count { judgement, .. } => &judgement.verdict,
            Judged::Ratio { judgement, .. } => &judgement.verdict,
            Judged::Growth(judgement) => &judgement.verdict,
        }
    }

    /// Whether a breach only warns.
    #[must_use]
    pub fn is_warning(&self) -> bool {
        matches!(self, Judged::Time { budget, .. } if budget.is_warning)
    }

    /// Whether it fails a test.
    #[must_use]
    pub fn is_failure(&self, enforcement: Enforcement) -> bool {
        if self.is_warning() {
            return false;
        }
        match self.verdict() {
            Verdict::Pass | Verdict::NotEnforced(Exemption::Never | Exemption::OtherFault) => false,
            Verdict::Fail => enforcement != Enforcement::Off,
            Verdict::Inconclusive(_) | Verdict::NotEnforced(_) => {
                enforcement == Enforcement::Strict
            }
        }
    }

    /// Whether the function was not even called.
    pub(super) fn is_unmeasured(&self) -> bool {
        let is_measured = match self {
            Judged::Time { judgement, .. } => judgement.estimate.is_some(),
            Judged::Count { judgement, .. } => judgement.figure.is_some(),
            Judged::Ratio { judgement, .. } => judgement.estimate.is_some(),
            Judged::Growth(judgement) => judgement.exponent.is_some(),
        };
        !is_measured && matches!(self.verdict(), Verdict::NotEnforced(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::Measure;
    use crate::time::Picoseconds;
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
            let budget = TimeBudget {
                option: "target",
                measure: Measure::Median,
                limit,
                declared: limit,
                throughput: None,
                is_warning,
            };
            let judgement = verdict.without_measuring(Measure::Median, limit);
            Judged::Time { budget, judgement }.is_failure(enforcement)
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
