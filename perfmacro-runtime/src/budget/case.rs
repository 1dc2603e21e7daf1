//! What the declared bounds come to for one case.

use super::{Budget, BudgetError, Counter, Limit, Measure};
use crate::entry::Sizes;
use crate::ratio::Ratio;
use crate::throughput::{Rate, Throughput};
use crate::time::Picoseconds;

/// A bound for one case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CaseBudget {
    /// On time.
    Time(TimeBudget),
    /// On what is counted.
    Count(CountBudget),
    /// On time, as so many times another function's.
    Ratio(RatioBudget),
}

/// A bound on time for one case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeBudget {
    /// The option that declares it.
    pub option: &'static str,
    /// What it is on.
    pub measure: Measure,
    /// The longest time per call, any scale included.
    pub limit: Picoseconds,
    /// Before `PERFMACRO_SCALE`.
    pub declared: Picoseconds,
    /// The throughput it was declared as, and what one call processes.
    pub throughput: Option<(Rate, Throughput)>,
    /// Past it a case is warned of, and does not fail: a `target` that has a `critical` beside it.
    pub is_warning: bool,
}

/// A bound on a count for one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountBudget {
    /// What is counted.
    pub counter: Counter,
    /// The most of it that a call may take.
    pub limit: u64,
}

/// A bound on time for one case, as so many times another function's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RatioBudget {
    /// How it is declared.
    pub declared: RatioOption,
    /// The most times what the reference takes.
    pub limit: Ratio,
}

/// A way to declare a ratio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RatioOption {
    /// `max_ratio`: the function's time in the reference's.
    MaxRatio,
    /// `min_speedup`: the reference's time in the function's.
    MinSpeedup,
}

impl RatioOption {
    /// The option.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            RatioOption::MaxRatio => "max_ratio",
            RatioOption::MinSpeedup => "min_speedup",
        }
    }

    /// The function's time in the reference's, as this says it; and from that back.
    #[must_use]
    pub fn of(self, ratio: Ratio) -> Ratio {
        match self {
            RatioOption::MaxRatio => ratio,
            RatioOption::MinSpeedup => ratio.inverse(),
        }
    }

    fn budget(self, limit: f64) -> RatioBudget {
        RatioBudget {
            declared: self,
            limit: self.of(Ratio::nearest(limit)),
        }
    }
}

impl CaseBudget {
    /// The option that declares it.
    #[must_use]
    pub fn option(&self) -> &'static str {
        match self {
            CaseBudget::Time(budget) => budget.option,
            CaseBudget::Count(budget) => budget.counter.option(),
            CaseBudget::Ratio(budget) => budget.declared.name(),
        }
    }
}

/// The bounds of a case whose size is the `index`-th, those on time stretched by `scale`. How it grows is no
/// matter of one case.
///
/// `throughput` is asked for only where a bound is on it.
///
/// # Errors
///
/// See [`BudgetError`].
pub fn of_case(
    budgets: &[Budget],
    sizes: Sizes,
    index: usize,
    size: usize,
    throughput: impl Fn() -> Option<Throughput>,
    scale: f64,
) -> Result<Vec<CaseBudget>, BudgetError> {
    let has_critical = budgets
        .iter()
        .any(|budget| matches!(budget, Budget::Critical(_)));
    let checked = |limit: &Limit| match limit {
        Limit::PerSize(limits) if limits.len() != sizes.to_vec().len() => {
            Err(BudgetError::TooFew {
                limits: limits.len(),
            })
        }
        limit => Ok(*limit),
    };
    let time = |option, measure, limit: &Limit| {
        let declared = Picoseconds::new(checked(limit)?.time_at(index, size)?);
        Ok(TimeBudget {
            option,
            measure,
            limit: declared.scaled(scale),
            declared,
            throughput: None,
            is_warning: false,
        })
    };
    let mut all = Vec::with_capacity(budgets.len());
    for budget in budgets {
        all.push(match budget {
            Budget::Target(limit) => CaseBudget::Time(TimeBudget {
                is_warning: has_critical,
                ..time("target", Measure::Median, limit)?
            }),
            Budget::Critical(limit) => CaseBudget::Time(time("critical", Measure::Median, limit)?),
            Budget::Percentile(percentile, limit) => CaseBudget::Time(time(
                percentile.option(),
                Measure::Percentile(*percentile),
                limit,
            )?),
            Budget::MinThroughput(rate) => {
                let amount = throughput().ok_or(BudgetError::NoThroughput)?;
                let declared = rate.longest(amount).ok_or(BudgetError::OtherThroughput)?;
                CaseBudget::Time(TimeBudget {
                    option: "min_throughput",
                    measure: Measure::Median,
                    limit: declared.scaled(scale),
                    declared,
                    throughput: Some((*rate, amount)),
                    is_warning: false,
                })
            }
            Budget::Count(counter, limit) => CaseBudget::Count(CountBudget {
                counter: *counter,
                limit: checked(limit)?.count_at(index, size)?,
            }),
            Budget::MaxRatio(limit) => CaseBudget::Ratio(RatioOption::MaxRatio.budget(*limit)),
            Budget::MinSpeedup(limit) => CaseBudget::Ratio(RatioOption::MinSpeedup.budget(*limit)),
            Budget::Complexity(_) => continue,
        });
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::throughput::Counted;

    fn resolved(budgets: &[Budget], scale: f64) -> Result<Vec<CaseBudget>, BudgetError> {
        of_case(
            budgets,
            Sizes::List(&[10, 1024]),
            1,
            1024,
            || Some(Throughput::Elements(1024)),
            scale,
        )
    }

    fn time(budget: CaseBudget) -> TimeBudget {
        match budget {
            CaseBudget::Time(budget) => budget,
            other => panic!("a budget on time, and not {other:?}"),
        }
    }

    #[test]
    fn a_list_has_a_limit_per_size() {
        let of = |limits: &'static [u64]| Limit::PerSize(limits);
        let more = of(&[7, 8, 9]);
        for budget in [Budget::Target(more), Budget::Count(Counter::Allocs, more)] {
            assert_eq!(
                resolved(&[budget], 1.0),
                Err(BudgetError::TooFew { limits: 3 })
            );
        }
    }

    #[test]
    fn a_speedup_is_a_ratio_the_other_way() {
        let ratio = |limit| Ratio::new(limit).expect("above zero");
        let found = resolved(&[Budget::MaxRatio(0.5), Budget::MinSpeedup(4.0)], 2.0);
        assert_eq!(
            found,
            Ok(vec![
                CaseBudget::Ratio(RatioBudget {
                    declared: RatioOption::MaxRatio,
                    limit: ratio(0.5)
                }),
                CaseBudget::Ratio(RatioBudget {
                    declared: RatioOption::MinSpeedup,
                    limit: ratio(0.25)
                }),
            ])
        );
    }

    #[test]
    fn counts_are_not_stretched() {
        let budget = Budget::Count(Counter::Peak, Limit::PerSize(&[7, 64]));
        assert_eq!(
            resolved(&[budget], 2.0),
            Ok(vec![CaseBudget::Count(CountBudget {
                counter: Counter::Peak,
                limit: 64
            })])
        );
    }

    #[test]
    fn throughput_is_a_time_and_a_scale_stretches_all() {
        let rate = Rate {
            per_second: 1e9,
            counted: Counted::Elements,
        };
        let found = resolved(&[Budget::MinThroughput(rate)], 2.0).expect("legal");
        let found = time(found[0]);
        assert_eq!(found.declared, Picoseconds::new(1_024_000));
        assert_eq!(found.limit, Picoseconds::new(2_048_000));
        let bytes = Rate {
            counted: Counted::Bytes,
            ..rate
        };
        assert_eq!(
            resolved(&[Budget::MinThroughput(bytes)], 1.0),
            Err(BudgetError::OtherThroughput)
        );
    }

    #[test]
    fn a_target_warns_where_there_is_a_critical() {
        let target = Budget::Target(Limit::Constant(5));
        let critical = Budget::Critical(Limit::Constant(9));
        let warnings = |budgets: &[Budget]| {
            resolved(budgets, 1.0)
                .expect("legal")
                .iter()
                .map(|budget| time(*budget).is_warning)
                .collect::<Vec<_>>()
        };
        assert_eq!(warnings(&[target]), [false]);
        assert_eq!(warnings(&[target, critical]), [true, false]);
    }
}
