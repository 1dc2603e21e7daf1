//! Declared bounds on what a call may cost, and what they come to for one case.
//!
//! Input: the const data of an attribute and a case. Output: [`CaseBudget`]s, in which every bound on time,
//! throughput included, is a span of time per call. Nothing is measured here.

use std::error::Error;
use std::fmt;

use crate::entry::Sizes;
use crate::throughput::{Rate, Throughput};
use crate::time::Picoseconds;

/// A bound as the attribute declares it. Limits are in picoseconds per call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Budget {
    /// `target`: on the median time per call.
    Target(Limit),
    /// `critical`: the same, past which a case fails where `target` only warns.
    Critical(Limit),
    /// `p50` to `p999`: on a percentile of single calls.
    Percentile(Percentile, Limit),
    /// `min_throughput`: on what is processed per second, at the median time.
    MinThroughput(Rate),
}

/// How a limit depends on the size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// The same at every size.
    Constant(u64),
    /// One per size, in the order of the sizes.
    PerSize(&'static [u64]),
    /// The sum of these terms.
    Formula(&'static [Term]),
}

/// `coefficient * n^power * log2(n)^log_power`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    /// In the limit's unit.
    pub coefficient: f64,
    /// The exponent of the size.
    pub power: f64,
    /// The exponent of the size's logarithm to base 2.
    pub log_power: f64,
}

/// A percentile of single calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Percentile {
    /// The median.
    P50,
    /// One call in ten may be longer.
    P90,
    /// One call in a hundred may be longer.
    P99,
    /// One call in a thousand may be longer.
    P999,
}

/// What a bound is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The median time per call, over blocks of calls.
    Median,
    /// A percentile of single calls.
    Percentile(Percentile),
}

/// A bound for one case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CaseBudget {
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

impl Percentile {
    /// The share of calls that may be longer.
    #[must_use]
    pub fn excess(self) -> f64 {
        match self {
            Percentile::P50 => 0.5,
            Percentile::P90 => 0.1,
            Percentile::P99 => 0.01,
            Percentile::P999 => 0.001,
        }
    }

    /// The option's name.
    #[must_use]
    pub fn option(self) -> &'static str {
        match self {
            Percentile::P50 => "p50",
            Percentile::P90 => "p90",
            Percentile::P99 => "p99",
            Percentile::P999 => "p999",
        }
    }
}

impl Limit {
    /// The limit for the `index`-th of the sizes, which is `size`.
    ///
    /// # Errors
    ///
    /// Where the list is shorter than the sizes, or the formula gives nothing above zero.
    pub fn at(self, index: usize, size: usize) -> Result<u64, BudgetError> {
        match self {
            Limit::Constant(limit) => Ok(limit),
            Limit::PerSize(limits) => limits.get(index).copied().ok_or(BudgetError::TooFew {
                limits: limits.len(),
            }),
            Limit::Formula(terms) => {
                #[expect(clippy::cast_precision_loss, reason = "a budget of 16 digits")]
                let size_value = size as f64;
                let sum = terms.iter().map(|term| term.at(size_value)).sum::<f64>();
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_precision_loss,
                    clippy::cast_sign_loss,
                    reason = "checked on both sides"
                )]
                if sum >= 0.5 && sum < u64::MAX as f64 {
                    Ok(sum.round() as u64)
                } else {
                    Err(BudgetError::OutOfRange { size })
                }
            }
        }
    }
}

impl Term {
    fn at(self, size: f64) -> f64 {
        // Zero to the power of zero is one, so that a constant term needs no case of its own.
        self.coefficient * size.powf(self.power) * size.max(1.0).log2().powf(self.log_power)
    }
}

/// The bounds of a case whose size is the `index`-th, each stretched by `scale`.
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
    budgets
        .iter()
        .map(|budget| {
            let time = |limit: &Limit| {
                if let Limit::PerSize(limits) = limit
                    && limits.len() != sizes.to_vec().len()
                {
                    return Err(BudgetError::TooFew {
                        limits: limits.len(),
                    });
                }
                limit.at(index, size).map(Picoseconds::new)
            };
            let (option, measure, declared, rate) = match budget {
                Budget::Target(limit) => ("target", Measure::Median, time(limit)?, None),
                Budget::Critical(limit) => ("critical", Measure::Median, time(limit)?, None),
                Budget::Percentile(percentile, limit) => (
                    percentile.option(),
                    Measure::Percentile(*percentile),
                    time(limit)?,
                    None,
                ),
                Budget::MinThroughput(rate) => {
                    let amount = throughput().ok_or(BudgetError::NoThroughput)?;
                    let longest = rate.longest(amount).ok_or(BudgetError::OtherThroughput)?;
                    (
                        "min_throughput",
                        Measure::Median,
                        longest,
                        Some((*rate, amount)),
                    )
                }
            };
            Ok(CaseBudget {
                option,
                measure,
                limit: declared.scaled(scale),
                declared,
                throughput: rate,
                is_warning: has_critical && matches!(budget, Budget::Target(_)),
            })
        })
        .collect()
}

/// Why a declared bound means nothing for a case. The attribute's own checks leave only what the compiler
/// alone knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BudgetError {
    /// A list of limits is not as long as the sizes.
    TooFew {
        /// How many limits there are.
        limits: usize,
    },
    /// A formula gives no time, or one past all range.
    OutOfRange {
        /// At this size.
        size: usize,
    },
    /// `min_throughput` on a case without a throughput.
    NoThroughput,
    /// `min_throughput` counts bytes where the throughput counts elements, or the other way.
    OtherThroughput,
    /// A percentile of calls too short to be timed one by one.
    TooShort {
        /// The shortest limit that this machine's clock can judge.
        shortest: Picoseconds,
    },
}

impl fmt::Display for BudgetError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFew { limits } => write!(
                formatter,
                "a list of {limits} limits for another number of sizes: give one per size"
            ),
            Self::OutOfRange { size } => write!(
                formatter,
                "the formula gives no time at size {size}: add a constant, as in \"100ns + 5ns * n\""
            ),
            Self::NoThroughput => write!(
                formatter,
                "`min_throughput` on a case without throughput: add `sizes` or `throughput`"
            ),
            Self::OtherThroughput => write!(
                formatter,
                "`min_throughput` and `throughput` count different things: bytes and elements"
            ),
            Self::TooShort { shortest } => write!(
                formatter,
                "a percentile is of single calls, and this machine's clock tells no call shorter than \
                 {shortest}: use `target`, which is judged over blocks of calls"
            ),
        }
    }
}

impl Error for BudgetError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::throughput::Counted;

    fn formula(terms: &'static [Term]) -> Limit {
        Limit::Formula(terms)
    }

    const CONSTANT: Term = Term {
        coefficient: 200_000.0,
        power: 0.0,
        log_power: 0.0,
    };
    const LINEAR: Term = Term {
        coefficient: 12_000.0,
        power: 1.0,
        log_power: 0.0,
    };
    const SORT: Term = Term {
        coefficient: 5_000.0,
        power: 1.0,
        log_power: 1.0,
    };

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

    #[test]
    fn a_limit_follows_the_size() {
        assert_eq!(Limit::Constant(7).at(3, 1000), Ok(7));
        assert_eq!(Limit::PerSize(&[7, 8]).at(1, 1000), Ok(8));
        assert_eq!(formula(&[CONSTANT, LINEAR]).at(0, 10), Ok(320_000));
        assert_eq!(formula(&[SORT]).at(0, 1024), Ok(51_200_000));
        assert_eq!(formula(&[CONSTANT, SORT]).at(0, 0), Ok(200_000));
    }

    #[test]
    fn a_limit_that_is_none_is_an_error() {
        assert_eq!(
            formula(&[SORT]).at(0, 1),
            Err(BudgetError::OutOfRange { size: 1 })
        );
        assert_eq!(
            Limit::PerSize(&[7]).at(1, 1000),
            Err(BudgetError::TooFew { limits: 1 })
        );
        let more = Budget::Target(Limit::PerSize(&[7, 8, 9]));
        assert_eq!(
            resolved(&[more], 1.0),
            Err(BudgetError::TooFew { limits: 3 })
        );
    }

    #[test]
    fn throughput_is_a_time_and_a_scale_stretches_all() {
        let rate = Rate {
            per_second: 1e9,
            counted: Counted::Elements,
        };
        let found = resolved(&[Budget::MinThroughput(rate)], 2.0).expect("legal");
        assert_eq!(found[0].declared, Picoseconds::new(1_024_000));
        assert_eq!(found[0].limit, Picoseconds::new(2_048_000));
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
                .map(|budget| budget.is_warning)
                .collect::<Vec<_>>()
        };
        assert_eq!(warnings(&[target]), [false]);
        assert_eq!(warnings(&[target, critical]), [true, false]);
    }
}
