//! What a budget or a case came to.

use perfmacro_runtime::record::{BudgetResult, BudgetVerdict, CaseResult};

/// What a budget or a case came to, the worst first. A case is as its worst budget is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Nothing could be judged: a `check` refuses the result, or a budget means nothing.
    Error,
    /// A budget does not hold.
    Fail,
    /// It cannot be told.
    Inconclusive,
    /// A budget does not hold, and another one decides.
    Warn,
    /// A budget was not tested.
    NotEnforced,
    /// A word of a later version.
    Unknown,
    /// Every budget holds.
    Pass,
    /// There is no budget.
    NoBudget,
}

impl Outcome {
    /// All, the worst first.
    pub const ALL: [Outcome; 8] = [
        Outcome::Error,
        Outcome::Fail,
        Outcome::Inconclusive,
        Outcome::Warn,
        Outcome::NotEnforced,
        Outcome::Unknown,
        Outcome::Pass,
        Outcome::NoBudget,
    ];

    /// What a budget came to.
    #[must_use]
    pub fn of_budget(budget: &BudgetResult) -> Outcome {
        match budget.verdict {
            BudgetVerdict::Pass => Outcome::Pass,
            BudgetVerdict::Fail => Outcome::Fail,
            BudgetVerdict::Warn => Outcome::Warn,
            BudgetVerdict::Inconclusive => Outcome::Inconclusive,
            BudgetVerdict::NotEnforced => Outcome::NotEnforced,
            BudgetVerdict::Unknown => Outcome::Unknown,
        }
    }

    /// What all budgets of a result came to.
    #[must_use]
    pub fn of_result(result: &CaseResult) -> Outcome {
        if result.problem.is_some() {
            return Outcome::Error;
        }
        let budgets = result.budgets.iter().map(Outcome::of_budget);
        budgets.min().unwrap_or(Outcome::NoBudget)
    }

    /// As it is shown.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Error => "ERROR",
            Outcome::Fail => "FAIL",
            Outcome::Inconclusive => "INCONCLUSIVE",
            Outcome::Warn => "WARN",
            Outcome::NotEnforced => "NOT ENFORCED",
            Outcome::Unknown => "UNKNOWN",
            Outcome::Pass => "PASS",
            Outcome::NoBudget => "no budget",
        }
    }

    /// As a program reads it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Outcome::Error => "error",
            Outcome::Fail => "fail",
            Outcome::Inconclusive => "inconclusive",
            Outcome::Warn => "warn",
            Outcome::NotEnforced => "not_enforced",
            Outcome::Unknown => "unknown",
            Outcome::Pass => "pass",
            Outcome::NoBudget => "no_budget",
        }
    }

    /// Whether somebody should look at it.
    #[must_use]
    pub fn wants_attention(self) -> bool {
        self < Outcome::NotEnforced
    }
}

/// How many came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    counts: [usize; Outcome::ALL.len()],
}

impl Totals {
    /// Counts one more.
    pub fn add(&mut self, outcome: Outcome) {
        self.counts[outcome as usize] += 1;
    }

    /// How many came to this.
    #[must_use]
    pub fn of(self, outcome: Outcome) -> usize {
        self.counts[outcome as usize]
    }

    /// How many there are.
    #[must_use]
    pub fn all(self) -> usize {
        self.counts.iter().sum()
    }

    /// Those of which there are any, the worst first.
    pub fn present(self) -> impl Iterator<Item = (Outcome, usize)> {
        Outcome::ALL
            .into_iter()
            .map(move |outcome| (outcome, self.of(outcome)))
            .filter(|(_, count)| *count > 0)
    }

    /// `1 FAIL, 12 PASS`, or `nothing`.
    #[must_use]
    pub fn in_words(self) -> String {
        let words = self
            .present()
            .map(|(outcome, count)| format!("{count} {}", outcome.word()))
            .collect::<Vec<_>>();
        if words.is_empty() {
            "nothing".to_owned()
        } else {
            words.join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_counted_in_its_own_place() {
        let mut totals = Totals::default();
        for (index, outcome) in Outcome::ALL.into_iter().enumerate() {
            for _ in 0..=index {
                totals.add(outcome);
            }
        }
        for (index, outcome) in Outcome::ALL.into_iter().enumerate() {
            assert_eq!(totals.of(outcome), index + 1, "{outcome:?}");
        }
        assert_eq!(totals.all(), 36);
        assert_eq!(Totals::default().in_words(), "nothing");
    }
}
